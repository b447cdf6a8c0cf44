"""What is kept is what would be made anew: whatever is edited, a hub that remembers says the same as one that does not."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from hub_plugin import build
from hub_plugin.model.addresses import Address
from hub_plugin.model.derive import Joined
from hub_plugin.model.keeping import FORGETS_AFTER, NOTHING, Keeping, same
from hub_plugin.model.texts import Text
from hub_plugin.model.times import parse_date
from tests import staging

TODAY = parse_date("2026-11-23")
GOLDEN = Path("tests/golden")
HUBS = {Path("content"): 8} | {
    GOLDEN / name / "content": 60 for name in ("spoken", "measured", "daily", "planning", "small")
}


@dataclass
class Oracle:
    """Answers questions."""

    answer: int = 1

    def twice(self, number: int) -> list[int]:
        """Return twice a number, and more."""
        return [2 * number * self.answer]


def test_what_is_made_of_the_same_things_is_made_once() -> None:
    kept, made = Keeping(), []

    def make() -> int:
        made.append(1)
        return len(made)

    thing, other = object(), object()
    assert [kept.made("a", (thing, "x", [1]), make), kept.made("a", (thing, "x", [1]), make)] == [1, 1]
    assert kept.made("b", (thing, "x", [1]), make) == 2  # another name
    assert kept.made("a", (other, "x", [1]), make) == 3
    assert kept.made("a", (other, "x", [2]), make) == 4
    assert [NOTHING.made("a", (), make), NOTHING.made("a", (), make)] == [5, 6]


def test_what_nobody_asks_for_any_more_is_forgotten() -> None:
    kept, made = Keeping(), []

    def make() -> int:
        made.append(1)
        return len(made)

    for number in range(3 * FORGETS_AFTER):
        kept.contents({})
        kept.made("stays", (), make)
        kept.made(("day", number), (), make)
        if number < FORGETS_AFTER:
            kept.made("goes", (), make)
    assert len(kept._made) <= 2 * FORGETS_AFTER + 1
    count = len(made)
    kept.made("stays", (), make)
    assert len(made) == count
    kept.made("goes", (), make)
    assert len(made) == count + 1


def test_an_answer_that_is_another_one_is_noticed() -> None:
    kept, oracle, made = Keeping(), Oracle(), []

    def make(asked: Any) -> int:
        made.append(asked.twice(3)[0] + asked.answer)
        return made[-1]

    assert [kept.asked("a", (), oracle, make), kept.asked("a", (), Oracle(1), make)] == [7, 7]
    assert made == [7]
    assert kept.asked("a", (), Oracle(2), make) == 14
    assert NOTHING.asked("a", (), oracle, make) == 7
    assert [kept.asked("b", (), Oracle(number), lambda asked: asked.answer) for number in (1, 2)] == [1, 2]


def test_what_is_run_through_once_is_not_kept() -> None:
    with pytest.raises(TypeError, match="cannot be kept"):
        Keeping().made("a", (), lambda: iter([1]))


def test_what_is_the_same() -> None:
    plain, told = Text("word"), Text("word")
    told.others = {"ro": "cuvânt"}  # type: ignore[assignment]
    here, there = Address("team", "a"), Address("team", "a")
    assert same([here, {"x": (1, None)}], [there, {"x": (1, None)}])
    assert same(plain, Text("word"))
    assert not same(plain, told)
    assert not same(plain, "word")
    assert not same({"x": 1}, {"y": 1})
    assert not same(1, True)
    assert not same(Oracle(), Oracle())  # whoever changes one does not change the other
    assert same(NOTHING.same("x", plain), plain)


def edited(files: dict[str, bytes], chance: random.Random) -> None:
    """Edit something as authors do, or as nobody should."""
    path = chance.choice([each for each in sorted(files) if each.endswith((".yml", ".md", ".csv"))])
    path = "hub.yml" if chance.random() < 0.1 and "hub.yml" in files else path
    text = files[path].decode("utf-8", "surrogateescape")
    what = chance.choice(["word", "word", "word", "line", "swap", "break", "remove", "add", "copy"])
    lines = text.split("\n")
    if what == "word":
        words = [found.span() for found in re.finditer(r"[A-Za-z]{4,}", text)]
        start, end = chance.choice(words) if words else (0, 0)
        text = text[:start] + chance.choice(["Other", "met", "payments", "", "ro"]) + text[end:]
    elif what == "line":
        del lines[chance.randrange(len(lines))]
        text = "\n".join(lines)
    elif what == "swap":
        other = chance.choice(sorted(files))
        files[path], files[other] = files[other], files[path]
        return
    elif what == "remove":
        del files[path]
        return
    elif what == "copy":
        name, dot, ending = path.rpartition(".")
        files[f"{name}-{chance.randrange(9)}{dot}{ending}"] = files[path]
        return
    else:
        text += "strange: field\n" if what == "break" else "\n# a remark\n"
    files[path] = text.encode("utf-8", "surrogateescape")


def test_a_file_for_download_that_is_another_one_is_noticed() -> None:
    files, kept = staging.folder(Path("content").resolve()), Keeping()
    path = next(each for each in files if each.endswith(".docx"))
    before = build.read(files, files, (), kept).findings
    after = build.read(files, {**files, path: b"no such file"}, (), kept).findings
    assert {each.rule for each in after} - {each.rule for each in before} == {"file/first-bytes"}
    assert build.read(files, files, (), kept).findings == before


def test_what_the_charter_says_of_languages_and_words_is_noticed() -> None:
    files, kept = staging.folder((GOLDEN / "spoken" / "content").resolve()), Keeping()
    build.read(files, files, (), kept)
    charter = files["hub.yml"].replace(b"[en, ro, de]", b"[ro, en]") + b"words: {payments: {en: money}}\n"
    later = {**files, "hub.yml": charter}
    one, other = build.read(later, later, (), kept), build.read(later, later)
    assert one.findings == other.findings
    assert one.languages == ("ro", "en")
    assert repr(one.hub.spoken) == repr(other.hub.spoken)


def joined(reading: build.Reading) -> Joined | None:
    """Join the facts of a hub, if it has a charter."""
    return build.derive(reading.hub, TODAY) if Address("hub", "hub") in reading.hub.records else None


@pytest.mark.parametrize(("root", "edits"), HUBS.items(), ids=lambda given: str(given))
def test_a_hub_that_remembers_says_what_one_says_that_does_not(root: Path, edits: int) -> None:
    whole = staging.folder(root.resolve())
    chance, files, kept, sound = random.Random(str(root)), dict(whole), Keeping(), 0
    for step in range(edits):
        if step % 5 == 0:
            files = dict(whole)  # mended
        else:
            edited(files, chance)
        one, other = build.read(files, files, (), kept), build.read(files, files)
        assert one.findings == other.findings
        assert list(one.hub.records) == list(other.hub.records)
        assert list(map(repr, one.hub.records.values())) == list(map(repr, other.hub.records.values()))
        assert one.hub.claims == other.hub.claims
        assert list(one.hub.edges()) == list(other.hub.edges())
        assert one.hub.vocabulary.used == other.hub.vocabulary.used
        assert list(one.hub.vocabulary.shared) == list(other.hub.vocabulary.shared)
        now, then = joined(one), joined(other)
        if now is None or then is None:
            continue
        assert list(now.facts) == list(then.facts)
        for name in ("obligations", "attentions", "dues", "topics", "clashes", "gauges", "courses"):
            assert getattr(now, name) == getattr(then, name), name
        sound += 1
    assert sound > edits / 4

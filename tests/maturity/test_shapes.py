"""Models of other shapes than the one that is ready to use: three deep, hundreds of items, scales of their own, fractions, files."""

from __future__ import annotations

import datetime
import html
import json
import re
from collections.abc import Mapping
from fractions import Fraction as F
from pathlib import Path

from click.testing import CliRunner

from hub_plugin import build
from hub_plugin.cli.new import command
from hub_plugin.kinds import maturity
from hub_plugin.model.addresses import Address
from hub_plugin.model.derive import Joined
from tests import sites, staging

TODAY = datetime.date(2026, 11, 24)
HUB = {
    "hub.yml": "format: 1\nname: Centre\nmission: Help.\ntimezone: Europe/Bucharest\nlanguages: [en, ro]\n",
    "teams/house.yml": "name: House\nlead: ana\n",
    "people/ana.yml": "name: Ana\n",
}
M = Address("maturity", "big")
HOUSE = Address("team", "house")


def read(texts: Mapping[str, str], language: str = "en") -> tuple[Joined, dict[str, str], dict[str, bytes]]:
    reading = staging.read({path: text.encode() for path, text in {**HUB, **texts}.items()})
    assert [str(each) for each in reading.findings] == []
    now = build.derive(reading.hub, TODAY)
    site = build.site(reading.hub, now, build.Frame(language=language, reference=False))
    return now, {page.uri: page.html for page in site.pages}, site.files


def plain(text: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


SAMM = "answers: {none: 0, some: 0.25, half: 50 %, most: {value: 1, title: {en: Nearly all, ro: Aproape toate}}}\nscore: sum\n"


def deep(part: int) -> list[str]:
    """Return one of the outermost dimensions: three practices of two streams, each with one criterion on three levels."""
    lines = [f"  area-{part}:", f"    title: Area {part}", "    dimensions:"]
    for p in range(3):
        lines += [f"      practice-{part}-{p}:", "        dimensions:"]
        for s in "ab":
            name = f"{part}-{p}-{s}"
            lines += [f"          stream-{name}:", "            levels:"]
            for level in (1, 2, 3):
                lines += [f"              l{level}:", "                criteria:"]
                for number in range(4):
                    lines.append(f"                  c-{name}-{level}-{number}: Thing {name} {level} {number} is done.")
    return lines


def test_three_deep_hundreds_of_items_in_several_files() -> None:
    head = f"title: Big\nowner: house\nlevels: [l1, l2, l3]\n{SAMM}dimensions:\n"
    texts = {"maturity/big.yml": head + "\n".join(deep(0)) + "\n"}
    texts |= {f"maturity/big/part-{part}.yml": "dimensions:\n" + "\n".join(deep(part)) + "\n" for part in range(1, 5)}
    answers = [f"  c-{part}-{p}-{s}-{level}-{number}: {'most' if level == 1 else 'some' if s == 'a' else 'none'}"
               for part in range(5) for p in range(3) for s in "ab" for level in (1, 2) for number in range(4)]  # fmt: skip
    texts["assessments/big/house/2026-10-01.yml"] = "answers:\n" + "\n".join(answers) + "\n"
    now, pages, files = read(texts)
    found = now.standings.profiles_of(HOUSE)[0].standings
    assert len(found) == 5 + 15 + 30
    # stream a: 1 + ¼ + 0, stream b: 1 + 0 + 0; their mean is 1⅛, and so is that of everything above
    assert (found[M.at("stream-0-0-a")].position, found[M.at("stream-0-0-b")].position) == (F(5, 4), 1)
    assert {found[M.at(name)].position for name in ("practice-0-0", "area-0", "area-4")} == {F(9, 8)}
    assert [each.title for each in now.standings.columns(M)] == [f"Area {part}" for part in range(5)]
    model, team = pages["maturity/big.md"], plain(pages["teams/house.md"])
    assert model.count("data-criterion=") == 360
    assert "1 L1 and 12% of the next" in team
    anchors = re.findall(r' id="([^"]+)"', model)
    assert len(anchors) == len(set(anchors))
    assert len(json.loads(files["api/v1/ratings.json"])["ratings"]) == 30
    assert len(files["data/ratings.csv"].splitlines()) == 31
    form = json.loads(html.unescape(model.partition('id="coehub-assess-data">')[2].partition("</template>")[0]))["form"]
    assert (form["score"], form["grades"][1], len(form["dimensions"])) == ("sum", ["some", 0.25], 30)


def test_levels_that_differ_by_dimension() -> None:
    model = """title: Big
owner: house
levels: [one, two, three, four]
dimensions:
  full:
    levels: {one: , two: {criteria: {full-two: Two.}}, three: {criteria: {full-three: Three.}}, four: {criteria: {full-four: Four.}}}
  short:
    levels: {two: {criteria: {short-two: Two.}}, four: {criteria: {short-four: Four.}}}
  other:
    scale: [manual, scripted, automatic]
    levels: {manual: , scripted: {criteria: {scripted-now: Scripts.}}, automatic: {criteria: {automatic-now: By itself.}}}
  guessed: {title: Only estimated}
  mixed:
    dimensions:
      left: {title: Left}
      right: {scale: [low, high]}
"""
    said = "answers: {full-two: yes, full-three: yes, short-two: no, scripted-now: yes}\n"
    said += "ratings: {guessed: three, left: two, right: high}\n"
    said += "target_level: {short: four, other: automatic}\n"
    now, pages, _ = read({"maturity/big.yml": model, "assessments/big/house/2026-10-01.yml": said})
    found = now.standings.profiles_of(HOUSE)[0].standings
    at = {address.part: (each.level, each.rung.id if each.rung else None, each.above.id if each.above else None)
          for address, each in found.items()}  # fmt: skip
    assert at == {
        "full": (3, "three", "four"), "short": (0, None, "two"), "other": (2, "scripted", "automatic"), "guessed": (3, "three", "four"),
        "left": (2, "two", "three"), "right": (2, "high", None),
    }  # fmt: skip
    assert [each.about.part for each in now.standings.columns(M)] == [
        "full",
        "short",
        "other",
        "guessed",
        "left",
        "right",
    ]
    text = plain(pages["teams/house.md"])
    assert "0 below the first level" in text
    assert "You are at: 2 Scripted. The next level is: 3 Automatic" in text
    assert "2 Two" in plain(pages["maturity/big.md"])
    assert all(uri.startswith("maturity/big") or "Mixed" not in plain(page) for uri, page in pages.items())


def test_words_in_the_reader_s_language() -> None:
    model = "title: {en: Big, ro: Mare}\nowner: house\n" + SAMM
    model += "levels: {l1: {en: First, ro: Primul}, l2: {en: Second, ro: Al doilea}}\ndimensions:\n  d:\n"
    model += "    title: {en: Talks, ro: Discuții}\n    levels: {l1: , l2: {criteria: {c: {statement: {en: Said., ro: Spus.}}}}}\n"
    files = {"maturity/big.yml": model, "assessments/big/house/2026-10-01.yml": "answers: {c: half}\n"}
    for language, words, others in (("ro", ["Mare", "Primul", "Discuții", "Spus.", "Aproape toate"], ["Talks", "Said.", "Nearly all"]),
                                    ("en", ["Talks", "Said.", "Nearly all"], ["Discuții", "Primul"])):  # fmt: skip
        _, pages, _ = read(files, language)
        page = plain(pages["maturity/big.md"])
        assert [word for word in words if word not in page] == []
        assert [word for word in others if word in page] == []


def test_what_an_author_writes_never_runs() -> None:
    bad = "<img src=x onerror=alert(1)>\"'|=}}"
    text = json.dumps(bad)
    model = f"title: {text}\nowner: house\nlevels: {{a: {text}, b: {text}}}\n"
    model += f"answers: {{n: 0, y: {{value: 1, title: {text}}}}}\ndimensions:\n  d:\n    title: {text}\n    question: {text}\n"
    model += f"    levels:\n      a: {text}\n      b:\n        questions: {text}\n        criteria:\n"
    model += (
        f"          c: {{statement: {text}, question: {text}, why: {text}, evidence: {text}, answers: {{y: {text}}}}}\n"
    )
    said = f"note: {text}\nanswers: {{c: {{n: {text}}}}}\nratings: {{d: {{a: {text}}}}}\n"
    said += f"next_steps: {{s: {{text: {text}, owner: house, due: 2026-12-01}}}}\n"
    _, pages, _ = read({"maturity/big.yml": model, "assessments/big/house/2026-10-01.yml": said})
    for uri, page in pages.items():
        assert "<img" not in page, uri


def test_the_model_that_is_ready_to_use_is_the_example_s() -> None:
    ready = (maturity.KIND.where / "ready" / "service.yml").read_text(encoding="utf-8")
    example = (sites.ROOT / "content/maturity/service.yml").read_text(encoding="utf-8")
    assert ready.partition("\ndimensions:\n")[2].strip() in example
    assert ready.partition("\nassess_every:")[0].partition("\ntext:")[2] in example


def test_it_is_offered_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    for path, text in HUB.items():
        file = tmp_path / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    ran = CliRunner().invoke(command, ["maturity", "service", "--content", str(tmp_path / "content")])
    assert ran.exit_code == 0, ran.output
    text = (tmp_path / "content/maturity/service.yml").read_text(encoding="utf-8")
    assert text.startswith(
        "# yaml-language-server: $schema=../../.coehub/schemas/maturity.json\ntitle: Service maturity\n"
    )
    findings = staging.read(staging.folder(tmp_path / "content")).findings
    assert [each.rule for each in findings if each.place.path.startswith("maturity/")] == ["maturity/no-owner"]

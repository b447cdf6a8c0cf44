"""Texts that are no record: variants of YAML's syntax, the traps of plain text, and the cases of `tests/cases/broken`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import yaml

from tests import staging
from tests.cases import test_cases
from tests.hardness import contract
from tests.hardness.words import Case, Sort
from tests.model.test_reading import CORPUS, TRAPS

BROKEN = sorted(Path(test_cases.__file__).parent.glob("broken/*.yml"))


def variants() -> Sequence[Case]:
    """Each text as a team: taken or refused, always as the contract says. Each trap in a title: the line that is shown mends it."""
    whole = [Case(f"{text[:40]!r}", partial(_whole, text)) for text in CORPUS]
    return [*whole, *(Case(f"trap {text!r}", partial(_trap, text)) for text in TRAPS)]


def _whole(text: str, folder: Path) -> None:
    contract.kept(folder, {"teams/strange.yml": text.encode("utf-8", "surrogatepass")})


def _trap(text: str, folder: Path) -> None:
    written = f"name: Strange\npurpose: {text}\n".encode()
    contract.lay(folder, {"teams/strange.yml": written})
    if contract.check(folder)[0] == 0:  # some are no trap behind a name
        team = next(each for each in staging.read({**contract.BASE, "teams/strange.yml": written}).hub.records.values()
                    if each.id == "strange")  # fmt: skip
        assert str(getattr(team, "purpose", "")) == text, "it was taken, and changed"
        return
    found = contract.refused(folder, {"teams/strange.yml": written})
    assert [each["line"] for each in found] == [2], "not one fault, on its line"
    _, shown, line = found[0]["hint"].partition("put the text in quotes: ")
    assert shown, f"the line is not written again: {found[0]}"
    mended = contract.lay(folder, {"teams/strange.yml": f"name: Strange\n{line}\n".encode()})
    left = [each["rule"] for each in contract.findings(mended)]  # a link in the text may lead nowhere
    assert set(left) <= {"link/unknown-target"}, f"pasting {line!r} does not mend it: {left}"


def collected() -> Sequence[Case]:
    """Each broken hub: exactly the faults that its file lists, all in one run."""
    return [Case(path.stem, partial(_broken, path)) for path in BROKEN]


def _broken(path: Path, folder: Path) -> None:
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    files = {
        name: None if text is None else test_cases.written(text).encode("utf-8", "surrogateescape")
        for name, text in case.get("files", {}).items()
    }
    contract.lay(folder, files, test_cases.below(path))
    code, _ = contract.check(folder)
    if code:
        contract.refused(folder, files, test_cases.below(path))
    _, printed = contract.check(folder, "--pedantic", "--format", "gitlab")
    for line in case["findings"]:
        place, _, rule = line.rpartition(" ")
        assert rule in printed, f"{line} is not told"
        assert f"content/{place.rsplit(':', 2)[0]}" in printed, f"{line} is not told"


VARIANTS = Sort("syntax", "A text is taken as it stands, or refused at its place.", variants, 60, short=8)
COLLECTED = Sort("broken hubs", "All faults of a hub are told in one run.", collected, 60, short=8)

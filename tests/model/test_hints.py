"""What a finding says to do: the mistake that people make, and the sentence that they read."""

from __future__ import annotations

from textwrap import dedent

import pytest

from tests import staging

STANDARD = "title: Refunds\nowner: service\nstatus: active\n"
GOAL = "title: One\nowner: service\nserves: hub\nmilestones: {one: {title: One, due: 2026-03-01}}\n"
PERIOD = "write 'period: {from: …, until: …}'"

# path, what is written there, the line and what is said of it; a case that tells of several lines names them all
MISTAKES = {
    "a requirement as a bare text": (
        "standards/refunds.yml",
        STANDARD + "requirements:\n  two-steps: Refunds are released by two.\n",
        ["5: expected fields, found a text; write below it 'must: Refunds are released by two.' (or should, may)"],
    ),
    "the ends of a goal beside its fields": (
        "goals/one.yml",
        GOAL + "from: 2026-01-01\nuntil: 2026-03-31\n",
        [
            "1: 'period' is missing; Its time: `2026`, `2026-Q3`, `2026-03`, or `{from: 2026-02-01, until: 2026-09-30}`.",
            f"5: the field 'from' is not known here; {PERIOD}",
            f"6: the field 'until' is not known here; {PERIOD}",
        ],
    ),
}


@pytest.mark.parametrize(("path", "text", "said"), MISTAKES.values(), ids=MISTAKES)
def test_a_finding_says_what_to_do(path: str, text: str, said: list[str]) -> None:
    findings = staging.read(staging.lay(staging.folder(staging.BASE), {path: dedent(text)})).findings
    assert [f"{each.place.line}: {each.message}; {each.hint}" for each in findings if each.place.path == path] == said

"""What a finding says to do: the mistake that people make, and the sentence that they read."""

from __future__ import annotations

from textwrap import dedent

import pytest

from tests import staging

STANDARD = "title: Refunds\nowner: service\nstatus: active\n"
GOAL = "title: One\nowner: service\nserves: hub\nmilestones: {one: {title: One, due: 2026-03-01}}\n"
CARE = "assessments/care/payments/2026-10-01.yml"
EXEMPT = "answered_on: 2026-10-01\nprepared-meetings:\n  agenda-shared:\n    exempt: One-person team until March.\n"
BRIEF = "title: Brief\nowner: service\nstatus: draft\n"
MODEL = """\
title: Care
owner: service
levels: [low, high, proactive]
dimensions:
  calls: {levels: {high: {criteria: {called-back: Nobody waits more than a day.}}}}
"""
PAYMENTS, QUOTES = "teams/payments.yml", "put the text in quotes:"
COMMA = "inside braces a text ends at a comma"
CONFLICT = "a merge conflict has not been resolved; keep one side and take the markers out"
TAB = (
    "the line begins with a tab, and only spaces may stand there; write spaces instead, two for each step to the right"
)
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
    "a step that the process does not have": (
        "processes/care.yml",
        "title: Care\nowner: service\ntype: support\nsteps:\n  ask: Ask.\n  answer: {title: Answer, after: nothere}\n",
        ["6: no step is called 'nothere'; write one of ask, answer"],
    ),
    "a decision without its meeting": (
        "learnings/calls.yml",
        "title: Calls\ndate: 2026-01-01\nby: payments\nabout: hub\nwhat: So.\n"
        "outcome: {state: adopted, date: 2026-02-01, text: Done., decided_in: nothere}\n",
        ["6: no decision is called 'nothere'; write 'id#decision': a record, and what stands in it"],
    ),
    "one word where a record or a few words may stand": (
        "gaps/phones.yml",
        "title: Phones\nowner: service\nagainst: [Comfort, paymets]\nfound_on: 2026-01-01\nfound_in: calls\n",
        [
            "3: no record is called 'paymets'; did you mean 'payments'? Or say it in two words or more",
            "5: no record is called 'calls'; write the id of one that is in the hub: its file name without the ending, "
            "or say it in two words or more",
        ],
    ),
    "a comma in braces": (
        PAYMENTS,
        "name: {en: Payments, refunds, ro: Plăți}\n",
        [f"1: 'refunds' has no value: {COMMA}; {QUOTES} name: {{en: \"Payments, refunds\", ro: Plăți}}"],
    ),
    "a comma in braces within braces": (
        PAYMENTS,
        "name: Payments\nroles: {one: {note: a, b, all: [c, d]}, two: it}\n",
        [f"2: 'b' has no value: {COMMA}; {QUOTES} roles: {{one: {{note: \"a, b\", all: [c, d]}}, two: it}}"],
    ),
    "a comma in braces that quotes do not mend": (
        PAYMENTS,
        "name: {refunds, en: Payments}\n",
        [f"1: 'refunds' has no value: {COMMA}; write each field on a line of its own, without braces"],
    ),
    "two colons in braces": (
        PAYMENTS,
        "name: {en: Payments: all, of them}\n",
        [f"1: a second ': ' stands in a text inside these braces; {QUOTES} name: {{en: \"Payments: all, of them\"}}"],
    ),
    "a tab": (PAYMENTS, "name: Payments\nroles:\n\tcontact: li-wei\n", [f"3: {TAB}"]),
    "a tab behind spaces": (PAYMENTS, "name: Payments\nroles:\n  a: b\n  \tc: d\n", [f"4: {TAB}"]),
    "a merge conflict": (
        PAYMENTS,
        "name: Payments\n<<<<<<< HEAD\n: {\n=======\n>>>>>>> mine\n\tx\n",
        [f"2: {CONFLICT}"],
    ),
    "the middle of a merge conflict": (PAYMENTS, "name: Payments\n=======\nlead: ana-pop\n", [f"2: {CONFLICT}"]),
    "the end of a merge conflict in a body": (
        "updates/one.md",
        "---\ntitle: One\ndate: 2026-01-01\n---\nHeading\n=======\n>>>>>>> mine\n",
        [f"7: {CONFLICT}"],
    ),
    "a block of code that shows a merge conflict": (
        "updates/one.md",
        "---\ntitle: One\ndate: 2026-01-01\n---\nGit writes\n\n```\n<<<<<<< HEAD\nours\n=======\ntheirs\n>>>>>>> mine\n```\n",
        [],
    ),
    "a merge conflict behind a block of code": (
        "updates/one.md",
        "---\ntitle: One\ndate: 2026-01-01\n---\n```\ncode\n```\n<<<<<<< HEAD\n",
        [f"8: {CONFLICT}"],
    ),
    "a level that the dimension does not describe": (
        CARE,
        "ratings: {calls: proactive}\n",
        [
            "1: the dimension 'calls' does not describe the level 'proactive'; "
            "write one that is described: high; or describe 'proactive' in the model"
        ],
    ),
    "a level that no dimension describes": (
        CARE,
        "answers: {called-back: yes}\ntarget_level: proactive\n",
        [
            "2: these dimensions do not describe the level 'proactive'; "
            "write one that is described: high; or describe 'proactive' in the model"
        ],
    ),
    "a level that the model does not have": (
        CARE,
        "ratings: {calls: hihg}\n",
        ["1: no level is called 'hihg' here; did you mean 'high'?"],
    ),
    "an answer that the model does not have, in fields": (
        CARE,
        "answers: {called-back: {state: most, evidence: A few words}}\n",
        ["1: 'most' is not an answer; write one of: no, partly, yes, not-applicable"],
    ),
    "an answer in fields": (CARE, "answers: {called-back: {state: partly, evidence: A few words}}\n", []),
    "an exemption without an end": (
        "adoption/payments.yml",
        EXEMPT + "    approved_by: ana-pop\n",
        ["4: an exemption without 'until'; write its last day"],
    ),
    "an exemption that nobody approved": (
        "adoption/payments.yml",
        EXEMPT + "    until: 2027-03-31\n",
        ["4: an exemption without 'approved_by'; write who approved it"],
    ),
    "an exemption without both": (
        "adoption/payments.yml",
        EXEMPT,
        ["4: an exemption without 'until' and 'approved_by'; write its last day and who approved it"],
    ),
    "a part that the record does not have": (
        "templates/brief.yml",
        BRIEF + "supports: [standard/prepared-meetings#zzz]\n",
        ["4: standard/prepared-meetings has no part called 'zzz'; its parts are agenda-shared"],
    ),
    "a part of a record without parts": (
        "templates/brief.yml",
        BRIEF + "summary: See [[team/payments#zzz]].\n",
        ["4: team/payments has no part called 'zzz'; it has no parts: link to it as a whole"],
    ),
    "no merge conflict": ("updates/one.md", "---\ntitle: One\ndate: 2026-01-01\n---\nHeading\n=======\n", []),
}


@pytest.mark.parametrize(("path", "text", "said"), MISTAKES.values(), ids=MISTAKES)
def test_a_finding_says_what_to_do(path: str, text: str, said: list[str]) -> None:
    files = {"maturity/care.yml": MODEL, path: dedent(text)}
    findings = staging.read(staging.lay(staging.folder(staging.BASE), files)).findings
    assert [f"{each.place.line}: {each.message}; {each.hint}" for each in findings if each.place.path == path] == said

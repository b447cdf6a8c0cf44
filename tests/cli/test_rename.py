"""A rename changes what leads to the record or part, and nothing that is only called like it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hub_plugin.model.texts import mark
from tests.cli.conftest import DAY, Run, write

TOOL = "title: {}\nstatus: active\nowner: first-team\n"
STANDARD = """\
title: Keep
status: active
owner: first-team
summary: {}
requirements:
  archive: {{must: Keep a record.}}
"""
TALKATIVE = (
    "Use [[template/escalation]] in [[tool/escalation]], see [[keep#archive]], [[#archive]] and [[archive]]; "
    "not `[[template/escalation]]`."
)


@pytest.fixture
def twins(hub: Path) -> Path:
    """The hub, with records and a part of one name each; a standard speaks of all of them, in two languages."""
    charter = hub / "content/hub.yml"
    write(
        charter,
        re.sub("(?m)^languages:.*\n|^# languages:.*\n", "", charter.read_text(encoding="utf-8"))
        + "languages: [en, de]\n",
    )
    for path, text in {
        "templates/escalation.yml": TOOL.format("Escalation form"), "tools/escalation.yml": TOOL.format("Escalation tool"),
        "tools/archive.yml": TOOL.format("Archive"), "standards/keep.yml": STANDARD.format(TALKATIVE),
        "standards/keep.de.yml": f"summary: {TALKATIVE}\n",
    }.items():  # fmt: skip
        write(hub / "content" / path, text)
    return hub


@pytest.mark.parametrize(
    ("old", "new", "before", "after"),
    [
        ("template/escalation", "form", "[[template/escalation]] in", "[[template/form]] in"),
        ("tool/escalation", "desk", "[[tool/escalation]]", "[[tool/desk]]"),
        ("keep#archive", "keep#store", "[[keep#archive]], [[#archive]]", "[[keep#store]], [[#store]]"),
        ("tool/archive", "shelf", "[[archive]]", "[[shelf]]"),
    ],
)
def test_what_is_only_called_alike_stays(run: Run, twins: Path, old: str, new: str, before: str, after: str) -> None:
    result = run("rename", old, new)
    assert result.exit_code == 0, result.output
    assert before in TALKATIVE
    for path in ("keep.yml", "keep.de.yml"):
        written = (twins / "content/standards" / path).read_text(encoding="utf-8")
        assert TALKATIVE.replace(before, after) in written, path


@pytest.mark.parametrize(
    ("old", "new", "inside"),
    [
        ("template/escalation", "form", False), ("template/escalation", "form", True), ("keep#archive", "keep#store", False),
        ("keep#archive", "keep#store", True),
    ],
)  # fmt: skip
def test_a_translation_stays_complete_when_a_link_gets_a_new_id(
    run: Run, twins: Path, old: str, new: str, inside: bool
) -> None:
    """Nothing that it says has changed, so nobody is to read it through."""
    keep, other = (twins / "content/standards" / name for name in ("keep.yml", "keep.de.yml"))
    made_from = mark(TALKATIVE)
    how = f"{{en: '{TALKATIVE}', de@{made_from}: '{TALKATIVE}'}}" if inside else TALKATIVE
    part = f"archive:\n    must: Keep a record.\n    how: {how}"
    write(keep, keep.read_text(encoding="utf-8").replace("archive: {must: Keep a record.}", part))
    says = "" if inside else f"requirements: {{archive: {{how: '{TALKATIVE}'}}}}\n"
    marks = f"summary: {made_from}" if inside else f"summary: {made_from}, requirements.archive.how: {made_from}"
    write(other, f"summary: {TALKATIVE}\n{says}made_from: {{{marks}}}\n")

    def behind() -> int:
        return run("check", "--pedantic").output.count("advice[translation/behind]")

    assert behind() == 0
    assert run("rename", old, new).exit_code == 0
    assert behind() == 0
    text = keep.read_text(encoding="utf-8")
    write(
        keep,
        text.replace("summary: Use", "summary: Take").replace("how: Use", "how: Take").replace("en: 'Use", "en: 'Take"),
    )
    assert behind() == 2


@pytest.mark.parametrize("sign", [">-", ">", '"', "'", ""])
def test_a_link_that_goes_over_the_end_of_a_line_follows(run: Run, twins: Path, sign: str) -> None:
    """A folded text is one line to its readers; where its lines end stays."""
    close = sign if sign in ("'", '"') else ""
    begin = f"{sign}\n      " if sign[:1] == ">" else sign
    text = f"summary: {begin}See [[template/escalation|how it\n      is]] done, and\n\n      [[template/escalation]] again.{close}\n"
    for path, head in (("keep.yml", ""), ("keep.de.yml", "")):
        file = twins / "content/standards" / path
        rest = [line for line in file.read_text(encoding="utf-8").splitlines(True) if not line.startswith("summary")]
        file.write_text(head + "".join(rest) + text, encoding="utf-8")
    result = run("rename", "template/escalation", "form")
    assert result.exit_code == 0, result.output
    for path in ("keep.yml", "keep.de.yml"):
        written = (twins / "content/standards" / path).read_text(encoding="utf-8")
        assert text.replace("template/escalation", "template/form") in written, path


def test_the_cells_of_a_table_follow(run: Run, hub: Path) -> None:
    """Whatever separates the cells, however they are quoted."""
    write(hub / "content/metrics/calls.yml", "title: Calls\ncategory: tactical\nowner: first-team\nunit: calls\nbetter: higher\nadds: sum\n"
          "data: calls.csv\n")  # fmt: skip
    table = '\ufeffteam;date;value\r\nfirst-team;2026-01;4,5\r\n  first-team ;2026-02;5\r\n"first-team";2026-03;6\r\n'
    (hub / "content/metrics/calls.csv").write_bytes(table.encode())
    result = run("rename", "team/first-team", "crew")
    assert result.exit_code == 0, result.output
    wanted = (
        table.replace("\r\nfirst-team", "\r\ncrew")
        .replace("  first-team ;", "  crew ;")
        .replace('"first-team";', '"crew";')
    )
    assert (hub / "content/metrics/calls.csv").read_bytes() == wanted.encode()
    assert "nothing wrong" in run("check", "--today", DAY).output


def test_a_part_that_is_one_text_is_renamed_in_all_languages(run: Run, twins: Path) -> None:
    """Its old id makes it a part with fields, and so do its translations become."""
    charter = twins / "content/hub.yml"
    strategy = re.search(r"(?m)^strategy:\n  ([a-z-]+): ", charter.read_text(encoding="utf-8"))
    assert strategy is not None
    write(
        twins / "content/hub.de.yml",
        f"strategy:\n  {strategy[1]}: Auf Deutsch.   # geprüft\nmade_from: {{strategy.{strategy[1]}: 00000000}}\n",
    )
    result = run("rename", f"hub#{strategy[1]}", "hub#another")
    assert result.exit_code == 0, result.output
    assert (twins / "content/hub.de.yml").read_text(encoding="utf-8") == (
        "strategy:\n  another:   # geprüft\n    title: Auf Deutsch.\nmade_from: {strategy.another.title: 00000000}\n"
    )
    assert f"was: {strategy[1]}" in charter.read_text(encoding="utf-8")

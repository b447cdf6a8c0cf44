"""Findings for machines: each format is valid, and no content can give orders to a log."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

from hub_plugin.model.safe import as_json, safe
from hub_plugin.outputs.findings import FORMATS
from tests.cli.conftest import Run, write

# What makes a pipeline's log obey: GitHub (both generations), Azure, TeamCity; and what makes a terminal obey.
ORDER = re.compile(r"^\s*::|##\w*\[|[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]", re.MULTILINE)
OURS = re.compile(r"^::(error|warning|notice) file=[^\n:,]*(,\w+=[^:,\n]*)*::")
HOSTILE = [
    "::error::x%0A", "::set-output name=a::b", "  ::add-mask::x", "##[error]x", "##vso[task.complete]", "%0A::error::x",
    "##teamcity[x]", "\x1b[2J\x1b[31m", "\u202eevil", "a\r\n::error::b", ",line=1::x", "\x9b31m", "`$(id)`",
]  # fmt: skip


@pytest.fixture
def broken(hub: Path) -> Path:
    write(hub / "content/teams/x.yml", "nmae: X\nlead: nobody, really%0A\n")
    write(hub / "content/teams/y.yml", "name: Y\nname: Z\n")
    write(hub / "content/teams/z.yml", "name: Z\nlead: a\nmembers: [a, a]\n")
    write(hub / "content/templates/brief.yml", "title: Brief, 100% :-)\nstatus: draft\n")
    write(hub / "content/teams/w.yml", "name: W\nmembers: sam-lee\n")
    return hub


def test_github(run: Run, broken: Path) -> None:
    result = run("check", "--format", "github", "--pedantic")
    assert result.exit_code == 1
    *commands, total = result.output.rstrip("\n").split("\n")
    assert total.endswith("in 20 records")
    assert all(OURS.match(command) for command in commands)
    assert {command.split(" ")[0] for command in commands} == {"::error", "::warning", "::notice"}
    unknown = next(command for command in commands if "field/unknown" in command)
    assert unknown.startswith(
        "::error file=content/teams/x.yml,line=1,endLine=1,col=1,endColumn=5,title=field/unknown::the field 'nmae'"
    )
    assert "'Brief, 100%25 :-)'%0A" in result.output


def test_gitlab(run: Run, broken: Path) -> None:
    issues: list[dict[str, Any]] = json.loads(run("check", "--format", "gitlab").output)
    prints = [issue["fingerprint"] for issue in issues]
    assert len(set(prints)) == len(prints) >= 5
    assert {issue["severity"] for issue in issues} == {"critical", "minor"}
    for issue in issues:
        assert {"description", "check_name", "fingerprint", "severity", "location"} <= set(issue)
        assert issue["location"]["lines"]["begin"] >= 1
        assert (broken / issue["location"]["path"]).is_file()
    path = broken / "content/teams/x.yml"
    path.write_text("# a line above\n" + path.read_text())
    moved = json.loads(run("check", "--format", "gitlab").output)
    assert [issue["fingerprint"] for issue in moved] == prints
    assert moved != issues


def test_sarif(run: Run, broken: Path) -> None:
    log = json.loads(run("check", "--format", "sarif", "--pedantic").output)
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-schema-2.1.0.json")
    (only,) = log["runs"]
    rules = only["tool"]["driver"]["rules"]
    assert only["tool"]["driver"]["name"] == "coehub"
    assert {result["level"] for result in only["results"]} == {"error", "warning", "note"}
    for result in only["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["message"]["text"]
        where = result["locations"][0]["physicalLocation"]
        assert where["region"]["startLine"] >= 1
        assert where["region"]["endColumn"] > where["region"]["startColumn"] >= 1
        assert (broken / where["artifactLocation"]["uri"]).is_file()
    assert len({result["partialFingerprints"]["coehub/v1"] for result in only["results"]}) == len(only["results"])
    assert all(rule["shortDescription"]["text"] for rule in rules)


def test_json(run: Run, broken: Path) -> None:
    data = json.loads(run("check", "--format", "json").output)
    assert data["version"] == 1
    assert data["records"] == 20
    assert sum(data["counts"].values()) == len(data["findings"])
    twice = next(each for each in data["findings"] if each["rule"] == "yaml/duplicate-key")
    assert (twice["path"], twice["line"], twice["column"], twice["width"]) == ("content/teams/y.yml", 2, 1, 4)
    assert twice["also"]["line"] == 1


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_found(run: Run, hub: Path, form: str) -> None:
    result = run("check", "--format", form)
    assert result.exit_code == 0
    if form not in ("text", "github"):
        json.loads(result.output)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("text", HOSTILE)
def test_no_content_gives_orders(run: Run, hub: Path, form: str, text: str) -> None:
    quoted = json.dumps(text)
    write(hub / "content/templates/a.yml", f"title: {quoted}\nstatus: draft\n")
    write(hub / "content/templates/b.yml", f"title: {quoted}\nstatus: {quoted}\nowner: {quoted}\n{quoted}: 1\n")
    write(hub / "content/templates/c.yml", f"title: B\nstatus: {text}\n")
    write(hub / "content/teams/d.yml", f"{text}\n  {text}\n")
    write(hub / "content/people/e.yml", f"name: {quoted}\n")
    for name in (text.replace("/", "-"), "a\n::error::b"):
        write(hub / f"content/teams/{name}.yml", "name: X\n")
        write(hub / f"content/{name}/x.yml", "name: X\n")
    output = run("check", "--pedantic", "--format", form).output
    if form == "github":
        lines = output.rstrip("\n").split("\n")
        assert all(OURS.match(line) for line in lines[:-1])
        output = "\n".join(OURS.sub("", line) for line in lines)
    assert not ORDER.search(output)


@pytest.mark.parametrize("text", HOSTILE)
def test_status_and_new_give_no_orders(run: Run, hub: Path, text: str) -> None:
    quoted = json.dumps(text)
    write(hub / "content/teams/a.yml", f"name: {quoted}\nlead: sam-lee\n")
    write(hub / "content/tools/b.yml", f"title: {quoted}\nstatus: active\nexpected: required\n")
    write(hub / "content/roles/c.yml", f"title: {quoted}\nrequired: true\n")
    hub_file = hub / "content/hub.yml"
    hub_file.write_text(hub_file.read_text().replace("name: Centre of Excellence", f"name: {quoted}"))
    for words in (["status"], ["status", "a"], ["status", "first-team"], ["status", text], ["new", text, "x"]):
        assert not ORDER.search(run(*words, "--today", "2026-01-14").output)
    assert not ORDER.search(run("new", "adoption", "centre-office").output)
    assert not ORDER.search(run("schema", "adoption").output)


@pytest.mark.parametrize("text", HOSTILE)
def test_safe(text: str) -> None:
    assert not ORDER.search(safe(text))
    assert "\n" not in safe(text)
    assert not ORDER.search(as_json({text: text}))
    assert json.loads(as_json({text: text})) == {text: text}


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_name_that_is_no_text(run: Run, hub: Path, form: str) -> None:
    write(hub / "content/teams" / os.fsdecode(b"\xff x.yml"), "name: X\n")
    assert run("check", "--format", form).exit_code == 1

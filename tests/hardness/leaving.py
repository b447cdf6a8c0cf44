"""What a hostile hub writes beside its pages: data, tables, feeds, badges, lists for machines, and what its verbs say in a terminal."""

from __future__ import annotations

import csv
import datetime
import io
import json
import re
import subprocess
import unicodedata
import urllib.parse
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from hub_plugin.model.findings import Finding
from hub_plugin.outputs.findings import FORMATS, Report, written
from tests.calendars.reading import READERS, read_back
from tests.data import test_hostile
from tests.hardness import contract
from tests.hardness.planted import Planted
from tests.hardness.planting import MARKS
from tests.hardness.texts import calendar

# What a log obeys, and what moves a cursor or turns a line around.
ORDERS = re.compile(r"\s*(::|##vso\[|##\[|##teamcity\[)|.*##(\w*)\[")
MOVES = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
COMPONENTS = {"VCALENDAR", "VEVENT", "VTIMEZONE", "STANDARD", "DAYLIGHT"}
# What verbs write; what they say is a class of its own (verbs.py).
VERBS = (("report", "--to", "audit.html", "--csv", "audit", "--force"), ("codeowners",), ("export", "--to", "out"))


def files_faults(made: Planted, site: Path) -> Iterator[str]:
    """Yield what is wrong with the files of a built site that are no pages."""
    files = {path.relative_to(site).as_posix(): path.read_bytes() for path in sorted(site.rglob("*")) if path.is_file()}
    ours = {
        path: data
        for path, data in files.items()
        if not path.startswith(("assets/", "search/", "ro/assets/", "ro/search/"))
    }
    for path, data in ours.items():
        if path.endswith(".csv"):
            if "data/" in path:  # others are files of authors
                yield from held(path, lambda data=data: _table(data))
        elif path.endswith((".json", ".svg", ".atom", "llms.txt")):
            yield from held(path, lambda path=path, data=data: test_hostile.check({path: data}))
        elif path.endswith(".ics"):
            yield from held(path, lambda path=path, data=data: calendar(path, data.decode()))
        elif path.endswith(".xml"):
            yield from held(path, lambda data=data: ElementTree.fromstring(data))
    yield from as_written(made, ours)
    feeds = {path: data for path, data in ours.items() if path.endswith(".ics")}
    for reader in READERS:
        yield from _read_back(made, feeds, reader)


def held(path: str, check: Any) -> Iterator[str]:
    """Yield what a check says of a file, if it does not hold."""
    try:
        check()
    except (AssertionError, ValueError, ElementTree.ParseError) as error:
        yield f"{path}: {type(error).__name__}: {str(error)[:300]}"


def _table(data: bytes) -> None:
    """A table whose cells are parted by ``;`` is read as one parted by ``,``: what a cell may hold is the same."""
    text = data.decode("utf-8-sig")
    parted = csv.Sniffer().sniff(text.partition("\n")[0], ",;").delimiter
    again = io.StringIO(newline="")
    csv.writer(again).writerows(
        [_FIGURE.sub("", each) for each in row] for row in csv.reader(io.StringIO(text, newline=""), delimiter=parted)
    )
    test_hostile.check_csv(b"\xef\xbb\xbf" + again.getvalue().encode())


_FIGURE = re.compile(r"^-(?=\d+([.,]\d+)?$)")  # below zero, and no formula


def _line(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(text.split()))


def as_written(made: Planted, files: Mapping[str, bytes]) -> Iterator[str]:
    """Where data holds a text, it holds all of it, as it was written."""
    texts = made.marked
    for path, data in files.items():
        for value in _values(path, data):
            line = _line(value)
            forms = (line, line.replace("''", "'"), _line(urllib.parse.unquote(line)) if "://" in line else "")
            for mark in MARKS.findall(value):
                said, markdown = texts.get(mark, ("", True))
                if not markdown and not any(said in form for form in forms):
                    yield f"{path}: {line[:200]!r} does not hold {said!r}"
                    break


def _values(path: str, data: bytes) -> Iterator[str]:
    if path.endswith(".json"):
        waiting = [json.loads(data)]
        while waiting:
            each = waiting.pop()
            if isinstance(each, dict):
                waiting += [*each, *each.values()]
            elif isinstance(each, list):
                waiting += each
            elif isinstance(each, str):
                yield each
    elif path.endswith(".atom"):
        root = ElementTree.fromstring(data)
        yield from (each.text or "" for each in root.iter() if each.tag.endswith(("}title", "}name")))


def _read_back(made: Planted, feeds: Mapping[str, bytes], reader: str) -> Iterator[str]:
    """Two programs' code finds in a feed the events that we meant, and nothing else."""
    first, last = datetime.date(2025, 12, 1), datetime.date(2026, 12, 31)
    for path, found in read_back(feeds, reader, first, last).items():
        meant = set(re.findall(r"(?m)^UID:(.*?)\r$", feeds[path].decode().replace("\r\n ", "")))
        if strange := {each["uid"] for each in found["occurrences"]} - meant:
            yield f"{path}, {reader}: events that nobody meant: {strange}"
        if found.get("errors"):
            yield f"{path}, {reader}: {found['errors']}"
        if set(found.get("kinds", ())) - COMPONENTS:
            yield f"{path}, {reader}: {found['kinds']}"
        for each in found.get("components", ()):
            if strange := set(each["names"]) & {"ATTACH", "ATTENDEE", "ORGANIZER", "ACTION", "TRIGGER"}:
                yield f"{path}, {reader}: {strange}"
        for each in found["occurrences"]:
            line = _line(each["summary"])
            for mark in MARKS.findall(line):
                if made.marked[mark][0] not in line:
                    yield f"{path}, {reader}: {line!r} is not {made.marked[mark][0]!r}"
                    break


def written_faults(folder: Path) -> Iterator[str]:
    """Yield what is wrong with what verbs write of a hostile hub."""
    for verb in VERBS:
        code, out, err = contract.run(folder, *verb, *(("--today", contract.DAY) * (verb[0] != "codeowners")))
        if code not in (0, 1):
            yield f"{verb}: {code}, {err[:300]}"
        yield from logged(" ".join(verb), out + err)
    yield from held("audit.html", lambda: test_hostile.check_html((folder / "audit.html").read_text(encoding="utf-8")))
    for path in (folder / "audit").glob("*.csv"):
        yield from held(path.name, lambda path=path: test_hostile.check_csv(path.read_bytes()))
    exported = sorted((folder / "out").rglob("*.md"))
    if len(exported) < 20:
        yield f"export: {len(exported)} pages"
    for path in exported:
        yield from _exported(path)
    for name in ("CODEOWNERS", ".github/CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"):
        if (folder / name).exists():
            for line in (folder / name).read_text(encoding="utf-8").split("\n"):
                owners = "" if line.startswith("#") else re.sub(r"^(\\.|[^\\\s])+", "", line)  # behind the path
                if MARKS.search(owners) or re.search(r"@x\b", owners):
                    yield f"{name}: {line}"


def _exported(path: Path) -> Iterator[str]:
    """A page that another MkDocs reads: no template in it, no element that we did not write."""
    text = path.read_text(encoding="utf-8")
    body = text.split("\n---\n", 1)[-1]
    for tag, attributes in test_hostile.tags_of(body):
        if tag in ("iframe", "object", "embed", "base", "meta", "style", "link", "math") or any(
            name.startswith("on") or MARKS.search(name) for name in attributes
        ):
            yield f"{path.name}: <{tag} {attributes}>"
        for name in ("href", "src", "action", "formaction"):
            value = (attributes.get(name) or "").strip().casefold()
            if value.startswith(("javascript:", "vbscript:", "//")) or (
                value.startswith("data:") and not value.startswith("data:image/")
            ):
                yield f"{path.name}: <{tag} {name}={value}>"
    if found := re.search(r"\{\{|\{%|\{#|^--8<--", body, re.MULTILINE):
        yield f"{path.name}: {body[found.start() : found.start() + 100]!r} is a template"


def logged(what: str, printed: str, github: bool = False) -> Iterator[str]:
    """Yield the lines that a log would obey, and those that move a cursor."""
    if moves := MOVES.search(printed):
        yield f"{what}: {printed[max(0, moves.start() - 60) : moves.end() + 60]!r} moves the cursor"
    for line in printed.split("\n"):
        told = line.startswith(("::error file=", "::warning file=", "::notice file="))
        if ORDERS.match(line) and not (github and told):
            yield f"{what}: {line[:300]!r} is a command"


def told_faults(findings: tuple[Finding, ...]) -> Iterator[str]:
    """Yield what is wrong with findings as the check tells them in each of its formats: one line each, and no line obeys."""
    for form in FORMATS:
        printed = written(Report(findings, 1, {}, "content"), form)
        yield from logged(f"check --format {form}", printed, form == "github")
        if form == "github":
            told = [line for line in printed.split("\n") if line.startswith("::")]
            if len(told) > len(findings):
                yield f"check --format github: {len(told)} lines for {len(findings)} findings"


def impact_faults(folder: Path, files: Mapping[str, bytes]) -> Iterator[str]:
    """Yield what is wrong with what is said of a change that makes a sound hub hostile, and of the one that mends it.

    Args:
        folder: where the hostile hub lies.
        files: the sound hub.
    """

    def git(*words: str) -> None:
        who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
        subprocess.run(["git", *who, *words], cwd=folder, capture_output=True, check=True)

    git("init", "-q", "-b", "main")
    git("add", "content", "mkdocs.yml")
    git("commit", "-q", "-m", "hostile")
    hostile = {path: path.read_bytes() for path in (folder / "content").rglob("*") if path.is_file()}
    for path in hostile:
        path.unlink()
    for name, data in files.items():
        (folder / "content" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "content" / name).write_bytes(data)
    git("add", "-A", "content")
    git("commit", "-q", "-m", "sound")
    for base, head in (("HEAD", "HEAD~1"), ("HEAD~1", "HEAD")):
        for form in ("text", "markdown", "json"):
            code, out, err = contract.run(
                folder, "impact", base, head, "--direct", "--format", form, "--today", contract.DAY
            )
            if code not in (0, 1):
                yield f"impact --format {form}: {code}, {err[:300]}"
            yield from logged(f"impact --format {form}", out + err)
            if form == "markdown":
                shown = re.sub(
                    r"<!-- coehub impact -->|</?(details|summary|sub|table|tr|td|th|br)>|&(?!#8203;)#?\w+;", "", out
                )
                if found := re.search(r"<[a-z!/]|(?<!\\)\]\((?!#|http)|(?<![\w/\\])@\w|(?<!\\)!\[", shown):
                    yield f"impact --format markdown: {shown[max(0, found.start() - 80) : found.end() + 80]!r}"
            if form == "json":
                json.loads(out)
    for path in (folder / "content").rglob("*"):
        if path.is_file():
            path.unlink()
    for path, data in hostile.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

"""Turns the engineering standards and the self-assessment of another organisation into a hub.

The folder holds ``standards/*.md`` (front matter; each ``### … MUST …`` is one requirement), ``patterns/*.md``,
``principles/*.md`` and ``self-assessment.json``. Where each of them goes, and what is lost on the way:

- a standard → ``standards/<name>.md`` with a section for each requirement, or ``standards/<name>.yml``;
- its day → a version made of numbers (``2025.8.13``), because a version of the format is no day;
- a pattern → a template with its text as a file, for there is no record that is only prose to work by;
- a principle → a point of the hub's strategy, which has neither tags, day nor further reading;
- `related` links → lost: `links` takes addresses outside only, and no field says "see also" of a record;
- the assessment → the answers of one team; comments are `why`, their addresses `evidence` or `plan`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hub_plugin.model.addresses import slug

TEAM = "guidance"
STATES = {"yes": "met", "no": "not-met", "n/a": "not-applicable"}
_HEADING = re.compile(r"### +(.*\bMUST\b.*?) *")
_URL = re.compile(r"https://[^\s,]+")


@dataclass
class Text:
    """One Markdown file: the fields of its front matter that are needed, and its body."""

    name: str
    fields: dict[str, Any]
    body: str

    @classmethod
    def read(cls, path: Path) -> Text:
        """Read a file; its front matter holds texts, and the list ``tags``."""
        _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
        fields = dict(re.findall(r"^(title|id|date): *(\S.*?)\s*$", front, re.MULTILINE))
        tags = re.search(r"^tags:\n((?: *- .*\n)+)", front, re.MULTILINE)
        fields["tags"] = re.findall(r"- (.*\S)", tags[1]) if tags else []
        return cls(path.stem, fields, body)


@dataclass
class Standard:
    """A standard: its introduction, and heading → section of each requirement."""

    text: Text
    intro: str
    sections: dict[str, str] = field(default_factory=dict)

    @property
    def code(self) -> str:
        """The number that people cite."""
        return str(self.text.fields["id"])


def texts(folder: Path) -> list[Text]:
    """Read the files of a folder, by name."""
    return [Text.read(path) for path in sorted(folder.glob("*.md"))]


def standards(source: Path) -> list[Standard]:
    """Read all standards."""
    found = []
    for text in texts(source / "standards"):
        intro, *rest = re.split(r"^(### .*)$", text.body, flags=re.MULTILINE)
        made = Standard(text, intro.partition("\n## Requirement")[0].strip().removesuffix("---").strip())
        for heading, section in zip(rest[::2], rest[1::2], strict=True):
            if asked := _HEADING.fullmatch(heading):
                made.sections[asked[1]] = re.sub(r"\n---\n(.|\n)*", "", section).strip()
        found.append(made)
    return found


def assessment(source: Path) -> list[dict[str, Any]]:
    """Read the self-assessment: its standards, each with its requirements."""
    data = json.loads((source / "self-assessment.json").read_text(encoding="utf-8"))
    return list(data["standards"])


def files(source: Path, ending: str = "md") -> dict[str, bytes]:
    """Return the content folder of a hub; standards are written as ``.md`` or as ``.yml``."""
    answered = {each["id"]: each for each in assessment(source)}
    made = {"hub.yml": _hub(source), f"teams/{TEAM}.yml": "name: Guidance\npurpose: Keeps the guidance.\n"}
    for each in standards(source):
        write = _as_md if ending == "md" else _as_yml
        made[f"standards/{each.text.name}.{ending}"] = write(each, answered.get(each.code, {}))
    for text in texts(source / "patterns"):
        made[f"templates/{text.name}.yml"] = _template(text)
        made[f"templates/{text.name}.md"] = text.body
    made[f"adoption/{TEAM}.yml"] = "".join(_answers(source))
    return {path: text.encode() for path, text in made.items()}


def version(day: str) -> str:
    """Return a version made of a day."""
    return ".".join(str(int(part)) for part in day.split("-"))


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _block(text: str, indent: int) -> str:
    lines = [" " * indent + line if line.strip() else "" for line in text.split("\n")]
    return "|\n" + "\n".join(lines) + "\n"


def _hub(source: Path) -> str:
    lines = ["format: 1", "name: Engineering guidance", "mission: Engineers work alike.", "timezone: Europe/London"]
    lines += ["review_every: {standard: 2 years}", "strategy:"]
    for each in texts(source / "principles"):
        lines += [f"  {each.name}:", f"    title: {_quoted(each.fields['title'])}", f"    why: {_block(each.body, 6)}"]
    return "\n".join(lines) + "\n"


def _head(each: Standard, answered: dict[str, Any]) -> Iterator[str]:
    fields = each.text.fields
    yield f"title: {_quoted(fields['title'])}\nowner: {TEAM}\nstatus: active\ncode: {each.code}\n"
    yield f"reviewed: {fields['date']}\ntags: {json.dumps(fields['tags'])}\n"
    yield "changes:\n"
    for day in sorted({fields["date"], answered.get("date", fields["date"])}, reverse=True):
        yield f"  - {{version: {version(day)}, date: {day}, what: As published}}\n"
    yield "requirements:\n"


def _part(each: Standard, number: int, heading: str) -> str:
    return f"  {slug(heading)}:\n    code: {each.code}.{number}\n    must: {_quoted(heading)}\n"


def _as_yml(each: Standard, answered: dict[str, Any]) -> str:
    parts = [
        _part(each, number, heading) + f"    how: {_block(section, 6)}"
        for number, (heading, section) in enumerate(each.sections.items(), 1)
    ]
    return "".join((*_head(each, answered), *parts, f"text: {_block(each.intro, 2)}"))


def _as_md(each: Standard, answered: dict[str, Any]) -> str:
    parts = [_part(each, number, heading) for number, heading in enumerate(each.sections, 1)]
    sections = [f"\n## {slug(heading)}\n\n{section}\n" for heading, section in each.sections.items()]
    return "".join(("---\n", *_head(each, answered), *parts, "---\n", each.intro, "\n", *sections))


def _template(text: Text) -> str:
    head = f"title: {_quoted(text.fields['title'])}\nowner: {TEAM}\nstatus: active\nfiles: {text.name}.md\n"
    return head + f"tags: {json.dumps(text.fields['tags'])}\nreviewed: {text.fields['date']}\n"


def _answers(source: Path) -> Iterator[str]:
    names = {each.code: each.text.name for each in standards(source)}
    for each in assessment(source):
        given = [one for one in each["requirements"] if one.get("pass")]
        if given:
            yield f"{names[each['id']]}@{version(each['date'])}:\n"
            yield from map(_answer, given)


def _answer(one: dict[str, Any]) -> str:
    state, comment = STATES[one["pass"].lower()], one.get("comment", "")
    lines = [f"  {slug(one['title'])}:", f"    state: {state}"]
    if comment:
        lines.append(f"    why: {_quoted(comment)}")
    if (found := _URL.findall(comment)) and state == "met":
        lines.append(f"    evidence: {json.dumps(found)}")
    elif found:
        lines.append(f"    plan: {found[0]}")
    return "\n".join(lines) + "\n"

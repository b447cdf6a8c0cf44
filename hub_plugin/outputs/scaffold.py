"""The beginning of a record: what every one of its kind needs, filled in, and everything else as a comment.

Lines that begin with ``# `` explain; lines that begin with ``#`` and no space are fields that can be taken into use.
"""

from __future__ import annotations

import datetime
import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, get_args

from pydantic.fields import FieldInfo

from hub_plugin.model.fields import Sentence
from hub_plugin.model.kind import Kind
from hub_plugin.model.links import LinkTo
from hub_plugin.model.record import fields_of
from hub_plugin.model.times import parse_date

OFFERED = 10  # ids in a comment; more help nobody
APART = datetime.timedelta(days=90)  # between two dates that a record needs
_KEY = re.compile(r"([^\s#:][^:\n]*):(?:\s|$)")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class Start:
    """What is known of a record before it is written.

    Args:
        kind: its kind.
        id: its id.
        title: what it may be called.
        schema: the way to the kind's JSON Schema, from the record's file.
        today: the date to begin with.
        offers: kind or name of a part → ids that links may name.
        rest: lines for the field that takes the rest, for instance what a team is asked.
    """

    kind: Kind
    id: str
    title: str
    schema: str
    today: datetime.date
    offers: Mapping[str, Sequence[str]] = field(default_factory=dict)
    rest: Sequence[str] = ()

    @property
    def front_matter(self) -> bool:
        """Whether the record is a text with front matter."""
        return bool(self.kind.body) and self.kind.example.startswith("---")

    @property
    def text(self) -> str:
        """The file."""
        lines = [f"# yaml-language-server: $schema={self.schema}", *_comment(f"{self.kind.one}. {self.kind.purpose}")]
        lines += ["# A line that begins with '#' and no space is a field: take the '#' away to use it.", ""]
        lines += _fields(self)
        if not self.front_matter:
            return "\n".join(lines).rstrip("\n") + "\n"
        body = fields_of(self.kind.record).get(self.kind.body)
        first = f"\n{body.description}\n" if body is not None and body.is_required() else ""
        return "\n".join(["---", *lines]).rstrip("\n") + f"\n---\n{first}"


def _fields(start: Start) -> Iterator[str]:
    blocks = _blocks(start.kind.example)
    known = fields_of(start.kind.record)
    rest = start.kind.record.rest
    left_out = {rest, start.kind.body if start.front_matter else ""}
    names = [name for name in blocks if name in known] + [name for name in known if name not in blocks]
    names = [name for name in names if name not in left_out]
    needed = any(known[name].is_required() for name in names)
    dates = 0
    mentioned: set[str] = set()
    for name in names:
        info = known[name]
        marks = list(_marks(info.annotation, info.metadata))
        links = next((mark.to for mark in marks if isinstance(mark, LinkTo)), None)
        offered = [each for kind in links or () for each in start.offers.get(kind, ())]
        yield from _comment(info.description or "")
        if offered and "/".join(links or ()) not in mentioned:
            mentioned.add("/".join(links or ()))
            more = ", …" if len(offered) > OFFERED else ""
            yield from _comment("Known: " + ", ".join(offered[:OFFERED]) + more)
        if info.is_required() or (not needed and name in _FIRST):
            dated = any(isinstance(mark, Sentence) and mark.example == _A_DATE for mark in marks)
            day = start.today + dates * APART
            dates += dated
            several = getattr(info.annotation, "__origin__", None) is tuple
            yield from _filled(start, name, blocks, day if dated else None, offered, links is not None, several)
        elif name == "owner" and links:
            yield "owner:"
        else:
            yield from (f"#{line}" for line in _sample(name, blocks, offered, info))
        yield ""
    if rest:
        yield from _comment(known[rest].description or "")
        own = start.rest or [line for name, block in blocks.items() if name not in known for line in block]
        yield from (f"#{line}" for line in own)


_A_DATE = "2026-12-01"  # the example of every date
_FIRST = ("answered_on", "agenda")  # begun in a record that needs nothing, which would else be an empty file


def _filled(
    start: Start,
    name: str,
    blocks: Mapping[str, list[str]],
    day: datetime.date | None,
    offered: Sequence[str],
    link: bool,
    several: bool,
) -> Iterator[str]:
    if name in ("title", "name"):
        yield f"{name}: {start.title}"
    elif day is not None:
        yield f"{name}: {_day_in(start.id) or day}"
    elif name == "agenda":
        yield from ("agenda:", "  - Open actions")
    elif link and offered and not several:
        yield f"{name}: {offered[0]}"
    elif link:
        yield f"{name}: [{offered[0]}]" if offered else f"{name}: []   # there is nothing to name yet"
    elif name == "status":
        yield "status: draft"
    else:
        yield from blocks.get(name, [f"{name}:"])


def _sample(name: str, blocks: Mapping[str, list[str]], offered: Sequence[str], info: FieldInfo) -> list[str]:
    several = getattr(info.annotation, "__origin__", None) is tuple
    if offered and getattr(info.annotation, "__origin__", None) is not dict:
        return [f"{name}: [{offered[0]}]" if several else f"{name}: {offered[0]}"]
    return blocks.get(name, [f"{name}:"])


def _day_in(name: str) -> str:
    found = _DAY.match(name.rpartition("/")[2])
    try:
        return str(parse_date(found[0])) if found else ""
    except ValueError:
        return ""


def _comment(text: str) -> list[str]:
    return [f"# {line}" for line in textwrap.wrap(text, 100, break_long_words=False, break_on_hyphens=False)]


def _blocks(example: str) -> dict[str, list[str]]:
    """Return the lines of each field of an example, by its name."""
    blocks: dict[str, list[str]] = {}
    current: list[str] = []
    lines = example.split("\n")
    if lines[0] == "---":
        lines = lines[1 : lines.index("---", 1)]
    for line in lines:
        if found := _KEY.match(line):
            current = blocks.setdefault(found[1], [])
        if line and not line.startswith("#"):
            current.append(line)
    return blocks


def _marks(annotation: Any, marks: Iterable[Any] = ()) -> Iterator[Any]:
    """Yield what is said of a type with ``Annotated``, at any depth, but nothing of the fields of a group inside."""
    yield from marks
    yield from getattr(annotation, "__metadata__", ())
    for inner in get_args(annotation):
        if hasattr(inner, "__metadata__") or get_args(inner):
            yield from _marks(inner)

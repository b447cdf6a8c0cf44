"""What a column may mean: the fields of a kind, the fields one level inside them, and those of its parts."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import WithJsonSchema
from pydantic.fields import FieldInfo

from hub_plugin.importing.words import LEVEL, WORDS, folded, singular
from hub_plugin.model.fields import Quantity
from hub_plugin.model.kind import Kind
from hub_plugin.model.limits import Limits
from hub_plugin.model.links import LinkTo
from hub_plugin.model.occurrences import Schedule
from hub_plugin.model.patterns import URL
from hub_plugin.model.record import Part, Written, fields_of, part_fields
from hub_plugin.model.schedule_shape import KEYS
from hub_plugin.model.texts import Prose
from hub_plugin.model.times import Version

Path = tuple[str, ...]
STATEMENT, STRENGTH, ID = "(statement)", "(level)", "id"  # of a part: what it says, how strongly; of both: the id
SCHEDULE_KEYS = ("every", "day", "at", "duration", "from", "until", "date", "to", "weeks")
_DAYS = {"from": "date", "until": "date", "date": "moment", "to": "date"}


@dataclass(frozen=True)
class Target:
    """One place of a record that a column may fill.

    Args:
        path: the field, or the field and one inside it.
        part: it is one of a part, not of the record.
        says: the sentence for its author.
        words: what a heading may say, folded, the surest first.
        many: it takes several values.
        sort: text, prose, link, date, moment, yes-no, version, quantity, address, choice, or other.
        links: where it may lead.
        choices: the words that it takes.
        wrapped: the field holds a list of groups; one is made.
        needed: no record can be without it.
        must: its group of fields cannot be without it.
        sure: of a part's, how many of the words say whose it is.
    """

    path: Path
    part: bool = False
    says: str = ""
    words: tuple[str, ...] = ()
    many: bool = False
    sort: str = "other"
    links: LinkTo | None = None
    choices: tuple[str, ...] = ()
    wrapped: bool = False
    needed: bool = False
    must: bool = False
    sure: int = 0

    @property
    def name(self) -> str:
        """How a report and ``--map`` name it."""
        return ".".join(self.path)


@dataclass(frozen=True)
class Targets:
    """All of a kind; ``part`` is the field of its parts, ``label`` the field that holds what it is called."""

    kind: Kind
    every: tuple[Target, ...]
    label: str
    part_field: str = ""
    part: type[Part] | None = None

    def named(self, name: str, part: bool | None = None) -> Target | None:
        """Return the target of a name, as ``--map`` writes it; a part's field has the field of the parts before it."""
        for each in self.every:
            own = f"{self.part_field}.{each.name}" if each.part else each.name
            if own == name or (each.part and part is not False and each.name == name and not self._own(name)):
                return each
        return None

    def words(self, part: bool) -> set[str]:
        """Return every heading that may mean a field of a part, or one of the record."""
        return {word for each in self.every if each.part is part for word in each.words}

    def said(self, target: Target) -> str:
        """Return how ``--map`` names a target."""
        if not target.part:
            return target.name
        main = self.part.main if self.part else ""
        return f"{self.part_field}.{main if target.path == (STATEMENT,) and main else target.name}"

    def _own(self, name: str) -> bool:
        return any(not each.part and each.name == name for each in self.every)


def targets(kind: Kind) -> Targets:
    """Return what columns may mean in a sheet of a kind."""
    own = [Target((ID,), words=("id", *WORDS[ID]), says="Its id, which becomes the name of its file.")]
    own += _of(kind.record, False, {name for name, _ in part_fields(kind.record)})
    parts = list(part_fields(kind.record))
    label = next((name for name in ("title", "name") if name in fields_of(kind.record)), "")
    if len(parts) != 1:
        return Targets(kind, tuple(own), label)
    field, part = parts[0]
    names = _names(field, part)
    name = "" if part.either or part.main else "title"  # what a heading with the part's own name means
    words = tuple(f"{each} id" for each in names)
    inner = [Target((ID,), True, "Its id inside the record.", (*words, "part id"), sure=len(words))]
    if part.either or part.main:
        words = (*names, *(f"{each} {end}" for each in names for end in ("text", "statement")), "statement")
        words = (*words, *WORDS.get(field, ()))
        inner.append(Target((STATEMENT,), True, f"What the {names[0]} says.", words, sort="prose", sure=len(words)))
    if part.either:
        inner.append(Target((STRENGTH,), True, ", ".join(part.either) + ".", LEVEL, choices=part.either, sure=1))
    for each in _of(part, True, {name for name, _ in part_fields(part)}):
        sure = (*(f"{own} {each.words[0]}" for own in names), *(names if each.path == (name,) else ()))
        inner.append(replace(each, words=(*sure, *each.words), sure=len(sure)))
    return Targets(kind, (*own, *inner), label, field, part)


def _names(field: str, part: type[Part]) -> tuple[str, ...]:
    """Return what a part is called: its own name, the last word of it, and what the field of the parts holds one of."""
    called = folded(part.called.replace("-", " "))
    return tuple(dict.fromkeys((called, called.rpartition(" ")[2], singular(folded(field)))))


def _of(written: type[Written], part: bool, left_out: set[str]) -> Iterator[Target]:
    for name, info in fields_of(written).items():
        if name in left_out or name == written.rest or name in ("was", "publish"):
            continue
        core, many, marks = _core(info)
        if core is dict or core is None:
            continue
        base = Target(
            (name,), part, info.description or "", (folded(name), *WORDS.get(name, ())), many, needed=info.is_required()
        )
        if core is Schedule:
            yield replace(base, sort="moment")
            for key in SCHEDULE_KEYS:
                words = (f"{folded(name)} {key}", key, *WORDS.get(f"{name}.{key}", ()))
                yield Target((name, key), part, KEYS[key], words, sort=_DAYS.get(key, "other"))
        elif isinstance(core, type) and issubclass(core, Written):
            yield from _inside(base, core)
        else:
            yield _sorted(base, core, marks)


def _inside(base: Target, core: type[Written]) -> Iterator[Target]:
    """Yield the fields of a group of fields; its own name means the field that a bare text fills, else its first."""
    name = base.path[0]
    main = core.main or next(iter(fields_of(core)))
    for each, info in fields_of(core).items():
        inner, several, marks = _core(info)
        if inner in (dict, None) or (isinstance(inner, type) and issubclass(inner, Written)):
            continue
        own = (f"{folded(name)} {folded(each)}", *WORDS.get(f"{name}.{each}", ()))
        target = Target(
            (name, each), base.part, info.description or "", (*base.words, *own) if each == main else own, several,
            wrapped=base.many, needed=base.needed and each == main,
            must=info.is_required() and not base.needed,
        )  # fmt: skip
        yield _sorted(target, inner, marks)


def _sorted(target: Target, core: Any, marks: list[Any]) -> Target:
    """Return a target with what its type says: where it leads, what it chooses from, how its cells are spelt."""
    links = next((mark for mark in marks if isinstance(mark, LinkTo)), None)
    shapes = [mark.json_schema or {} for mark in marks if isinstance(mark, WithJsonSchema)]
    choices = tuple(str(each) for shape in shapes for each in shape.get("enum", ()) if isinstance(each, str))
    if links:
        return replace(target, sort="link", links=links)
    if any(shape.get("pattern") == URL["pattern"] for shape in shapes):
        return replace(target, sort="address")
    if core is bool:
        return replace(target, sort="yes-no")
    if choices:
        return replace(target, sort="choice", choices=choices)
    sorts: dict[Any, str] = {datetime.date: "date", datetime.datetime: "date", Version: "version", Prose: "prose"}
    sorts |= dict.fromkeys((Limits, Quantity, Fraction, int), "quantity")
    return replace(target, sort=sorts.get(core, "text"))


def _core(info: FieldInfo) -> tuple[Any, bool, list[Any]]:
    """Return the innermost type of a field, whether it takes several, and what is said of it with ``Annotated``."""
    marks: list[Any] = list(info.metadata)
    at: Any = info.annotation
    many = False
    while True:
        origin, inside = get_origin(at), get_args(at)
        if origin is Annotated:
            marks += at.__metadata__
            at = inside[0]
        elif origin in (Union, UnionType):
            at = next((each for each in inside if each is not type(None)), None)
        elif origin is tuple:
            many = True
            at = inside[0]
        elif origin is dict:
            return dict, many, marks
        else:
            return at, many, marks

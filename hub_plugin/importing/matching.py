"""Which heading means which field: by what was said on the command line, by the name of a field, by plain words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from hub_plugin.importing.sheets import Sheet
from hub_plugin.importing.targets import Target, Targets
from hub_plugin.importing.words import folded, singular
from hub_plugin.model.english import a
from hub_plugin.model.findings import nearest


@dataclass(frozen=True)
class Said:
    """What the command line says of columns: heading, folded → field or nothing, and the fields that ``--set`` fills."""

    columns: Mapping[str, str] = field(default_factory=dict)
    filled: Collection[str] = ()

    def names(self, aims: Targets) -> bool:
        """Tell whether the one record that all rows are parts of is named."""
        return aims.part is not None and aims.label in self.filled


@dataclass(frozen=True)
class Match:
    """What the headings of one row mean.

    Args:
        taken: column → where it goes.
        left: column → why it goes nowhere.
    """

    taken: dict[int, Target]
    left: dict[int, str]


def match(sheet: Sheet, aims: Targets, number: int, said: Said) -> Match:
    """Return what the headings of a row mean.

    Args:
        sheet: the sheet.
        aims: what its kind has.
        number: the row, from 0.
        said: what the command line says.
    """
    texts = {column: cell.text for column, cell in enumerate(sheet.rows[number]) if cell.text}
    heads = {column: folded(text) for column, text in texts.items()}
    taken, left = _told(aims, heads, said)
    asked = set(taken)
    free = {column: head for column, head in heads.items() if column not in taken and column not in left}
    label = aims.named(aims.label) if aims.label else None
    if label and label not in taken.values():
        if (found := _label(aims, label, free)) is not None:
            taken[found] = label
            del free[found]
        elif said.names(aims):
            label = None
    parts = (said.names(aims) and label is None) or _speaks_of_parts(aims, heads.values())
    can = [target for target in aims.every if (parts if target.part else label or target.path != (aims.label,))]
    inner = _of_the_part(sheet, aims, number, heads, taken) if parts else None
    for column, target in _surest_first(free, can, label, inner):
        if column not in taken and not _has_column(aims, target, taken):
            taken[column] = target
    for column, why in list(_broken(aims, taken, asked, said, texts)):
        left[column] = why
        del taken[column]
    for column in heads.keys() - taken.keys() - left.keys():
        left[column] = _why_not(aims, can, taken, heads[column], " ".join(texts[column].split()))
    return Match(taken, dict(sorted(left.items())))


def _told(aims: Targets, heads: Mapping[int, str], said: Said) -> tuple[dict[int, Target], dict[int, str]]:
    """Return what the command line says of headings: where they go, and why others go nowhere."""
    taken: dict[int, Target] = {}
    left: dict[int, str] = {}
    for column, head in heads.items():
        name = said.columns.get(head)
        target = aims.named(name) if name else None
        if target is None:
            left |= {column: "as --map says"} if name is not None else {}
        elif _has_column(aims, target, taken):
            left[column] = f"'{aims.said(target)}' has a column already"
        else:
            taken[column] = target
    return taken, left


def _has_column(aims: Targets, target: Target, taken: Mapping[int, Target]) -> bool:
    return aims.said(target) in map(aims.said, taken.values())


def _label(aims: Targets, label: Target, heads: Mapping[int, str]) -> int | None:
    """Return the column with what a record is called, where its heading is what such records are called."""
    own, also = _called((aims.kind.one, aims.kind.name)), _called(aims.kind.also)
    sure = {label.name, "name", *(word for word in label.words if word.endswith(" name"))}
    if own.isdisjoint(heads.values()) and sure.isdisjoint(heads.values()):
        own = also - {target.words[0] for target in aims.every if target.words}
    return next((column for column, head in heads.items() if head in own), None)


def _called(names: Iterable[str]) -> set[str]:
    """Return the headings that say what records are called by one of their names."""
    forms = {form for each in names for form in (folded(each), singular(folded(each)))}
    return forms | {f"{each} {end}" for each in forms for end in ("name", "title")}


def _surest_first(
    heads: Mapping[int, str], can: Iterable[Target], label: Target | None, inner: Collection[int] | None
) -> list[tuple[int, Target]]:
    """Return which column may mean which field: the earlier a word stands among those of a field, the surer it is.

    Args:
        heads: the columns.
        can: what they may mean.
        label: what records are called, which goes before all else.
        inner: the columns that speak of parts; None where no heading does.
    """

    def rank(column: int, target: Target) -> float:
        place: float = target.words.index(heads[column])
        if inner is not None:  # the first words of a part's field say whose it is, and are surer than any other
            place += -target.sure if target.part else 2 if column in inner else -0.5
        return place - 100 * (target is label)

    ranked = [
        (rank(column, target), number, column, target)
        for number, target in enumerate(can)
        for column, head in heads.items()
        if head in target.words
    ]
    return [(column, target) for _, _, column, target in sorted(ranked, key=lambda each: each[:3])]


def _of_the_part(
    sheet: Sheet, aims: Targets, number: int, heads: Mapping[int, str], taken: Mapping[int, Target]
) -> set[int]:
    """Return the columns that speak of parts where their heading could mean the record too, as a number or a deadline can.

    These are all in a sheet that says nothing else of the record; else those in which rows of one record differ.
    """
    label = aims.named(aims.label)
    words = set(label.words) if label else set()
    part, record = aims.words(part=True), aims.words(part=False) - words
    names = [column for column, head in heads.items() if taken.get(column) is label or head in words]
    if not any(head in record - part for column, head in heads.items() if column not in names):
        return set(heads) - set(names[:1])
    found: set[int] = set()
    seen: dict[tuple[str, int], str] = {}
    name = ""
    for at, row in sheet.filled():
        if at <= number:
            continue
        name = next((row[column].text for column in names[:1] if column < len(row) and row[column].text), name)
        for column in heads:
            text = row[column].text if column < len(row) else ""
            if text and seen.setdefault((name, column), text) != text:
                found.add(column)
    return found


def _speaks_of_parts(aims: Targets, heads: Iterable[str]) -> bool:
    """Tell whether some heading can only mean a part."""
    sure = {word for target in aims.every if target.part for word in target.words[: target.sure + 1]}
    return not (sure - aims.words(part=False)).isdisjoint(heads)


def _broken(
    aims: Targets, taken: Mapping[int, Target], asked: Collection[int], said: Said, heads: Mapping[int, str]
) -> Iterator[tuple[int, str]]:
    """Yield the columns of each group of fields that cannot stand without a field for which there is no column."""
    there = set(taken.values())
    for group in {(target.part, target.path[0]) for target in there if len(target.path) > 1}:
        columns = [column for column, target in taken.items() if (target.part, target.path[0]) == group]
        missing = [
            aims.said(target)
            for target in aims.every
            if target.must and (target.part, target.path[0]) == group and not {target.name} & set(said.filled)
            if target not in there
        ]
        if not missing or not set(columns).isdisjoint(asked):
            continue
        reviewed = aims.named("reviewed", part=False)
        for column in columns:
            ways = [f"--set {name}=…" for name in missing]
            if reviewed and reviewed not in there and taken[column].sort == "date":
                ways.insert(0, f"--map '{' '.join(heads[column].split())}=reviewed'")
            yield column, f"'{aims.said(taken[column])}' needs {' and '.join(missing)} too: {', or '.join(ways)}"


def _why_not(aims: Targets, can: Collection[Target], taken: Mapping[int, Target], head: str, text: str) -> str:
    """Say why a heading goes nowhere, and what ``--map`` would take."""
    fits = [target for target in aims.every if head in target.words]
    if there := next((target for target in fits if target in can), None):
        name = aims.said(there)
        return (
            f"'{name}' has a column already"
            if _has_column(aims, there, taken)
            else f"the column for '{name}' is left out"
        )
    if fits and aims.part:
        return f"it is a field of {a(aims.part.called)}: --map '{text}={aims.said(fits[0])}'"
    known = {word: target for target in reversed(aims.every) for word in target.words[:3]}
    close = nearest(head, known)
    hint = f"; perhaps --map '{text}={aims.said(known[close])}'" if close else ""
    return f"no field of {a(aims.kind.name)} is called so{hint}"

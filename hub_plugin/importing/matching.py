"""Which heading means which field: by what was said on the command line, by the name of a field, by plain words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from hub_plugin.importing.sheets import Sheet
from hub_plugin.importing.targets import Target, Targets
from hub_plugin.importing.words import a, folded, singular
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
    row = sheet.rows[number]
    heads = {column: folded(cell.text) for column, cell in enumerate(row) if cell.text}
    taken: dict[int, Target] = {}
    left: dict[int, str] = {}
    for column, head in heads.items():
        if head in said.columns:
            target = aims.named(said.columns[head]) if said.columns[head] else None
            if target is None:
                left[column] = "as --map says"
            elif aims.said(target) in map(aims.said, taken.values()):
                left[column] = f"'{aims.said(target)}' has a column already"
            else:
                taken[column] = target
    asked = set(taken)
    free = {column: head for column, head in heads.items() if column not in taken and column not in left}
    label = aims.named(aims.label) if aims.label else None
    if label and label not in taken.values():
        if (found := _label(aims, label, free)) is not None:
            taken[found] = label
        elif said.names(aims):
            label = None
    parts = (said.names(aims) and label is None) or _speaks_of_parts(aims, heads.values())
    can = [target for target in aims.every if (parts if target.part else label or target.path != (aims.label,))]
    inner = _of_the_part(sheet, aims, number, heads, taken) if parts else set()
    ranked: list[tuple[float, int, int, Target]] = []
    for column, head in free.items():
        for place, target in enumerate(can):
            words = [folded(word) for word in target.words]
            if column in taken or head not in words:
                continue
            rank: float = words.index(head)
            if parts:  # the first words of a part's field say whose it is, and are surer than any other
                rank = rank - target.sure if target.part else rank + (2 if column in inner else -0.5)
            ranked.append((rank - 100 * (target is label), place, column, target))  # a record must be called something
    for _, _, column, target in sorted(ranked, key=lambda each: each[:3]):
        if column not in taken and aims.said(target) not in map(aims.said, taken.values()):
            taken[column] = target
    for column, why in list(_broken(aims, taken, asked, said, {at: row[at].text for at in heads})):
        left[column] = why
        del taken[column]
    for column, head in heads.items():
        if column not in taken and column not in left:
            left[column] = _why_not(aims, can, taken.values(), head, " ".join(row[column].text.split()))
    return Match(taken, dict(sorted(left.items())))


def _label(aims: Targets, label: Target, heads: Mapping[int, str]) -> int | None:
    """Return the column with what a record is called, where its heading is what such records are called."""
    kind = aims.kind
    for words in ((kind.one, kind.name), kind.also):
        own = {form for each in words for form in (folded(each), singular(folded(each)))}
        own |= {f"{each} {end}" for each in own for end in ("name", "title")}
        if words is kind.also:
            sure = {label.name, "name", *(word for word in label.words if word.endswith(" name"))}
            if any(head in sure for head in heads.values()):
                return None
            own -= {folded(target.words[0]) for target in aims.every if target.words}
        found = next((column for column, head in heads.items() if head in own), None)
        if found is not None:
            return found
    return None


def _of_the_part(
    sheet: Sheet, aims: Targets, number: int, heads: Mapping[int, str], taken: Mapping[int, Target]
) -> set[int]:
    """Return the columns that speak of parts where their heading could mean the record too, as a number or a deadline can.

    These are all in a sheet that says nothing else of the record; else those in which rows of one record differ.
    """
    label = aims.named(aims.label)
    words = {folded(word) for word in label.words} if label else set()
    part = {folded(word) for target in aims.every if target.part for word in target.words}
    record = {folded(word) for target in aims.every if not target.part for word in target.words} - words
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
    record = {folded(word) for target in aims.every if not target.part for word in target.words}
    sure = {folded(word) for target in aims.every if target.part for word in target.words[: target.sure + 1]}
    return any(head in sure - record for head in heads)


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


def _why_not(aims: Targets, can: Collection[Target], taken: Collection[Target], head: str, text: str) -> str:
    """Say why a heading goes nowhere, and what ``--map`` would take."""
    fits = [target for target in aims.every if head in map(folded, target.words)]
    if there := next((aims.said(target) for target in fits if target in can), ""):
        has = there in map(aims.said, taken)
        return f"'{there}' has a column already" if has else f"the column for '{there}' is left out"
    if fits and aims.part:
        return f"it is a field of {a(aims.part.called)}: --map '{text}={aims.said(fits[0])}'"
    known = {folded(word): target for target in reversed(aims.every) for word in target.words[:3]}
    close = nearest(head, known)
    hint = f"; perhaps --map '{text}={aims.said(known[close])}'" if close else ""
    return f"no field of {a(aims.kind.name)} is called so{hint}"

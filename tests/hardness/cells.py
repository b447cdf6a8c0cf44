"""Tables beside records whose cells are hostile texts: each is refused at its line, in words that nothing obeys."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from hub_plugin.kinds import KINDS
from hub_plugin.model.kind import Kind
from hub_plugin.model.tables import TableBeside, table_fields
from tests import staging
from tests.hardness import contract, leaving
from tests.hardness.fields import example
from tests.hardness.strings import UNREADABLE, WRITTEN
from tests.hardness.words import Case, Sort

TEXTS = (*WRITTEN, *UNREADABLE)


def holders() -> Iterator[tuple[Kind, str, TableBeside]]:
    """Yield every kind whose rows may lie in a table, with the field and the columns."""
    yield from ((kind, name, mark) for kind in KINDS for name, mark in table_fields(kind.record))


def tables() -> Sequence[Case]:
    """Each text in each cell of each table, and all of them in one table at both doors."""
    assert list(holders())
    every = range(len(TEXTS))
    doors = [Case(f"table {number} at both doors", partial(_doors, number)) for number in every]
    return [
        doors[-4],
        *(Case(f"table {number}", partial(_alone, number)) for number in every),
        *doors[:-4],
        *doors[-3:],
    ]


def _cells(text: str, mark: TableBeside) -> Iterator[tuple[str, list[str]]]:
    """Yield what is wrong, and the lines of a table in which the text is in one place, in quotes and without."""
    sound = {"date": "2026-05", "value": "5"}
    row = [sound.get(name, "") for name in mark.columns]
    for written in ('"' + text.replace('"', '""') + '"', text):
        for at, name in enumerate(mark.columns):
            yield f"in {name}", [",".join(mark.columns), ",".join([*row[:at], written, *row[at + 1 :]])]
            yield (
                f"in the head for {name}",
                [",".join([*mark.columns[:at], written, *mark.columns[at + 1 :]]), ",".join(row)],
            )
        yield "one cell more", [",".join(mark.columns), ",".join([*row, written])]
        yield "one column more", [",".join([*mark.columns, written]), ",".join([*row, "1"])]
        yield "behind a quote", [",".join(mark.columns), ",".join(['"2026-05"' + written, *row[1:]])]
        yield "with semicolons", [";".join(mark.columns), ";".join([written, *row[1:]])]


def _laid(kind: Kind, field: str, data: bytes) -> dict[str, bytes]:
    """Return a sound hub with a record of a kind that keeps its rows in a table."""
    tree = {name: each for name, each in example(kind)[0].items() if name in _NEEDED or name == field}
    lines = [f"{name}: {each}" for name, each in tree.items() if name != field]
    return {
        **contract.BASE,
        f"{kind.folder}/a-{kind.name}.yml": "\n".join([*lines, f"{field}: rows.csv"]).encode() + b"\n",
        f"{kind.folder}/rows.csv": data,
    }


_NEEDED = ("title", "summary", "owner", "category", "unit", "better")


def _alone(number: int, folder: Path) -> int:
    faults, tried = list[str](), 0
    for kind, field, mark in holders():
        sound = "\n".join([",".join(mark.columns), "2026-05,5,"]).encode()
        assert not staging.read(_laid(kind, field, sound)).failing(["error"])
        for where, lines in _cells(TEXTS[number].replace("MARK", "s00x"), mark):
            data = "\n".join(lines).encode("utf-8", "surrogatepass")
            found = staging.read(_laid(kind, field, data)).findings
            tried += 1
            wrong = [each for each in found if each.level == "error"]
            if not wrong:
                faults.append(f"{where}: it is taken: {data!r}")
            if any(each.place.path != f"{kind.folder}/rows.csv" for each in wrong):
                faults.append(f"{where}: told elsewhere: {wrong}")
            if any(not each.message or not each.hint or each.place.line > len(data.split(b"\n")) for each in wrong):
                faults.append(f"{where}: it is not said where, or how to mend it: {wrong}")
            faults += leaving.told_faults(found)
    assert not faults, "\n".join(faults[:20])
    return tried


def _doors(number: int, folder: Path) -> int:
    """Both doors refuse a table in which the text is everywhere, and write nothing."""
    kind, field, mark = next(holders())
    text = TEXTS[number].replace("MARK", "s00x").replace("\n", " ").replace("\r", " ")
    cell = '"' + text.replace('"', '""') + '"'
    lines = [",".join(mark.columns), *(",".join([cell] * size) for size in (len(mark.columns), len(mark.columns) + 1))]
    data = "\n".join(lines).encode("utf-8", "surrogatepass")
    contract.refused(folder, _laid(kind, field, data), {})
    _, printed = contract.built(folder)
    faults = list(leaving.logged("mkdocs build", "\n".join(printed)))
    for form in ("text", "github", "gitlab", "sarif", "json"):
        code, out, err = contract.run(folder, "check", "--format", form)
        faults += leaving.logged(f"check --format {form}", out + err, form == "github")
        faults += [f"check --format {form}: {code}"] * (code != 1)
    assert not faults, "\n".join(faults[:20])
    return len(lines)


TABLES = Sort("hostile tables", "A hostile cell is refused at its line.", tables, 1_500, short=2, long=True)

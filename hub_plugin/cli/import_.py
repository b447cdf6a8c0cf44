"""``coehub import``: spreadsheets become records, after a report of what would be written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from hub_plugin.cli.opened import content_option
from hub_plugin.cli.saying import speak
from hub_plugin.model.english import a, counted, with_hint

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hub_plugin.importing.plan import Plan, Wanted
    from hub_plugin.importing.sheets import Problem, Sheet
    from hub_plugin.model.hub import Hub
    from hub_plugin.opening import Opened

_OF_ONE_VALUE = ("field/wrong-value", "link/", "part/", "name/")  # rules that look at nothing but their own cell
_SHOWN = 60  # lines about what is wrong with one import
_ALIKE = 3  # cells with the same problem that are told one by one


@click.command("import")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@click.option("--as", "kind", metavar="KIND", help="What the rows are; else the names of the sheets and files say it.")
@click.option(
    "--sheet", "sheets", metavar="NAME", multiple=True, help="Read this sheet only; can be given several times."
)
@click.option(
    "--map", "columns", metavar="'HEADING=FIELD'", multiple=True, help="Where a column goes; 'HEADING=' leaves it out."
)
@click.option(
    "--set", "values", metavar="FIELD=VALUE", multiple=True, help="What every record gets that has no cell for a field."
)
@click.option("--day-first/--month-first", "day_first", default=None, help="How to read 03/04/2026.")
@click.option("--decimal", type=click.Choice(["comma", "point"]), default=None, help="How to read 1.234 and 1,234.")
@click.option(
    "--encoding", metavar="NAME", default="", help="Of CSV files, such as windows-1250; else it is found out."
)
@click.option("--skip-existing", is_flag=True, help="Leave out rows whose record is there already, and say so.")
@click.option("--write", is_flag=True, help="Write the files; else it is only said what would be written.")
@content_option
@click.pass_context
def command(
    ctx: click.Context, files: tuple[Path, ...], kind: str | None, sheets: tuple[str, ...], columns: tuple[str, ...],
    values: tuple[str, ...], day_first: bool | None, decimal: str | None, encoding: str, skip_existing: bool, write: bool,
    content: str | None,
) -> None:  # fmt: skip
    """Make records of the rows of spreadsheets: .xlsx files, or CSV files.

    A sheet (or a CSV file) that is called 'People' or 'Templates' needs nothing more; each column is matched with a field by its
    heading, and the report says which went where. Nothing is written without --write, nothing is ever overwritten, and either all
    files are written or none.

    \b
    Examples:
      coehub import centre.xlsx
      coehub import centre.xlsx --write
      coehub import forms.csv --as template --map 'Form owner=owner' --set status=active
    """
    from hub_plugin.cli.opened import from_here, kind_called, open_hub, settle, wrong_use
    from hub_plugin.importing.plan import Wanted, plan

    settle(content, not write)
    opened = open_hub(content)
    hub = opened.reading.hub
    wanted = Wanted(
        kind_called(kind, hub.kinds) if kind else None, sheets, _pairs(columns, "--map"), _pairs(values, "--set"),
        None if day_first is None else not day_first, skip_existing, {"comma": ",", "point": "."}.get(decimal or "", ""),
    )  # fmt: skip
    _refuse_kind(wanted, hub)
    made = plan(_read(files, sheets, encoding), hub, wanted)
    for line in _report(made):
        speak(line)
    problems = [*made.problems, *_found(opened, made)]
    wrong = [each for each in problems if not each.warning]
    _tell(problems)
    if wrong or not made.files:
        left = "" if wrong else "; there is nothing to write" if made.columns else "; no sheet was read, see above"
        speak(f"Nothing was written{left}.", err=True)
        ctx.exit(1 if wrong or not made.columns else 0)
    shown = from_here(opened.folder.root)
    if not write:
        speak("", f"{shown}/{made.files[0].path} would be:", "")
        for line in made.files[0].data.decode().splitlines():
            speak(f"  {line}")
        speak("")
    for each in made.files:
        speak(f"{shown}/{each.path}")
    number = counted(len(made.files), "file")
    if not write:
        speak(f"{number} would be written. Nothing was changed: add --write to write them.")
        return
    from hub_plugin.writing import CannotWriteError, write_all

    for each in made.files:
        if (opened.folder.root / each.path).exists():
            raise wrong_use(f"'{shown}/{each.path}' is already there, and nothing is overwritten")
    try:
        write_all(opened.folder.root, {each.path: each.data for each in made.files}, what="a spreadsheet is imported")
    except CannotWriteError as error:
        raise wrong_use(error) from None
    speak(f"{number} written. Look at them, then run: coehub check")


def _pairs(words: tuple[str, ...], option: str) -> dict[str, str]:
    from hub_plugin.cli.opened import wrong_use

    made: dict[str, str] = {}
    for word in words:
        name, equals, value = word.rpartition("=") if option == "--map" else word.partition("=")
        if not equals or not name.strip():
            raise wrong_use(f"{option} '{word}' has no '=': write it as {option} 'A=B'")
        made[name.strip()] = value.strip()
    return made


def _refuse_kind(wanted: Wanted, hub: Hub) -> None:
    from hub_plugin.cli.opened import wrong_use
    from hub_plugin.importing.plan import importable

    if wanted.kind and wanted.kind not in importable(hub.kinds.values()):
        raise wrong_use(f"{a(wanted.kind.name)} cannot come from rows: write it by hand, 'coehub new' begins it")


def _read(files: Sequence[Path], sheets: Sequence[str], encoding: str) -> list[Sheet]:
    """Read all files; what cannot be read is told of all of them at once."""
    from hub_plugin.cli.opened import wrong_use
    from hub_plugin.importing.encodings import known
    from hub_plugin.importing.plan import sheets_of
    from hub_plugin.importing.sheets import MAX_BYTES, SheetError

    if encoding and not known(encoding):
        raise wrong_use(f"no encoding is called '{encoding}'; write one such as windows-1250, windows-1252 or utf-8")
    made: list[Sheet] = []
    wrong: list[str] = []
    for path in files:
        try:
            with path.open("rb") as file:
                made += sheets_of(file.read(MAX_BYTES + 1), path.name, sheets, encoding)
        except SheetError as error:
            wrong.append(str(error))
        except OSError as error:
            wrong.append(f"'{path}' cannot be read: {error.strerror or error}")
    if wrong:
        raise wrong_use(*wrong)
    return made


def _report(made: Plan) -> Iterator[str]:
    """Yield what is read how."""
    for columns in made.columns:
        rows = counted(sum(1 for _ in columns.rows()), "row")
        parts = f", each {a(columns.aims.part.called)}" if columns.of_parts and columns.aims.part else ""
        yield f"{columns.sheet.label}: {rows} for {columns.aims.kind.many.lower()}{parts}"
        yield from (f"  ({note})" for note in columns.notes())
        told = list(columns.told())
        width = max((len(head) for head, _ in told), default=0)
        yield from (f"  {head:<{width}}  {'→ ' if not to.startswith('left out') else ''}{to}" for head, to in told)
    yield from (f"{each} (left out)" for each in made.left)
    yield from (f"{number} × {name} '{text}' is read as {meant}" for (name, text, meant), number in made.meant.items())
    yield from (f"{number} × filled in: {each}" for each, number in made.assumed.items())
    yield from (f"{each} is there already and left out" for each in made.skipped)


def _found(opened: Opened, made: Plan) -> Iterator[Problem]:
    """Read the hub as it would be, and yield what the check would say of the new files, each at the cell that it came from."""
    from hub_plugin.importing.sheets import Problem
    from hub_plugin.model.findings import Level

    new = {each.path: each for each in made.files}
    reading = opened.reread({path: each.data for path, each in new.items()})
    told = {each.place for each in made.problems}
    before = {(each.rule, each.message, each.place.path) for each in opened.reading.findings}
    for each in reading.findings:
        if each.level is Level.ADVICE or (each.rule, each.message, each.place.path) in before:
            continue
        file = new.get(each.place.path)
        place = (
            file.cell_of(each.place.line).place if file else f"{each.place.path}:{each.place.line}:{each.place.column}"
        )
        half = file is not None and not told.isdisjoint(file.places)
        if place in told or (half and not each.rule.startswith(_OF_ONE_VALUE)):
            continue  # it comes of what is told already
        yield Problem(place, each.message, each.hint, each.level is Level.WARNING)


def _tell(problems: Sequence[Problem]) -> None:
    """Show what is wrong, then what is doubtful, all at once; what is said of many cells stands there once."""
    for warning in (False, True):
        alike: dict[tuple[str, str], list[Problem]] = {}
        for each in dict.fromkeys(each for each in problems if each.warning is warning):
            alike.setdefault((each.message, each.hint), []).append(each)
        lines = [line for some in alike.values() for line in _lines(some)]
        for line in lines[:_SHOWN]:
            speak(f"{'warning' if warning else 'error'}: {line}", err=True)
        if len(lines) > _SHOWN:
            speak(f"… and {len(lines) - _SHOWN} more", err=True)


def _lines(alike: Sequence[Problem]) -> Iterator[str]:
    """Yield what is wrong with several cells in the same way: each of a few, many as one."""
    if len(alike) <= _ALIKE:
        yield from map(str, alike)
        return
    first = alike[0]
    yield f"{len(alike):,} × {first.message}, {with_hint(f'first at {first.place}', first.hint)}"

"""``coehub schema``: the fields of a kind, for editors."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from hub_plugin.cli.opened import content_option
from hub_plugin.cli.saying import hand_over, show, speak

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hub_plugin.model.hub import Hub
    from hub_plugin.model.kind import Kind


@click.command("schema")
@click.argument("kind", required=False)
@click.option("--write", is_flag=True, help="Write all into .coehub/schemas/ beside the content folder.")
@content_option
def command(kind: str | None, write: bool, content: str | None) -> None:
    """Show the JSON Schema of a KIND of record; without KIND list the kinds.

    With a hub at hand, the schema offers its ids. With --write, all of them are written, and .vscode/settings.json tells the
    editor (with the extension 'YAML' by Red Hat) which is for which files; your other settings and comments there stay.
    Run it again after records came or went: the ids that the editor offers are those of that day.

    \b
    Examples:
      coehub schema template
      coehub schema --write
    """
    from hub_plugin.cli.opened import content_folder, kind_called, known_kinds, open_hub, wrong_use

    if write:
        if kind is not None:
            raise wrong_use("--write writes all kinds: leave the KIND out")
        opened = open_hub(content)
        _write(opened.folder.root, opened.reading.hub)
        return
    kinds = known_kinds(content)
    if kind is None:
        width = max(map(len, kinds))
        for each in kinds.values():
            speak(f"{each.name:<{width}}  {each.purpose}")
        return
    chosen = kind_called(kind, kinds)
    there = (content_folder(content) / "hub.yml").is_file()
    hand_over(_schema(chosen, open_hub(content).reading.hub if there else None))


def _schema(kind: Kind, hub: Hub | None) -> str:
    from hub_plugin.model.safe import as_json
    from hub_plugin.outputs.schema import schema_of

    if hub is None:
        return as_json(schema_of(kind))
    labels = {address: record.label for address, record in hub.records.items()}
    return as_json(schema_of(kind, hub.index, labels))


def _write(root: Path, hub: Hub) -> None:
    """Write the schemas, and then the settings; what cannot be merged is shown, and the schemas are there all the same."""
    from hub_plugin.cli.opened import from_here, wrong_use
    from hub_plugin.model.safe import as_json
    from hub_plugin.rewriting.editor_settings import OURS, CannotMergeError, merged
    from hub_plugin.writing import CannotWriteError, finish, write_all

    base, folder, settings = root.parent, ".coehub/schemas", ".vscode/settings.json"
    kinds = hub.kinds.values()
    globs = {f"./{folder}/{kind.name}.json": [_below(root.name, glob) for glob in globs_of(kind)] for kind in kinds}
    written = {f"{folder}/{kind.name}.json": _schema(kind, hub) + "\n" for kind in kinds}
    written[".coehub/.gitignore"] = "# Made by 'coehub schema --write'; made anew at any time.\n*\n"
    shown = from_here(base / settings)
    told = f"{len(kinds)} schemas are in {from_here(base / folder)}/"
    problem = ""
    try:
        before = _settings(base / settings)
        written[settings] = merged(before, globs, f"./{folder}/")
        told += f"; {shown} " + ("says so already" if written[settings] == before else "tells the editor of them")
    except CannotMergeError as error:
        problem = str(error)
    try:
        finish(base)  # what a killed run has left here
        write_all(base, {path: text.encode() for path, text in written.items()}, what="the editor knows the format")
    except CannotWriteError as error:
        raise wrong_use(error) from None
    speak(told)
    if problem:
        speak(f"{shown} stays as it is, because {problem}. Add these lines to it:")
        show(as_json({OURS: globs}).strip()[1:-1].strip("\n"))


def _below(folder: str, glob: str) -> str:
    return f"!{folder}/{glob[1:]}" if glob.startswith("!") else f"{folder}/{glob}"


def _settings(path: Path) -> str:
    """Return the settings as they are; empty if there are none.

    Raises:
        CannotMergeError: they cannot be read.
    """
    from hub_plugin.rewriting.editor_settings import CannotMergeError

    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError:
        raise CannotMergeError("it is not UTF-8") from None
    except OSError as error:
        raise CannotMergeError(f"it cannot be read: {error.strerror or error}") from None


def globs_of(kind: Kind) -> Iterator[str]:
    """Yield where the records of a kind lie, below the content folder; a ``!`` takes out their translations."""
    if not kind.folder:
        yield f"{kind.name}.yml"
        return
    folders = [f"{kind.folder}/" + "*/" * (depth - 1) for depth in kind.depth] or [f"{kind.folder}/**/"]
    yield from (f"{folder}*.yml" for folder in folders)
    yield from (f"!{folder}*.*.yml" for folder in folders)

"""``coehub schema``: the fields of a kind, for editors."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from hub_plugin.cli.opened import content_option

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hub_plugin.model.index import Index
    from hub_plugin.model.kind import Kind


@click.command("schema")
@click.argument("kind", required=False)
@click.option("--write", is_flag=True, help="Write all into .coehub/schemas/ beside the content folder.")
@content_option
def command(kind: str | None, write: bool, content: str | None) -> None:
    """Show the JSON Schema of a KIND of record; without KIND list the kinds.

    With a hub at hand, the schema offers its ids. With --write, .vscode/settings.json is made too if there is none, so
    that the editor (with the extension 'YAML' by Red Hat) completes and checks while you write.

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
        _write(opened.folder.root, opened.reading.hub.kinds, opened.reading.hub.index)
        return
    kinds = known_kinds(content)
    if kind is None:
        width = max(map(len, kinds))
        for each in kinds.values():
            click.echo(f"{each.name:<{width}}  {each.purpose}")
        return
    chosen = kind_called(kind, kinds)
    index = open_hub(content).reading.hub.index if (content_folder(content) / "hub.yml").is_file() else None
    click.echo(_schema(chosen, index))


def _schema(kind: Kind, index: Index | None) -> str:
    from hub_plugin.outputs.findings.safe import as_json
    from hub_plugin.outputs.schema import schema_of

    return as_json(schema_of(kind, index))


def _write(root: Path, kinds: Mapping[str, Kind], index: Index) -> None:
    from hub_plugin.cli.opened import from_here, wrong_use
    from hub_plugin.outputs.findings.safe import as_json

    folder = root.parent / ".coehub" / "schemas"
    settings = root.parent / ".vscode" / "settings.json"
    globs = {
        f"./.coehub/schemas/{kind.name}.json": [f"{root.name}/{glob}" for glob in globs_of(kind)]
        for kind in kinds.values()
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for kind in kinds.values():
            _put(folder / f"{kind.name}.json", _schema(kind, index))
        _put(folder.parent / ".gitignore", "# Made by 'coehub schema --write'; made anew at any time.\n*")
        told = f"{len(kinds)} schemas are in {from_here(folder)}/"
        if settings.exists():
            told += f"; {from_here(settings)} was there already and stays as it is"
        else:
            settings.parent.mkdir(parents=True, exist_ok=True)
            _put(settings, as_json({"yaml.schemas": globs}))
            told += f", and {from_here(settings)} tells the editor of them"
    except OSError as error:
        raise wrong_use(f"'{error.filename or folder}' cannot be written: {error.strerror or error}") from None
    click.echo(told)


def _put(path: Path, text: str) -> None:
    path.write_text(text + "\n", encoding="utf-8", newline="\n")


def globs_of(kind: Kind) -> Iterator[str]:
    """Yield where the records of a kind lie, below the content folder."""
    if not kind.folder:
        yield f"{kind.name}.yml"
    elif not kind.depth:
        yield f"{kind.folder}/**/*.yml"
    for depth in kind.depth:
        yield "/".join([kind.folder, *["*"] * (depth - 1), "*.yml"])

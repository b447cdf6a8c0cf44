"""``coehub translations``: what each language has, what has fallen behind, and what is missing."""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hub_plugin.cli.opened import content_option
from hub_plugin.cli.saying import hand_over, speak

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hub_plugin.model.renderings import Rendering
    from hub_plugin.opening import Opened


@click.command("translations")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--language", metavar="TAG", help="One language only, such as ro.")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", help="How it is listed.")
@click.option("--accept", is_flag=True, help="Note what translations were made from, so that they can fall behind.")
@click.option("--write", is_flag=True, help="With --accept: write the files; without it they are only shown.")
@content_option
@click.pass_context
def command(
    ctx: click.Context, paths: tuple[str, ...], language: str | None, form: str, accept: bool, write: bool, content: str | None
) -> None:  # fmt: skip
    """List per language what is complete, behind and missing; with PATHs only what these files or folders say.

    A translation is behind when its source has changed since it was noted. --accept notes every translation that has no note
    yet. Those that are behind it notes only in files that are named as PATH: whoever names a file has read it. Only the
    lines of the notes change.

    \b
    Examples:
      coehub translations
      coehub translations --language ro --format json
      coehub translations --accept content/teams/service.ro.yml --write
    """
    from hub_plugin.cli.opened import open_hub, settle, wrong_use
    from hub_plugin.model.findings import did_you_mean
    from hub_plugin.model.renderings import renderings

    if write and not accept:
        raise wrong_use("--write goes with --accept")
    if accept and form == "json":
        raise wrong_use("--accept shows lines, not json")
    if accept:
        settle(content, not write)
    opened = open_hub(content)
    languages = opened.reading.hub.languages
    if language is not None and language not in languages[1:]:
        hint = did_you_mean(language, languages[1:]) or "its languages are " + ", ".join(languages)
        raise wrong_use(f"nothing is translated into '{language}' in this hub; {hint}")
    root = opened.folder.root
    nowhere = [each for each in paths if not each or not (os.path.exists(each) or os.path.exists(root / each))]
    if nowhere:
        raise wrong_use(f"no text is read from '{nowhere[0]}'; name a file or a folder of records")
    if len(languages) < 2 and form == "text":
        speak(f"The hub speaks one language, {languages[0]}; 'languages: [{languages[0]}, …]' in hub.yml names more.")
        return
    found = [
        each
        for each in renderings(opened.reading.hub)
        if language in (None, each.language) and _under(opened, each, paths)
    ]
    if paths and not found:
        raise wrong_use(f"no text is read from '{paths[0]}'; name a file or a folder of records")
    if accept:
        _accept(ctx, opened, found, bool(paths), write)
    elif form == "json":
        from hub_plugin.model.safe import as_json

        hand_over(as_json(_plain(opened, found)))
    else:
        for line in _listed(opened, found):
            speak(line)


def _under(opened: Opened, each: Rendering, paths: Sequence[str]) -> bool:
    """Tell whether a translation, or its source where there is none, lies in one of some files or folders."""
    if not paths:
        return True
    hub, root = opened.reading.hub, opened.folder.root
    here = {(root / hub.origin(place.path)).resolve() for place in (each.place, each.source_place)}
    named = [
        each.resolve() for path in paths for each in (Path(path), root / path)
    ]  # findings name files as the hub does
    return any(file == name or name in file.parents for file in here for name in named)


def _at(opened: Opened, path: str, line: int) -> str:
    from hub_plugin.cli.opened import from_here
    from hub_plugin.model.safe import safe

    return f"{safe(from_here(opened.folder.root / opened.reading.hub.origin(path)))}:{line}"


def _listed(opened: Opened, found: Sequence[Rendering]) -> Iterator[str]:
    from hub_plugin.model.texts import Standing
    from hub_plugin.model.translations import dotted

    by_language: dict[str, list[Rendering]] = defaultdict(list)
    for each in found:
        by_language[each.language].append(each)
    for number, (language, here) in enumerate(by_language.items()):
        count = Counter(each.standing for each in here)
        yield from [""] * bool(number)
        yield f"{language}: " + ", ".join(f"{count[each]} {each}" for each in Standing)
        for each in here:
            if each.standing is Standing.BEHIND:
                now = " ".join(each.text.split())
                yield f"  behind   {_at(opened, each.place.path, each.place.line)}  {dotted(each.route)}, now: {_cut(now)}"
        yield from _missing(opened, here)


def _missing(opened: Opened, here: Sequence[Rendering]) -> Iterator[str]:
    """Yield what is missing; a file of which nothing is translated takes one line."""
    from hub_plugin.model.texts import Standing
    from hub_plugin.model.translations import dotted

    by_file: dict[str, list[Rendering]] = defaultdict(list)
    for each in here:
        by_file[each.source_place.path].append(each)
    for path, texts in by_file.items():
        left = [each for each in texts if each.standing is Standing.MISSING]
        if len(left) == len(texts) and len(left) > 1:
            yield f"  missing  {_at(opened, path, 1)}  all {len(left)} texts"
            continue
        for each in left:
            yield f"  missing  {_at(opened, path, each.source_place.line)}  {dotted(each.route)}"


def _cut(text: str, limit: int = 60) -> str:
    from hub_plugin.model.safe import safe

    return safe(text if len(text) <= limit else text[: limit - 1] + "…")


def _plain(opened: Opened, found: Sequence[Rendering]) -> dict[str, object]:
    from hub_plugin.model.texts import Standing, mark
    from hub_plugin.model.translations import dotted

    hub = opened.reading.hub
    languages: dict[str, object] = {}
    for language in dict.fromkeys(each.language for each in found):
        here = [each for each in found if each.language == language]
        count = Counter(each.standing for each in here)
        texts = [
            {
                "record": str(each.about), "route": dotted(each.route), "standing": str(each.standing),
                "file": hub.origin(each.place.path), "line": each.place.line, "source_file": hub.origin(each.source_place.path),
                "source_line": each.source_place.line, "source": each.text, "hash": mark(each.text), "noted": each.hashed,
            }
            for each in here
        ]  # fmt: skip
        languages[language] = {**{str(each): count[each] for each in Standing}, "texts": texts}
    return {"default": hub.languages[0], "languages": languages}


def _accept(ctx: click.Context, opened: Opened, found: Sequence[Rendering], named: bool, write: bool) -> None:
    from hub_plugin.cli.opened import wrong_use
    from hub_plugin.model.english import counted
    from hub_plugin.model.texts import Standing
    from hub_plugin.rewriting.accepting import accept
    from hub_plugin.rewriting.draft import CannotEdit
    from hub_plugin.writing import CannotWriteError, write_all

    hub = opened.reading.hub
    own = [each for each in found if each.place.path not in hub.origins]
    away = sum(
        not each.hashed and each.standing is not Standing.MISSING for each in found if each.place.path in hub.origins
    )
    try:
        made = accept(own, opened.folder.contents(), named)
    except CannotEdit as error:
        raise wrong_use(error) from None
    for each in made.noted:
        speak(f"{_at(opened, each.place.path, each.place.line)}: {_cut(each.text)}")
    for each, why in made.left:
        speak(f"{_at(opened, each.place.path, each.place.line)}: stays as it is: {why}", err=True)
    behind = sum(each.standing is Standing.BEHIND for each in found) if not named else 0
    if behind:
        told = "is" if behind == 1 else "are"
        speak(f"{counted(behind, 'translation')} {told} behind: read them, and name their files", err=True)
    if away:
        told = "lies in a source and stays" if away == 1 else "lie in sources and stay"
        speak(f"{counted(away, 'translation')} {told} without a note: nothing is written there", err=True)
    texts = counted(len(made.noted), "translation")
    if not made.noted:
        speak("There is nothing to note.")
    elif not write:
        speak(f"{texts} would be noted. Nothing was changed: add --write to write them.")
    else:
        try:
            write_all(opened.folder.root, dict(made.written), what="translations are noted")
        except CannotWriteError as error:
            raise wrong_use(error) from None
        speak(f"{texts} noted in {counted(len(made.written), 'file')}.")
    if made.left:
        ctx.exit(1)

"""``coehub export``: the site as pages on disk that MkDocs builds without our plugin."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hub_plugin.cli.opened import content_option, today_option
from hub_plugin.cli.saying import speak

if TYPE_CHECKING:
    from hub_plugin.cli.configured import Configured
    from hub_plugin.model.hub import Hub
    from hub_plugin.model.page import Site
    from hub_plugin.opening import Opened

MARKER = ".coehub-export"
_THEME = Path(__file__).parents[1] / "theme"
_FRONT = re.compile(r"-{3}[ \t]*\n.*?\n(?:\.{3}|-{3})[ \t]*\n", re.DOTALL)


@click.command("export")
@click.option("--to", "target", metavar="DIR", required=True, help="The folder to write; an export in it is replaced.")
@content_option
@today_option
@click.pass_context
def command(ctx: click.Context, target: str, content: str | None, today: str) -> None:
    """Write the site as Markdown pages that MkDocs builds without this plugin.

    DIR then holds mkdocs.yml, docs/ and overrides/: the pages as they are today, at the same addresses. With errors in the
    content nothing is written. Of a hub in several languages, the first is written.

    \b
    Examples:
      coehub export --to export
      mkdocs build --strict --config-file export/mkdocs.yml
    """
    from hub_plugin import build
    from hub_plugin.cli import check
    from hub_plugin.cli.configured import configured
    from hub_plugin.cli.opened import from_here, not_written, open_hub
    from hub_plugin.cli.settings import plugin_options
    from hub_plugin.model.addresses import HUB
    from hub_plugin.model.findings import Level

    opened = open_hub(content, today)
    hub = opened.reading.hub
    if opened.reading.failing([Level.ERROR]):
        ctx.invoke(check.command, strict=False, pedantic=False, form="text", content=content, today=today)
        ctx.exit(1)
    beside = next(
        (place for place in (Path.cwd(), opened.folder.root.parent) if (place / "mkdocs.yml").is_file()), Path.cwd()
    )
    settings = configured(beside, os.environ, str(hub.records[HUB].label))
    folder = Path(target).resolve()
    _may_write(folder, settings, opened.folder.root)
    frame = build.Frame(
        language=opened.language(str(settings.theme.get("language") or "")), catalogs=opened.catalogs,
        directory_urls=settings.directory_urls,
        edit=opened.edit(settings.editing(opened.folder.root)), propose=settings.proposing(opened.folder.root).plain,
        read=opened.folder.read, content_dir=Path(os.path.relpath(opened.folder.root, beside.resolve())).as_posix(),
        reference=plugin_options(beside, os.environ).reference, site_url=settings.site_url,
        findings=opened.reading.failing([Level.ERROR, Level.WARNING]),
    )  # fmt: skip
    site = build.site(hub, build.derive(hub, opened.today), frame)
    following = folder.with_name(f".{folder.name}.next")
    try:
        shutil.rmtree(following, ignore_errors=True)
        told = list(_Export(following, settings, opened, site).written())
        _switch(following, folder)
    except OSError as error:
        raise not_written(error, folder) from None
    finally:
        shutil.rmtree(following, ignore_errors=True)
    for line in told:
        speak(line, err=True)
    speak(f"{len(site.pages)} pages are in {from_here(folder)}/, and 'mkdocs build' makes the site of them")


def _may_write(folder: Path, settings: Configured, content: Path) -> None:
    """Refuse a folder in which something would be lost.

    Raises:
        click.ClickException: the folder is not ours to replace.
    """
    from hub_plugin.cli.opened import from_here, wrong_use
    from hub_plugin.landing import overlapping

    shown = from_here(folder) or "."
    if source := overlapping(folder, (settings.docs, content, settings.path(settings.theme.get("custom_dir"), "docs"))):
        raise wrong_use(f"'{shown}' and '{from_here(source)}' lie in each other; name a folder of its own")
    if not folder.exists():
        return
    if not folder.is_dir():
        raise wrong_use(f"'{shown}' is a file; name a folder")
    names = {each.name for each in folder.iterdir()}
    marker = folder / MARKER
    if names and not marker.is_file():
        raise wrong_use(f"'{shown}' is not empty, and 'coehub export' has not made it; name another folder")
    foreign = sorted(names - set(marker.read_text(encoding="utf-8").splitlines())) if names else []
    if foreign:
        raise wrong_use(
            f"'{shown}' holds '{foreign[0]}', which an export would remove; move it away, or name another folder"
        )


def _switch(following: Path, folder: Path) -> None:
    """Put what was written in the place of the last export."""
    old = folder.with_name(f".{folder.name}.old")
    if folder.exists():
        shutil.rmtree(old, ignore_errors=True)
        folder.rename(old)
    following.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


class _Export:
    """Writes one export into a new folder."""

    def __init__(self, folder: Path, settings: Configured, opened: Opened, site: Site) -> None:
        from hub_plugin.model.siblings import translated_page

        self.folder, self.settings, self.opened, self.site = folder, settings, opened, site
        found = sorted(_files(settings.docs)) if settings.docs.is_dir() else []
        # An export is the site in the hub's own language.
        found = [path for path in found if not translated_page(path, found, opened.reading.languages)]
        left_out = settings.left_out()
        self.by_hand = [path for path in found if not left_out(path)]
        self.left_out = [path for path in found if left_out(path)]
        self.ours: list[str] = []  # what we have written below docs/
        self.statics: list[str] = []

    def written(self) -> Iterator[str]:
        """Write everything; yield what whoever asked for it should know."""
        from hub_plugin.outputs.export import Additions, not_in_nav, rewritten

        pages = self._pages()
        yield from self._offered()
        self._forwards()
        self._by_hand()
        self._overrides()
        yield from self._hooks()
        assets = sorted(_files(self.folder / "overrides" / "assets" / "coehub"))
        nav = self.settings.values.get("nav")
        indexes = [page.uri for page in self.site.pages if page.is_index] if nav is None else []
        added = Additions(
            self.settings.name or "the hub",
            [f"assets/coehub/{name}" for name in assets if name.endswith(".css")],
            [f"assets/coehub/{name}" for name in assets if name == "coehub.js"],
            self.statics, not_in_nav(pages, [*self.by_hand, *indexes]), self.ours, self.left_out,
        )  # fmt: skip
        self._write("mkdocs.yml", rewritten(self.settings.root, added))
        site_dir = Path(str(self.settings.values.get("site_dir") or "site")).parts[0]
        names = {each.name for each in self.folder.iterdir()} | {MARKER, site_dir, "site", ".cache", "__pycache__"}
        told = "Made by 'coehub export'; the next export replaces these:"
        self._write(MARKER, "".join(f"{line}\n" for line in (told, *sorted(names))).encode())

    def _write(self, path: str, data: bytes) -> None:
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)

    def _copy(self, source: Path, path: str) -> None:
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)

    def _pages(self) -> list[str]:
        """Write the generated pages; return their source paths."""
        from hub_plugin.outputs.export import Around, is_markdown, pages

        around = Around(
            self.settings.directory_urls, self.settings.values.get("nav"),
            framed=self.settings.theme.get("name") == "material", tagged="tags" not in self.settings.plugins,
            edit=self.opened.edit(self.settings.editing(self.opened.folder.root)), by_hand=frozenset(filter(is_markdown, self.by_hand)),
        )  # fmt: skip
        for uri, data in pages(self.site, around):
            self._write(f"docs/{uri}", data)
            self.ours.append(uri)
        return list(self.ours)

    def _by_hand(self) -> None:
        """Copy the user's own pages and files, with the links to records resolved.

        What MkDocs leaves out is there too, for other pages may link to it; only not where something of ours is.
        """
        from hub_plugin.outputs.export import is_markdown

        for path in sorted({*self.by_hand, *self.left_out}.difference(self.ours)):
            source = self.settings.docs / path
            data = source.read_bytes() if is_markdown(path) else b""
            linked = _linked(self.opened.reading.hub, self.site, data, path) if b"[[" in data else None
            if linked is not None:
                self._write(f"docs/{path}", linked)
            else:
                self._copy(source, f"docs/{path}")

    def _offered(self) -> Iterator[str]:
        """Write feeds, data and what is offered for download; what MkDocs would take for a page becomes a static template."""
        from hub_plugin.model.safe import safe
        from hub_plugin.outputs.export import download, is_markdown

        offered: dict[str, str | bytes] = {**self.site.downloads, **self.site.files}
        for uri, source in sorted(offered.items()):
            if uri in self.by_hand and not is_markdown(uri):
                continue
            data = source if isinstance(source, bytes) else self._still(source)
            if is_markdown(uri):
                template = download(data)
                if template is not None:
                    self._write(f"overrides/{uri}", template)
                    self.statics.append(uri)
                else:
                    yield f"{safe(uri)} is left out: plain MkDocs cannot offer a .md that is empty or not UTF-8"
            else:
                self.ours.append(uri)
                self._write(f"docs/{uri}", data)

    def _still(self, path: str) -> bytes:
        """Return the bytes of a file of the content, through no link: it was a file when it was checked.

        Raises:
            click.ClickException: it is none now.
        """
        from hub_plugin.cli.opened import wrong_use
        from hub_plugin.model.safe import safe

        try:
            return self.opened.folder.read(path)
        except OSError as error:
            said = (
                f"'{safe(path)}' was a file when it was checked, and is none now ({error.strerror}); export once more"
            )
            raise wrong_use(said) from None

    def _forwards(self) -> None:
        """Write small pages at old addresses, where nothing else is."""
        from hub_plugin.outputs.export import dest_of, forward, is_markdown

        directory_urls = self.settings.directory_urls
        uris = [*(page.uri for page in self.site.pages), *filter(is_markdown, self.by_hand)]
        taken = {dest_of(uri, directory_urls) for uri in uris}.union(self.by_hand, self.ours)
        made = dict(forward(old, new, directory_urls) for old, new in sorted(self.site.moved.items()))
        free = [path for path in made if path not in taken]
        for path in free:
            self._write(f"docs/{path}", made[path])
        self.ours += free

    def _overrides(self) -> None:
        """Write our templates and assets, and the user's own templates over them."""
        own = self.settings.theme.get("custom_dir")
        for folder in (_THEME / "overrides", _THEME / "export", *([self.settings.path(own, "")] if own else [])):
            for path in _files(folder):
                self._copy(folder / path, f"overrides/{path}")

    def _hooks(self) -> Iterator[str]:
        """Copy the user's hooks to the same place beside mkdocs.yml."""
        from hub_plugin.model.safe import safe

        hooks = self.settings.values.get("hooks")
        for each in hooks if isinstance(hooks, list) else []:
            path = Path(str(each))
            source = self.settings.folder / path
            if path.is_absolute() or ".." in path.parts or not source.is_file():
                yield f"the hook {safe(path)} is not copied: it lies elsewhere"
            else:
                self._copy(source, path.as_posix())


def _files(folder: Path) -> Iterator[str]:
    """Yield the paths of all files below a folder."""
    for here, _, names in os.walk(folder, followlinks=True):
        for name in names:
            yield (Path(here) / name).relative_to(folder).as_posix()


def _linked(hub: Hub, site: Site, data: bytes, uri: str) -> bytes | None:
    """Return a hand-written page with the links to records as plain links; None where it is no text."""
    from hub_plugin.outputs.prose import link_page

    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        return None
    front = _FRONT.match(text)
    head = front[0] if front else ""
    return (head + link_page(hub, site, text.removeprefix(head), uri)).encode()

"""What MkDocs was told at its last build: under serve, an edit that changes none of it needs no build, only new promises."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from hub_plugin import build
from hub_plugin.lasting import lasting
from hub_plugin.model.findings import Finding, Level
from hub_plugin.model.page import PRINTED, Page, Site
from hub_plugin.opening import Opened
from hub_plugin.outputs.findings.as_banner import banner
from hub_plugin.outputs.prose import link_page
from hub_plugin.plugin.ahead import Ahead
from hub_plugin.plugin.good import Good
from hub_plugin.plugin.late import read_if_there
from hub_plugin.plugin.on_demand import promise_files
from hub_plugin.watching import Stamps, files, stamps

if TYPE_CHECKING:
    from hub_plugin.plugin import CoehubPlugin

_READ_BY_US = (".yml", ".md")
# These put files of any place into pages by hand.
_INCLUDING = ("pymdownx.snippets", "markdown_include.include", "mdx_include")
_TOLD = [getattr(Page, each.name).__get__ for each in fields(Page) if each.name not in PRINTED]


class Steady:
    """A build, as long as nothing has changed but what we print ourselves.

    Args:
        config: of the build.
        site: what left.
        ahead: what prints its pages.
        ours: where our feeds and data lie.
        opened: the hub.
        linked: pages by hand that link to records: path → what they say, and what became of it.
        read: when the files were changed that somebody else reads, as it was before they were read.
    """

    def __init__(
        self, config: MkDocsConfig, site: Site, ahead: Ahead, ours: Iterable[str], opened: Opened,
        linked: Mapping[str, tuple[str, str]], read: Stamps,
    ) -> None:  # fmt: skip
        self.config, self.ahead, self.ours, self.linked = config, ahead, frozenset(ours), linked
        self._opened, self._told, self._read = opened, _told(site), read
        self._written = Path(config.site_dir)
        self._left = set(files(str(self._written))) - {str(self._written / each) for each in self.ours}

    def stands(self, site: Site) -> bool:
        """Tell whether all files that somebody else reads are as they were.

        Args:
            site: what left last.
        """
        return around(self.config, site, self._opened) == self._read

    def fits(self, site: Site, link: Callable[[str, str], str]) -> bool:
        """Tell whether a new state of the hub changes nothing that was told.

        Args:
            site: what would leave.
            link: turns the links to records on a page by hand, given what it says and its path, into those that a reader can follow.
        """
        return _told(site) == self._told and all(link(said, path) == made for path, (said, made) in self.linked.items())

    def take(self, site: Site) -> list[Page]:
        """Put new pages in place of the old ones, and away what has been made of these.

        Returns:
            The pages that no page by hand replaces.
        """
        pages = {page.uri: page for page in site.pages}
        for framed in self.ahead.pages:
            framed.renew(pages[framed.hub_page.uri])
        for path in files(str(self._written)):
            if path not in self._left:
                os.unlink(path)
        return [framed.hub_page for framed in self.ahead.pages]


def around(config: MkDocsConfig, site: Site, opened: Opened) -> Stamps:
    """Return when each file that somebody else reads was changed, and how large it is; records too, where pages by hand include files."""
    read_by_us = () if set(_INCLUDING).intersection(config.markdown_extensions) else _READ_BY_US
    ours = tuple(f"{each}{os.sep}" for each in opened.folders)
    others = {str(opened.folder.file(path)) for path in site.downloads.values()}
    for root in {config.docs_dir, str(config.config_file_path), *map(str, config.watch)}:
        others.update(path for path in files(root) if not (path.endswith(read_by_us) and path.startswith(ours)))
    return stamps(others)


@lasting()
def renewed(plugin: CoehubPlugin) -> bool:
    """Take over an edit of records, if MkDocs was told nothing of what it changes; tell whether it is done."""
    served = plugin.served
    steady, served.steady = served.steady, None
    served.newest = None  # what was read for a build that has failed before it came to us is old
    if steady is None or served.awaited.surprises:
        return False
    making, before, wanted = plugin.making, plugin.making.good, plugin.making.wanted
    if wanted is None or not steady.stands(making.site):
        return False
    try:
        served.newest = opened = plugin.open(before.opened.folder.root)
    except PluginError:
        return False  # the build will say it
    hub, shown = opened.reading.hub, opened.reading.failing((Level.ERROR, Level.WARNING))
    if any(each.level is Level.ERROR for each in shown) or (shown and steady.config.strict):
        return False
    if warning(shown, opened.folder.root) != plugin.banner or opened.today != before.opened.today:
        return False
    if hub.kept is not before.opened.reading.hub.kept:  # the charter is another
        return False
    good = Good(opened, shown, before.editions)
    frame = replace(making.frame, findings=shown, read=read_if_there(opened), awaited=served.awaited)
    site = build.site(hub, good.now, frame)
    if not steady.fits(site, partial(link_page, hub, site)):
        return False
    plugin.good, served.newest, served.steady = good, None, steady
    making.good, making.site = good, site
    served.await_next(site)
    making.printed = steady.take(site)
    steady.ahead.promise(wanted)
    promise_files(wanted, site.files, steady.ours, Path(steady.config.site_dir))
    making.promise(wanted)
    plugin.promise_editions()
    return True


def warning(shown: Sequence[Finding], content: Path) -> str:
    """Return what pages under serve say of findings that do not fail; nothing where there are none."""
    return banner(shown, content.name, "they fail under --strict") if shown else ""


def _told(site: Site) -> list[Any]:
    pages = [tuple(told(page) for told in _TOLD) for page in site.pages]
    return [pages, dict(site.downloads), dict(site.moved), frozenset(site.files)]

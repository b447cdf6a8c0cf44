"""What the hub adds to the files of MkDocs: its pages, its downloads, its feeds and data."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel

from hub_plugin.model.page import LaterFiles, Page, Site
from hub_plugin.opening import Opened
from hub_plugin.plugin.framed import Awaited, FramedPage, Offered
from hub_plugin.plugin.late import read_or_stop
from hub_plugin.plugin.on_demand import OnDemand

log = get_plugin_logger("coehub")


def offer(
    files: Files,
    site: Site,
    opened: Opened,
    config: MkDocsConfig,
    edit: Callable[[str, int], str | None],
    serving: bool,
    later: bool,
    wanted: OnDemand | None = None,
) -> list[Page]:
    """Add everything to the files of a build; a hand-written page wins over a generated one.

    Args:
        files: those of the build.
        site: what leaves.
        opened: where it comes from.
        config: of the build.
        edit: returns the address at which a line of a content file is edited, or None.
        serving: drafts are pages too.
        later: pages are printed when they are written.
        wanted: whom to promise what need not be made now; None: all of it is made.

    Returns:
        The pages that no hand-written page replaces.
    """
    by_hand = {file.dest_uri: file for file in files}

    def put(file: File) -> bool:
        """Add a file, unless one by hand ends in its place: teams.md, teams/index.md, teams/README.md are one page."""
        other = by_hand.get(file.dest_uri)
        out = InclusionLevel.EXCLUDED if serving else InclusionLevel.DRAFT
        if other is not None and other.inclusion.value > out.value:
            log.debug("docs/%s is written by hand and wins over the generated one", other.src_uri)
            return False
        if other is not None:
            log.info(
                "docs/%s is left out (see exclude_docs in MkDocs, which leaves out /templates/ by itself)",
                other.src_uri,
            )
            files.remove(other)
        files.append(file)
        return True

    printed = []
    for page in site.pages:
        # Never UNDEFINED: MkDocs leaves out a folder called "templates" unless told otherwise.
        level = InclusionLevel.INCLUDED if page.is_index and config.nav is None else InclusionLevel.NOT_IN_NAV
        file = File.generated(config, page.uri, content="", inclusion=level)
        if page.source:
            path, line = page.source
            record = opened.folder.file(path)
            file.edit_uri = f"{os.path.relpath(record, Path(config.docs_dir)).replace(os.sep, '/')}#L{line}"
            if record.is_file():  # plugins that ask git when a page was changed learn it of its record
                file.abs_src_path, file.generated_by = str(record), None
        else:
            file.edit_uri, file.abs_src_path = None, str(opened.folder.file("hub.yml"))  # some cannot do without a path
        if not put(file):
            continue
        framed = FramedPage(page, file, config)
        framed.awaited = later
        if page.source and framed.edit_url:  # MkDocs leaves the ".." in it
            framed.edit_url = edit(*page.source) or (None if page.source[0].startswith("../") else framed.edit_url)
        printed.append(page)
    read = read_or_stop(opened)
    for uri, path in sorted(site.downloads.items()):
        there = opened.folder.file(path)
        if there.is_symlink() or not there.is_file():  # under serve, the last good pages may offer what is gone
            continue
        # MkDocs takes every .md for a page; under another name it is copied as it is.
        offered = Offered.generated(
            config, uri + ".download", abs_src_path=str(there), inclusion=InclusionLevel.NOT_IN_NAV
        )
        assert isinstance(offered, Offered)
        offered.dest_uri, offered.made = uri, partial(read, path)
        put(offered)
    waits = wanted is not None and isinstance(site.files, LaterFiles)
    for uri in sorted(site.files):
        file = (Awaited if waits else Offered).generated(config, uri, content=b"", inclusion=InclusionLevel.NOT_IN_NAV)
        assert isinstance(file, Offered)
        file.made = partial(site.files.__getitem__, uri)
        if isinstance(file, Awaited) and wanted is not None:
            file.wanted = wanted
        put(file)
    return printed

"""Where MkDocs writes: beside the last good site, which stays until the new one is whole."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger

from hub_plugin.landing import Landing, overlapping
from hub_plugin.locking import BusyError
from hub_plugin.plugin.further import warned

log = get_plugin_logger("coehub")


def lay_beside(config: MkDocsConfig, last: Landing | None) -> Landing | None:
    """Let MkDocs write into a folder beside the last good site.

    Args:
        config: its ``site_dir`` is changed.
        last: what the build before with the same configuration was given.

    Returns:
        What switches the two; None where that cannot be done.

    Raises:
        PluginError: another build of the same site does not end, or nothing can be written there.
    """
    target = Path(config.site_dir).resolve()  # where it is a link, the folder behind it is switched
    if last is not None and target == last.written:
        target = last.target
    if os.path.ismount(target):  # a volume of a container cannot be renamed
        log.info("%s is a mount point: the site is written into it directly", target)
        return None
    try:
        landing = Landing(target, lambda: log.info("Another build of %s is at work; this one waits for it", target))
    except BusyError as error:
        raise PluginError(f"coehub: {error} on '{target}'; try again when it has ended") from None
    except OSError as error:
        raise PluginError(f"coehub: nothing can be written beside '{target}': {error.strerror or error}") from None
    config.site_dir = str(landing.written)
    return landing


def refuse(config: MkDocsConfig, landing: Landing | None, sources: Iterable[Path]) -> None:
    """Stop a build whose site would replace what it is made of; MkDocs asks this of ``docs_dir`` alone.

    Args:
        config: the configuration.
        landing: what :func:`lay_beside` gave.
        sources: the content folder, and those of the sources.

    Raises:
        PluginError: the site's folder is one of them, holds one, or lies in one; or it holds mkdocs.yml.
    """
    target = landing.target if landing else Path(config.site_dir).resolve()
    themes = [Path(config.theme.custom_dir)] if config.theme.custom_dir else []
    found = overlapping(target, (*sources, *themes))
    home = Path(config.config_file_path or "mkdocs.yml").resolve()
    if found is None and home.is_relative_to(target):
        found = home
    if found is not None:
        told = (
            f"the site's folder '{target}' and '{found}' lie in each other: the build would remove what it is made of"
        )
        raise PluginError(f"coehub: {told}; name another folder (site_dir, or --site-dir)")


def switch_in(config: MkDocsConfig, landing: Landing, told: int) -> None:
    """Put the new site into its place, unless MkDocs is about to end the build, or somebody chose another folder meanwhile.

    Args:
        config: its ``site_dir`` is as it was before the build.
        landing: what :func:`lay_beside` gave.
        told: how many warnings the further languages have had.

    Raises:
        PluginError: it cannot be switched; the last good site stays.
    """
    if Path(config.site_dir) != landing.written:
        return
    if config.strict and (told or warned()):
        if told:
            log.warning("%d warning(s) in further languages", told)
        return  # MkDocs ends the build behind us; the last good site stays
    config.site_dir = str(landing.target)
    try:
        landing.switch()
    except OSError as error:
        why = f"coehub: the new site cannot be put into its place, the last one stays: {error.strerror or error}"
        raise PluginError(why) from None

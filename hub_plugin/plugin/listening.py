"""Who else has a hand in pages: with overridden templates, hooks or other plugins, the engine makes each page its own way."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from hub_plugin.pouring import TOC

_SHAPING = ("pre_page", "page_read_source", "page_markdown", "page_context", "env")  # single pages
_KNOWN = ("hub_plugin.", "mkdocs.contrib.search", "properdocs.contrib.search", "material.plugins.search")


def only_one(config: MkDocsConfig, plugin: type[object]) -> None:
    """Refuse a second entry of the plugin: two would build one site twice.

    Raises:
        PluginError: there are two.
    """
    if sum(isinstance(each, plugin) for each in config.plugins.values()) > 1:
        raise PluginError("coehub: the plugin stands there twice; delete one of the two")


def others_listen(config: MkDocsConfig, *events: str) -> bool:
    """Whether overridden templates, hooks or other plugins may have a hand in what happens at some events."""
    listening = (method.__module__ for name in events for method in config.plugins.events[name])
    return bool(config.theme.custom_dir) or not all(name.startswith(_KNOWN) for name in listening)


def pours(config: MkDocsConfig) -> bool:
    """Whether pages may be poured into frames."""
    return not others_listen(config, *_SHAPING)


def awaits(config: MkDocsConfig) -> bool:
    """Whether pages may be printed one by one, when somebody asks for them."""
    fits = any((Path(each) / TOC).is_file() for each in config.theme.dirs)
    return fits and not others_listen(config, *_SHAPING, "page_content", "post_page")

"""The user's mkdocs.yml without our plugin: all other settings, and their tags, stay as they are."""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from hub_plugin.outputs.export.pages import is_markdown

PLUGIN = "coehub"
_HEAD = """\
# Made by `coehub export` from {source}: a site that MkDocs builds without the plugin.
# The next export replaces the whole folder.
"""
# What says where things lie beside mkdocs.yml: they have moved.
_MOVED = ("INHERIT", "docs_dir", "watch")


@dataclass(frozen=True)
class Additions:
    """What the exported pages need of mkdocs.yml.

    Args:
        source: where the settings come from, in words.
        styles: addresses of our style sheets.
        scripts: addresses of our scripts.
        static: templates of the theme that are printed as they are.
        not_in_nav: patterns of the pages that stand outside of the navigation.
        ours: the paths of our files below docs/, which no pattern of the user's may leave out.
        left_out: the paths of the user's files that stay left out.
    """

    source: str
    styles: Sequence[str] = ()
    scripts: Sequence[str] = ()
    static: Sequence[str] = ()
    not_in_nav: Sequence[str] = ()
    ours: Sequence[str] = ()
    left_out: Sequence[str] = ()


def rewritten(root: yaml.MappingNode, added: Additions) -> bytes:
    """Return mkdocs.yml for the exported pages.

    Args:
        root: the user's, as PyYAML's nodes, so that ``!ENV`` and ``!!python/name:…`` stay what they are.
        added: what the pages need.
    """
    entries = {key.value: (key, value) for key, value in root.value if key.value not in _MOVED}
    settings: dict[str, yaml.Node] = {name: value for name, (_, value) in entries.items()}
    site = settings.get("site_dir")
    if isinstance(site, yaml.ScalarNode) and (posixpath.isabs(site.value) or ".." in site.value.split("/")):
        del settings["site_dir"]
    if "plugins" in settings:
        settings["plugins"] = _without(settings["plugins"], PLUGIN)
    settings["theme"] = _theme(settings.get("theme"), added.static)
    for name, items in (("extra_css", added.styles), ("extra_javascript", added.scripts)):
        if items:
            settings[name] = _list(settings.get(name), items, first=name == "extra_css")
    settings["not_in_nav"] = _lines(added.not_in_nav, settings.get("not_in_nav"))
    # MkDocs leaves out a folder called "templates", and names with a dot, unless told otherwise.
    spared = [f"!/{_pattern(uri)}" for uri in added.ours if "exclude_docs" in settings or "/." in f"/{uri}"]
    hidden = [f"/{_pattern(uri)}" for uri in added.left_out if uri.startswith("templates/") and uri not in added.ours]
    settings["exclude_docs"] = _lines(["!/templates/", *spared, *hidden], settings.get("exclude_docs"), first=False)
    if "draft_docs" in settings:
        settings["draft_docs"] = _lines(
            [f"!/{_pattern(uri)}" for uri in added.ours], settings["draft_docs"], first=False
        )
    made = yaml.MappingNode("tag:yaml.org,2002:map", [(_node(name), value) for name, value in settings.items()])
    text: str = yaml.serialize(made, Dumper=yaml.SafeDumper, allow_unicode=True, width=120)
    return (_HEAD.format(source=added.source) + text).encode()


def not_in_nav(generated: Iterable[str], in_nav: Iterable[str]) -> list[str]:
    """Return patterns for pages that need not stand in the navigation: one a folder.

    Args:
        generated: source paths of the pages.
        in_nav: source paths of the pages that do stand in it, or should.
    """
    generated, in_nav = list(generated), list(in_nav)
    folders: dict[str, list[str]] = defaultdict(list)
    for uri in generated:
        folders[posixpath.dirname(uri)].append(uri)
    found: list[str] = []
    for folder, uris in sorted(folders.items()):
        if folder and len(uris) > 2:
            found.append(f"/{_pattern(folder)}/*.md")
            found.extend(
                f"!/{_pattern(uri)}" for uri in in_nav if is_markdown(uri) and posixpath.dirname(uri) == folder
            )
        else:
            found.extend(f"/{_pattern(uri)}" for uri in uris if uri not in in_nav)
    return found


def _pattern(path: str) -> str:
    return re.sub(r"([\\*?\[\] !#])", r"\\\1", path)


def _node(value: Any) -> yaml.Node:
    return yaml.SafeDumper("").represent_data(value)  # type: ignore[arg-type]


def _without(plugins: yaml.Node, name: str) -> yaml.Node:
    """Return the plugins but one; they are a list of names and mappings, or one mapping."""

    def others(mapping: yaml.MappingNode) -> yaml.MappingNode:
        kept = [(key, value) for key, value in mapping.value if key.value != name]
        return yaml.MappingNode(mapping.tag, kept, flow_style=mapping.flow_style)

    if isinstance(plugins, yaml.MappingNode):
        return others(plugins)
    if not isinstance(plugins, yaml.SequenceNode):
        return plugins
    kept = [
        others(each) if isinstance(each, yaml.MappingNode) else each for each in plugins.value if each.value != name
    ]
    kept = [each for each in kept if not isinstance(each, yaml.MappingNode) or each.value]
    return yaml.SequenceNode(plugins.tag, kept, flow_style=plugins.flow_style)


def _theme(theme: yaml.Node | None, static: Sequence[str]) -> yaml.Node:
    """Return the theme with our templates in front of its own."""
    if isinstance(theme, yaml.MappingNode):
        kept = [(key, value) for key, value in theme.value if key.value not in ("custom_dir", "static_templates")]
        before = next((value for key, value in theme.value if key.value == "static_templates"), None)
    else:
        kept, before = [(_node("name"), theme or _node("mkdocs"))], None
    kept.append((_node("custom_dir"), _node("overrides")))
    if static or before is not None:
        kept.append((_node("static_templates"), _list(before, static)))
    return yaml.MappingNode("tag:yaml.org,2002:map", kept)


def _list(before: yaml.Node | None, items: Sequence[str], first: bool = False) -> yaml.Node:
    old = before.value if isinstance(before, yaml.SequenceNode) else []
    known = {each.value for each in old if isinstance(each, yaml.ScalarNode)}
    new = [_node(item) for item in items if item not in known]
    return yaml.SequenceNode("tag:yaml.org,2002:seq", [*new, *old] if first else [*old, *new])


def _lines(ours: Sequence[str], theirs: yaml.Node | None, first: bool = True) -> yaml.Node:
    """Return patterns, one a line; the last one that matches counts."""
    own = [line for line in str(theirs.value).splitlines() if line] if isinstance(theirs, yaml.ScalarNode) else []
    lines = [*ours, *own] if first else [*own, *ours]
    return yaml.ScalarNode("tag:yaml.org,2002:str", "".join(f"{line}\n" for line in lines), style="|")

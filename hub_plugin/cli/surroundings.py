"""What lies around the content and names its records: hand-written pages, and the navigation in mkdocs.yml."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import yaml

    from hub_plugin.model.hub import Hub
    from hub_plugin.rewriting.renaming import Renaming


@dataclass(frozen=True)
class Around:
    """How the files around the content follow a renaming.

    Args:
        written: file → its new bytes.
        places: file, line and text of every place that changes, as it stands now.
        allowed: what else may be written, besides the content.
    """

    written: dict[Path, bytes] = field(default_factory=dict)
    places: list[tuple[Path, int, str]] = field(default_factory=list)
    allowed: tuple[Path, ...] = ()


def allowed(content: Path) -> tuple[Path, ...]:
    """Return the folder of pages and the configurations that belong to a content folder; none without a mkdocs.yml of it."""
    from hub_plugin.cli.configured import configured
    from hub_plugin.cli.settings import NAMES, plugin_options

    for beside in dict.fromkeys((Path.cwd(), content.parent)):
        if not any((beside / name).is_file() for name in NAMES):
            continue
        if (beside / plugin_options(beside, os.environ).content_dir).resolve() == content:
            settings = configured(beside, os.environ, "")
            return (settings.docs, *_configurations(settings.folder / settings.name))
    return ()


def _configurations(path: Path) -> Iterator[Path]:
    """Yield a configuration, and those that it inherits from, as far as they lie beside or below it."""
    import yaml

    home, seen = path.parent, set()
    while path not in seen and path.is_file() and path.is_relative_to(home):
        seen.add(path)
        yield path
        root = yaml.compose(path.read_bytes(), yaml.SafeLoader)
        entries = root.value if isinstance(root, yaml.MappingNode) else ()
        parents = [value.value for key, value in entries if key.value == "INHERIT"]
        if not parents or not isinstance(parents[0], str):
            return
        path = (path.parent / parents[0]).resolve()


def follow(hub: Hub, made: Renaming, content: Path) -> Around:
    """Let the pages and the navigation follow a renaming.

    Args:
        hub: all records, before.
        made: what is renamed.
        content: the content folder, which is left alone.

    Raises:
        OSError: a file cannot be read.
    """
    from hub_plugin.rewriting.pages import follow_nav, follow_page, page_paths

    around = Around(allowed=allowed(content))
    if not around.allowed:
        return around
    docs, *configurations = around.allowed
    for config in configurations:
        text = config.read_bytes().decode("utf-8", "surrogateescape")
        _note(around, config, text, follow_nav(text, dict(_entries(text)), page_paths(hub, made)))
    for path in sorted(docs.rglob("*.md")) if docs.is_dir() else ():
        if path.is_symlink() or not path.is_file() or path.is_relative_to(content):
            continue
        text = path.read_bytes().decode("utf-8", "surrogateescape")
        _note(around, path, text, follow_page(text, path.relative_to(docs).as_posix(), hub, made))
    return around


def _note(around: Around, path: Path, text: str, new: str) -> None:
    if new != text:
        around.written[path] = new.encode("utf-8", "surrogateescape")
        pairs = zip(text.split("\n"), new.split("\n"), strict=True)
        around.places.extend((path, number, was.strip()) for number, (was, now) in enumerate(pairs, 1) if was != now)


def _entries(text: str) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield the entries of ``nav``: where each begins and ends, and what it says."""
    import yaml

    root = yaml.compose(text, yaml.SafeLoader)
    for key, value in root.value if isinstance(root, yaml.MappingNode) else ():
        if key.value == "nav":
            yield from _leaves(value)


def _leaves(node: yaml.Node) -> Iterator[tuple[tuple[int, int], str]]:
    import yaml

    if isinstance(node, yaml.ScalarNode):
        yield (node.start_mark.index, node.end_mark.index), node.value
    elif isinstance(node, yaml.SequenceNode):
        for each in node.value:
            yield from _leaves(each)
    elif isinstance(node, yaml.MappingNode):
        for _, value in node.value:
            yield from _leaves(value)

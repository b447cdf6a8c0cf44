"""Hand-written pages follow a renamed record: ``[[kind/id]]``, and links to the file of its page."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping

from hub_plugin.model.hub import Hub
from hub_plugin.model.links import CODE
from hub_plugin.rewriting.references import IN_PROSE, mentioned
from hub_plugin.rewriting.renaming import Renaming

_INLINE = re.compile(r"(\]\(\s*<?)([^\s<>()]+)()")
_DEFINED = re.compile(r"(^ {0,3}\[[^\]^\n][^\]\n]*\]:[ \t]+<?)([^\s<>]+)()", re.MULTILINE)


def page_paths(hub: Hub, made: Renaming) -> dict[str, str]:
    """Return which page, or file offered beside one, has which path now: old → new, as pages and the navigation name them."""
    pages = {}
    for old, new in made.ids.items():
        kind = hub.kinds[old.kind]
        if not old.part and kind.page and kind.folder:
            pages[f"{kind.folder}/{old.id}.md"] = f"{kind.folder}/{new.id}.md"
    records = {each.path for address in made.ids if not address.part for each in [hub.documents[address]]}
    return {**{old: new for old, new in made.moved.items() if old not in records}, **pages}


def follow_page(text: str, uri: str, hub: Hub, made: Renaming) -> str:
    """Rename in a page what leads to the record or part, exactly; code is left alone, and so is every other line.

    Args:
        text: the page's Markdown.
        uri: its path below the folder of pages.
        hub: all records, before.
        made: what is renamed.
    """
    paths = page_paths(hub, made)
    anchors = {
        f"{hub.kinds[old.kind].folder}/{old.id}.md#{old.part}": new.part for old, new in made.ids.items() if old.part
    }
    home = posixpath.dirname(uri)

    def mention(target: str) -> str:
        return mentioned(target, hub, made.ids)

    def link(target: str) -> str:
        path, sign, anchor = target.partition("#")
        if "://" in path or path.startswith("/"):
            return target
        there = posixpath.normpath(posixpath.join(home, path))
        if (to := paths.get(there)) is not None:
            begin = "./" if path.startswith("./") else ""
            return begin + posixpath.relpath(to, home or ".") + sign + anchor
        return f"{path}#{anchors[f'{there}#{anchor}']}" if f"{there}#{anchor}" in anchors else target

    pieces = CODE.split(text)
    for number in range(0, len(pieces), 2):
        for pattern, change in ((IN_PROSE, mention), (_INLINE, link), (_DEFINED, link)):
            pieces[number] = pattern.sub(_with(change), pieces[number])
    return "".join(pieces)


def _with(change: Callable[[str], str]) -> Callable[[re.Match[str]], str]:
    return lambda found: found[1] + change(found[2]) + found[3]


def follow_nav(text: str, spans: Mapping[tuple[int, int], str], paths: Mapping[str, str]) -> str:
    """Rename in a configuration the entries of the navigation that are exactly the path of a page.

    Args:
        text: the configuration.
        spans: where each entry begins and ends in it, and what it says.
        paths: old → new, from :func:`page_paths`.
    """
    for (begin, end), said in sorted(spans.items(), reverse=True):
        raw = text[begin:end]
        if said in paths and raw.count(said) == 1:  # plain or in quotes, which stay
            text = text[:begin] + raw.replace(said, paths[said]) + text[end:]
    return text

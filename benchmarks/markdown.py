"""From the HTML of our pages to Markdown that a person might have written: headings, paragraphs, lists, tables, links.

Good enough to put the same load on a plain build: about as many words, headings and links. Pictures are left out; the comments
stay that say what is not for the search.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser


def _names(*lines: str) -> frozenset[str]:
    return frozenset(name for line in lines for name in line.split())


_VOID = _names("area base br col hr img input link meta source wbr")
_BLOCKS = _names(
    "address article aside blockquote dd details div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li nav ol",
    "p pre section summary table ul #comment",
)
_SKIPPED = _names("svg script style template datalist select")
_SPECIAL = re.compile(r"([\\`*_\[\]<])")

Follow = Callable[[str], str]


@dataclass
class Node:
    """One element; texts among its children are strings."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)

    def find(self, *tags: str) -> Iterator[Node]:
        """Yield the elements with some tags below, in order, but none inside another of them."""
        for child in self.children:
            if isinstance(child, Node):
                if child.tag in tags:
                    yield child
                else:
                    yield from child.find(*tags)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Node("body")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(node)
        if tag not in _VOID:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        if any(node.tag == tag for node in self.open[1:]):
            while self.open.pop().tag != tag:
                pass

    def handle_comment(self, data: str) -> None:
        if data.startswith("search:"):
            self.open[-1].children.append(Node("#comment", {"text": data}))

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def markdown_of(html: str, follow: Follow) -> str:
    """Return a page as Markdown.

    Args:
        html: well-formed.
        follow: returns the address that a link of the page has in Markdown.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return "\n\n".join(_Writer(follow).blocks(reader.open[0])) + "\n"


class _Writer:
    def __init__(self, follow: Follow) -> None:
        self.follow = follow

    def blocks(self, node: Node) -> list[str]:
        """Return the blocks inside an element; loose text among them becomes paragraphs."""
        found: list[str] = []
        loose: list[Node | str] = []
        for child in [*node.children, None]:
            if child is not None and (isinstance(child, str) or not _is_block(child)):
                loose.append(child)
                continue
            if text := self.line(loose):
                found.append(text)
            loose = []
            if child is not None:
                found.extend(each for each in self.block(child) if each)
        return found

    def block(self, node: Node) -> list[str]:
        """Return an element as blocks."""
        tag = node.tag
        if re.fullmatch("h[1-6]", tag):
            anchor = f" {{#{node.attributes['id']}}}" if "id" in node.attributes else ""
            return [f"{'#' * int(tag[1])} {self.line(node.children)}{anchor}"]
        if tag in ("p", "figcaption", "address") and not any(map(_is_block, _nodes(node))):
            return [self.line(node.children)]
        if tag in ("ul", "ol"):
            return ["\n".join(self.items(node))]
        if tag == "table":
            return [self.table(node)]
        if tag == "dl":
            return ["\n".join(self.terms(node))]
        if tag == "pre":
            return [f"```\n{_text(node).rstrip()}\n```"]
        if tag == "summary":
            return [f"**{self.line(node.children)}**"]
        if tag == "blockquote":
            return ["\n>\n".join("> " + each.replace("\n", "\n> ") for each in self.blocks(node))]
        if tag == "#comment":
            return [f"<!--{node.attributes['text']}-->"]
        if tag == "hr":
            return ["---"]
        return self.blocks(node)

    def items(self, node: Node) -> Iterator[str]:
        """Yield the items of a list."""
        for number, item in enumerate(node.find("li"), 1):
            mark = f"{number}." if node.tag == "ol" else "-"
            blocks = self.blocks(item) or [""]
            tight = len(blocks) == 1 or (len(blocks) == 2 and blocks[1].startswith(("-", "1.")))
            yield f"{mark:<4}" + ("\n" if tight else "\n\n").join(blocks).replace("\n", "\n    ")

    def terms(self, node: Node) -> Iterator[str]:
        """Yield a list of terms as items that begin with the term."""
        term = ""
        for each in node.find("dt", "dd"):
            text = " ".join(self.blocks(each)).replace("\n", " ")
            if each.tag == "dt":
                term = text
            else:
                yield f"-   **{term}** {text}" if term else f"-   {text}"
                term = ""

    def table(self, node: Node) -> str:
        """Return a table; what spans columns stands in the first."""
        rows = [[self.cell(cell) for cell in row.find("td", "th")] for row in node.find("tr")]
        if not rows:
            return ""
        width = max(map(len, rows))
        lines = ["| " + " | ".join(row + [""] * (width - len(row))) + " |" for row in rows]
        lines.insert(1, "|" + " --- |" * width)
        return "\n".join(lines)

    def cell(self, node: Node) -> str:
        """Return what stands in a cell, on one line."""
        return " ".join(self.blocks(node)).replace("\n", " ").replace("|", "\\|")

    def line(self, children: list[Node | str]) -> str:
        """Return text with its links and stress, on one line."""
        return " ".join("".join(map(self.inline, children)).split())

    def inline(self, node: Node | str) -> str:
        """Return one piece of a line."""
        if isinstance(node, str):
            return _SPECIAL.sub(r"\\\1", node)
        if node.tag in _SKIPPED:
            return ""
        inner = " ".join("".join(map(self.inline, node.children)).split())
        if node.tag == "a" and inner and node.attributes.get("href"):
            return f"[{inner}]({self.follow(node.attributes['href'])})"
        if node.tag in ("strong", "b", "em", "i") and inner:
            mark = "**" if node.tag in ("strong", "b") else "*"
            return f"{mark}{inner}{mark}"
        if node.tag == "code" and (text := _text(node)):
            return f"`{text}`"
        return " " if node.tag == "br" else "".join(map(self.inline, node.children))


def _nodes(node: Node) -> Iterator[Node]:
    return (child for child in node.children if isinstance(child, Node))


def _is_block(node: Node) -> bool:
    return node.tag not in _SKIPPED and (node.tag in _BLOCKS or any(map(_is_block, _nodes(node))))


def _text(node: Node) -> str:
    return "".join(child if isinstance(child, str) else _text(child) for child in node.children)

"""How the nodes of a file lie in its lines: where each begins and ends, in which style, and how far it is indented."""

from __future__ import annotations

import re

from hub_plugin.model.findings import Route
from hub_plugin.model.nodes import Document, Node

END = re.compile(r"\r\n|\n|\r")


class Layout:
    """A text and the tree that was read from it.

    Args:
        text: the text of a file, without a byte order mark.
        document: what the reader made of it.
    """

    def __init__(self, text: str, document: Document) -> None:
        self.text, self.document = text, document
        self.starts = [0, *(found.end() for found in END.finditer(text))]
        ends = END.findall(text)
        self.end = max(dict.fromkeys(ends), key=ends.count) if ends else "\n"

    def node(self, route: Route) -> Node | None:
        """Return the node at a route, or None."""
        node: Node | None = self.document.root
        for step in route:
            if node is None or (isinstance(node.value, list) and not isinstance(step, int)):
                return None
            node = node.child(step)
        return node

    def at(self, line: int, column: int) -> int:
        """Return the offset of a place; behind the last line it is the end of the text."""
        return self.starts[line] + column if line < len(self.starts) else len(self.text)

    def start_of(self, line: int) -> int:
        """Return the offset at which a line begins."""
        return self.starts[line] if line < len(self.starts) else len(self.text)

    def line(self, number: int) -> str:
        """Return a line without its end."""
        return self.text[self.starts[number] : self.start_of(number + 1)].rstrip("\r\n")

    def begin(self, node: Node) -> int:
        """Return the offset of a value, or of its name where it has one."""
        span = node.key or node.span
        return self.at(span.line, span.column)

    def begin_of_value(self, node: Node) -> int:
        """Return the offset of a value."""
        return self.at(node.span.line, node.span.column)

    def char(self, node: Node) -> str:
        """Return the first character of a value."""
        begin = self.begin_of_value(node)
        return self.text[begin : begin + 1]

    def quote(self, node: Node) -> str:
        """Return the quotation mark that a text stands in, or nothing."""
        return self.char(node) if isinstance(node.value, str) and self.char(node) in ("'", '"') else ""

    def flows(self, node: Node) -> bool:
        """Say whether a mapping or list stands in braces or brackets."""
        if isinstance(node.value, dict) and node is not self.document.root:
            return self.char(node) == "{"
        return isinstance(node.value, list) and self.char(node) == "["

    def is_block_text(self, node: Node) -> bool:
        """Say whether a text stands on lines of its own, behind ``|`` or ``>``."""
        return isinstance(node.value, str) and self.char(node) in ("|", ">")

    def last_line(self, node: Node) -> int:
        """Return the line on which a value ends; the parser's own mark of a block lies behind the comments that follow."""
        if isinstance(node.value, dict | list) and not self.flows(node):
            inside = children(node)
            return max(map(self.last_line, inside)) if inside else node.span.end_line
        if not self.is_block_text(node):
            return node.span.end_line
        last = min(node.span.end_line - (not node.span.end_column), len(self.starts) - 1)
        if "+" not in self.line(node.span.line)[node.span.column :].partition("#")[0]:
            while last > node.span.line and not self.line(last).strip():
                last -= 1
        return last

    def behind(self, node: Node) -> int:
        """Return the offset just behind a value."""
        if self.is_block_text(node):
            last = self.last_line(node)
            return self.starts[last] + len(self.line(last))
        if isinstance(node.value, dict | list) and not self.flows(node) and (inside := children(node)):
            return max(map(self.behind, inside))
        return self.at(node.span.end_line, node.span.end_column)

    def inside_flow(self, route: Route) -> bool:
        """Say whether a route leads into braces or brackets."""
        return any((node := self.node(route[:number])) is not None and self.flows(node) for number in range(len(route)))

    def indent_step(self) -> int:
        """Return how far the author indents, in columns."""
        widths = [
            node.key.column - above.key.column
            for _, above in self.document.root.walk()
            if above.key and isinstance(above.value, dict) and not self.flows(above)
            for node in above.value.values()
            if node.key and node.key.line > above.key.line
        ]
        return max(widths[0], 1) if widths else 2

    def behind_colon(self, node: Node) -> int:
        """Return the offset behind the colon of a field's name."""
        assert node.key is not None
        return self.text.index(":", self.at(node.key.end_line, node.key.end_column)) + 1


def children(node: Node) -> list[Node]:
    """Return what stands inside a value as fields or items; the text below a front matter is neither."""
    if isinstance(node.value, dict):
        return [each for each in node.value.values() if each.key is not None]
    return list(node.value) if isinstance(node.value, list) else []

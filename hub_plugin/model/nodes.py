"""What an author wrote, as a tree in which every value knows its place.

Every scalar is text: it is the schema that decides what ``12:30``, ``no`` or ``1.10`` mean, never YAML.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from hub_plugin.model.findings import Place, Problem, Route
from hub_plugin.model.texts import are_languages


class Span(NamedTuple):
    """From a first character to just behind a last one; lines and columns count from 0."""

    line: int
    column: int
    end_line: int
    end_column: int


class Said(str):
    """A text that knows the node that it stands in; made only where translations are looked after."""

    node: Node

    def __new__(cls, text: str, node: Node) -> Said:
        """Return the text with its node."""
        made = super().__new__(cls, text)
        made.node = node
        return made


class Spoken(dict[str, Any]):
    """One text in several languages, that knows the node that it stands in."""

    def __init__(self, texts: dict[str, Any], node: Node) -> None:
        super().__init__(texts)
        self.node = node


@dataclass(slots=True)
class Node:
    """A value: text, nothing (None), a mapping of named nodes, or a list of nodes."""

    value: str | dict[str, Node] | list[Node] | None
    span: Span
    key: Span | None = None  # where its name stands, if it has one

    def plain(self) -> Any:
        """Return the value without places: str, None, dict or list."""
        if isinstance(self.value, dict):
            return {name: node.plain() for name, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value

    def said(self) -> Any:
        """Return the same, with texts that know their nodes."""
        if isinstance(self.value, dict):
            made = {name: node.said() for name, node in self.value.items()}
            return Spoken(made, self) if are_languages(made) else made
        if isinstance(self.value, list):
            return [node.said() for node in self.value]
        return Said(self.value, self) if isinstance(self.value, str) else None

    def child(self, step: str | int) -> Node | None:
        """Return the node one step down, or None."""
        if isinstance(self.value, dict):
            return self.value.get(str(step))
        if isinstance(self.value, list):
            if isinstance(step, int):
                return self.value[step] if 0 <= step < len(self.value) else None
            for node in self.value:  # parts written as a list are addressed by their id
                if isinstance(node.value, dict) and "id" in node.value and node.value["id"].value == step:
                    return node
        return None

    def walk(self, route: Route = ()) -> Iterator[tuple[Route, Node]]:
        """Yield every node below this one with its route, in the author's order."""
        yield route, self
        if isinstance(self.value, dict):
            for name, node in self.value.items():
                yield from node.walk((*route, name))
        elif isinstance(self.value, list):
            for index, node in enumerate(self.value):
                yield from node.walk((*route, index))


def _keyed(parts: Any) -> Any:
    """Return parts by id, also if they are written as a list, so that those of several files can be joined."""
    if isinstance(parts, list) and all(isinstance(each, dict) and isinstance(each.get("id"), str) for each in parts):
        keyed: dict[str, Any] = {}
        for each in parts:
            keyed.setdefault(each["id"], each)
        return keyed
    return {} if parts is None else parts


class Tree:
    """The lines of a file and the tree in them; of a plain file the tree is grown when somebody asks for a place.

    Args:
        lines: the text of the file, or its lines.
        root: a mapping, or what grows it from the lines.
        plain: what the file says, where that is known without the tree.
        again: tells the same from the lines, if it is wanted once more before there is a tree.
    """

    __slots__ = ("_again", "_lines", "_plain", "_root")

    def __init__(
        self,
        lines: str | tuple[str, ...],
        root: Node | Callable[[tuple[str, ...]], Node],
        plain: dict[str, Any] | None = None,
        again: Callable[[str | tuple[str, ...]], dict[str, Any] | None] = lambda _: None,
    ) -> None:
        self._lines, self._root, self._plain, self._again = lines, root, plain, again

    @property
    def lines(self) -> tuple[str, ...]:
        """The text of the file, by line."""
        if isinstance(self._lines, str):
            self._lines = tuple(self._lines.split("\n"))
        return self._lines

    @property
    def root(self) -> Node:
        """The mapping; whoever changes it changes what the file says."""
        if not isinstance(self._root, Node):
            self._root = self._root(self.lines)
        self._plain = None
        return self._root

    @property
    def start(self) -> int:
        """The line on which the first field begins, counted from 0; for that no tree is grown."""
        if isinstance(self._root, Node):
            return self._root.span.line
        return next(number for number, line in enumerate(self.lines) if line[:1].isalnum() or line[:1] == "_")

    def child(self, name: str) -> Any:
        """Return what a field says, without places; None where it is not there."""
        if self._plain is not None:
            return self._plain.get(name)
        node = self.root.child(name)
        return node.plain() if node is not None else None

    def whole(self) -> dict[str, Any]:
        """Return what the file says, without places, to be looked at."""
        if self._plain is None and not isinstance(self._root, Node):
            self._plain = self._again(self._lines)
        return self._plain if self._plain is not None else self.root.plain()

    def plain(self) -> dict[str, Any]:
        """Return what the file says, without places, to be kept: it is handed out once."""
        made, self._plain = self.whole(), None
        return made


@dataclass(frozen=True, slots=True)
class Document:
    """One file that was read: its path, and its tree.

    Args:
        path: below the content folder, with forward slashes.
        tree: its lines, and the mapping in them.
        fragments: further files whose parts, or rows of a table, belong to this record.
    """

    path: str
    tree: Tree
    fragments: tuple[Document, ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """The text of the file, by line."""
        return self.tree.lines

    @property
    def root(self) -> Node:
        """The mapping of the file's fields."""
        return self.tree.root

    def holder(self, route: Route) -> Document:
        """Return the file in which the value at a route is written: this one, or a fragment."""
        if len(route) > 1:
            for document in (self, *self.fragments):
                parts = document.root.child(route[0])
                if parts is not None and parts.child(route[1]) is not None:
                    return document
        return self

    def plain(self, said: bool = False) -> dict[str, Any]:
        """Return the whole record without places, its fragments included; a part's first file wins.

        Args:
            said: its texts know their nodes.
        """
        data: dict[str, Any] = self.root.said() if said else self.tree.plain()
        for fragment in self.fragments:
            spoken = said and not fragment.path.endswith(".csv")  # a table holds no texts
            for name, value in (fragment.root.said() if spoken else fragment.tree.plain()).items():
                mine = _keyed(data.get(name))
                theirs = _keyed(value)
                both = isinstance(mine, dict) and isinstance(theirs, dict)
                data[name] = {**mine, **theirs, **mine} if both else mine if isinstance(theirs, dict) else theirs
        return data

    def find(self, route: Route) -> Node:
        """Return the node at a route, or the deepest one on the way to it.

        Steps that the author did not write are passed over: a short form has fewer steps than the full one.
        """
        node = self.root
        for step in route:
            node = node.child(step) or node
        return node

    def line_of(self, route: Route) -> int:
        """Return the line, counted from 1, on which the value at a route begins (its name, if it has one)."""
        if not route:
            return self.tree.start + 1
        node = self.find(route)
        return (node.key or node.span).line + 1

    def place(self, problem: Problem) -> Place:
        """Turn a problem's route into a place in this file, or in the fragment that holds it."""
        if (holder := self.holder(problem.route)) is not self:
            return holder.place(problem)
        node = self.find(problem.route)
        whole_file = node is self.root and not problem.needle
        short = isinstance(node.value, str) and self.find(problem.route[:-2]) is not node  # `owner: a` for `owner: [a]`
        implied = not short and bool(problem.route) and node.key is not None and self.find(problem.route[:-1]) is node
        span = node.key if node.key and (problem.on_key or implied or node.value in (None, {}, [])) else node.span
        if whole_file:
            span = Span(span.line, 0, span.line, 0)
        if problem.needle and (found := self.search(node.span, problem.needle)):
            span = found
        return place_in(self.path, self.lines, span)

    def search(self, span: Span, needle: str) -> Span | None:
        """Return where a piece of text stands inside a span, or None."""
        for number in range(span.line, min(span.end_line + 1, len(self.lines))):
            start = span.column if number == span.line else 0
            column = self.lines[number].find(needle, start)
            if column >= 0:
                return Span(number, column, number, column + len(needle))
        return None


def place_in(path: str, lines: tuple[str, ...], span: Span) -> Place:
    """Turn a span into a place that stays on one line and inside the text."""
    line = min(span.line, max(len(lines) - 1, 0))
    text = lines[line] if lines else ""
    column = min(span.column, len(text))
    end = span.end_column if span.end_line == line else len(text.rstrip())
    return Place(path, line + 1, column + 1, max(1, min(end, len(text)) - column), text)


def display_width(text: str) -> int:
    """Return how many terminal cells a text takes (UAX #11: wide and full-width characters take two).

    Marks, joiners and variation selectors take none, whether or not they have a combining class.
    """
    return sum(
        0
        if unicodedata.category(char) in ("Mn", "Me", "Cf")
        else 2
        if unicodedata.east_asian_width(char) in "WF"
        else 1
        for char in text
    )

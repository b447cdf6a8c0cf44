"""The text of one file, changed step by step: every step is read again and must give the tree that was meant.

An edit finds its place by the spans of the reader's nodes and touches only the lines of the value that changes. Comments, order,
quotes, indents and line ends of all other lines are never written anew, so they cannot differ.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import chain
from typing import Any

from hub_plugin.model.findings import Finding, Level, Route
from hub_plugin.model.nodes import Document, Node
from hub_plugin.model.reading import read
from hub_plugin.rewriting import spelling
from hub_plugin.rewriting.layout import END, Layout, children
from hub_plugin.rewriting.trees import changed, put, rename_key, without

_BOM = b"\xef\xbb\xbf"
_Edit = tuple[int, int, str]  # from an offset to another, this text instead
_END, _HELD = (
    re.compile(r"(?<!\n)\n(?![ \t]*\n)[ \t]*"),
    "\0",
)  # an end of a line that is read as a space, and what stands for it


class CannotEdit(Exception):
    """A change that cannot be made line by line, or a file that cannot be read; nothing has been changed.

    Args:
        message: what is wrong and what to do, in words.
        finding: what the reader found, if that is the reason.
    """

    def __init__(self, message: str, finding: Finding | None = None) -> None:
        super().__init__(message)
        self.finding = finding


class Draft:
    """A file to be changed.

    Args:
        path: its path below the content folder.
        data: its bytes.
        body: the field that the text of a ``.md`` file is read into.

    Raises:
        CannotEdit: the file cannot be read without a finding.
    """

    def __init__(self, path: str, data: bytes, body: str = "") -> None:
        self.path, self._body, self._marked = path, body, data.startswith(_BOM)
        document, found = read(path, data, body)
        wrong = next((each for each in found if each.level is Level.ERROR), None)
        if document is None or wrong is not None:
            told = wrong.message if wrong else "it cannot be read"
            raise CannotEdit(f"{path} has to be mended first: {told}", wrong)
        self._take(data.removeprefix(_BOM).decode("utf-8"), document)

    def _take(self, text: str, document: Document) -> None:
        self.text, self.document = text, document
        self._lines = Layout(text, document)

    @property
    def data(self) -> bytes:
        """The bytes of the file as it is now."""
        return (_BOM if self._marked else b"") + self.text.encode("utf-8")

    @property
    def plain(self) -> dict[str, Any]:
        """The tree as it is now."""
        return self.document.plain()

    def value(self, route: Route) -> Any:
        """Return the plain value at a route, or None."""
        node = self._lines.node(route)
        return node.plain() if node else None

    def set(self, route: Route, value: Any) -> None:
        """Give the value at a route another one, or add it as the last of its mapping or list.

        Only what differs is touched: of a mapping its fields, of a list its items.

        Raises:
            CannotEdit: it cannot be done line by line; then none of it has been done.
        """
        before = self.text, self.document
        try:
            self._set(route, value)
        except CannotEdit:
            self._take(*before)
            raise

    def _set(self, route: Route, value: Any) -> None:
        node = self._lines.node(route)
        if node is None:
            self._add(route, value)
            return
        old = node.plain()
        if old == value:
            return
        if isinstance(old, dict) and isinstance(value, dict) and set(old) & set(value):
            for name in [each for each in old if each not in value]:
                self.remove((*route, name))
            for name, each in value.items():
                self._set((*route, name), each)
        elif isinstance(old, list) and isinstance(value, list) and old and value:
            for number in range(len(old) - 1, len(value) - 1, -1):
                self.remove((*route, number))
            for number, each in enumerate(value):
                self._set((*route, number), each)
        else:
            self._replace(route, node, value)

    def remove(self, route: Route) -> None:
        """Take out the value at a route, with its name and the comments on its own lines.

        Raises:
            CannotEdit: it cannot be done line by line, or would leave nothing; then nothing has been done.
        """
        above, node = self._lines.node(route[:-1]), self._lines.node(route)
        if above is None or node is None or not isinstance(above.value, dict | list):
            return
        siblings = children(above)
        if len(siblings) == 1 and not self._lines.flows(above):
            if not route[:-1]:
                raise CannotEdit(f"{self.path}: nothing would be left in the file; delete it instead")
            self._replace(route[:-1], above, {} if isinstance(above.value, dict) else [])
            return
        place = next(number for number, each in enumerate(siblings) if each is node)
        after = siblings[place + 1] if place + 1 < len(siblings) else None
        begin, end = self._lines.begin(node), self._lines.behind(node)
        if self._lines.flows(above):
            if after is not None:
                end = self._lines.begin(after)
            elif place:
                begin = self._lines.behind(siblings[place - 1])
        else:
            line, column = (node.key or node.span).line, (node.key or node.span).column
            before = self._lines.line(line)[:column]
            if isinstance(above.value, dict) and before.strip() and after is not None:  # the first one behind a "- "
                end = self._lines.begin(after)
            elif before.strip() not in (("",) if isinstance(above.value, dict) else ("-",)):
                raise self._no(route, "takes part of a line")
            else:
                begin, end = self._lines.starts[line], self._lines.start_of(self._lines.last_line(node) + 1)
        self._step([(begin, end, "")], without(self.plain, route))

    def rename(self, route: Route, name: str) -> None:
        """Give the field at a route another name.

        Raises:
            CannotEdit: it is not there, or it cannot be done line by line; then nothing has been done.
        """
        self.respell([(route, True, lambda _old: name)])

    def respell(self, changes: Iterable[tuple[Route, bool, Callable[[str], str]]]) -> None:
        """Change texts in place: links in fields and prose, names of fields; line breaks and quotes inside them stay.

        Args:
            changes: the route, whether its name is meant and not its value, and what makes the new text from the old one.

        Raises:
            CannotEdit: a place is not there, or it cannot be done line by line; then nothing has been done.
        """
        edits: dict[int, _Edit] = {}
        expected = self.plain
        # Deepest first, values before names: a route stays good until its own last step is renamed.
        for route, on_key, change in sorted(changes, key=lambda each: (-len(each[0]), each[1])):
            node = self._lines.node(route)
            span = node.key if on_key and node else node.span if node else None
            if node is None or span is None:
                raise self._no(route, "is not there")
            begin, end = self._lines.at(span.line, span.column), self._lines.at(span.end_line, span.end_column)
            raw = self.text[begin:end]
            if on_key:
                quote = raw[0] if raw[:1] in ("'", '"') else ""
                made = spelling.key(change(str(route[-1])), quote)
                rename_key(expected, route, change(str(route[-1])))
            else:
                value = node.value if isinstance(node.value, str) else ""
                made, meant = _respelled(raw, value, change), change(value)
                put(expected, route, meant)
                if made == raw and meant != value:  # a reference in quotes, or below a bar, which are none of it
                    made = raw.replace(value, meant, 1)
                bare = raw[:1] not in ("'", '"', "|", ">") and "\n" not in raw
                if bare and raw == node.value and spelling.scalar(change(raw)) != change(raw):
                    made = spelling.scalar(change(raw))
            edits[begin] = (begin, end, made)
        if edits:
            self._step(list(edits.values()), expected)

    def _add(self, route: Route, value: Any) -> None:
        above = self._lines.node(route[:-1])
        name = route[-1]
        if above is None and len(route) > 1 and isinstance(name, str):
            self._set(route[:-1], {name: value})
            return
        if above is None or isinstance(above.value, str):
            raise self._no(route, "has no place")
        if above.value is None:
            self._replace(route[:-1], above, {str(name): value} if isinstance(name, str) else [value])
            return
        siblings = children(above)
        if not isinstance(name, str) if isinstance(above.value, dict) else name != len(siblings):
            raise self._no(route, "has no place")
        if self._lines.flows(above) or self._lines.inside_flow(route[:-1]):
            made = f"{spelling.key(str(name))}: " * isinstance(above.value, dict) + spelling.flowing(value)
            at = self._lines.behind(siblings[-1]) if siblings else self._lines.begin_of_value(above) + 1
            edit = (at, at, f", {made}" if siblings else made)
        else:
            if isinstance(above.value, dict):
                column = min((child.key.column for child in siblings if child.key), default=0)
                made_lines = spelling.entry(str(name), value, column, self._lines.indent_step())
            else:
                made_lines = spelling.lines([value], above.span.column, self._lines.indent_step())
            # Where there is no neighbour, the front matter is empty: its first line stands below the fence.
            edit = self._new_lines(max(map(self._lines.last_line, siblings), default=above.span.line - 1), made_lines)
        self._step([edit], changed(self.plain, route, value))

    def _new_lines(self, after: int, made: list[str]) -> _Edit:
        """Return the edit that puts lines behind a line."""
        at = self._lines.start_of(after + 1)
        if self.text[:at].endswith(("\n", "\r")):
            found = END.search(self.text, self._lines.starts[after])  # the line end of the neighbour
            end = found[0] if found else self._lines.end
            return at, at, "".join(line + end for line in made)
        return at, at, "".join(self._lines.end + line for line in made)

    def _replace(self, route: Route, node: Node, value: Any) -> None:
        expected = changed(self.plain, route, value)
        begin, end = self._lines.begin_of_value(node), self._lines.behind(node)
        if self._lines.inside_flow(route):
            made = (
                spelling.scalar(value, self._lines.quote(node), True)
                if isinstance(value, str)
                else spelling.flowing(value)
            )
            self._step([(begin, end, made if node.value is not None else f" {made}")], expected)
            return
        blocks = isinstance(node.value, dict | list) and not self._lines.flows(node)
        own_lines = blocks and node.key is not None and node.span.line > node.key.line
        quote = self._lines.quote(node)
        short = spelling.scalar(value, quote) if isinstance(value, str) else spelling.inline(value)
        if short is not None:
            if not short and node.key is not None and not own_lines:
                begin = self._lines.behind_colon(node)
            if own_lines:
                at = self._lines.behind_colon(node)
                gone = (self._lines.starts[node.span.line], self._lines.start_of(self._lines.last_line(node) + 1), "")
                self._step([(at, at, f" {short}"), gone], expected)
            else:
                self._step([(begin, end, short if node.value is not None else f" {short}")], expected)
            return
        if node.key is None:  # an item of a list: its first line stands behind the dash
            made_lines = spelling.lines(value, node.span.column + (node.value is None), self._lines.indent_step())
            first = made_lines[0].lstrip()
            rest = "".join(self._lines.end + line for line in made_lines[1:])
            if rest and re.split(r"[\r\n]", self.text[end:], maxsplit=1)[0].strip():
                raise self._no(route, "has a comment behind it")
            self._step([(begin, end, (first if node.value is not None else f" {first}") + rest)], expected)
            return
        made_lines = spelling.lines(value, node.key.column + self._lines.indent_step(), self._lines.indent_step())
        last = self._lines.last_line(node)
        if own_lines:
            gone = (self._lines.starts[node.span.line], self._lines.start_of(last + 1), "")
            at, _, text = self._new_lines(last, made_lines)
            self._step([(gone[0], gone[1], text if at == gone[1] else "")], expected)
            return
        at = self._lines.behind_colon(node)
        self._step([(at, end, ""), self._new_lines(last, made_lines)], expected)

    def _step(self, edits: list[_Edit], expected: dict[str, Any]) -> None:
        text = self.text
        for begin, end, made in sorted(edits, reverse=True):
            text = text[:begin] + made + text[end:]
        self._read_again(text, expected)

    def _read_again(self, text: str, expected: dict[str, Any]) -> None:
        document, found = read(self.path, text.encode("utf-8", "surrogatepass"), self._body)
        wrong = next((each for each in found if each.level is Level.ERROR), None)
        if document is None or wrong is not None:
            why = f" ({wrong.message})" if wrong else ""
            raise CannotEdit(f"{self.path} would not read any more{why}: change it by hand", wrong)
        if document.plain() != expected:
            raise CannotEdit(f"{self.path} is written in a way that cannot be changed line by line: change it by hand")
        self._take(text, document)

    def _no(self, route: Route, why: str) -> CannotEdit:
        return CannotEdit(f"{self.path}: '{'.'.join(map(str, route))}' {why}: change it by hand")


def _respelled(raw: str, value: str, change: Callable[[str], str]) -> str:
    """Change a text as it stands in its file; where its lines are folded into one, what goes over their ends is one piece."""
    if raw.startswith("|") or raw.strip() == value.strip():
        return change(raw)
    ends = _END.findall(raw)
    pieces = change(_END.sub(_HELD, raw)).split(_HELD)
    return "".join(chain.from_iterable(zip(pieces, [*ends, ""], strict=True)))

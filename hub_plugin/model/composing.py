"""YAML's events become a tree, or findings: a subset of YAML, in which nothing is guessed.

The events are the only safe entrance to PyYAML: its composers and loaders recurse, expand aliases and merge keys, and
guess types. Here nothing recurses in C, and every refusal has a place. The subset is YAML 1.1 without
anchors, aliases, merge keys, tags, directives, several documents and duplicate keys (compared in Unicode's NFC form).
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator
from typing import Any, NoReturn

import yaml

from hub_plugin.model import line_by_line, mending, unseen
from hub_plugin.model import yaml_rules as rules
from hub_plugin.model.findings import Finding
from hub_plugin.model.nodes import Node, Span, place_in
from hub_plugin.model.plain_parser import PlainParser
from hub_plugin.model.rules import Rule

MAX_DEPTH = 24
MAX_NODES = 100_000
MAX_TOLD = 1_000  # mistakes of one file, after which it is not read further
MAX_SCALAR = 256 * 1024

_new = tuple.__new__  # makes a Span without a call of Python code
_ENDS = (yaml.SequenceEndEvent, yaml.MappingEndEvent)
_NODES = (yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent, yaml.AliasEvent)

_PARSER: Any = yaml.cyaml.CParser if yaml.__with_libyaml__ else PlainParser  # type: ignore[attr-defined]

_JOINERS = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u2060-\u2064]")
_CUT_SHORT = re.compile(r"[ \t]+#(?=[\w{(\[\"'@-])(?!-)")
# YAML's own ways to write a sign that nobody sees in double quotes (YAML 1.2.2, 5.7); a carriage return is white space like any other.
_ESCAPED = re.compile(r"\\[0abefvNLPxuU]")


class Refused(Exception):
    """The file cannot be read further; carries the finding that says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


def finding(
    rule: Rule, path: str, lines: tuple[str, ...], span: Span, message: str, hint: str = "", other: Span | None = None
) -> Finding:
    """Make a finding of this room at a span."""
    also = place_in(path, lines, other) if other else None
    return rule.found(message, hint, place_in(path, lines, span), also)


def _shown(name: str) -> str:
    return name if len(name) <= 80 else name[:80] + "…"


class Composer:
    """Follows the parser's events once, with a stack of its own."""

    def __init__(self, path: str, lines: tuple[str, ...], first: int, last: int) -> None:
        self.path, self.lines, self.first = path, lines, first
        self.source = "\n".join(lines[first:last]) + "\n"

    def tree(self, found: list[Finding]) -> Node:
        """Return the root mapping; findings that do not end the reading are appended."""
        self.found = found
        try:
            root = self._compose()
        except yaml.YAMLError as error:
            raise Refused(self._syntax(error)) from None
        if root is None and self.path.endswith(".md"):
            return Node({}, Span(self.first, 0, self.first, 0))  # all is in the text below
        if root is None or root.value is None:
            where = Span(self.first, 0, self.first, 0)
            self._refuse(rules.NOT_A_MAPPING, where, "the file is empty", "write 'field: value' lines")
        if not isinstance(root.value, dict):
            what = "a list" if isinstance(root.value, list) else "a text"
            hint = "a record is made of 'field: value' lines"
            self._refuse(rules.NOT_A_MAPPING, root.span, f"the file is {what}", hint)
        return root

    def _compose(self) -> Node | None:
        root: Node | None = None
        documents = nodes = 0
        open_: list[Node] = []
        keys: list[tuple[str, Span] | None] = []  # for each open mapping the key that waits for its value
        flows: list[bool] = []
        careful = len(self.source) > MAX_SCALAR or " #" in self.source or "\t#" in self.source
        careful = careful or bool(_ESCAPED.search(self.source))
        for event in self._events():  # a hub has many: what is asked of each is asked in the shortest way
            what = type(event)
            if what in _ENDS:
                done = open_.pop()
                keys.pop()
                flows.pop()
                done.span = Span(done.span.line, done.span.column, *self._end(event))
                continue
            if what not in _NODES:
                if what is yaml.DocumentStartEvent:
                    documents += 1
                    self._begin(event, documents)
                continue
            nodes += 1
            span = self._span(event)
            if event.anchor or what is yaml.AliasEvent or event.tag or len(open_) >= MAX_DEPTH or nodes > MAX_NODES:
                self._check(event, span, nodes, len(open_))
            node = Node(None, span)
            if what is yaml.ScalarEvent:
                value = self._scalar(event, span) if careful else event.value or (event.value if event.style else None)
                node.value = sys.intern(value) if value and len(value) < line_by_line.SHORT else value
            else:
                node.value = [] if what is yaml.SequenceStartEvent else {}
            if not open_:
                root = node
            elif isinstance(open_[-1].value, list):
                open_[-1].value.append(node)
            elif keys[-1] is None:
                keys[-1] = self._key(open_[-1], node)
                continue
            else:
                name, key = keys[-1]
                keys[-1] = None
                node.key = key
                if flows[-1] and what is yaml.ScalarEvent and node.value is None and span.end_column == key.end_column:
                    self._cut_in_braces(name, key)
                siblings = open_[-1].value
                assert isinstance(siblings, dict)
                siblings.setdefault(name, node)
            if what is not yaml.ScalarEvent:
                open_.append(node)
                keys.append(None)
                flows.append(bool(event.flow_style))
        return root

    def _events(self) -> Iterator[Any]:
        parser = _PARSER(self.source)
        try:
            yield from iter(parser.get_event, None)
        finally:
            parser.dispose()

    def _begin(self, event: Any, documents: int) -> None:
        if documents > 1:
            self._refuse(rules.SEVERAL_DOCUMENTS, self._span(event), "a second document begins here",
                         "one record a file: delete the line '---', or make a second file")  # fmt: skip
        if event.version or event.tags:
            self._refuse(rules.TAG, self._span(event), "a directive is not part of the format", "delete it")

    def _check(self, event: Any, span: Span, nodes: int, depth: int) -> None:
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
            self._refuse(rules.ANCHOR, span, f"'{sign}{_shown(event.anchor)}' is an anchor or alias, which the format does not have",
                         mending.quoted(self.lines[span.line]) or "write the value out")  # fmt: skip
        if getattr(event, "tag", None):
            self._refuse(rules.TAG, span, f"the tag '{_shown(event.tag)}' is not part of the format",
                         mending.quoted(self.lines[span.line]) or "delete it")  # fmt: skip
        if depth >= MAX_DEPTH:
            self._refuse(rules.TOO_DEEP, span, f"values are nested more than {MAX_DEPTH} deep", "split the record")
        if nodes > MAX_NODES:
            self._refuse(rules.TOO_LARGE, span, f"the file has more than {MAX_NODES:,} values", "split the record")

    def _scalar(self, event: Any, span: Span) -> str | None:
        value: str = event.value
        if len(value) > MAX_SCALAR:
            self._refuse(rules.TOO_LARGE, span, "a text has more than 256 KB", "put it into a file beside the record")
        if event.style == '"' and (found := unseen.first(value.replace("\r", ""))) is not None:
            self._refuse(found.rule, span, f"{found.what}, written as an escape: {found.name}", found.hint)
        plain = not event.style
        # From a place on: a copy of the rest, for each value on a line of a megabyte, takes seconds.
        line = self.lines[span.end_line] if plain and span.end_line < len(self.lines) else ""
        if cut := _CUT_SHORT.match(line, span.end_column):
            where = Span(span.end_line, cut.end() - 1, span.end_line, len(line.rstrip()))
            self._report(rules.CUT_SHORT, where, "cut at '#': what follows is a comment",
                         mending.quoted(line) or "put the value in quotes")  # fmt: skip
        return None if plain and value == "" else value

    def _key(self, mapping: Node, node: Node) -> tuple[str, Span]:
        name, span = node.value, node.span
        if not isinstance(name, str) or not name.isascii() or "\n" in name or name == "<<":
            name = self._odd_key(node)
        siblings = mapping.value
        assert isinstance(siblings, dict)
        if name in siblings:
            first = siblings[name].key
            line = first.line + 1 if first else 0
            self._report(rules.DUPLICATE_KEY, span, f"'{_shown(name)}' stands here a second time",
                         f"it is already on line {line}: keep one of them", first)  # fmt: skip
        return sys.intern(name), span  # a large hub has half a million names, and a hundred different ones

    def _odd_key(self, node: Node) -> str:
        """Return the name of a field in Unicode's NFC form, if it is one."""
        span = node.span
        if node.value is None or not isinstance(node.value, str):
            what = "an empty name" if node.value is None else "a list or mapping as a name"
            self._refuse(rules.KEY_NOT_TEXT, span, f"{what} of a field", "write a word, then ':'; a text that begins "
                         "with '{', '[' or '?' needs quotes")  # fmt: skip
        name = unicodedata.normalize("NFC", node.value)
        if name == "<<":
            self._refuse(rules.ANCHOR, span, "'<<' (a merge key) is not part of the format", "write the fields out")
        if "\n" in name or _JOINERS.search(name):
            what = "a line break" if "\n" in name else "an invisible character"
            self._report(rules.KEY_NOT_TEXT, span, f"the name of a field has {what}", "delete it")
        return name

    def _cut_in_braces(self, name: str, key: Span) -> None:
        message = f"'{_shown(name)}' has no value: inside braces a text ends at a comma"
        hint = mending.braced(self.lines[key.line]) or "write each field on a line of its own, without braces"
        self._report(rules.CUT_IN_BRACES, key, message, hint)

    def _syntax(self, error: yaml.YAMLError) -> Finding:
        told = mending.syntax(error, self.source)
        span = Span(told.line + self.first, told.column, told.line + self.first, told.column + 1)
        return finding(rules.SYNTAX, self.path, self.lines, span, told.message, told.hint)

    def _span(self, event: Any) -> Span:
        start, end = event.start_mark, event.end_mark
        return _new(Span, (start.line + self.first, start.column, end.line + self.first, end.column))

    def _end(self, event: Any) -> tuple[int, int]:
        return event.end_mark.line + self.first, event.end_mark.column

    def _report(self, rule: Rule, span: Span, message: str, hint: str, other: Span | None = None) -> None:
        if len(self.found) >= MAX_TOLD:
            self._refuse(
                rule, span, f"{message}; the file has more than {MAX_TOLD:,} mistakes, and is not read further", hint
            )
        self.found.append(finding(rule, self.path, self.lines, span, message, hint, other))

    def _refuse(self, rule: Rule, span: Span, message: str, hint: str) -> NoReturn:
        raise Refused(finding(rule, self.path, self.lines, span, message, hint))

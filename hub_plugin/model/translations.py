"""A sibling laid over its record: each text finds the text of the original, at the same place of the same shape."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pydantic_core import PydanticCustomError

from hub_plugin.model import grammar_rules
from hub_plugin.model import translation_rules as rules
from hub_plugin.model.decode import links_of
from hub_plugin.model.files import Beside, file_beside
from hub_plugin.model.findings import Finding, Place, Route, did_you_mean
from hub_plugin.model.kind import Kind
from hub_plugin.model.links import Context
from hub_plugin.model.nodes import Document, Node, place_in
from hub_plugin.model.rules import Rule
from hub_plugin.model.sections import nodes_of_parts
from hub_plugin.model.siblings import Sibling
from hub_plugin.model.texts import Prose, Text, chosen, is_mark, split_mark
from hub_plugin.model.wordings import tidied


def dotted(route: Route) -> str:
    """Return a route as a hash is kept under it: ``requirements.agenda-shared.must``."""
    return ".".join(map(str, route))


def lay(
    kind: Kind, whole: Document, siblings: Sequence[Sibling], context: Context, languages: tuple[str, ...]
) -> Iterator[Finding]:
    """Give the texts of a record the translations of its siblings.

    Args:
        kind: the kind of the record.
        whole: the record's document, with its fragments.
        siblings: what holds its texts in other languages.
        context: what it was decoded with; it lists the record's texts and files, each with its node.
        languages: those of the hub, the default first.

    Yields:
        What is wrong with a sibling, at its line.
    """
    targets = {id(each.at): each for each in context.spoken}
    for sibling in siblings:
        yield from _Laying(kind, whole, sibling, context, targets, languages).findings()


@dataclass
class _Laying:
    """One sibling on its way over its record."""

    kind: Kind
    whole: Document
    sibling: Sibling
    context: Context
    targets: dict[int, Text | Beside]
    languages: tuple[str, ...]
    laid: dict[str, Node] = field(default_factory=dict)

    def findings(self) -> Iterator[Finding]:
        """Lay all, and yield what is wrong."""
        document = self.sibling.document
        if self.sibling.language == self.context.language:
            name = self.sibling.of.rpartition("/")[2]
            hint = "call this file by the language that it is in, or delete it"
            message = f"'{self.sibling.language}' is the language of {name} itself"
            yield rules.TWICE.found(message, hint, Place(document.path), Place(self.sibling.of))
            return
        yield from not_named(self.sibling.language, self.languages, Place(document.path))
        wholes = [self.whole, *(each for each in self.whole.fragments if not each.path.endswith(".csv"))]
        roots = [each.root for each in wholes]
        yield from self._walk(document.root, roots, ())
        parts = {name: node for each in wholes for name, node in nodes_of_parts(self.kind.record, each).items()}
        for name, node in self.sibling.sections:
            if original := parts[name].child(self.kind.sections):
                yield from self._walk(node, [original], (name, self.kind.sections))
            else:
                where = self.sibling.of.rpartition("/")[2]
                message = f"{where} has no text below a heading '{name}'"
                yield self._at(rules.NOTHING_THERE, node, message, "write it there first, or take it out here")
        yield from self._marks()

    def _walk(self, node: Node, originals: list[Node], route: Route) -> Iterator[Finding]:
        target = next((found for each in originals if (found := self.targets.get(id(each))) is not None), None)
        if isinstance(node.value, str) and node.value.strip():
            if target is not None:
                yield from self._one(target, node, route)
            elif len(originals) == 1 and isinstance(originals[0].value, list) and len(originals[0].value) == 1:
                yield from self._walk(node, originals[0].value, (*route, 0))
            else:
                yield self._no_text(node, originals, route)
        elif node.value is None or isinstance(node.value, str):
            if route:
                yield self._at(rules.EMPTY, node, "there is no text here", "write it, or delete the line")
        elif target is not None and isinstance(node.value, dict):
            hint = f"write the text itself: the whole file is in '{self.sibling.language}'"
            yield self._at(rules.NO_TEXT, node, "expected a text, found several fields", hint)
        elif isinstance(node.value, dict):
            yield from self._fields(node.value, originals, route)
        else:
            yield from self._items(node, originals, route)

    def _fields(self, fields: dict[str, Node], originals: list[Node], route: Route) -> Iterator[Finding]:
        for name, child in fields.items():
            found = [each for original in originals if (each := original.child(name)) is not None]
            if found:
                yield from self._walk(child, found, (*route, name))
            else:
                yield self._nothing_there(name, child, originals)

    def _items(self, node: Node, originals: list[Node], route: Route) -> Iterator[Finding]:
        assert isinstance(node.value, list)
        ids = [each.child("id") if isinstance(each.value, dict) else None for each in node.value]
        if node.value and all(each is not None and isinstance(each.value, str) for each in ids):
            for named, child in zip(ids, node.value, strict=True):
                assert named is not None
                assert isinstance(named.value, str)
                assert isinstance(child.value, dict)
                found = [each for original in originals if (each := original.child(named.value)) is not None]
                rest = {name: each for name, each in child.value.items() if name != "id"}
                if found:
                    yield from self._fields(rest, found, (*route, named.value))
                else:
                    yield self._nothing_there(named.value, named, originals)
            return
        original = originals[0]
        items = original.value
        if id(original) in self.targets or not isinstance(items, dict | list):
            yield self._at(
                rules.NO_TEXT, node, "expected a text, found a list", "write it as the original does", original
            )
        elif isinstance(items, dict):
            hint = "write it as the original does, by the same names"
            yield self._at(rules.NO_TEXT, node, "expected fields, found a list", hint)
        elif len(items) != len(node.value):
            message = f"the list has {len(node.value)} items, that of the original {len(items)}"
            hint = "write as many; an item that stays as it is may be left empty"
            yield self._at(rules.LENGTH, node, message, hint, original)
        else:
            for number, (child, each) in enumerate(zip(node.value, items, strict=True)):
                if child.value is not None:
                    yield from self._walk(child, [each], (*route, number))

    def _one(self, target: Text | Beside, node: Node, route: Route) -> Iterator[Finding]:
        assert isinstance(node.value, str)
        language = self.sibling.language
        if language in target.others:
            other = self._other(target)
            message = f"the text in '{language}' is there twice: here and in {other.path}:{other.line}"
            yield rules.TWICE.found(message, "delete one of them", self._place(node), other)
            return
        try:
            said = (
                file_beside(node.value, self.context)
                if isinstance(target, Beside)
                else tidied(node.value, type(target))
            )
        except PydanticCustomError as error:
            told = error.context or {}
            rule = grammar_rules.BY_NAME[error.type]
            yield self._at(rule, node, str(told.get("message", "")), str(told.get("hint", "")))
            return
        if isinstance(target, Beside):
            target.add(language, said, self.context.language)
            return
        mark = self.sibling.made_from.get(dotted(route))
        made_from = mark.value.strip() if mark is not None and isinstance(mark.value, str) else ""
        told_at = (self.sibling.document, node, route)
        target.add(language, said, self.context.language, made_from if is_mark(made_from) else "", told_at)
        self.laid[dotted(route)] = node
        for rule, problem in links_of(said, isinstance(target, Prose), route, self.context):
            yield self._at(rule, node, problem.message, problem.hint, needle=problem.needle)

    def _other(self, target: Text | Beside) -> Place:
        """Return where else a translation stands: in another sibling, or in the original."""
        if isinstance(target, Text) and (told := target.told.get(self.sibling.language)):
            document, node, _ = told
            return place_in(document.path, document.lines, node.span)
        for document in (self.whole, *self.whole.fragments):
            for _, each in document.root.walk():
                if each is target.at:
                    inside = each.value.items() if isinstance(each.value, dict) else ()
                    node = next((n for key, n in inside if split_mark(key)[0] == self.sibling.language), each)
                    return place_in(document.path, document.lines, node.span)
        return Place(self.whole.path)

    def _marks(self) -> Iterator[Finding]:
        for route, node in self.sibling.made_from.items():
            value = node.value.strip() if isinstance(node.value, str) else ""
            if route not in self.laid:
                hint = did_you_mean(route, self.laid) or "take the line out"
                yield self._at(rules.MADE_FROM, node, f"this file has no text '{route[:80]}'", hint, on_key=True)
            elif not is_mark(value):
                hint = "delete the line; 'coehub translations --accept' writes it"
                yield self._at(rules.MADE_FROM, node, f"'{value[:20]}' is not the hash of a text", hint)

    def _no_text(self, node: Node, originals: list[Node], route: Route) -> Finding:
        original = originals[0]
        if isinstance(original.value, dict):
            known = ", ".join(original.value)
            return self._at(rules.NO_TEXT, node, "expected fields, found a text", f"the original has here: {known}")
        if isinstance(original.value, list):
            count = len(original.value)
            message = f"expected a list of {count} items, found a text"
            return self._at(rules.LENGTH, node, message, "write a list as the original does", original)
        name = next((str(each) for each in reversed(route) if isinstance(each, str)), "")
        hint = "delete it here: what is the same in every language is written once, in the original"
        return self._at(rules.NO_TEXT, node, f"'{name}' is no text that could be translated", hint, original)

    def _nothing_there(self, name: str, node: Node, originals: list[Node]) -> Finding:
        known = [
            each
            for original in originals
            for each in (
                original.value
                if isinstance(original.value, dict)
                else [str(item.child("id").value) for item in original.value if item.child("id")]  # type: ignore[union-attr]
                if isinstance(original.value, list)
                else ()
            )
        ]
        hint = did_you_mean(name, known) or "write it there first, or take it out here"
        where = self.sibling.of.rpartition("/")[2]
        return self._at(rules.NOTHING_THERE, node, f"{where} has no '{name[:80]}' here", hint, on_key=True)

    def _at(
        self, rule: Rule, node: Node, message: str, hint: str, original: Node | None = None, on_key: bool = False, needle: str = ""
    ) -> Finding:  # fmt: skip
        also = None
        if original is not None:
            holder = next(
                (doc for doc in (self.whole, *self.whole.fragments) for _, each in doc.root.walk() if each is original),
                self.whole,
            )
            also = place_in(holder.path, holder.lines, original.span)
        return rule.found(message, hint, self._place(node, on_key, needle), also)

    def _place(self, node: Node, on_key: bool = False, needle: str = "") -> Place:
        document = self.sibling.document
        span = node.key if node.key and (on_key or node.value in (None, {}, [])) else node.span
        return place_in(document.path, document.lines, (needle and document.search(span, needle)) or span)


def inline(texts: Sequence[Text | Beside], whole: Document, languages: tuple[str, ...]) -> Iterator[Finding]:
    """Tell of texts in several languages that say nothing in the default one, or speak one that the hub does not name.

    Args:
        texts: what a record holds, with nodes.
        whole: its document.
        languages: those of the hub, the default first.
    """
    for text in texts:
        node = text.at
        if not text.others or not isinstance(node.value, dict):
            continue
        document = next(
            (doc for doc in (whole, *whole.fragments) if any(each is node for _, each in doc.root.walk())), whole
        )
        if not chosen(text.others, languages[0]):
            message = f"the text says nothing in '{languages[0]}', the language of the hub"
            place = place_in(document.path, document.lines, node.span)
            yield rules.NO_DEFAULT.found(message, f"add {languages[0]}: …", place)
        for key, each in node.value.items():
            place = place_in(document.path, document.lines, each.key or each.span)
            yield from not_named(split_mark(key)[0], languages, place)


def not_named(language: str, languages: tuple[str, ...], place: Place) -> Iterator[Finding]:
    """Tell of a language that a hub of several languages does not name.

    A hub that names one language may hold translations already: they wait. What is said in ``zh`` is for readers of ``zh-Hans`` too.
    """
    if len(languages) < 2 or language in languages or any(each.startswith(f"{language}-") for each in languages):
        return
    base = language.partition("-")[0].casefold()
    near = next((each for each in languages if each.partition("-")[0].casefold() == base), "")
    hint = f"write '{near}'" if near else f"add it to 'languages' in hub.yml, which names {', '.join(languages)}"
    yield rules.NOT_NAMED.found(f"'{language}' is no language of this hub", hint, place)

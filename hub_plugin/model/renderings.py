"""Each text of a record in each further language: complete, behind, or missing, and the line that says so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from hub_plugin.model import translation_rules as rules
from hub_plugin.model.addresses import HUB, Address
from hub_plugin.model.facts import Fact
from hub_plugin.model.findings import Finding, Level, Place, Problem, Route
from hub_plugin.model.hub import Hub
from hub_plugin.model.nodes import Document, Node, place_in
from hub_plugin.model.rules import Rule
from hub_plugin.model.siblings import MADE_FROM
from hub_plugin.model.texts import Neutral, Standing, Term, Text, chosen, split_mark
from hub_plugin.model.translations import dotted

LONGEST = 90  # of a text that a message shows


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering(Fact):
    """A text in a further language.

    ``route`` leads to the source, as its author wrote it.
    """

    language: str
    standing: Standing
    text: str  # what the source says
    place: Place  # of the translation; of the source where it is missing
    source_place: Place
    hashed: bool = False  # the translation says what it was made from
    mark: Route = ()  # where, in the file of the translation, its hash is kept; items of lists by their number


def renderings(hub: Hub, unpublished: bool = True, unlisted: bool = True) -> Iterator[Rendering]:
    """Yield how every text stands in every language of the hub but the default.

    Args:
        hub: one that names several languages; of any other there is nothing to say.
        unpublished: what does not leave too.
        unlisted: words too that the hub's list does not have.
    """
    for address in hub.spoken if len(hub.languages) > 1 else ():
        if unpublished or hub.shows(address):
            yield from _of(hub, address)
    if unlisted and len(hub.languages) > 1 and HUB in hub.documents:
        yield from _unlisted(hub, unpublished)


def _of(hub: Hub, address: Address) -> Iterator[Rendering]:
    whole = hub.documents[address]
    where: dict[int, tuple[Document, Route, Node]] = {}  # by node
    for document in (whole, *whole.fragments):
        if not document.path.endswith(".csv"):
            where |= {id(node): (document, route, node) for route, node in document.root.walk()}
    seen = set()
    for text in hub.spoken[address]:
        if not isinstance(text, Text) or id(text.at) in seen or id(text.at) not in where:
            continue
        seen.add(id(text.at))
        document, route, node = where[id(text.at)]
        source = _source(document, node, hub.languages[0])
        for language in hub.languages[1:]:
            there = chosen(text.others, language)
            if (not there and isinstance(text, Neutral)) or (isinstance(text, Term) and there in text.lent):
                continue  # what the hub's list says is counted there
            mark: Route = ()
            place = source
            if told := text.told.get(there):
                sibling, at, _ = told
                place, mark = place_in(sibling.path, sibling.lines, at.key or at.span), (MADE_FROM, dotted(told[2]))
            elif there and isinstance(node.value, dict):
                key, at = next((key, at) for key, at in node.value.items() if split_mark(key)[0] == there)
                place, mark = place_in(document.path, document.lines, at.key or at.span), (*route, key)
            yield Rendering(
                about=address, source=address, route=_by_id(document, route), language=language,
                standing=text.standing(language), text=str(text),
                place=place, source_place=source, mark=mark,
                hashed=there in text.made_from or str(text) in route[-1:],  # what is its own name cannot change under it
            )  # fmt: skip


def _unlisted(hub: Hub, unpublished: bool) -> Iterator[Rendering]:
    """Yield the words that the hub's list does not have: in no other language they are called anything."""
    document = hub.documents[HUB]
    place = document.place(Problem(("words",), "", on_key=True))
    for word, term in hub.vocabulary.shared.items():
        if not term.others and (unpublished or any(map(hub.shows, hub.vocabulary.used[word]))):
            for language in hub.languages[1:]:
                yield Rendering(
                    about=HUB, source=HUB, route=("words", word), language=language, standing=Standing.MISSING,
                    text=word, place=place, source_place=place,
                )  # fmt: skip


def _by_id(document: Document, route: Route) -> Route:
    """Return a route in which the items of a list that have ids are named by them."""
    node, made = document.root, []
    for step in route:
        child = node.child(step)
        if child is None:
            break
        named = child.child("id") if isinstance(step, int) and isinstance(child.value, dict) else None
        made.append(named.value if named is not None and isinstance(named.value, str) else step)
        node = child
    return tuple(made)


def _source(document: Document, node: Node, default: str) -> Place:
    """Return where a text stands in the hub's own language."""
    at = node
    if isinstance(node.value, dict):
        at = next((each for key, each in node.value.items() if split_mark(key)[0] == default), node)
    return place_in(document.path, document.lines, at.key or at.span)


@dataclass(frozen=True)
class Ledger:
    """How much of a site a language says.

    Args:
        language: which one.
        complete: how many texts it says as their sources are now.
        behind: those whose sources have changed since.
        begun: record → what is missing of it, where something of it is translated.
        untouched: record → what is missing of it, where nothing is.
    """

    language: str
    complete: int
    behind: tuple[Rendering, ...]
    begun: dict[Address, list[Rendering]]
    untouched: dict[Address, list[Rendering]]

    @property
    def missing(self) -> int:
        """How many texts it does not say."""
        return sum(map(len, (*self.begun.values(), *self.untouched.values())))

    @property
    def share(self) -> int | None:
        """The share of all texts that it says, in percent, rounded down; None where there are none."""
        said = self.complete + len(self.behind)
        return said * 100 // (said + self.missing) if said + self.missing else None


def ledgers(found: Iterable[Rendering], languages: Sequence[str]) -> tuple[Ledger, ...]:
    """Return a ledger for each language but the first.

    Args:
        found: how each text stands in each language.
        languages: those of the hub, its own first.
    """
    by_language: dict[str, dict[Address, list[Rendering]]] = {each: defaultdict(list) for each in languages[1:]}
    for one in found:
        by_language[one.language][one.about].append(one)
    made = []
    for language, records in by_language.items():
        texts = [one for all_ in records.values() for one in all_]
        lacking = {about: [one for one in all_ if one.standing is Standing.MISSING] for about, all_ in records.items()}
        made.append(Ledger(
            language, sum(one.standing is Standing.COMPLETE for one in texts),
            tuple(one for one in texts if one.standing is Standing.BEHIND),
            {about: left for about, left in lacking.items() if 0 < len(left) < len(records[about])},
            {about: left for about, left in lacking.items() if len(left) == len(records[about])},
        ))  # fmt: skip
    return tuple(made)


def findings(hub: Hub) -> Iterator[Finding]:
    """Yield what is behind or missing, at the levels that the hub has chosen."""
    if len(hub.languages) < 2:
        return
    asked = getattr(hub.records.get(HUB), "translations", None)
    behind, missing = getattr(asked, "behind", Level.ADVICE), getattr(asked, "missing", "off")
    begun: dict[tuple[Address, str], list[Rendering]] = defaultdict(list)
    for each in renderings(hub, unlisted=False):
        begun[each.about, each.language].append(each)
        if each.standing is Standing.BEHIND and behind != "off":
            now = each.text if len(each.text) <= LONGEST else each.text[:LONGEST].rpartition(" ")[0] + " …"
            now = " ".join(now.split())
            message = f"the text has changed since it was put into '{each.language}'; it says now: {now}"
            hint = f"read it again, then run 'coehub translations --accept --write {each.place.path}'"
            yield _finding(rules.BEHIND, behind, message, hint, each.place, each.source_place)
    for (_, language), all_ in begun.items() if missing != "off" else ():
        left = [each for each in all_ if each.standing is Standing.MISSING]
        if left and len(left) < len(all_):
            names = ", ".join(dotted(each.route) for each in left[:4]) + ", …" * (len(left) > 4)
            message = f"{len(left)} of {len(all_)} texts are missing in '{language}': {names}"
            hint = f"translate them, beside the others or in '{_beside(left[0].source_place.path, language)}'"
            yield _finding(rules.MISSING, missing, message, hint, left[0].source_place)


def _beside(path: str, language: str) -> str:
    stem, dot, ending = path.rpartition(".")
    return f"{stem}.{language}{dot}{ending}"


def _finding(rule: Rule, level: str, message: str, hint: str, place: Place, also: Place | None = None) -> Finding:
    return Finding(rule.name, Level(level), message, hint, place, also)

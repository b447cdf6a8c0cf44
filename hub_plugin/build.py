"""The story: files → nodes → records → hub → facts → joined facts → site."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain

from hub_plugin import kinds as built_in
from hub_plugin.model import checks
from hub_plugin.model.addresses import HUB, Address
from hub_plugin.model.decoded import Decoded, Surroundings, decoded
from hub_plugin.model.derive import Joined, join
from hub_plugin.model.difference import Difference, Side, compare, horizon
from hub_plugin.model.duties import SOME_DAY
from hub_plugin.model.facts import Download, Fact, Facts, Settings
from hub_plugin.model.findings import Finding, Level, tidy
from hub_plugin.model.happened import ahead
from hub_plugin.model.hub import Hub
from hub_plugin.model.intake import take_in
from hub_plugin.model.keeping import NOTHING, Keeping, Kept
from hub_plugin.model.kind import Kind
from hub_plugin.model.names import Names
from hub_plugin.model.packed import Packed
from hub_plugin.model.page import Frame as Frame
from hub_plugin.model.page import LaterFiles, Site
from hub_plugin.model.renderings import findings as behind
from hub_plugin.model.renderings import renderings
from hub_plugin.model.siblings import languages_of
from hub_plugin.model.sources import located, mount
from hub_plugin.model.texts import Term
from hub_plugin.model.vocabulary import Vocabulary
from hub_plugin.outputs import api, badges, calendars, feeds_atom, forms, llms, report, tables
from hub_plugin.outputs import codeowners as approving
from hub_plugin.outputs.contents import sheets
from hub_plugin.outputs.reminders import Reminder
from hub_plugin.outputs.reminders import reminders as _reminders
from hub_plugin.pressing import pressing
from hub_plugin.printing import Make, Printer, printed
from hub_plugin.sharing import shared

ASKED = 10  # records whose rules are asked at a time; from 3,000 records on, by two processes


@dataclass(frozen=True)
class Reading:
    """A hub that was read: what it holds, and everything that is wrong with it."""

    hub: Hub
    findings: tuple[Finding, ...]

    @property
    def zone(self) -> datetime.tzinfo:
        """The hub's time zone; UTC where hub.yml is broken."""
        zone = getattr(self.hub.records.get(HUB), "timezone", None)
        return zone if isinstance(zone, datetime.tzinfo) else datetime.UTC

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that hub.yml names; none where it names none."""
        record = self.hub.records.get(HUB)
        named = record is not None and "languages" in record.model_fields_set
        return tuple(getattr(record, "languages", ())) if named else ()

    def failing(self, levels: Iterable[str]) -> tuple[Finding, ...]:
        """Return the findings of some levels."""
        chosen = frozenset(levels)
        return tuple(finding for finding in self.findings if finding.level in chosen)


def read(
    files: Iterable[str], contents: Mapping[str, bytes], further: Sequence[Kind] = (), kept: Kept = NOTHING
) -> Reading:
    """Read a content folder.

    Args:
        files: the paths of all files, below the content folder, with forward slashes; those of sources begin with ``../``.
        contents: path → bytes, for those that may be records or tables beside them; of files for download the first bytes, where
            they are to be checked.
        further: kinds from outside the package.
        kept: what was made before, of the same folder.

    Returns:
        The hub and its findings; never raises for what an author wrote.
    """
    kinds = {kind.name: kind for kind in (*built_in.KINDS, *further)}
    contents = kept.contents(contents)
    mounted = mount(files, contents, {kind.folder for kind in kinds.values()})
    said = mounted.contents.get("hub.yml", b"")
    kept = kept.made("hub", (said, *kinds.values()), type(kept))  # on these, everything hangs
    paths = kept.same("files", mounted.paths)
    taken = take_in(paths, mounted.contents, kinds, kept)
    findings = [*mounted.findings, *taken.findings]
    unread = {(each.place.path, each.place.line) for each in findings if each.rule.startswith("yaml/")}
    claims = {path: [*those] for path, those in taken.tables.items()}
    languages = kept.made("languages", (), lambda: languages_of(said))
    words: dict[str, Term] = kept.made("words", (), dict)  # what hub.yml says of them, they have learned
    offered = {path: mounted.contents[path] for path in taken.claimed if path in mounted.contents}
    index = taken.index
    ids = kept.made("ids", (index.kinds, index.records, index.parts, index.renamed, index.broken), lambda: index)
    around = Surroundings(ids, paths, kept.same("offered", offered), languages, words)
    became: dict[Address, Decoded] = {}
    for address, document in sorted(taken.documents.items()):
        kind, siblings = kinds[address.kind], tuple(taken.siblings.get(address, ()))
        make = partial(decoded, kind, address, document, siblings, around)
        became[address] = kept.made(("record", address), (kind, document, siblings, *around), make)
    vocabulary = Vocabulary()
    for address, each in became.items():
        findings.extend(found for found in each.findings if (found.place.path, found.place.line) not in unread)
        vocabulary.join(each.vocabulary)
        for path in each.claims:
            claims.setdefault(path, []).append(address)
    records = {address: each.record for address, each in became.items() if each.record is not None}
    vocabulary.learn(getattr(records.get(HUB), "words", {}), languages[0])
    hub = Hub(kinds, records, taken.documents, around.ids, paths, claims, mounted.origins, taken.siblings,
              {address: each.spoken for address, each in became.items() if each.spoken}, languages, vocabulary,
              {address: became[address].edges for address in records}, kept)  # fmt: skip
    findings.extend(checks.whole(hub, taken.claimed))
    alone = 1 if isinstance(kept, Keeping) else None  # what another process has made, nobody would remember here
    addresses = list(records)
    portions = [addresses[at : at + ASKED] for at in range(0, len(addresses), ASKED)]
    findings.extend(chain.from_iterable(shared([partial(_asked, hub, some) for some in portions], alone)))
    findings.extend(behind(hub))
    return Reading(hub, tidy(located(findings, mounted.origins)))


def _asked(hub: Hub, addresses: Iterable[Address]) -> tuple[Finding, ...]:
    return tuple(checks.each(hub, addresses))


def folders(further: Sequence[Kind] = ()) -> frozenset[str]:
    """Return the folders of all kinds, below the content folder."""
    return frozenset(kind.folder for kind in (*built_in.KINDS, *further) if kind.folder)


def state(hub: Hub, today: datetime.date) -> Facts:
    """Let every record state its facts, as of a day."""
    return Facts(_stated(hub, today))


def _stated(hub: Hub, today: datetime.date) -> Iterator[Fact]:
    for address, record in hub.records.items():
        if hub.shows(address):
            yield from hub.stated(record, today)
            yield from ahead(record, today)
    yield from renderings(hub, unpublished=False)
    yield from hub.shown_edges()


def site(hub: Hub, now: Joined, frame: Frame) -> Site:
    """Print every page, and list what is offered beside them."""
    press = pressing(hub, now, frame)
    now = press.now
    names = Names(hub, press, frame.site_url)
    moved = {}
    for old, address in hub.index.renamed.items():
        if not old.part and (uri := press.uri(address)) is not None and uri.endswith(f"/{address.id}.md"):
            moved[uri.removesuffix(f"{address.id}.md") + f"{old.id}.md"] = uri
    downloads = {
        str(each.path): hub.origin(each.path) for each in now.facts.of(Download)
    }  # plain paths for every output

    plan = list(sheets(hub, now, press.label, frame.reference, tuple(forms.fits(hub.kinds)), bool(frame.forms)))
    english = press if press.language.partition("-")[0] == "en" else pressing(hub, now, replace(frame, language="en"))
    printer = Printer(press, english)
    data: list[Make] = [
        lambda: api.files(now, names, frame.findings), lambda: calendars.files(now, names), lambda: tables.files(now, names),
        lambda: badges.files(now, names), lambda: feeds_atom.files(now, names, press.prose),
    ]  # fmt: skip

    def whole(made: Sequence[Mapping[str, bytes]]) -> Packed:
        further = llms.files(now, names, pages, chain.from_iterable(made), frame.directory_urls)
        if frame.forms:
            further |= forms.files(hub, forms.host(frame.forms), frame.language)
        return Packed(*made, further)

    found, made = printed(printer, plan, data, frame.awaited)
    pages = [page for parts in found for page in parts]
    numbers = {sheet.uri: len(parts) for sheet, parts in zip(plan, found, strict=True) if printer.is_long(sheet)}
    known = frame.awaited.files if frame.awaited else frozenset()
    files = LaterFiles(known, lambda: whole([make() for make in data])) if known else whole(made)
    return Site(tuple(pages), downloads, moved, files, numbers)


def audit(hub: Hub, now: Joined, frame: Frame) -> dict[str, bytes]:
    """Print the report for an auditor, and the tables behind it."""
    press = pressing(hub, now, frame)
    now = press.now
    names = Names(hub, press, frame.site_url)
    return {**report.files(now, names, press), **tables.files(now, names)}


def reminders(hub: Hub, now: Joined, frame: Frame, until: datetime.date) -> tuple[Reminder, ...]:
    """Return whom to remind of what is late or falls due until a day."""
    press = pressing(hub, now, frame)
    now = press.now
    return _reminders(now, Names(hub, press, frame.site_url), until)


def naming(hub: Hub, now: Joined, frame: Frame) -> Names:
    """Return what names things and says sentences in the language of the site."""
    press = pressing(hub, now, frame)
    return Names(hub, press, frame.site_url)


def derive(hub: Hub, today: datetime.date) -> Joined:
    """State all facts and join them."""
    return join(state(hub, today), today, hub.kept)


def codeowners(hub: Hub, content: str, itself: str) -> str:
    """Return who approves which file; whatever the day, so that only an edit can make it out of date."""
    return approving.block(hub, state(hub, SOME_DAY), content, itself)


def difference(
    was: Reading, was_files: Mapping[str, bytes], now: Reading, now_files: Mapping[str, bytes], today: datetime.date
) -> tuple[Difference, Side, Side]:
    """Join two states of one hub, as of the same day: what lies between them, and the two sides."""
    sides = [(each, files, _facts(each, today)) for each, files in ((was, was_files), (now, now_files))]
    known = [facts for _, _, facts in sides if facts is not None]
    then = horizon(known[0], known[1], today) if len(known) == 2 else today
    before, after = (
        Side(reading.hub, reading.failing((Level.ERROR, Level.WARNING)), files, join(facts, today) if facts else None,
             (join(facts, today) if then == today else derive(reading.hub, then)) if facts else None)
        for reading, files, facts in sides
    )  # fmt: skip
    return compare(before, after, today, then), before, after


def _facts(reading: Reading, today: datetime.date) -> Facts | None:
    facts = state(reading.hub, today)
    return facts if facts.of(Settings) else None

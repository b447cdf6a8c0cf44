"""Which pages there are: the site's own table of contents."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, get_args, get_origin

from pydantic import BeforeValidator

from hub_plugin.model.addresses import HUB, Address
from hub_plugin.model.decode import inner_class
from hub_plugin.model.derive import Joined
from hub_plugin.model.derive.diaries import name_of
from hub_plugin.model.facts import Change, Decision, Task
from hub_plugin.model.fields import Sentence, listed
from hub_plugin.model.hub import Hub
from hub_plugin.model.kind import Kind
from hub_plugin.model.languages import name_of as name_of_language
from hub_plugin.model.links import LinkTo
from hub_plugin.model.orders import newest_first, open_first
from hub_plugin.model.record import Record, Written, fields_of
from hub_plugin.model.renderings import Rendering, ledgers
from hub_plugin.model.routines import Week
from hub_plugin.model.rulebook import every_rule
from hub_plugin.model.texts import Message, say

SOON = datetime.timedelta(days=14)


class Sheet(NamedTuple):
    """A page before it is printed.

    Args:
        template: what prints it.
        uri: its source path, as MkDocs names pages.
        title: in the languages of the hub, a sentence of ours, or plain.
        context: what the template is given, and what else is known of the page.
        tongue: its language, where it is the same in every edition; empty: that of the edition.
    """

    template: str
    uri: str
    title: str | Message
    context: Mapping[str, Any]
    tongue: str = ""

    @classmethod
    def of(cls, template: str, uri: str, title: str | Message, **context: Any) -> Sheet:
        """Return a sheet; whatever is named is given to the template."""
        return cls(template, uri, title, context)

    @classmethod
    def register(cls, template: str, uri: str, title: Message, says: str | Message, **context: Any) -> Sheet:
        """Return a sheet about many records; *says* is what stands below its title and in its head."""
        return cls.of(template, uri, title, kind=say("Register"), description=says, **context)


def sheets(
    hub: Hub,
    now: Joined,
    label: Callable[[Address], str],
    reference: bool = True,
    fits: Sequence[Any] = (),
    forms: bool = False,
) -> Iterator[Sheet]:
    """Yield every page: the front ones, one index a kind, one page a record, and the reference.

    Args:
        hub: all records.
        now: the joined facts.
        label: returns what people call a record.
        reference: whether the reference is part of the site.
        fits: what each kind has in a form.
        forms: whether the site has forms.
    """
    yield from _front(hub, now)
    for kind in hub.kinds.values():
        records = hub.shown(kind.name)
        if kind.optional and not records:
            continue
        own = kind.views(hub, now) if kind.views else {}
        index = f"{kind.folder}/index.md"
        if kind.index:
            yield Sheet.of(
                _template(kind.where, kind.name, kind.index), index, say(kind.many), kind=say(kind.many),
                description=say(kind.purpose), kind_=kind, records=records, **own,
            )  # fmt: skip
        if kind.page:
            for record in sorted(records, key=lambda each: each.reading_order(now.language)):
                title = label(record.address) if kind.folder else say(kind.one)
                yield _record(hub, kind, record, title, index, own)
    if reference:
        yield from (sheet._replace(tongue="en") for sheet in _reference(hub, fits, forms))


@cache
def _template(where: Path, kind: str, name: str) -> str:
    return f"{kind}/{name}" if (where / name).exists() else name


def _record(hub: Hub, kind: Kind, record: Record, title: str | Message, index: str, own: Any) -> Sheet:
    address = record.address
    uri = f"{kind.folder}/{record.id}.md" if kind.folder else "charter.md"
    title = Message("{code} {title}", code=record.code, title=title) if record.code else title
    return Sheet.of(
        _template(kind.where, kind.name, kind.page), uri, title, section=index if kind.folder else "", kind=say(kind.one), about=address,
        source=hub.line_of(address), description=record.in_short, record=record, **own,
    )  # fmt: skip


def _front(hub: Hub, now: Joined) -> Iterator[Sheet]:
    charter = hub.records[HUB]
    horizon = now.today + SOON
    changes = sorted(
        (each for each in now.facts.of(Change) if each.on <= now.today),
        key=newest_first,
    )
    doors = [(kind, len(hub.shown(kind.name))) for kind in hub.kinds.values() if kind.index and kind.folder]
    doors = [(kind, number) for kind, number in doors if number or not kind.optional]
    yield Sheet.of(
        "home.html", "index.md", getattr(charter, "name", ""), kind=say("Home"), charter=charter, horizon=horizon,
        changes=changes[:10], doors=doors,
        headline=now.headline, asked=len(now.asked), answered=len(now.asked) - len(now.silent),
        description=charter.in_short,
    )  # fmt: skip
    yield Sheet.register(
        "attention.html", "attention.md", say("Needs attention"),
        say("What time and silence have made. Each line says the one next step; nothing here stops a build."),
    )  # fmt: skip
    yield Sheet.register(
        "changes.html", "changes.md", say("What changed"), say("New versions, decisions and news, the newest first."), changes=changes
    )  # fmt: skip
    decisions = sorted(now.facts.of(Decision), key=_waiting_first)
    yield Sheet.register(
        "decisions.html", "registers/decisions.md", say("Decisions"),
        say("What the meetings of the centre have decided: first what is still only proposed, the oldest on top; then the newest first."),
        decisions=decisions,
    )  # fmt: skip
    yield Sheet.register(
        "responsibilities.html", "registers/responsibilities.md", say("Who answers for what"),
        say("One line for each person, team and role: the roles they hold, what they own, the meetings they run, and what they still "
            "have to do."),
    )  # fmt: skip
    tasks = sorted(now.facts.of(Task), key=open_first)
    yield Sheet.register(
        "actions.html", "registers/actions.md", say("Actions"),
        say("What somebody has taken on: open ones first, the oldest on top."), tasks=tasks,
    )  # fmt: skip
    if now.accountability:
        yield Sheet.register(
            "accountability.html", "registers/accountability.md", say("Accountability"),
            say("Who answers for what: what each post and role owns, what it is named for, and what those who hold it own."),
            found=now.accountability,
        )  # fmt: skip
    if now.settings.sponsor is not None:
        yield Sheet.register(
            "sponsor.html", "sponsor.md", say("For the sponsor"), charter.in_short, charter=charter,
            headline=now.headline, asked=len(now.asked), answered=len(now.asked) - len(now.silent),
        )  # fmt: skip
    yield from _weeks(hub, now)
    yield from _translations(hub, now)
    if now.alignment:
        yield Sheet.register(
            "alignment.html", "alignment.md", say("Alignment"),
            say("From the mission down to the daily work: what serves what, what is measured by what, and what hangs in the air."),
            ladder=now.alignment,
        )  # fmt: skip


def _waiting_first(decision: Decision) -> tuple[bool, int, Address]:
    """Put what is only proposed first, the oldest on top; the newest first of what is settled."""
    if decision.status == "proposed":
        return False, decision.on.toordinal(), decision.about
    return True, *newest_first(decision)


def _translations(hub: Hub, now: Joined) -> Iterator[Sheet]:
    """Yield what is said in which language: one page for all, and one for each."""
    if len(hub.languages) < 2:
        return
    found, index = ledgers(now.facts.of(Rendering), hub.languages), "translations/index.md"
    says = say("How much of this site each language says, and what has changed since it was translated. A text without a translation is "
               "shown in the language in which it was written.")  # fmt: skip
    yield Sheet.register("translations.html", index, say("Translations"), says, ledgers=found)
    for each in found:
        title = say("Translations: {language}", language=name_of_language(each.language, now.language))
        uri = f"translations/{each.language.lower()}.md"
        yield Sheet.register("translation.html", uri, title, says, section=index, ledger=each)


def _weeks(hub: Hub, now: Joined) -> Iterator[Sheet]:
    """Yield a page for each week of which anybody wrote, or was to write."""
    diaries = now.diaries
    mondays = [None, *diaries.mondays, None]
    for before, monday, after in zip(mondays, mondays[1:], mondays[2:], strict=False):
        assert monday is not None
        weeks, name = diaries.on(monday), name_of(monday)
        kind = hub.kinds[now.facts.of(Week)[0].about.kind]
        planned = [each for week in weeks for each in week.planned]
        yield Sheet.of(
            "week.html", f"{kind.folder}/{name}.md", name.upper(), section=f"{kind.folder}/index.md", kind=say("Week"),
            description=say(kind.purpose), monday=monday, weeks=weeks, before=before, after=after, over=diaries.over(monday),
            missed=diaries.missed(monday), all=len(planned),
            done=sum(1 for each in planned if each.outcome == "done"),
        )  # fmt: skip


def _reference(hub: Hub, fits: Sequence[Any], forms: bool) -> Iterator[Sheet]:
    home = "reference/index.md"
    yield Sheet.of(
        "reference.html", home, "Reference", kind="Reference",
        description="What can be written in a hub, kind by kind, and what is checked. This page and those below it come from the code.",
    )  # fmt: skip
    yield Sheet.of(
        "reference_rules.html", "reference/rules.md", "Rules", section=home, kind="Reference",
        description="An error would make the site wrong and always fails. A warning is thin or doubtful and fails under --strict. Advice "
                    "shows with --pedantic. Only an edit can make a finding, never the calendar and never silence.",
        rules=[rule for _, rule in sorted(every_rule(hub.kinds.values()).items())],
    )  # fmt: skip
    yield Sheet.of(
        "reference_forms.html", "reference/forms.md", "Forms in the browser", section=home, kind="Reference",
        description="Which kinds of record can be written and changed in a form, and which fields of them. This page comes from the "
                    "same types as the forms themselves.",
        fits=fits, forms=forms,
    )  # fmt: skip
    for kind in hub.kinds.values():
        yield Sheet.of("reference_kind.html", f"reference/{kind.name}.md", kind.one, section=home, kind="Reference", kind_=kind,
                         description=kind.purpose, groups=groups(kind.record))  # fmt: skip


def groups(record: type[Written]) -> list[dict[str, Any]]:
    """Return the fields of a class, and of each class inside it, for the reference."""
    found: dict[type[Written], dict[str, Any]] = {}
    waiting = [record]
    while waiting:
        written = waiting.pop(0)
        if written in found:
            continue
        rows = []
        for name, info in fields_of(written).items():
            inside = inner_class(info.annotation)
            if inside is not None:
                waiting.append(inside)
            takes = _takes([info.annotation, *info.metadata]) or (f"{inside.__name__} (below)" if inside else "")
            rows.append({"name": name, "says": info.description or "", "takes": takes, "required": info.is_required()})
        found[written] = {"name": written.__name__, "anchor": f"fields-{written.__name__.lower()}", "fields": rows}
    return list(found.values())


def _takes(annotation: Any) -> str:
    """Say what a field takes, from the marks on its type: the outermost one speaks."""
    if isinstance(annotation, Sentence):
        return annotation.says
    if isinstance(annotation, LinkTo):
        what = " or ".join(annotation.to) or "record"
        return f"a link to a {what}" + (", or an address" if annotation.outside else "")
    if isinstance(annotation, list):
        found = [_takes(each) for each in annotation[1:]] + [_takes(each) for each in annotation[:1]]
        return next((each for each in found if each), "")
    marks = getattr(annotation, "__metadata__", ())
    many = get_origin(annotation) is tuple or any(
        isinstance(mark, BeforeValidator) and mark.func is listed for mark in marks
    )
    if get_origin(annotation) is dict:
        return f"names, each with {_takes(get_args(annotation)[1]) or 'its fields'}"
    inner = next((each for each in map(_takes, [*marks, *get_args(annotation)]) if each), "")
    return f"{inner}, or a list" if inner and many and "or a list" not in inner else inner

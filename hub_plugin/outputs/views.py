"""What page templates may ask: questions to the hub and to the joined facts, none about a single kind."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

from hub_plugin.model.addresses import Address
from hub_plugin.model.derive import Clash, Due, Happening, Joined, Obligation, Progress, Unit
from hub_plugin.model.derive.attentions import gone
from hub_plugin.model.derive.dues import by_item
from hub_plugin.model.derive.duties import Duty, duties
from hub_plugin.model.derive.obligations import Histories, by_unit
from hub_plugin.model.derive.seats import seats
from hub_plugin.model.derive.trend import trend
from hub_plugin.model.facts import Ask, Attention, Change, Decision, Download, Edge, Seat, Task
from hub_plugin.model.facts_of_work import Observation
from hub_plugin.model.hub import Hub
from hub_plugin.model.orders import newest_first, soonest_first
from hub_plugin.model.previews import Offered, offered
from hub_plugin.model.record import Record
from hub_plugin.model.texts import Message, say_in

HELD = say_in("before links", "has held").sentence


def _is_task(edge: Edge) -> bool:
    """Whether a link says who does a task; tasks have tables of their own."""
    return edge.means == "owned by" and bool(edge.about.part)


class Views:
    """Answers the templates' questions.

    Args:
        hub: all records.
        now: the joined facts.
        read: returns the bytes of a file below the content folder.
    """

    def __init__(self, hub: Hub, now: Joined, read: Callable[[str], bytes]) -> None:
        self.hub, self.now = hub, now
        self._histories = Histories(now.facts.of(Change))
        self._seats = list(seats(now.facts, now.today))
        self._coming = now.happenings(now.today, now.today + datetime.timedelta(days=366))
        self._coming_of: dict[Address, list[Happening]] = {}
        for each in self._coming:
            for address in {each.event.about, each.event.about.record, each.event.home}:
                self._coming_of.setdefault(address, []).append(each)
        self._clashing: dict[Address, list[Clash]] = {}
        for clash in now.clashes:
            for address in clash.concerned:
                self._clashing.setdefault(address, []).append(clash)
        self._decided: dict[Address | None, list[Decision]] = {}
        for decision in sorted(now.facts.of(Decision), key=newest_first):
            self._decided.setdefault(decision.forum, []).append(decision)
        self._tasks: dict[tuple[str, Address | None], list[Task]] = {}
        for task in sorted(now.facts.of(Task), key=soonest_first):
            self._tasks.setdefault(("owner", task.owner), []).append(task)
            self._tasks.setdefault(("forum", task.forum), []).append(task)
        self._into: dict[Address, list[Edge]] = {}
        for edge in now.facts.of(Edge):
            self._into.setdefault(edge.to, []).append(edge)

        self._owned: dict[Address, set[Address]] = {}
        for edge in now.facts.of(Edge):
            if edge.means == "owned by":
                self._owned.setdefault(edge.to, set()).add(edge.about)
        self._held: dict[Address, dict[Address, None]] = {}
        for seat in self._seats:
            for holder in seat.holders:
                self._held.setdefault(holder, {})[seat.about] = None
                self._owned.setdefault(holder, set()).update(self._owned.get(seat.about, ()))
        self._noticed: dict[Address, list[Attention]] = {}
        for attention in now.attentions:
            self._noticed.setdefault(attention.about, []).append(attention)

        @cache
        def file_of(path: str) -> Offered:
            """Return what readers are told of a file; it is read once."""
            return offered(path, read(path))

        self.functions: Mapping[str, Any] = {
            "back_links": self.back_links, "by_resource": cache(self.by_resource), "by_group": self.by_group, "units_of": self.units_of,
            "progress_of": Progress.of, "requirement_of": hub.part, "tasks_for": self.tasks_for, "tasks_of": self.tasks_of,
            "decisions_of": self.decisions_of, "led_to": self.led_to, "seats_of": self.seats_of, "roles_of": self.roles_of,
            "has_left": set(gone(now.facts, now.today)).__contains__, "happening_of": self.happening_of,
            "next_of": self.next_of, "published": self.published, "helping": self.helping, "in_force": self.in_force,
            "asked_of": self.asked_of, "address_of": Address, "file_of": file_of, "Download": Download, "Observation": Observation,
            "months": self.months, "coming_up": self.coming, "going_on": self.going_on, "extra_downloads": self.extra_downloads,
            "duties": cache(self.duties), "clashes_of": self.clashes_of, "invited_groups": self.invited_groups,
            "owing_groups": self.owing_groups,
            "attentions_for": self.attentions_for, "alike": self.alike, "coming_for": self.coming_for, "all_met": self.all_met,
            "drives_for": self.drives_for, "unit_name": self.unit_name, "by_unit": by_unit, "trend": lambda owed: trend(owed, now.today),
        }  # fmt: skip

    def published(self, kind: str) -> list[Record]:
        """Return the records of a kind that may be shown, by id."""
        return list(self.hub.shown(kind))

    def back_links(self, address: Address, leave_out: Iterable[str] = ()) -> dict[str, list[Address]]:
        """Return what leads to a record, by what it says from this side; parts of a record count as themselves."""
        found: dict[str, dict[Address, None]] = {}
        for edge in self._into.get(address, ()):
            if edge.back not in leave_out and edge.about.record != address.record and not _is_task(edge):
                about = edge.about if edge.about.part else edge.source
                over = edge.means == "held by" and about not in self._held.get(edge.to, ())
                found.setdefault(HELD if over else edge.back, {})[about] = None
        return {back: sorted(sources) for back, sources in sorted(found.items())}

    def by_resource(self, unit: Unit) -> list[tuple[Address, list[Obligation]]]:
        """Return a unit's obligations by resource, standards first, by title."""
        found: dict[Address, list[Obligation]] = {}
        for each in self.now.by_unit.get(unit, ()):
            found.setdefault(each.ask.resource, []).append(each)
        return sorted(
            found.items(), key=lambda each: (each[0].kind != "standard", self.now.order(each[1][0].ask.resource_title))
        )

    def by_group(self, group: Address) -> list[Obligation]:
        """Return the obligations of a group itself, those of its products left out."""
        return self.now.by_unit.get(Unit(group), [])

    def units_of(self, resource: Address) -> list[tuple[Unit, list[Obligation]]]:
        """Return who is asked about a resource, by name."""
        found: dict[Unit, list[Obligation]] = {}
        for each in self.now.by_resource.get(resource, ()):
            found.setdefault(each.unit, []).append(each)
        return sorted(found.items(), key=lambda each: self.now.place(each[0]))

    def asked_of(self, resource: Address) -> list[Ask]:
        """Return what is asked of anybody today about a resource, in the author's order."""
        return list(dict.fromkeys(each.ask for each in self.now.by_resource.get(resource, ())))

    def tasks_for(self, owner: Address) -> list[Task]:
        """Return the open tasks of a person or team, by date."""
        return [task for task in self._tasks.get(("owner", owner), ()) if task.open]

    def tasks_of(self, forum: Address) -> list[Task]:
        """Return the tasks that came out of a meeting series, by date."""
        return self._tasks.get(("forum", forum), [])

    def decisions_of(self, forum: Address) -> list[Decision]:
        """Return the decisions of a meeting series, the newest first."""
        return self._decided.get(forum, [])

    def led_to(self, decision: Decision) -> list[Address]:
        """Return what a decision led to: what it affects, and what says that it was decided there."""
        sources = [edge.source for edge in self._into.get(decision.about, ()) if edge.back != "mentioned in"]
        return sorted({address for address in (*decision.affects, *sources) if address.record != decision.source})

    def seats_of(self, post: Address) -> list[Seat]:
        """Return the seats of a role: one, or one for each group."""
        order = {group.about: number for number, group in enumerate(self.now.groups)}
        return sorted(
            (seat for seat in self._seats if seat.about == post), key=lambda seat: order.get(seat.group or post, -1)
        )

    def roles_of(self, person: Address) -> list[Address]:
        """Return the roles and posts that somebody holds, also those that each group fills for itself."""
        return list(self._held.get(person, ()))

    def happening_of(self, address: Address, days: int) -> list[Happening]:
        """Return what happens in a calendar, or of one event or series, in the coming days (at most 366)."""
        last = self.now.today + datetime.timedelta(days=days)
        return [each for each in self._coming_of.get(address, ()) if each.day <= last]

    def next_of(self, address: Address) -> Happening | None:
        """Return the next occurrence that takes place, that of today included."""
        return next((each for each in self.happening_of(address, 366) if each.status != "cancelled"), None)

    def clashes_of(self, record: Address | None = None) -> list[list[Clash]]:
        """Return what is at the same time with the same people or in the same place: of a calendar or series, or all.

        Two events that clash again and again are one entry, with each time in it.
        """
        found: dict[tuple[Address, Address], list[Clash]] = {}
        for each in self.now.clashes if record is None else self._clashing.get(record, ()):
            found.setdefault((each.first.event.about, each.second.event.about), []).append(each)
        return list(found.values())

    def invited_groups(self, happening: Happening) -> tuple[Address, ...] | None:
        """Return the groups that something is for; None: everybody."""
        invited, event = self.now.invited, happening.event
        return None if invited.everybody(event) else tuple(filter(self.hub.shows, invited.groups(event)))

    def owing_groups(self, found: Iterable[Due]) -> list[Address]:
        """Return the groups that owe something, themselves or through one of their people."""
        owing = dict.fromkeys(group for due in found if due.who for group in self.now.invited.groups_of((due.who,)))
        return list(filter(self.hub.shows, owing))

    def attentions_for(self, owner: Address) -> list[Attention]:
        """Return what needs the attention of a person, team or role: what they own, what their role owns, what is about them; of
        a record, what is about itself.

        Tasks are left out: they have a table of their own.
        """
        found = []
        for address in sorted({owner, *self._owned.get(owner, ())}):
            tasks = {(task.source, task.route) for task in self.now.facts.about(address, Task)}
            found += [each for each in self._noticed.get(address, ()) if (each.source, each.route) not in tasks]
        return found

    def alike(self, found: Iterable[Attention]) -> list[tuple[Attention, int]]:
        """Return attentions, each with how many more there are that one record asks of others in the same words."""
        kinds: dict[object, list[Attention]] = {}
        for each in found:
            own = each.about.record == each.source.record
            kinds.setdefault(each if own else (each.source, each.why.sentence), []).append(each)
        return [(many[0], len(many) - 1) for many in kinds.values()]

    def coming_for(self, group: Address, days: int) -> list[Happening]:
        """Return the next occurrence of everything to which a group, or somebody of it, is invited by name."""
        last = self.now.today + datetime.timedelta(days=days)
        invited = self.now.invited
        found: dict[Address, Happening] = {}
        for each in self._coming:
            if each.day <= last and each.event.about not in found and group in invited.groups(each.event):
                found[each.event.about] = each
        return list(found.values())

    def duties(self) -> list[Duty]:
        """Return who answers for what, by name."""
        found = (each for each in duties(self.now.facts, self.now.today) if self.hub.shows(each.who))
        return sorted(found, key=lambda each: (self.now.order(self.hub.records[each.who.record].label), each.who))

    def all_met(self, resource: Address) -> list[Unit]:
        """Return who has met all that must be met of a resource and can be asked, by name: never a rank."""
        found = ((unit, self.now.progress(owed)) for unit, owed in self.units_of(resource))
        return [
            unit
            for unit, progress in found
            if progress.scored and progress.met == progress.scored and not progress.to_confirm
        ]

    def drives_for(self, item: Address) -> list[Address]:
        """Return the campaigns that ask for an item today, or for the whole of its resource."""
        return list(dict.fromkeys(drive.about for each in self.now.by_item.get(item, ()) for drive in each.drives))

    def unit_name(self, unit: Unit) -> str | Message:
        """Return what people call a team or product."""
        if not self.hub.shows(unit.group):
            return unit.group.id
        name = self.hub.records[unit.group].label
        return Message("{team} / {product}", team=name, product=unit.called) if unit.product else name

    def helping(self, record: Address, part: str) -> list[Address]:
        """Return what helps to meet a requirement, as its ask says."""
        for each in self.now.by_item.get(record.at(part), ()):
            return list(each.ask.helps)
        return []

    def in_force(self, record: Record) -> Any:
        """Return the version that is in force, or None."""
        return self._histories.in_force(record.address, self.now.today)

    def extra_downloads(self, address: Address) -> list[Download]:
        """Return the files of a record that have no label of their own."""
        return [each for each in self.now.facts.about(address, Download) if not each.label]

    def coming(self, days: int) -> list[Happening | list[Due]]:
        """Return what happens and what falls due in the coming days, by day; one due for many teams is one entry."""
        last = self.now.today + datetime.timedelta(days=days)
        found: list[tuple[datetime.date, int, Happening | list[Due]]] = [
            (each.day, 0, each) for each in self._coming if each.day <= last
        ]
        grouped = by_item(due for due in self.now.dues if self.now.today <= due.on <= last)
        found += [(day, 1, dues) for (day, _, _), dues in grouped.items()]
        return [each for _, _, each in sorted(found, key=lambda each: each[:2])]

    def going_on(self) -> list[Happening]:
        """Return what began on an earlier day, within three months, and has not ended."""
        today = self.now.today
        begun = self.now.happenings(today - datetime.timedelta(days=92), today - datetime.timedelta(days=1))
        return [each for each in begun if each.when.all_day and each.when.end >= today]

    def months(self, number: int) -> list[tuple[datetime.date, list[Happening | list[Due]]]]:
        """Return the same for the coming months, by month."""

        def month(each: Happening | list[Due]) -> datetime.date:
            return (each.day if isinstance(each, Happening) else each[0].on).replace(day=1)

        return [(first, list(found)) for first, found in itertools.groupby(self.coming(31 * number), key=month)]

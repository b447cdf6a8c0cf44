"""Clashes: two things at the same time that need the same people or the same place."""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from hub_plugin.model.addresses import Address
from hub_plugin.model.derive.happenings import Happening
from hub_plugin.model.derive.invited import Invited
from hub_plugin.model.facts import Attention
from hub_plugin.model.texts import say

AHEAD = datetime.timedelta(days=184)  # how far clashes are looked for
NEAR = datetime.timedelta(days=42)  # within which somebody has to settle one
# A place in which any number of meetings fit at once.
_NOWHERE = frozenset(["online", "remote", "virtual", "video", "phone", "by phone", "telephone", "teams", "zoom"])
_AND = re.compile(r"\s(?:and|or|și|sau|och|eller|und|oder|és|vagy|&|\+)\s|[和或]")
_ADDRESS = re.compile(r"https?://[^\s,;<>]+")


@dataclass(frozen=True, slots=True)
class Clash:
    """Two happenings at the same time.

    Args:
        first, second: what happens; the first begins no later.
        places: the places that both need, in small letters; empty: they are in different ones.
        people: those who are named for both, in order of their ids; empty: nobody is.
    """

    first: Happening
    second: Happening
    places: tuple[str, ...]
    people: tuple[Address, ...]

    @property
    def concerned(self) -> set[Address]:
        """The calendars and series to which the two belong, and what they are themselves."""
        return {address for each in (self.first, self.second) for address in (each.event.about.record, each.event.home)}


def clashes(found: Iterable[Happening], invited: Invited) -> tuple[Clash, ...]:
    """Return the clashes among happenings, by time.

    Whole days clash with nothing: they tell, and make nobody busy. What is cancelled does not either. For each person and place the
    happenings are walked through once, in order of time, and each is compared with the one before it that lasts longest: so the work
    grows with the number of happenings, however many are at the same time, and each that clashes is still named at least once.
    """
    timed = sorted(
        (each for each in found if _busy(each)), key=lambda each: (_start(each), _end(each), each.event.about)
    )
    pairs: dict[tuple[int, int], list[Address | str]] = defaultdict(list)
    needs: Iterator[tuple[Sequence[Address | str], list[int]]] = chain(_by_place(timed), _by_people(timed, invited))
    for needed, numbers in needs:
        longest = numbers[0]
        for number in numbers[1:]:
            if _start(timed[number]) < _end(timed[longest]) and timed[number].event is not timed[longest].event:
                pairs[longest, number].extend(needed)
            if _end(timed[number]) > _end(timed[longest]):
                longest = number
    return tuple(
        Clash(timed[one], timed[other], tuple(sorted(what for what in shared if isinstance(what, str))),
              tuple(sorted(what for what in shared if isinstance(what, Address))))
        for (one, other), shared in sorted(pairs.items())
    )  # fmt: skip


def _by_place(timed: Sequence[Happening]) -> Iterator[tuple[list[str], list[int]]]:
    """Yield each place, and the numbers of the happenings that need it."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, each in enumerate(timed):
        for place in _places(each):
            found[place].append(number)
    for place, numbers in found.items():
        yield [place], numbers


def _by_people(timed: Sequence[Happening], invited: Invited) -> Iterator[tuple[list[Address], list[int]]]:
    """Yield people who are named for the same events, and the numbers of the happenings that need them.

    A team of fifty is named for its weekly meeting once, and not fifty times in each of its weeks.
    """
    of_event: dict[int, list[int]] = defaultdict(list)
    for number, each in enumerate(timed):
        of_event[id(each.event)].append(number)
    events: dict[Address, list[int]] = defaultdict(list)
    for event, numbers in of_event.items():
        for who in invited.people(timed[numbers[0]].event):
            events[who].append(event)
    alike: dict[tuple[int, ...], list[Address]] = defaultdict(list)
    for who, those in events.items():
        alike[tuple(those)].append(who)
    for same, people in alike.items():
        yield people, sorted(chain.from_iterable(of_event[event] for event in same))


def near(found: Sequence[Clash], today: datetime.date) -> Iterator[Attention]:
    """Yield the clashes of the next weeks, each two events once, by day."""
    seen: set[tuple[Address, Address]] = set()
    for each in found:
        one, other = each.first.event, each.second.event
        if each.first.day > today + NEAR or (one.about, other.about) in seen:
            continue
        seen.add((one.about, other.about))
        values = {"one": one.title, "other": other.title, "day": each.second.day}
        if each.places and each.people:
            why = say(
                "{one} and {other} are in the same place, with the same people, at the same time on {day}", **values
            )
        elif each.places:
            why = say("{one} and {other} are in the same place at the same time on {day}", **values)
        else:
            why = say("{one} and {other} need the same people at the same time on {day}", **values)
        yield Attention(
            about=one.about,
            source=one.source,
            route=one.route,
            why=why,
            step=say("move one of them, or say who goes where"),
        )


def _busy(each: Happening) -> bool:
    return not each.when.all_day and each.status != "cancelled" and _start(each) < _end(each)


def _start(each: Happening) -> datetime.datetime:
    return _instant(each.when.start)


def _end(each: Happening) -> datetime.datetime:
    return _instant(each.when.end)


def _instant(moment: datetime.date | datetime.datetime) -> datetime.datetime:
    """Return a moment in UTC: on the clock, the hour that comes twice ends before it begins."""
    assert isinstance(moment, datetime.datetime)
    return moment.astimezone(datetime.UTC)


def _places(each: Happening) -> tuple[str, ...]:
    """Return the names of the places: each address (of a meeting on the web), and each name beside them ("Room 1 and …")."""
    written = (each.occasion.place if each.occasion else "") or each.when.place or each.event.place
    text = " ".join(str(written).casefold().split())
    names = (name.strip(" .,;:-()") for name in _AND.split(_ADDRESS.sub(" ", f"{text} ")))
    addresses = (found.rstrip("./)") for found in _ADDRESS.findall(text))
    return tuple(dict.fromkeys(each for each in (*names, *addresses) if each and each not in _NOWHERE))

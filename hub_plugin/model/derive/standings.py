"""Where each group stands on each ladder, how it has moved, what the next level asks, and who is a level up."""

from __future__ import annotations

import datetime
import itertools
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from hub_plugin.model.addresses import Address
from hub_plugin.model.alphabets import order
from hub_plugin.model.facts import Attention, Facts, Group
from hub_plugin.model.groups import Reach
from hub_plugin.model.ratings import Ladder, Rating, Rung, Said, Survey, Wanted
from hub_plugin.model.texts import say


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a group stands on one ladder.

    Args:
        rungs: the ladder's levels; of a heading those that all inside it share.
        position: how many are climbed, with the part of the next one.
        before: the same one assessment earlier, or None.
        on: the day of the rating.
        rating: None for a heading, whose place follows from what is inside it.
    """

    ladder: Ladder
    group: Address
    rungs: tuple[Rung, ...]
    position: Fraction
    on: datetime.date
    before: Fraction | None = None
    rating: Rating | None = None

    @property
    def level(self) -> int:
        """How many rungs are climbed in full."""
        return int(self.position)

    @property
    def rung(self) -> Rung | None:
        """The level that is reached; None: not even the lowest."""
        return self.rungs[self.level - 1] if self.level else None

    @property
    def above(self) -> Rung | None:
        """The next level; None at the top."""
        return self.rungs[self.level] if self.level < len(self.rungs) else None

    @property
    def share(self) -> Fraction:
        """How far up the ladder, from 0 to 1."""
        return self.position / len(self.rungs)

    @property
    def moved(self) -> int:
        """1: up since the assessment before, -1: down, 0: neither, or there is none before."""
        return 0 if self.before is None else (self.position > self.before) - (self.position < self.before)

    @property
    def target(self) -> Rung | None:
        """The level that is still to be reached."""
        aim = self.rating.target if self.rating is not None else None
        return self.rungs[aim - 1] if aim and aim > self.position else None

    @property
    def asks(self) -> list[tuple[Wanted, Said | None]]:
        """What the next level asks, each with what was said of it."""
        said = {each.about: each for each in self.rating.said} if self.rating is not None else {}
        return [(each, said.get(each.about)) for each in (self.above.asks if self.above else ())]


@dataclass(frozen=True, slots=True)
class Profile:
    """How a group rates itself by one survey.

    Args:
        standings: ladder → where it stands now, headings first, in the author's order; what it never rated is missing.
        history: the day of each assessment → where it stood then; what an assessment left out stays as it was.
        source: the latest assessment.
    """

    group: Address
    survey: Survey
    standings: Mapping[Address, Standing]
    history: tuple[tuple[datetime.date, Mapping[Address, Fraction]], ...]
    source: Address

    @property
    def on(self) -> datetime.date:
        """The day of the latest assessment."""
        return self.history[-1][0]


class Standings:
    """All profiles of a hub as of a day.

    Args:
        facts: what was stated; ratings dated later than ``today`` do not count yet.
        today: the day.
        language: the one by whose alphabet groups are sorted.
    """

    def __init__(self, facts: Facts, today: datetime.date, language: str = "") -> None:
        self.surveys = {each.about: each for each in facts.of(Survey)}
        self.ladders = {each.about: each for each in facts.of(Ladder)}
        self._reach = Reach(facts.of(Group), today)
        self._of_survey: dict[Address, list[Ladder]] = defaultdict(list)
        for ladder in self.ladders.values():
            self._of_survey[ladder.survey].append(ladder)
        self._ratings: dict[tuple[Address, Address], list[Rating]] = defaultdict(list)
        for rating in sorted(facts.of(Rating), key=lambda each: (each.on, each.source)):
            if rating.on <= today and rating.about in self.ladders:
                self._ratings[rating.group, rating.survey].append(rating)
        self._profiles: dict[tuple[Address, Address], Profile | None] = {}
        self._above: dict[tuple[Address, int], list[Group]] = {}
        self._rungs: dict[Address, tuple[Rung, ...]] = {}
        self._names = sorted(self._reach.present, key=lambda group: order(group.title, language))

    def columns(self, survey: Address) -> list[Ladder]:
        """Return what a survey is shown by at a glance: its outermost dimensions that have levels, in the author's order."""
        return [
            each for each in self._of_survey[survey]
            if self.rungs(each) and (each.parent is None or not self.rungs(self.ladders[each.parent]))
        ]  # fmt: skip

    def leaves(self, survey: Address) -> list[Ladder]:
        """Return the dimensions that are rated themselves, in the author's order."""
        return [each for each in self._of_survey[survey] if each.rungs]

    def rungs(self, ladder: Ladder) -> tuple[Rung, ...]:
        """Return a ladder's levels; of a heading those of what is inside, if all have the same."""
        if ladder.about not in self._rungs:
            found = ladder.rungs
            if ladder.inside:
                inside = [self.rungs(self.ladders[each]) for each in ladder.inside if each in self.ladders]
                alike = len({tuple((rung.id, rung.title) for rung in each) for each in inside}) == 1
                found = tuple(Rung(each.id, each.number, each.title) for each in inside[0]) if alike else ()
            self._rungs[ladder.about] = found
        return self._rungs[ladder.about]

    def profile(self, group: Address, survey: Address) -> Profile | None:
        """Return how a group rates itself by a survey, or None if it never has."""
        if (group, survey) not in self._profiles:
            ratings = self._ratings.get((group, survey), [])
            self._profiles[group, survey] = self._made(group, self.surveys[survey], ratings) if ratings else None
        return self._profiles[group, survey]

    def profiles_of(self, group: Address) -> list[Profile]:
        """Return all profiles of a group, by the survey's id."""
        found = (self.profile(group, survey) for survey in self.surveys)
        return [each for each in found if each is not None]

    def groups(self, survey: Address) -> list[Group]:
        """Return the present groups that have rated themselves by a survey, or are asked to, by name: never a rank."""
        asked = {group.about for group in self._reach.meant(self.surveys[survey].scope)}
        return [group for group in self._names if group.about in asked or (group.about, survey) in self._ratings]

    def told(self) -> Iterator[tuple[Rating, Ladder, bool]]:
        """Yield every rating with its ladder, and whether it is the group's latest there: by survey, group's name and day."""
        names = {group.about: number for number, group in enumerate(self._names)}
        keys = sorted(self._ratings, key=lambda key: (key[1], names.get(key[0], len(names)), key[0]))
        for key in keys:
            last = {each.about: each for each in self._ratings[key] if each.position is not None}
            yield from ((each, self.ladders[each.about], last.get(each.about) is each) for each in self._ratings[key])

    def unrated(self, group: Address, survey: Address) -> dict[Address, Rating]:
        """Return what a group wants to reach on ladders that it has never rated."""
        ratings = self._ratings.get((group, survey), ())
        rated = {each.about for each in ratings if each.position is not None}
        newest = {each.about: each for each in ratings if each.about not in rated}
        return {about: each for about, each in newest.items() if each.target is not None}

    def helpers(self, standing: Standing) -> list[Group]:
        """Return the present groups that stand at least one level higher, have shown or named it, and can be asked, by name."""
        key = (standing.ladder.about, standing.level)
        if key not in self._above:
            self._above[key] = [
                group for group in self._names if self._can_help(group.about, standing.ladder, standing.level)
            ]
        return [group for group in self._above[key] if group.about != standing.group]

    def _can_help(self, group: Address, ladder: Ladder, level: int) -> bool:
        """Tell whether a group stands above a level by its own word, or by something there that applies to it."""
        profile = self.profile(group, ladder.survey)
        found = profile.standings.get(ladder.about) if profile else None
        if found is None or found.rating is None or found.level <= level:
            return False
        asked = {each.about for rung in found.rungs[level : found.level] for each in rung.asks}
        return found.rating.stated or any(each.about in asked and each.counts is not None for each in found.rating.said)

    def _made(self, group: Address, survey: Survey, ratings: list[Rating]) -> Profile | None:
        latest: dict[Address, Rating] = {}
        aims: dict[Address, Rating] = {}
        history: dict[datetime.date, dict[Address, Fraction]] = {}
        at: dict[Address, Fraction] = {}
        for day, made in itertools.groupby(ratings, key=lambda each: each.on):
            for rating in made:
                aims[rating.about] = rating
                if rating.position is not None:
                    at[rating.about] = rating.position
                    latest[rating.about] = rating
            history[day] = dict(at)
        if not latest:
            return None
        whole = {day: self._with_headings(survey, places) for day, places in history.items()}
        days = sorted(whole)
        standings = {}
        for ladder in self._of_survey[survey.about]:
            if (place := whole[days[-1]].get(ladder.about)) is None:
                continue
            newest = latest.get(ladder.about)
            on = newest.on if newest else days[-1]
            if newest is not None:  # the newest assessment says what is aimed at, also where it rates nothing
                newest = replace(newest, target=aims[ladder.about].target, by=aims[ladder.about].by)
            before = next((whole[day].get(ladder.about) for day in reversed(days) if day < on), None)
            standings[ladder.about] = Standing(ladder, group, self.rungs(ladder), place, on, before, newest)
        return Profile(group, survey, standings, tuple((day, whole[day]) for day in days), ratings[-1].source)

    def _with_headings(self, survey: Survey, places: Mapping[Address, Fraction]) -> dict[Address, Fraction]:
        """Add where headings stand: at the lowest or the mean of what is inside, once all of that is rated."""
        found = dict(places)
        for ladder in reversed(self._of_survey[survey.about]):  # what is inside comes after its heading
            if ladder.inside and self.rungs(ladder):
                inside = [found[each] for each in ladder.inside if each in found]
                if len(inside) == len(ladder.inside):
                    found[ladder.about] = min(inside) if survey.lowest else sum(inside, Fraction(0)) / len(inside)
        return found

    def attentions(self, today: datetime.date) -> Iterator[Attention]:
        """Yield who has not rated itself for too long, or never, and what was to be reached by a day that has passed."""
        for survey in self.surveys.values():
            if survey.every is not None:
                yield from self._long_ago(survey, today)
            for group in self.groups(survey.about):
                profile = self.profile(group.about, survey.about)
                for standing in profile.standings.values() if profile else ():
                    if standing.rating is not None and standing.target is not None:
                        yield from _missed(group, standing.ladder, standing.rating, standing.target, today)
                for about, rating in self.unrated(group.about, survey.about).items():
                    ladder = self.ladders[about]
                    yield from _missed(group, ladder, rating, ladder.rungs[(rating.target or 0) - 1], today)

    def _long_ago(self, survey: Survey, today: datetime.date) -> Iterator[Attention]:
        assert survey.every is not None
        for group in self._reach.meant(survey.scope):
            profile = self.profile(group.about, survey.about)
            if profile is None:
                why = say("{team} has not assessed itself yet: {model}", team=group.title, model=survey.title)
                step = say("answer the questions on the model's page")
                yield Attention(about=group.about, source=survey.about, why=why, step=step, matter="missing")
            elif (due := survey.every.after(profile.on)) < today:
                why = say(
                    "{team} last assessed itself on {day}: {model}",
                    team=group.title,
                    day=profile.on,
                    model=survey.title,
                )
                yield Attention(
                    about=group.about,
                    source=profile.source,
                    why=why,
                    step=say("assess where you stand today"),
                    since=due,
                )


def _missed(group: Group, ladder: Ladder, rating: Rating, target: Rung, today: datetime.date) -> Iterator[Attention]:
    if rating.by is not None and rating.by < today:
        why = say("{team} wanted to reach {level} in {dimension}", team=group.title, level=target.own or target.title,
                  dimension=ladder.title)  # fmt: skip
        step = say("assess where you stand today, or set a new day")
        yield Attention(
            about=rating.source, source=rating.source, route=("target_level",), why=why, step=step, since=rating.by
        )

"""Synthetic work: metrics, goals, initiatives, processes, journals, assessments, gaps, learnings, trainings, plans and worksheets."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from random import Random
from typing import Protocol

from benchmarks.words import sentence, sentences

SHARES = {
    "journal": 33,
    "assessment": 14,
    "metric": 12,
    "goal": 8,
    "learning": 8,
    "gap": 6,
    "sheet": 5,
    "process": 4,
    "initiative": 3,
    "training": 3,
    "worksheet": 3,
    "plan": 1,
}
STEPS, MONTHS, CRITERIA = 5, 24, 3
_LEVELS = ("begun", "agreed", "measured", "improved")
_DIMENSIONS = ("people", "customers", "figures")
_ANSWERS = ("yes", "yes", "partly", "no")


class Around(Protocol):
    """What the rest of the hub offers to link to."""

    ids: dict[str, list[str]]
    team_ids: list[str]
    person_ids: list[str]
    role_ids: list[str]

    def chance(self, *about: object) -> Random:
        """Return a source of chance of its own for a record."""


class Work:
    """Makes the files of the work in a hub.

    Args:
        around: the hub.
        size: how many records, the model and the planning series included.
        today: the day of the hub; nothing is dated after it.
    """

    def __init__(self, around: Around, size: int, today: datetime.date) -> None:
        self.around, self.today = around, today
        self.number = {kind: max(1, (size - 2) * share // 100) for kind, share in SHARES.items()}
        self.number["journal"] += size - 2 - sum(self.number.values())

    def files(self) -> Iterator[tuple[str, str]]:
        """Yield every file."""
        yield "maturity/benchmark.yml", self._model()
        yield "planning/year.yml", f"title: The year\nsummary: {self._one('year')}\nowner: {self.around.team_ids[0]}\n"
        for kind, number in self.number.items():
            for index in range(number):
                yield getattr(self, f"_{kind}")(index, self.around.chance(kind, index))

    def _one(self, *about: object) -> str:
        return sentence(self.around.chance(*about))

    def _team(self, index: int) -> str:
        return self.around.team_ids[index % len(self.around.team_ids)]

    def _head(self, title: str, index: int, chance: Random) -> str:
        return f"title: {title} {index + 1}\nsummary: {sentence(chance)}\nowner: {self._team(index)}\n"

    def _asked(self, chance: Random) -> str:
        return f"{chance.choice(self.around.ids['standard'])}#rule-1"

    def _month(self, back: int) -> str:
        months = self.today.year * 12 + self.today.month - 2 - back
        return f"{months // 12}-{months % 12 + 1:02}"

    def _metric(self, index: int, chance: Random) -> tuple[str, str]:
        teams = [self._team(index + step) for step in range(3)]
        values = "".join(
            f"  {self._month(back)}: {{{', '.join(f'{team}: {60 + chance.randrange(300) / 10}' for team in teams)}}}\n"
            for back in range(MONTHS - 1, -1, -1)
        )
        text = (
            f"{self._head('Figure', index, chance)}category: {('value', 'tactical', 'longevity', 'financial')[index % 4]}\n"
            f"factor: quality\nunit: percent\nbetter: higher\nadds: average\ntarget: {{2025: 70, 2026: 75}}\nwarn: 66\n"
            f"computed: |\n  {sentences(chance, 2)}\nsource: The desk\nevery: 1 month\nmeasures: [{self._asked(chance)}]\ndata:\n{values}"
        )
        return f"metrics/figure-{index + 1}.yml", text

    def _goal(self, index: int, chance: Random) -> tuple[str, str]:
        serves = "hub#be-quick" if index % 4 == 0 else f"goal/aim-{index - index % 4 + 1}"
        metric = f"figure-{index % self.number['metric'] + 1}"
        checks = "".join(
            f"  2026-{month:02}:\n    why: {sentence(chance)}\n    confirmed: {sentence(chance)}\n"
            for month in range(1, 10)
        )
        return f"goals/aim-{index + 1}.yml", (
            f"{self._head('Aim', index, chance)}serves: {serves}\nmetric: {metric}\nperiod: 2026\nstatus: open\ntarget: 75\n"
            f"check_ins:\n{checks}"
        )

    def _initiative(self, index: int, chance: Random) -> tuple[str, str]:
        metric = f"figure-{index % self.number['metric'] + 1}"
        milestones = "".join(
            f"  part-{number}:\n    title: {sentence(chance)[:-1]}\n    due: 2026-{3 * number + 1:02}-15\n"
            f"    owner: {chance.choice(self.around.person_ids)}\n"
            + (f"    status: done\n    done_on: 2026-{3 * number:02}-28\n" if number < 3 else "")
            for number in range(1, 4)
        )
        return f"initiatives/change-{index + 1}.yml", (
            f"{self._head('Change', index, chance)}serves: [aim-{index % self.number['goal'] + 1}]\ncustomer: {sentence(chance)}\n"
            f"success: |\n  {sentences(chance, 2)}\nvalue:\n  {metric}:\n    expected: 2\n    realised: 1.5\n    since: 2026-10-31\n"
            f"    why: {sentence(chance)}\nstage: running\nmilestones:\n{milestones}start: 2026-02-02\ndue: 2027-03-31\n"
        )

    def _training(self, index: int, chance: Random) -> tuple[str, str]:
        day = self.today + datetime.timedelta(days=20 + index % 60)
        return f"trainings/course-{index + 1}.yml", (
            f"{self._head('Course', index, chance)}teaches: [{chance.choice(self.around.ids['standard'])}, "
            f"template/{chance.choice(self.around.ids['template'])}]\ntrainer: [{chance.choice(self.around.person_ids)}]\nduration: 4h\n"
            f"outcome: |\n  {sentences(chance, 2)}\ncontent: |\n  {sentences(chance, 4)}\njoin: course-{index + 1}@example.org\ndates:\n"
            f"  spring:\n    when: {{date: 2026-04-{1 + index % 28:02}, at: 09:00, duration: 4h}}\n    took_part: {5 + index % 7}\n"
            f"  winter:\n    when: {{date: {day}, at: 09:00, duration: 4h}}\n    seats: 12\n"
        )

    def _plan(self, index: int, chance: Random) -> tuple[str, str]:
        steps = "".join(
            f"  step-{number}:\n    text: {sentence(chance)}\n    measure: {sentence(chance)}\n"
            f"    with: [template/{chance.choice(self.around.ids['template'])}]\n    due: 2027-0{number}-28\n"
            for number in range(1, 4)
        )
        role = self.around.role_ids[index % len(self.around.role_ids)]
        return f"plans/year-{index + 1}.yml", (
            f"title: Year {index + 1}\nof: {role}\naim: {sentence(chance)}\nstart: 2026-09-01\nuntil: 2027-08-31\nsteps:\n{steps}"
            "publish: true\n"
        )

    def _process(self, index: int, chance: Random) -> tuple[str, str]:
        steps = "".join(
            f"  step-{number}:\n    title: {sentence(chance)[:-1]}\n    how: {sentence(chance)}\n"
            + (f"    core: true\n    metric: figure-{(index + number) % self.number['metric'] + 1}\n" * (number % 2))
            + f"    standard: {self._asked(chance)}\n"
            for number in range(1, STEPS + 1)
        )
        feeds = f"feeds: way-{index}\n" if index else ""
        head = self._head("Way", index, chance)
        return (
            f"processes/way-{index + 1}.yml",
            f"{head}type: value\ncustomer: {sentence(chance)}\nsteps:\n{steps}{feeds}",
        )

    def _journal(self, index: int, chance: Random) -> tuple[str, str]:
        writers = self.around.person_ids[: max(1, len(self.around.team_ids))]
        monday = self.today - datetime.timedelta(days=self.today.weekday(), weeks=1 + index // len(writers))
        year, week, _ = monday.isocalendar()
        planned = "".join(
            f"  item-{number}:\n    text: {sentence(chance)}\n    outcome: {chance.choice(('done', 'done', 'partly', 'dropped'))}\n"
            f"    why: {sentence(chance)}\n"
            for number in range(1, 5)
        )
        return f"journals/{writers[index % len(writers)]}/{year}-w{week:02}.yml", f"planned:\n{planned}"

    def _learning(self, index: int, chance: Random) -> tuple[str, str]:
        return f"learnings/lesson-{index + 1}.yml", (
            f"title: {sentence(chance)}\ndate: {self.today - datetime.timedelta(days=index % 300)}\nby: [{self._team(index)}]\n"
            f"about: [{self._asked(chance)}]\nwhat: {sentences(chance, 2)}\nproposal: {sentence(chance)}\n"
        )

    def _gap(self, index: int, chance: Random) -> tuple[str, str]:
        found = self.today - datetime.timedelta(days=1 + index % 90)
        return f"gaps/hole-{index + 1}.yml", (
            f"{self._head('Hole', index, chance)}severity: {('high', 'medium', 'low')[index % 3]}\nwhat: {sentences(chance, 2)}\n"
            f"against: [{self._asked(chance)}]\nfound_on: {found}\nfound_by: {self.around.person_ids[0]}\n"
        )

    def _worksheet(self, index: int, chance: Random) -> tuple[str, str]:
        questions = "".join(f"  question-{number}: {sentence(chance)[:-1]}?\n" for number in range(1, 6))
        return f"planning/year/sheet-{index + 1}.md", (
            f"---\ntitle: Sheet {index + 1}\nsummary: {sentence(chance)}\norder: {index + 1}\nquestions:\n{questions}---\n"
            f"{sentences(chance, 4)}\n"
        )

    def _sheet(self, index: int, chance: Random) -> tuple[str, str]:
        worksheets = self.number["worksheet"]
        answers = "".join(f"  question-{number}: {sentence(chance)}\n" for number in range(1, 5))
        path = f"planning/year/sheet-{index % worksheets + 1}/{self._team(index // worksheets)}.yml"
        return path, f"answered_on: {self.today}\nanswered_by: [{self.around.person_ids[0]}]\nanswers:\n{answers}"

    def _criteria(self) -> Iterator[str]:
        for dimension in _DIMENSIONS:
            for level in _LEVELS[1:]:
                yield from (f"{dimension}-{level}-{number}" for number in range(1, CRITERIA + 1))

    def _model(self) -> str:
        def cell(dimension: str, level: str) -> str:
            asked = "".join(
                f"          {dimension}-{level}-{number}:\n            statement: {self._one('criterion', dimension, level, number)}\n"
                for number in range(1, CRITERIA + 1)
            )
            says = self._one("cell", dimension, level)
            return f"      {level}:\n        summary: {says}\n" + (
                f"        criteria:\n{asked}" if level != _LEVELS[0] else ""
            )

        levels = "".join(f"  {level}: {self._one('level', level)}\n" for level in _LEVELS)
        dimensions = "".join(
            f"  {each}:\n    title: {each.capitalize()}\n    levels:\n{''.join(cell(each, level) for level in _LEVELS)}"
            for each in _DIMENSIONS
        )
        owner = self.around.team_ids[0]
        return f"title: How far we are\nsummary: {self._one('model')}\nowner: {owner}\nlevels:\n{levels}dimensions:\n{dimensions}"

    def _assessment(self, index: int, chance: Random) -> tuple[str, str]:
        day = self.today - datetime.timedelta(days=10 + 90 * (index // len(self.around.team_ids)))
        answers = "".join(f"  {each}: {chance.choice(_ANSWERS)}\n" for each in self._criteria())
        return f"assessments/benchmark/{self._team(index)}/{day}.yml", f"answers:\n{answers}"

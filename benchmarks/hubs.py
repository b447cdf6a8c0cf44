"""Synthetic hubs: N records in the mix of a real one, the same bytes for the same size and seed.

Every kind is there. Half are templates, standards and tools, in equal parts of what a centre shares; a fifth is work: journals,
metrics, goals, assessments and the like (``work.py``). A standard has five requirements and is for one discipline, so that about
six teams are asked, however many teams there are. Ten standards at most are for everybody. That keeps the number of obligations
in proportion to the number of records, as in organisations that grow.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from random import Random

from benchmarks.words import CHARTER, DISCIPLINES, LEVELS, TEAMS, name_of, person_name, prose, sentence, sentences, slug
from benchmarks.work import Work

TODAY = datetime.date(2026, 11, 23)
MOST_TEAMS = 60
ONE_DISCIPLINE = 6
REQUIREMENTS = 5
_LAST_SESSION = datetime.date(2026, 11, 24)
_SHARES = {"template": 29, "standard": 21, "person": 14, "tool": 13, "session": 13, "update": 8, "role": 2}
_ROOMS = {"template": "templates", "standard": "standards", "tool": "tools"}


def hub(size: int, seed: int = 0) -> dict[str, bytes]:
    """Return a hub: path below the content folder → bytes.

    Args:
        size: how many records, at least 100.
        seed: another number gives another hub of the same mix.
    """
    return {path: text.encode() for path, text in sorted(_Maker(size, seed).files())}


def _block(text: str, indent: int) -> str:
    """Return a text as the body of a YAML block, the first line without the margin."""
    margin = " " * indent
    return "\n".join(margin + line if line else "" for line in text.split("\n")).lstrip()


def _on_trial(index: int) -> bool:
    """Tell whether something shared is on trial, so that nobody is asked about it yet."""
    return index % 12 == 11


def _listed(ids: Sequence[str]) -> str:
    return f"[{', '.join(ids)}]"


class _Maker:
    """Makes the files of one hub."""

    def __init__(self, size: int, seed: int) -> None:
        if size < 100:
            raise ValueError("a hub of this mix has at least 100 records")
        self.seed = seed
        teams = max(ONE_DISCIPLINE, min(MOST_TEAMS, size // 25))
        series, calendars, campaigns = max(1, size * 13 // 1000), max(1, size // 100), max(1, size // 200)
        work = size // 5
        rest = size - 1 - 2 * teams - series - calendars - campaigns - work
        number = {kind: rest * share // 100 for kind, share in _SHARES.items()}
        number["template"] += rest - sum(number.values())
        self.number = number
        self.calendars, self.campaigns = calendars, campaigns
        self.names = {kind: [name_of(kind, index) for index in range(number[kind])] for kind in _ROOMS}
        self.ids = {kind: [slug(name) for name in names] for kind, names in self.names.items()}
        self.people = [person_name(index) for index in range(number["person"])]
        self.person_ids = [slug(name) for name in self.people]
        self.role_ids = [f"role-{slug(name_of('standard', index))}" for index in range(number["role"])]
        self.teams = [TEAMS[index % 20] + ("", " North", " South")[index // 20] for index in range(teams)]
        self.team_ids = [f"team-{slug(name)}" for name in self.teams]
        self.disciplines = DISCIPLINES[: max(1, teams // ONE_DISCIPLINE)]
        self.series = [f"round-{index + 1}" for index in range(series)]
        self.work = Work(self, work, TODAY)
        self.sessions = [number["session"] // series + (index < number["session"] % series) for index in range(series)]

    def chance(self, *about: object) -> Random:
        """Return a source of chance of its own for each record, so that none depends on those before it."""
        return Random(f"{self.seed}/{'/'.join(map(str, about))}")

    def discipline(self, index: int) -> str:
        """Return the discipline of a team or of what is shared."""
        return self.disciplines[index % len(self.disciplines)]

    def owner(self, chance: Random) -> str:
        """Return a team."""
        return chance.choice(self.team_ids)

    def thing(self, chance: Random, kind: str) -> str:
        """Return a link to something shared."""
        return f"{kind}/{chance.choice(self.ids[kind])}"

    def decision(self, chance: Random) -> str:
        """Return a link to a decision of a past session."""
        series = chance.randrange(len(self.series))
        past = max(1, self.sessions[series] - 1)
        return f"{self.series[series]}/{self.session_day(series, chance.randrange(past))}#agreed"

    def session_day(self, series: int, index: int) -> datetime.date:
        """Return the day of a session; the last of each series is about to come."""
        return _LAST_SESSION + datetime.timedelta(days=series % 3, weeks=2 * (index + 1 - self.sessions[series]))

    def files(self) -> Iterator[tuple[str, str]]:
        """Yield every file."""
        yield "hub.yml", CHARTER.format(statement=_block(sentences(self.chance("hub"), 5), 4))
        for kind, folder in _ROOMS.items():
            make: Callable[[int, Random], str] = getattr(self, f"_{kind}")
            for index, id_ in enumerate(self.ids[kind]):
                yield f"{folder}/{id_}.yml", make(index, self.chance(kind, index))
        for index, id_ in enumerate(self.ids["template"]):
            yield f"templates/{id_}.csv", f"no,what,who,until\n1,{self.names['template'][index]},,\n" * 5
        for index, id_ in enumerate(self.team_ids):
            yield f"teams/{id_}.yml", self._team(index, self.chance("team", index))
            yield f"adoption/{id_}.yml", self._adoption(index, self.chance("adoption", index))
        for index, id_ in enumerate(self.person_ids):
            yield f"people/{id_}.yml", self._person(index, self.chance("person", index))
        for index, id_ in enumerate(self.role_ids):
            yield f"roles/{id_}.yml", self._role(index, self.chance("role", index))
        for index, id_ in enumerate(self.series):
            yield f"meetings/{id_}.yml", self._series(index, self.chance("series", index))
            for turn in range(self.sessions[index]):
                day = self.session_day(index, turn)
                yield f"meetings/{id_}/{day}.md", self._session(index, turn, self.chance("session", index, turn))
        for index in range(self.number["update"]):
            day = TODAY - datetime.timedelta(days=index % 365)
            yield f"updates/{day}-news-{index + 1}.md", self._update(day, self.chance("update", index))
        for index in range(self.calendars):
            yield f"calendars/dates-{index + 1}.yml", self._calendar(index, self.chance("calendar", index))
        for index in range(self.campaigns):
            yield f"campaigns/push-{index + 1}.yml", self._campaign(index, self.chance("campaign", index))

        yield from self.work.files()

    def _head(self, kind: str, index: int, chance: Random) -> str:
        return (
            f"title: {self.names[kind][index]}\nsummary: {sentence(chance)}\nowner: {self.owner(chance)}\n"
            f"status: {'trial' if _on_trial(index) else 'active'}\nreviewed: 2026-0{1 + index % 9}-15\n"
            f"tags: [{self.discipline(index)}]\ncontact: help-{index}@example.org\n"
        )

    def _audience(self, field: str, index: int, kind: str) -> str:
        everybody = kind == "standard" and self._for_all(index)
        return "" if everybody else f"{field}: {{disciplines: [{self.discipline(index)}]}}\n"

    def _for_all(self, index: int) -> bool:
        return index % 20 == 0 and index < 200

    def _standard(self, index: int, chance: Random) -> str:
        asked = "".join(
            f"  rule-{number + 1}:\n    {LEVELS[number]}: {sentence(chance)}\n    why: {sentence(chance)}\n    how: |\n"
            f"      {_block(self._how(chance), 6)}\n"
            + (f"    evidence: {sentence(chance)}\n" if number < 2 else "")
            + ("    new_in: 2.0\n    needs: rule-1\n" if number == 3 else "")
            for number in range(REQUIREMENTS)
        )
        return (
            self._head("standard", index, chance)
            + self._audience("applies_to", index, "standard")
            + f"effective: 2026-01-15\nadopt_by: 2026-{6 + index % 7:02}-28\nrequirements:\n{asked}changes:\n"
            f"  - version: 2.0\n    date: 2026-05-0{1 + index % 9}\n    what: {sentence(chance)}\n"
            f"    decided_in: {self.decision(chance)}\n"
            f"  - {{version: 1.0, date: 2026-01-15, what: First version}}\n"
        )

    def _how(self, chance: Random) -> str:
        if chance.random() < 0.5:
            return f"{sentences(chance, 2)} Begin with the [[{self.thing(chance, 'template')}]]."
        steps = (
            sentence(chance),
            f"Open the [[{self.thing(chance, 'tool')}]] and look for the entry.",
            sentence(chance),
        )
        return "\n".join(f"{number}. {step}" for number, step in enumerate(steps, 1))

    def _template(self, index: int, chance: Random) -> str:
        standards = chance.sample(self.ids["standard"], 2)
        return (
            self._head("template", index, chance)
            + self._audience("audience", index, "template")
            + f"files: [{self.ids['template'][index]}.csv]\nuse_when: {sentence(chance)}\n"
            f"how_to_use: |\n  {_block(prose(chance, 2, [f'standard/{standards[0]}']), 2)}\n"
            f"supports: [{standards[0]}#rule-1, {standards[1]}#rule-{1 + index % REQUIREMENTS}]\n"
            + self._expected(index)
            + f"changes:\n  - {{version: 1.1, date: 2026-06-01, what: {sentence(chance).replace(',', '')}}}\n"
            f"  - {{version: 1.0, date: 2026-01-15, what: First version}}\n"
        )

    def _expected(self, index: int) -> str:
        return "expected: {use: required, by: 2026-12-31}\n" if self._is_expected(index) else ""

    def _is_expected(self, index: int) -> bool:
        return index % 3 == 0 and not _on_trial(index)

    def _tool(self, index: int, chance: Random) -> str:
        return (
            self._head("tool", index, chance)
            + self._audience("audience", index, "tool")
            + f"url: https://tools.example.org/{self.ids['tool'][index]}\naccess: {sentences(chance, 2)}\n"
            f"training: https://learn.example.org/{self.ids['tool'][index]}\nhow_to_use: |\n"
            f"  {_block(prose(chance, 2, [self.thing(chance, 'standard')]), 2)}\n" + self._expected(index)
        )

    def _members(self, team: int) -> list[str]:
        return self.person_ids[team :: len(self.team_ids)]

    def _team(self, index: int, chance: Random) -> str:
        members = self._members(index)
        return (
            f"name: {self.teams[index]}\npurpose: {sentence(chance)}\nlead: {members[0]}\nmembers: {_listed(members)}\n"
            f"disciplines: [{self.discipline(index)}]\ntype: team\nroles: {{adoption-contact: {members[-1]}}}\n"
            f"joined: 2025-11-10\ncontact: {self.team_ids[index]}@example.org\n"
        )

    def _adoption(self, team: int, chance: Random) -> str:
        """Return a team's answers: nine in ten standards that apply, and nearly every requirement in them."""
        mine = team % len(self.disciplines)
        lines = [f"answered_by: {self._members(team)[-1]}\nanswered_on: 2026-10-{1 + team % 28:02}"]
        for index, id_ in enumerate(self.ids["standard"]):
            asked = index % len(self.disciplines) == mine or self._for_all(index)
            if asked and not _on_trial(index) and chance.random() < 0.9:
                lines.append(f"{id_}:")
                lines += [self._answer(number, id_, chance) for number in range(REQUIREMENTS - (chance.random() < 0.3))]
        for kind in ("template", "tool"):
            lines += [
                f"{kind}/{id_}: met"
                for index, id_ in enumerate(self.ids[kind])
                if self._is_expected(index) and index % len(self.disciplines) == mine and chance.random() < 0.9
            ]
        return "\n".join(lines) + "\n"

    def _answer(self, number: int, id_: str, chance: Random) -> str:
        draw, key = chance.random(), f"  rule-{number + 1}:"
        if draw < 0.65:
            return f"{key}\n    state: met\n    evidence: https://wiki.example.org/{id_}/{chance.randrange(1000)}"
        if draw < 0.85:
            return f"{key}\n    partly: {sentence(chance)}\n    by: 2027-0{1 + number}-28"
        if draw < 0.93:
            return f"{key}\n    not-met: {sentence(chance)}"
        if draw < 0.97:
            return f"{key}\n    not-applicable: {sentence(chance)}"
        return f"{key}\n    exempt: {sentence(chance)}\n    until: 2027-03-31\n    approved_by: {self.person_ids[0]}"

    def _person(self, index: int, chance: Random) -> str:
        return (
            f"name: {self.people[index]}\njob: Adviser {self.teams[index % len(self.teams)]}\n"
            f"discipline: {self.discipline(index % len(self.teams))}\nresponsibilities:\n"
            f"  - {sentence(chance)}\n  - {sentence(chance)}\ncontact: {self.person_ids[index]}@example.org\n"
        )

    def _role(self, index: int, chance: Random) -> str:
        holder, deputy = chance.sample(self.person_ids, 2)
        duties = "".join(f"  - {sentence(chance)}\n" for _ in range(3))
        return (
            f"title: Keeper of {name_of('standard', index).lower()}\npurpose: {sentence(chance)}\nresponsibilities:\n{duties}"
            f"held_by: {holder}\ndeputy: {deputy}\nrequired: true\nscope: centre\n"
        )

    def _series(self, index: int, chance: Random) -> str:
        first = self.session_day(index, 0)
        return (
            f"title: Round {index + 1}\nsummary: {sentence(chance)}\nowner: {self.owner(chance)}\npurpose: {sentence(chance)}\n"
            f"must_agree:\n  - {sentence(chance)}\n  - {sentence(chance)}\nchair: {chance.choice(self.person_ids)}\nschedule:\n"
            f"  - {{every: 2 weeks, day: {first:%A}, at: 10:00, duration: 1h, from: {first}}}\n".replace(
                f"{first:%A}", f"{first:%A}".lower()
            )
            + f"participants: {{teams: {_listed(self._invited(index))}}}\nagenda_before: 3 days\nreports_before: 5 days\n"
            f"reports: {{figures: {self.owner(chance)}}}\n"
        )

    def _invited(self, series: int) -> list[str]:
        return [self.team_ids[(series + step) % len(self.team_ids)] for step in range(5)]

    def _session(self, series: int, turn: int, chance: Random) -> str:
        day = self.session_day(series, turn)
        people = [member for team in self._invited(series) for member in self._members(self.team_ids.index(team))[:2]]
        past = day <= TODAY
        agenda = "".join(
            f"  - topic: {sentence(chance)}\n    presenter: {chance.choice(people)}\n    duration: 15m\n"
            f"    aim: {('decide', 'discuss', 'inform')[number]}\n    read: [{self.thing(chance, 'standard')}]\n"
            + (f"    outcome: {('decided', 'noted', 'noted')[number]}\n" if past else "")
            for number in range(3)
        )
        head = f"---\npublished: {day - datetime.timedelta(days=4)}\nagenda:\n{agenda}"
        if not past:
            return f"{head}---\n{sentences(chance, 2)}\n"
        text = prose(chance, 3, [self.thing(chance, kind) for kind in _ROOMS])
        return f"{head}{self._minutes(day, people, chance)}---\n{text}\n"

    def _minutes(self, day: datetime.date, people: list[str], chance: Random) -> str:
        after = [day + datetime.timedelta(days=days) for days in (7, 30, 90)]
        decisions = "".join(
            f"  {name}:\n    text: {sentence(chance)}\n    affects: [{self.thing(chance, 'standard')}]\n"
            for name in ("agreed", "also-agreed")
        )
        actions = "".join(
            f"  step-{number}:\n    text: {sentence(chance)}\n    owner: {chance.choice(people)}\n    due: {after[1]}\n"
            + (
                f"    status: done\n    done_on: {after[0]}\n"
                if after[0] <= TODAY and number < 3
                else "    status: open\n"
            )
            for number in (1, 2, 3)
        )
        return (
            f"reports:\n  - {{report: figures, sent: {day - datetime.timedelta(days=5)}}}\nattended: {_listed(people[1:])}\n"
            f"apologies: [{people[0]}]\nminutes_by: {people[1]}\ndecisions:\n{decisions}    follow_up: {{before: {after[0]}, "
            f"after: {after[2]}}}\nactions:\n{actions}"
        )

    def _update(self, day: datetime.date, chance: Random) -> str:
        about = self.thing(chance, "standard")
        return (
            f"---\ntitle: {sentence(chance)[:-1]}\ndate: {day}\nauthor: {chance.choice(self.person_ids)}\nabout: [{about}]\n---\n"
            f"{prose(chance, 2, [about, self.thing(chance, 'template')])}\n"
        )

    def _calendar(self, index: int, chance: Random) -> str:
        events = "".join(
            f"  day-{number}:\n    title: {sentence(chance)[:-1]}\n"
            f"    when: {{date: {TODAY + datetime.timedelta(days=9 * number - 30 + index % 9)}, at: 10:00, duration: 1h}}\n"
            for number in range(1, 11)
        )
        return f"title: Dates {index + 1}\nsummary: {sentence(chance)}\nowner: {self.owner(chance)}\nevents:\n{events}"

    def _campaign(self, index: int, chance: Random) -> str:
        running = [id_ for number, id_ in enumerate(self.ids["standard"]) if not _on_trial(number)]
        item = running[index % len(running)]
        return (
            f"title: Push {index + 1}\nowner: {self.owner(chance)}\nitems: [{item}]\nstart: 2026-09-01\ndue: 2026-12-15\n"
            f"guidance: |\n  {_block(prose(chance, 2, [f'standard/{item}']), 2)}\n"
        )

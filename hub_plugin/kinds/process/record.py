"""A process: for whom it works, its steps as a chain, what it feeds, and how it was redesigned."""

from __future__ import annotations

import itertools
from collections import Counter
from typing import Annotated, ClassVar

from hub_plugin.model.fields import Boolean, Date, Many, ProseField, TextField, choice
from hub_plugin.model.heads import OWNERS, DecidedIn, Owned, Owner
from hub_plugin.model.links import Link, LinkTo
from hub_plugin.model.record import Part, PartId, PartsOf, Written, about

TYPES = ("value", "support")
Gauge = Annotated[Link, LinkTo(("metric",), means="measured by", back="measures")]
Fed = Annotated[Link, LinkTo(("process", "step"), means="feeds", back="is fed by")]
Before = Annotated[Link, LinkTo(("step",), means="comes after", back="comes before")]
Again = Annotated[Link, LinkTo(("step",), means="leads back to", back="is done again after")]
Used = Annotated[Link, LinkTo(("template", "tool"), means="uses", back="is used in")]
Followed = Annotated[Link, LinkTo(("standard", "requirement"), means="keeps to", back="is kept in")]
Helper = Annotated[Link, LinkTo(OWNERS, means="redesigned with", back="redesigned")]


class StepPart(Part):
    """One step of a process."""

    called: ClassVar[str] = "step"
    main: ClassVar[str] = "title"

    title: TextField = about("What is done, in a few words.")
    how: ProseField | None = about("How it is done.", None)
    owner: Owner | None = about("Who answers for it; else the owner of the process.", None)
    core: Boolean = about(
        "It is a core point: somebody answers for it, and a metric shows whether it goes well.", False
    )
    metric: Many[Gauge] = about("The metrics that show whether it goes well.", ())
    template: Many[Used] = about("Templates and tools that it is done with.", ())
    standard: Many[Followed] = about("Standards and requirements that it keeps to.", ())
    after: Many[Before] = about("The steps that it follows, where that is not the one before.", ())
    back_to: Many[Again] = about(
        "Earlier steps at which the work begins again if it did not go well. It is no part of their order.", ()
    )
    feeds: Many[Fed] = about("What it feeds besides: other processes, or steps of them (`process/id#step`).", ())


class Redesign(Written):
    """One time that the process was made anew."""

    date: Date = about("The day from which it goes the new way.")
    what: TextField = about("What changed.")
    with_: Many[Helper] = about("With whom: the teams, people and roles that work in it.", (), alias="with")
    decided_in: Many[DecidedIn] = about("The decisions behind it: `series/date#decision`, or an address.", ())


class Process(Owned):
    """The content of ``processes/<id>.yml``."""

    type: Annotated[str, *choice(*TYPES, says="a type of process")] = about(
        "value: a customer gets something from it; support: other processes do."
    )
    customer: TextField | None = about("Whom it works for.", None)
    begins: TextField | None = about("What sets it off.", None)
    result: TextField | None = about("What there is at its end.", None)
    metric: Many[Gauge] = about("The metrics of the whole.", ())
    steps: Annotated[dict[PartId, StepPart], PartsOf(lambda: StepPart)] = about(
        "Its steps, in their order: each follows the one before, unless `after` says otherwise.", {}
    )
    feeds: Many[Fed] = about("The processes, or steps of them, that need its result.", ())
    redesigned: Many[Redesign] = about("When it was made anew, the newest first.", ())
    ended: Date | None = about("Since when nobody works by it any more.", None)

    def next_steps(self) -> dict[str, list[str]]:
        """Return each step → the steps that follow it."""
        found: dict[str, list[str]] = {name: [] for name in self.steps}
        for before, step in itertools.pairwise([None, *self.steps.values()]):
            assert step is not None
            earlier = [link.to.part for link in step.after if link.to and link.to.record == self.address]
            for name in earlier if step.after else [before.id] if before else []:
                if name in found and step.id not in found[name]:
                    found[name].append(step.id)
        return found

    def rows(self) -> dict[str, int]:
        """Return each step → in which row it stands, below all that it follows; steps in a circle, and after one, have none."""
        following = self.next_steps()
        waits = Counter(name for found in following.values() for name in found)
        rows = {name: 0 for name in following if not waits[name]}
        ahead = list(rows)
        for name in ahead:
            for later in following[name]:
                waits[later] -= 1
                rows[later] = max(rows.get(later, 0), rows[name] + 1)
                if not waits[later]:
                    ahead.append(later)
        return {name: rows[name] for name in ahead}

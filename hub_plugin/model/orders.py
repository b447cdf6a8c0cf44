"""The orders in which facts are listed, wherever that is: keys to sort by."""

from __future__ import annotations

import datetime

from hub_plugin.model.addresses import Address
from hub_plugin.model.facts import Change, Decision, Task
from hub_plugin.model.facts_of_work import Observation


def newest_first(fact: Change | Decision) -> tuple[int, Address]:
    """Put the newest day first; what happened on one day stands by its address, and as its record tells it."""
    return -fact.on.toordinal(), fact.about


def soonest_first(task: Task) -> tuple[datetime.date, Address]:
    """Put first what is due first; what has no day comes last."""
    return task.due or datetime.date.max, task.about


def open_first(task: Task) -> tuple[bool, datetime.date, Address]:
    """Put what is open before what is settled, and each by the day on which it is due."""
    return not task.open, *soonest_first(task)


def unclosed_first(seen: Observation) -> tuple[bool, datetime.date, Address]:
    """Put what is followed before what is closed, and each by the day on which it was noticed."""
    return seen.closed is not None, seen.on or datetime.date.max, seen.about

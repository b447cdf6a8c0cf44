"""What the pages of trainings ask."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hub_plugin.kinds.training.facts import held
from hub_plugin.kinds.training.record import TrainingDate
from hub_plugin.model.derive import Joined
from hub_plugin.model.hub import Hub


def views(hub: Hub, now: Joined) -> Mapping[str, Any]:
    """Return the functions that the templates of this kind call."""

    def last_day(date: TrainingDate) -> Any:
        """Return the last day of a date that is over, or None."""
        return held(date, now.today)

    def first_day(date: TrainingDate) -> Any:
        """Return the first day of a date: the next one that is still to come, else the last one."""
        before, after = date.when.nearest(now.today)
        return now.today if date.when.has(now.today) else after or before

    return {"last_day": last_day, "first_day": first_day}

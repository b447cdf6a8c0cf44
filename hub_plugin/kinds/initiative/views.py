"""What the pages of initiatives ask."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from hub_plugin.kinds.initiative.record import STAGES, Initiative
from hub_plugin.model.derive import Joined
from hub_plugin.model.hub import Hub

_SHOWN = ("running", "planned", "idea", "done", "stopped")


def views(hub: Hub, now: Joined) -> Mapping[str, Any]:
    """Return the functions that the templates of this kind call."""
    assert set(_SHOWN) == set(STAGES)

    def by_stage(records: Iterable[Initiative]) -> list[tuple[str, list[Initiative]]]:
        """Return initiatives by stage: what runs first, then what comes, then what is over; by name."""
        named = sorted(records, key=lambda record: now.order(record.title))
        found = [(stage, [each for each in named if each.stage == stage]) for stage in _SHOWN]
        return [(stage, many) for stage, many in found if many]

    return {"by_stage": by_stage}

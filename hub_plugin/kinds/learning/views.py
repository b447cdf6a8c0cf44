"""What the pages of learnings ask."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from hub_plugin.kinds.learning.record import Learning
from hub_plugin.model.derive import Joined
from hub_plugin.model.hub import Hub


def views(hub: Hub, now: Joined) -> Mapping[str, Any]:
    """Return the functions that the templates of this kind call."""

    def by_wait(found: Iterable[Learning]) -> list[Learning]:
        """Return those that wait first, the oldest on top; then the others, the newest on top."""
        return sorted(
            found,
            key=lambda each: (each.outcome is not None, (-1 if each.outcome else 1) * each.date.toordinal(), each.id),
        )

    return {"by_wait": by_wait}

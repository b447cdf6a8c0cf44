"""What the pages of metrics ask."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from hub_plugin.model.derive import Joined, Sign
from hub_plugin.model.hub import Hub


def views(hub: Hub, now: Joined) -> Mapping[str, Any]:
    """Return the functions that the templates of this kind call."""

    def sign_counts() -> list[tuple[Sign, int]]:
        """Return how many metrics in use show each sign, those on target first; signs that none shows are left out."""
        counts = Counter(
            each.sign for each in now.gauges.values() if each.measure.ended is None or each.measure.ended >= now.today
        )
        return [(sign, counts[sign]) for sign in Sign if counts[sign]]

    return {"sign_counts": sign_counts}

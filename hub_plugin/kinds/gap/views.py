"""What the register of gaps asks: how old each one is, and how many of each age wait."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from hub_plugin.kinds.gap.record import SEVERITIES, Gap
from hub_plugin.model.derive import Joined
from hub_plugin.model.happened import come
from hub_plugin.model.hub import Hub

AGES = (30, 90, 180)  # days; the last column holds what is older


def views(hub: Hub, now: Joined) -> Mapping[str, Any]:
    """Return the functions that the templates of this kind call."""

    def gap_state(gap: Gap) -> str:
        """Return how far a gap has come today."""
        return gap.state(now.today)

    def counted(gaps: Iterable[Gap]) -> Counter[str]:
        """Return how many gaps have come how far."""
        return Counter(map(gap_state, gaps))

    def age(gap: Gap) -> int:
        """Return for how many days a gap is open, or was until it was closed; one found in the future is 0 days old."""
        return max(0, ((come(gap.closed, now.today) or now.today) - gap.found_on).days)

    def ageing(gaps: Iterable[Gap]) -> list[tuple[str, list[int]]]:
        """Return, for each severity, how many open gaps there are of each age, and of all ages."""
        open_ = [gap for gap in gaps if gap_state(gap) != "closed"]
        made = []
        for severity in SEVERITIES:
            ages = [age(gap) for gap in open_ if gap.severity == severity]
            columns = [
                sum(low <= each < high for each in ages) for low, high in zip((0, *AGES), (*AGES, 10**9), strict=True)
            ]
            made.append((severity, [*columns, len(ages)]))
        return made

    def by_age(gaps: Iterable[Gap]) -> list[Gap]:
        """Return open gaps first, the older ones on top and of one day the more severe; closed ones by the day, the newest first."""
        return sorted(
            gaps,
            key=lambda gap: (
                (1, -closed.toordinal(), gap.id)
                if (closed := come(gap.closed, now.today))
                else (0, gap.found_on.toordinal() * 10 + SEVERITIES.index(gap.severity), gap.id)
            ),
        )

    return {"gap_state": gap_state, "counted": counted, "age": age, "ageing": ageing, "by_age": by_age, "AGES": AGES}

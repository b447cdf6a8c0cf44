"""The last good reading of the hub, which all editions of the site share."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from hub_plugin import build
from hub_plugin.model.derive import Joined
from hub_plugin.model.findings import Finding
from hub_plugin.opening import Opened
from hub_plugin.plugin.editions import Edition


@dataclass(frozen=True)
class Good:
    """What was read, and nothing in it fails.

    Args:
        opened: the hub.
        findings: what is to be told of it all the same.
        editions: in which languages its site is built, the first at the root; none where it has one language.
    """

    opened: Opened
    findings: tuple[Finding, ...]
    editions: tuple[Edition, ...]

    @cached_property
    def now(self) -> Joined:
        """Its joined facts, on its day."""
        return build.derive(self.opened.reading.hub, self.opened.today)

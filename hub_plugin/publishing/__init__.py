"""From a built site to the live one: verified, put beside it whole, switched in once."""

from __future__ import annotations

from hub_plugin.publishing.releases import Done, RefusedError, Releases, hold
from hub_plugin.publishing.verifying import faults

__all__ = ["Done", "RefusedError", "Releases", "faults", "hold"]

"""What the pages ask."""

from collections.abc import Mapping
from typing import Any


def views(hub: Any, now: Any) -> Mapping[str, Any]:
    """Return."""
    return {}

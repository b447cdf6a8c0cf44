"""Pages from records and facts."""

from hub_plugin.outputs.pages.press import Press

__all__ = ["Press"]

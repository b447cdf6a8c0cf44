"""Prose becomes HTML."""

from hub_plugin.outputs.prose.renderer import Renderer, link_page

__all__ = ["Renderer", "link_page"]

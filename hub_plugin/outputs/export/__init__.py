"""The site as pages on disk that MkDocs builds without our plugin: Site → path → bytes."""

from __future__ import annotations

from hub_plugin.outputs.export.config import Additions, not_in_nav, rewritten
from hub_plugin.outputs.export.pages import Around, dest_of, download, forward, is_markdown, pages

__all__ = [
    "Additions", "Around", "dest_of", "download", "forward", "is_markdown", "not_in_nav", "pages", "rewritten",
]  # fmt: skip

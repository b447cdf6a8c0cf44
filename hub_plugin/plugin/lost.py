"""What lost visitors read, in the language of their edition; the theme says it in English."""

from __future__ import annotations

from urllib.parse import urlsplit

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig

from hub_plugin.model.catalogs import SILENT, catalog
from hub_plugin.model.page import Frame
from hub_plugin.model.texts import N_
from hub_plugin.outputs.pages.foreign import ENGLISH
from hub_plugin.plugin.speech import Speech

_SAID = (
    N_("Page not found"),
    N_("There is no page at this address. It may have been moved or renamed: look for it with the search."),
    N_("Go to the home page"),
)


def lost(config: MkDocsConfig, frame: Frame, speech: Speech | None) -> Markup:
    """Return the article of the page that a host shows at addresses that lead nowhere.

    Args:
        config: of the edition.
        frame: of its pages.
        speech: what marks a text in another language than that of the edition; None: there is one edition.
    """
    words = catalog(frame.language, frame.catalogs, SILENT)
    foreign = speech.foreign if speech and frame.language.partition("-")[0] != ENGLISH else None
    title, text, way = (words.gettext(each) or (foreign.strange(each, ENGLISH) if foreign else each) for each in _SAID)
    root = urlsplit(config.site_url or "").path or "/"  # the address that was asked for may be anywhere
    return Markup("<h1>{}</h1>\n<p>{}</p>\n<p><a href='{}'>{}</a></p>\n").format(title, text, root, way)

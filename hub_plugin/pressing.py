"""The press of a hub: in which language it prints, where its templates lie, and what these may call."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from hub_plugin.model.catalogs import catalog
from hub_plugin.model.derive import Joined
from hub_plugin.model.hub import Hub
from hub_plugin.model.index import Miss
from hub_plugin.model.languages import language
from hub_plugin.model.page import Frame
from hub_plugin.outputs.charts import moves
from hub_plugin.outputs.charts_flow import flow
from hub_plugin.outputs.charts_measures import course, spark
from hub_plugin.outputs.charts_radar import empty_radar, profile_radar
from hub_plugin.outputs.figures import Figures
from hub_plugin.outputs.pages import Press
from hub_plugin.outputs.pages.wording import Wording
from hub_plugin.outputs.prose import Renderer
from hub_plugin.outputs.routines import Routines
from hub_plugin.outputs.views import Views

TEMPLATES = Path(__file__).parent / "theme" / "templates"


def pressing(hub: Hub, now: Joined, frame: Frame) -> Press:
    """Return what prints pages.

    Args:
        hub: all records.
        now: the joined facts; the press has them as its language says them.
        frame: what all pages have in common.
    """
    now = now.within(frame.language or now.language)
    where = {kind.name: kind.where for kind in hub.kinds.values()}
    spoken = language(now.language)
    sentences = catalog(now.language, (*frame.catalogs, *(each / "locales" for each in where.values())))

    def functions(words: Wording) -> Mapping[str, Any]:
        read = Views(hub, now, lambda path: frame.read(hub.origin(path)))
        figures, routines = Figures(hub, now, spoken, words.finalize), Routines(hub, now)
        charts = {
            "chart": moves, "chart_course": course, "spark": spark, "chart_flow": partial(flow, lines=words.lines),
            "radar": partial(profile_radar, lines=words.lines), "empty_radar": partial(empty_radar, lines=words.lines),
        }  # fmt: skip
        said = {"site_url": frame.site_url, "propose": frame.propose, "content_dir": frame.content_dir}
        return {**read.functions, **figures.functions, **routines.functions, **charts, **said}

    def resolve(target: str, label: str, base: str) -> tuple[str, str] | None:
        found = hub.index.resolve(target, ())
        return None if isinstance(found, Miss) else (press.url(found, base) or "", label or press.label(found))

    press = Press(
        hub, now, {"": TEMPLATES, **where}, Renderer(resolve), language=spoken, catalog=sentences,
        directory_urls=frame.directory_urls, edit=frame.edit, functions=functions, most=frame.most,
    )  # fmt: skip
    return press

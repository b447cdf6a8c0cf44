"""Forms in the browser: the admin page, its whole configuration made from the types of the kinds, and what fits into a form."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hub_plugin.model.hub import Hub
from hub_plugin.model.kind import Kind
from hub_plugin.outputs.forms.collections import collections, misfit
from hub_plugin.outputs.forms.fields import Way, fields, odd
from hub_plugin.outputs.forms.hosts import Host, HostError, host
from hub_plugin.outputs.forms.offers import offers

__all__ = ["Fit", "Host", "HostError", "configuration", "files", "fits", "host"]

WHERE = Path(__file__).parents[2] / "theme" / "forms"
TOOL = "decap-cms.js"
_SCRIPTS = ("before.js", "forms.js", "choices.js", "rewriting.js", "comparing.js", "shapes.js", "layout.js", "yaml.js")
_LICENCES = ("decap-cms.LICENSE.txt", "yaml.LICENSE.txt")


def files(hub: Hub, host: Host, language: str = "en") -> Mapping[str, bytes]:
    """Return what stands in ``admin/``: where, below the site → its bytes.

    Args:
        hub: the hub.
        host: where the repository lies.
        language: of the site; the form tool takes it where it knows it.
    """
    page = (WHERE / "index.html").read_text(encoding="utf-8").replace("{{ policy }}", host.policy)
    made = {name: (WHERE / name).read_bytes() for name in (*_SCRIPTS, *_LICENCES)}
    made |= {"index.html": page.encode(), "forms.json": _json(configuration(hub, host, language))}
    made[TOOL] = gzip.decompress((WHERE / f"{TOOL}.gz").read_bytes())
    return {f"admin/{name}": data for name, data in made.items()}


def configuration(hub: Hub, host: Host, language: str = "en") -> dict[str, Any]:
    """Return what ``forms.js`` hands to the form tool.

    Returns:
        ``config``: the form tool's own configuration, in which ``{"links": [...]}`` stands for the choices of a link;
        ``links``: those choices, once each; ``shapes``: collection → what stands in a file and the name of its text.
    """
    found = list(collections(hub))
    told = [each.told(host.content) for each in found]
    config = {
        "load_config_file": False, "backend": host.backend, "publish_mode": host.mode, "locale": language,
        "media_folder": host.content, "public_folder": "/", "slug": {"encoding": "ascii", "clean_accents": True},
        "show_preview_links": False, "editor": {"preview": False}, "collections": told,
    }  # fmt: skip
    links = {" ".join(each): offers(hub, each) for each in sorted(_links(told))}
    shapes = {each.name: {"shape": each.shape, "body": each.body} for each in found}
    return {"config": config, "links": links, "shapes": shapes}


def _links(told: Any) -> set[tuple[str, ...]]:
    """Return every set of kinds that a link in the configuration may lead to."""
    if isinstance(told, list):
        return {each for item in told for each in _links(item)}
    if not isinstance(told, dict):
        return set()
    if set(told) == {"links"}:
        return {tuple(told["links"])}
    return {each for item in told.values() for each in _links(item)}


def _json(data: Any) -> bytes:
    return (json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False) + "\n").encode()


@dataclass(frozen=True)
class Fit:
    """How far the records of a kind can be written in a form.

    Args:
        kind: the kind.
        reason: why they cannot at all, or an empty text.
        widgets: the fields that have a widget of their own.
        written: those written as they stand in the file, dotted where they lie inside another.
        left: those that stay as they are in the file.
    """

    kind: Kind
    reason: str = ""
    widgets: tuple[str, ...] = ()
    written: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


def fits(kinds: Mapping[str, Kind]) -> Iterator[Fit]:
    """Say of each kind which of its fields a form can hold, and how; it is the same for every hub with these kinds."""
    for kind in kinds.values():
        if reason := misfit(kind):
            yield Fit(kind, reason)
            continue
        known = fields(kind.record)
        found = [each for name, shown in known.items() for each in odd(name, shown)]
        yield Fit(
            kind, "", tuple(name for name, shown in known.items() if shown.way is Way.FORM),
            tuple(name for name, way in found if way is Way.WRITTEN), tuple(name for name, way in found if way is Way.LEFT),
        )  # fmt: skip

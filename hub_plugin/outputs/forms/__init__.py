"""Forms in the browser: the admin page, and its whole configuration made from the types of the kinds."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hub_plugin.model.hub import Hub
from hub_plugin.outputs.forms.collections import collections
from hub_plugin.outputs.forms.hosts import Host
from hub_plugin.outputs.forms.offers import offers

WHERE = Path(__file__).parents[2] / "theme" / "forms"
TOOL = "decap-cms.js"
_SCRIPTS = ("before.js", "forms.js", "rewriting.js", "shapes.js", "layout.js", "yaml.js")
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

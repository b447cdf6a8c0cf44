"""Hubs for the tests of what leaves as data: read from texts, or damaged behind the reader's back."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Mapping
from pathlib import Path

from hub_plugin import build
from hub_plugin.model.derive import Joined
from hub_plugin.model.hub import Hub
from hub_plugin.model.texts import Text
from tests import staging

ROOT = Path(__file__).parents[2]
TODAY = datetime.date(2026, 11, 23)
SITE = "https://hub.example.org/coe/"

ANSWERS = """\
answered_by: mara-ionescu
answered_on: 2026-10-01
prepared-meetings@1.0:
  agenda-shared:
    exempt: One-person team until March.
    until: 2027-03-31
    approved_by: ana-pop
    evidence: https://wiki.example.org/payments
"""
NEWS = """\
---
title: We begin
date: 2026-11-20
author: ana-pop
---
Read the [[standard/prepared-meetings]] and [more](https://example.org/a?b=1&c=2), or go [up](../) or [down](#below).
"""
SESSION = """\
---
attended: [ana-pop]
decisions:
  go-on:
    text: We go on.
    affects: prepared-meetings
actions:
  tell-all:
    text: Tell everybody.
    owner: mara-ionescu
    due: 2026-11-20
---
Notes.
"""
SMALL = {
    "adoption/payments.yml": ANSWERS,
    "updates/2026-11-20-we-begin.md": NEWS,
    "meetings/steering/2026-11-10.md": SESSION,
}


def read(texts: Mapping[str, str], base: Path = staging.BASE) -> build.Reading:
    """Read the small sound hub of the laws with further files over it."""
    return staging.read(staging.lay(staging.folder(base), texts))


def printed(
    hub: Hub, site_url: str = "", today: datetime.date = TODAY, reading: build.Reading | None = None
) -> dict[str, bytes]:
    """Return everything that leaves beside the pages, the report among it."""
    now = build.derive(hub, today)
    frame = build.Frame(reference=False, site_url=site_url, findings=reading.findings if reading else ())
    return {**build.site(hub, now, frame).files, **build.audit(hub, now, frame)}


def example() -> tuple[Hub, Joined, dict[str, bytes]]:
    """Return the example hub with its facts, and what leaves."""
    reading = staging.read(staging.folder(ROOT / "content"))
    return reading.hub, build.derive(reading.hub, TODAY), printed(reading.hub, SITE, reading=reading)


def damaged(hub: Hub, text: str) -> Hub:
    """Return a hub with a text in place of every text in it, as no reader would let it through."""
    return dataclasses.replace(
        hub, records={address: _damaged(record, text) for address, record in hub.records.items()}
    )


def _damaged(value: object, text: str) -> object:
    if isinstance(value, Text):
        return type(value)(text)
    if isinstance(value, tuple) and type(value) is tuple:
        return tuple(_damaged(each, text) for each in value)
    if isinstance(value, dict):
        return {name: _damaged(each, text) for name, each in value.items()}
    if hasattr(value, "model_copy"):
        fields = {name: _damaged(getattr(value, name), text) for name in type(value).model_fields}
        return value.model_copy(update=fields)
    return value

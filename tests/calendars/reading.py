"""Feeds read back by other programs' code, and small hubs to make feeds of."""

from __future__ import annotations

import datetime
import json
import os
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

from hub_plugin import build
from hub_plugin.model.derive import Joined, join
from hub_plugin.model.facts import Fact, Facts
from hub_plugin.model.names import Names
from hub_plugin.model.occurrences import Occurrence
from hub_plugin.model.texts import Message
from hub_plugin.outputs import calendars
from hub_plugin.pressing import pressing

READERS = ("icalendar", "vobject")
TODAY = datetime.date(2026, 11, 23)
HUB = "format: 1\nname: A hub\nmission: Help each other.\ntimezone: Europe/Bucharest\n"
URL = "https://hub.example.org/centre/"
SERIES = """\
title: Leads
owner: office
schedule: {every: week, day: tuesday, at: 10:00, duration: 1h, from: 2026-11-03}
place: Room 1
participants: {teams: [office]}
"""
OFFICE = "name: Office\nlead: ana-pop\nmembers: [li-wei]\ndisciplines: [operations]\n"
PEOPLE = {"people__ana-pop": "name: Ana Pop\n", "people__li-wei": "name: Li Wei\n", "people__jo-lee": "name: Jo Lee\n"}


def read_back(feeds: Mapping[str, bytes], reader: str, first: datetime.date, last: datetime.date) -> dict[str, Any]:
    """Return what a reader finds in feeds."""
    python = os.environ.get("COEHUB_READERS", "")
    if not python or not Path(python).exists():
        found = f"COEHUB_READERS is {python!r}" if python else "COEHUB_READERS is not set"
        pytest.fail(
            f"{found}: it names the Python of .venv-readers, in which other programs' code reads our feeds. Run 'make test', or: "
            "make .venv-readers/.packages && export COEHUB_READERS=$PWD/.venv-readers/bin/python",
            pytrace=False,
        )
    asked = {
        "reader": reader, "first": first.isoformat(), "last": last.isoformat(),
        "feeds": {name: data.decode() for name, data in feeds.items()},
    }  # fmt: skip
    done = subprocess.run(
        [python, "-I", str(Path(__file__).with_name("reader.py"))], input=json.dumps(asked), capture_output=True, text=True,
        encoding="utf-8", timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def hub_of(**files: str) -> dict[str, bytes]:
    """Return the files of a hub; a name has ``__`` for the slash: ``calendars__x="…"`` is calendars/x.yml."""
    named = {f"{name.replace('__', '/')}.yml": text for name, text in files.items()}
    return {name: text.encode() for name, text in {"hub.yml": HUB, **named}.items()}


def made(
    files: Mapping[str, bytes], today: datetime.date = TODAY, site_url: str = URL
) -> tuple[Joined, dict[str, bytes]]:
    """Return the joined facts of a hub and its feeds."""
    reading = build.read(files, files)
    assert not reading.failing(["error"]), reading.findings
    now = build.derive(reading.hub, today)
    press = pressing(reading.hub, now, build.Frame(site_url=site_url))
    return now, calendars.files(now, Names(reading.hub, press, site_url))


def written(when: Occurrence) -> tuple[str, str]:
    """Return start and end as the readers give them: moments in UTC, an end of whole days exclusive."""
    if isinstance(when.start, datetime.datetime) and isinstance(when.end, datetime.datetime):
        return when.start.astimezone(datetime.UTC).isoformat(), when.end.astimezone(datetime.UTC).isoformat()
    return when.start.isoformat(), (when.end + datetime.timedelta(days=1)).isoformat()


class Plain:
    """A press without pages: says things as they stand, and shows everything at one address."""

    language, between = "en", ", "

    def label(self, target: Any) -> str:
        return str(target.id)

    def plain(self, text: str) -> str:
        return text

    def sentence(self, message: Message) -> str:
        return str(message)

    def word(self, state: str, kind: str = "") -> str:
        return state

    def url(self, target: Any, base: str) -> str | None:
        return f"{target.kind}/{target.id}/"


def feeds_of(facts: Iterable[Fact], files: Mapping[str, bytes], today: datetime.date = TODAY) -> dict[str, bytes]:
    """Return the feeds of facts that no author could have written."""
    hub = build.read(files, files).hub
    return calendars.files(join(Facts(facts), today), Names(hub, Plain(), URL))


def lines_of(feed: bytes) -> list[str]:
    """Return the content lines of a feed, unfolded."""
    return feed.decode().replace("\r\n ", "").split("\r\n")[:-1]


def events(feed: bytes) -> list[dict[str, str]]:
    """Return the components of a feed, name → value without parameters."""
    found: list[dict[str, str]] = []
    for line in lines_of(feed):
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found and name != "END":
            found[-1][name.partition(";")[0]] = value
    return found

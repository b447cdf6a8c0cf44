"""What the parsers take, the patterns for editors take too, as text and as whatever an editor makes of it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from hub_plugin.model import fields, patterns, schedule, times
from hub_plugin.model.addresses import is_slug
from hub_plugin.model.periods import Period


def a_slug(text: str) -> None:
    if not is_slug(text):
        raise ValueError(text)


def a_word(*words: str) -> Callable[[str], None]:
    def parse(text: str) -> None:
        if text.strip().lower() not in words:
            raise ValueError(text)

    return parse


SHAPES: dict[str, tuple[Callable[[str], Any], patterns.Shape, list[str], list[str]]] = {
    "date": (times.parse_date, patterns.DATE, ["2026-12-01", "2024-02-29"], ["2026-13-01", "2026-1-5", "1.5.2026"]),
    "moment": (times.parse_moment, patterns.MOMENT, ["2026-12-01 9:00", "2026-12-01T10:00"], ["2026-12-01"]),
    "entry": (schedule._entry, patterns.DATE_OR_MOMENT, ["2026-12-01 9:00", "2026-12-01"], ["tomorrow"]),
    "clock": (times.parse_time, patterns.CLOCK, ["10:00", "9:30", "23:59"], ["10", "25:00", "10.30", "10:60", "10am"]),
    "duration": (times.Duration.parse, patterns.DURATION, ["3 days", "1h 30m", "12 Months"], ["3", "soon", "3 moons"]),
    "version": (times.Version.parse, patterns.VERSION, ["2.1", "2", "1.2.10"], ["v2", "-1", "2.x"]),
    "zone": (times.parse_zone, patterns.ZONE, ["Europe/Bucharest", "UTC", "Etc/GMT+3"], ["half past", "5"]),
    "url": (fields._url, patterns.URL, ["https://example.org/a?b", "HTTP://x", "mailto:a@b"], ["x.org", "ftp://x"]),
    "slug": (a_slug, patterns.SLUG, ["meeting-agenda", "2026"], ["Meeting Agenda", "a_b", "-a"]),
    "whole": (fields._whole, patterns.WHOLE, ["3", "-12", "٣"], ["3.5", "three", "3 %"]),
    "number": (
        fields.Quantity.parse, patterns.NUMBER, ["75 %", "68,2", "1 200 h", "-3", "75%", "4.5 €"], ["many", "7-8", "%"],
    ),
    "count": (times.parse_count, patterns.COUNT, ["13"], ["0", "many", "10000"]),
    "interval": (times.parse_interval, patterns.INTERVAL, ["2 weeks", "Month", "3  months"], ["weekly", "2"]),
    "day": (times.parse_day_in, patterns.DAY_IN, ["third Tuesday", "monday", "15", "last"], ["moonday", "32"]),
    "parity": (a_word("odd", "even"), patterns.PARITY, ["odd", "EVEN"], ["both"]),
    "period": (Period.parse, patterns.PERIOD, ["2026", "2026-q3", "2026-03", "2026-W09", "2026-03-02"], ["26", "2026-3"]),
}  # fmt: skip
VALID = {name: Draft7Validator(shape) for name, (_, shape, _, _) in SHAPES.items()}
each_shape = pytest.mark.parametrize("name", SHAPES)
_INTEGER = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")


def as_typed(text: str) -> list[Any]:
    """Return the text as itself, and as YAML 1.2 and YAML 1.1 type it where it stands plain."""
    made: list[Any] = [text]
    plain = text.strip()
    if _INTEGER.fullmatch(plain):
        made.append(int(plain))
    elif _FLOAT.fullmatch(plain):
        made.append(float(plain))
    if plain in ("true", "false"):
        made.append(plain == "true")
    try:
        old = yaml.safe_load(plain)
    except (yaml.YAMLError, ValueError):
        return made
    return [*made, *([old] if isinstance(old, int | float | str) and not isinstance(old, datetime.date) else [])]


def taken(name: str, text: str) -> bool:
    try:
        SHAPES[name][0](text.strip())
    except ValueError:
        return False
    return True


@each_shape
def test_examples(name: str) -> None:
    _, _, good, bad = SHAPES[name]
    for text in good:
        assert taken(name, text), text
        assert all(VALID[name].is_valid(value) for value in as_typed(text)), text
    for text in bad:
        assert not taken(name, text), text
        assert not VALID[name].is_valid(as_typed(text)[1 if len(as_typed(text)) > 2 else 0]), text


@st.composite
def nearly(draw: st.DrawFn, name: str) -> str:
    """A good text with some letters changed: what a hand writes."""
    letters = list(draw(st.sampled_from(SHAPES[name][2])))
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(letters)))
        letters[at : at + draw(st.integers(0, 2))] = draw(st.text("0123456789-:., TthHdWmq/%+٣eE  x€", max_size=2))
    return draw(st.sampled_from(["", " "])) + "".join(letters) + draw(st.sampled_from(["", " "]))


@each_shape
def test_never_narrower_than_the_parser(name: str) -> None:
    @settings(max_examples=120, deadline=None, derandomize=True)
    @given(nearly(name))
    def holds(text: str) -> None:
        if taken(name, text):
            wrong = [value for value in as_typed(text) if not VALID[name].is_valid(value)]
            assert not wrong, (text, wrong)

    holds()

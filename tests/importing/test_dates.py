"""Days as people write them."""

from __future__ import annotations

import pytest

from hub_plugin.importing.dates import DateError, Day, day_of


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("15 Mai 2026", Day("2026-05-15")),
        ("15. März 2026", Day("2026-03-15")),
        ("2026. 12. 08.", Day("2026-12-08")),
        ("2026. december 8.", Day("2026-12-08")),
        ("2026. szept. 3.", Day("2026-09-03")),
        ("8 iunie 2026", Day("2026-06-08")),
        ("3 juni 2026", Day("2026-06-03")),
        ("April 3rd, 2026", Day("2026-04-03")),
        ("Sept 3, 2026", Day("2026-09-03")),
        ("24 Dec 2026 10:00", Day("2026-12-24", "10:00")),
        ("2026-02-03T09:30:00", Day("2026-02-03", "09:30")),
        ("1 feb 26", Day("2026-02-01", sure=False)),
        ("01-Jan-26", Day("2026-01-01", sure=False)),
        ("1/Jan/2026", Day("2026-01-01")),
        ("1 de mayo de 2026", Day("2026-05-01")),
        ("3.4.26", Day("2026-04-03", sure=False)),
        ("3.4.68", Day("2068-04-03", sure=False)),
        ("3.4.69", Day("1969-04-03", sure=False)),
        ("12/25/2026", Day("2026-12-25")),
        ("26-12-08", None),
        ("soon", None),
    ],
)
def test_a_day(text: str, day: Day | None) -> None:
    assert day_of(text, None) == day


@pytest.mark.parametrize(
    ("text", "month_first", "told"),
    [
        ("04/13/2026", False, "'04/13/2026' is not a date with the day first"),
        ("04.13.2026", False, "'04.13.2026' is not a date with the day first"),
        ("03/04/26", None, "'03/04/26' can be 2026-04-03 or 2026-03-04"),
        ("31.02.2026", None, "'31.02.2026' is not a date"),
        ("3 ma 2026x", None, ""),
        ("3 Movember 2026", None, "'3 Movember 2026' is not a date"),
        ("3 ju 2026", None, ""),
        ("3 jui 2026", None, "'3 jui 2026' is not a date"),
    ],
)
def test_no_day(text: str, month_first: bool | None, told: str) -> None:
    if not told:
        assert day_of(text, month_first) is None
        return
    with pytest.raises(DateError) as caught:
        day_of(text, month_first)
    assert caught.value.args[0] == told


@pytest.mark.parametrize(("text", "month_first"), [("25/12/2026", True), ("12/25/2026", False)])
def test_what_was_said_counts(text: str, month_first: bool) -> None:
    with pytest.raises(DateError, match="is not a date with the"):
        day_of(text, month_first)


@pytest.mark.parametrize("text", ["25.12.2026", "3.4.2026"])
def test_between_full_stops_the_day_stands_first_whatever_was_said(text: str) -> None:
    assert day_of(text, True) == day_of(text, False) == day_of(text, None)

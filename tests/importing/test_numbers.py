"""Numbers of cells: as the format writes them, as a cell shows them, and those that are texts."""

from __future__ import annotations

import pytest

from hub_plugin.importing.numbers import decimal_of, plain
from hub_plugin.importing.sheets import number_text


@pytest.mark.parametrize(
    ("value", "form", "plain", "shown"),
    [
        (75, "General", "75", "75"),
        (0.75, "0%", "75 %", "75 %"),
        (0.755, "0.0%", "75.5 %", "75.5 %"),
        (0.75, "0\\ %", "75 %", "75 %"),
        (0.75, "0.0 %", "75 %", "75.0 %"),
        (0.75, '0" "%', "75 %", "75 %"),
        (12.5, "#,##0%", "1250 %", "1250 %"),
        (0.75, "[Red]0%;-0%", "75 %", "75 %"),
        (75, "0\\%", "75", "75"),
        (75, '0"%"', "75", "75"),
        (1.1, "0.00", "1.1", "1.10"),
        (1.1, "0.00;[Red]-0.00", "1.1", "1.10"),
        (-1.1, "0.00", "-1.1", "-1.10"),
        (7, "000", "7", "007"),
        (42, "00000", "42", "00042"),
        (7.5, "000.00", "7.5", "007.50"),
        (1234.5, "#,##0.00", "1234.5", "1234.50"),
        (1234.5, "0.0E+00", "1234.5", "1234.5"),
    ],
)
def test_a_number_and_its_format(value: float, form: str, plain: str, shown: str) -> None:
    assert number_text(value, form) == (plain, shown)


@pytest.mark.parametrize(
    ("texts", "mark"),
    [
        (["1.234"], ""),
        (["1.234", "12,5"], ","),
        (["1,234", "12.5 h"], "."),
        (["1.234,5"], ","),
        (["1.234.567"], ","),
        (["0.123"], "."),
        (["1234.567"], "."),
        (["12,5", "12.5"], ""),
        (["high", "75 %", "1 200"], ""),
    ],
)
def test_a_column_shows_its_mark(texts: list[str], mark: str) -> None:
    assert decimal_of(texts) == mark


@pytest.mark.parametrize(
    ("text", "known", "made"),
    [
        ("1.234", "", None),
        ("1.234", ",", "1234"),
        ("1.234", ".", "1.234"),
        ("-1,234 h", ".", "-1234 h"),
        ("12,5", "", "12.5"),
        ("12,5", ".", None),
        ("1.234,5 %", "", "1234.5 %"),
        ("1 200 h", ",", "1200 h"),
        ("1'234.5", "", "1234.5"),
        ("75 %", ",", "75 %"),
        ("about 5", ",", "about 5"),
        *((text, ",", text) for text in ("12.05.2026", "10 20", "1.2.3", "1,234.5.6", "3,5,2", "1'5", "1,2345,678")),
        ("5-10", ",", "5-10"),
    ],
)
def test_a_number_without_marks(text: str, known: str, made: str | None) -> None:
    assert plain(text, known) == made

"""A number of a cell: as the format writes it, and as its cell shows it."""

from __future__ import annotations

import pytest

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

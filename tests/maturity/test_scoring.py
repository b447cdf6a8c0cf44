"""The score rule, with figures worked out by hand."""

from __future__ import annotations

from fractions import Fraction as F

import pytest

from hub_plugin.kinds.maturity.scoring import position

YES, HALF, NO = F(1), F(1, 2), F(0)


@pytest.mark.parametrize(
    ("levels", "reached", "summed", "average"),
    [
        ([[YES], [YES], [YES]], 3, 3, 3),
        ([[YES, YES], [YES, NO], [NO]], 1, F(3, 2), F(9, 5)),  # 1 + ½ + 0; 3 levels × 3 of 5
        ([[YES, HALF], [YES], [YES]], 0, F(11, 4), F(21, 8)),  # one weak level stops the climb; ¾ + 1 + 1; 3 × 3½ of 4
        ([[HALF], [HALF], [HALF]], 0, F(3, 2), F(3, 2)),
        ([[NO], [YES], [YES]], 0, 2, 2),
        ([[], [YES], [NO]], 2, 2, 2),  # the lowest asks nothing: everybody holds it; 1 + 2 × ½
        ([[], [], [NO, NO]], 2, 2, 2),
        ([[YES], [], [HALF]], 2, F(5, 2), F(9, 4)),  # a level that asks nothing goes with the one below it
        ([[HALF], [], [NO]], 0, 1, F(3, 4)),
        ([[YES], []], 2, 2, 2),
        ([[F(1, 4)], [F(1, 4)], [F(1, 4)], [F(1, 4)]], 0, 1, 1),
    ],
)
def test_by_hand(levels: list[list[F]], reached: F, summed: F, average: F) -> None:
    assert position(levels, "reached") == reached
    assert position(levels, "sum") == summed
    assert position(levels, "average") == average


def test_enough_lets_a_level_count_before_all_of_it_is_met() -> None:
    levels = [[YES] * 6 + [NO], [YES, HALF], [HALF]]  # 6/7 = 85.7 %, 75 %, 50 %
    assert position(levels, "reached") == 0
    assert position(levels, "reached", F(85, 100)) == 1
    assert position(levels, "reached", F(3, 4)) == 2
    assert position(levels, "reached", F(0)) == 3


def test_thirds_add_up_exactly() -> None:
    assert position([[F(1, 3)], [F(1, 3)], [F(1, 3)]], "sum") == 1


def test_nothing_asked_is_no_position() -> None:
    assert position([], "reached") is None
    assert position([[], []], "average") is None

"""Jobs done by several processes give what one process gives, whatever becomes of a helper."""

from __future__ import annotations

import os
from functools import partial

import pytest

from hub_plugin.sharing import shared

HERE = os.getpid()
JOBS = [partial(divmod, number, 7) for number in range(100)]


@pytest.mark.parametrize("processes", [1, 2, 3])
def test_in_their_order(processes: int) -> None:
    assert shared(JOBS, processes) == [job() for job in JOBS]


def test_helpers_help() -> None:
    import time

    def slow() -> int:
        time.sleep(0.005)
        return os.getpid()

    assert len(set(shared([slow] * 100, 2))) == 2


@pytest.mark.parametrize("end", [lambda: os._exit(9), lambda: os.kill(os.getpid(), 9), lambda: [].pop()])
def test_a_helper_that_ends_loses_nothing(end) -> None:  # type: ignore[no-untyped-def]
    def job(number: int) -> int:
        if os.getpid() != HERE:
            end()
        return number

    assert shared([partial(job, number) for number in range(100)], 3) == list(range(100))


def test_what_a_job_raises_is_raised() -> None:
    def job(number: int) -> int:
        return 1 // (number - 99)

    with pytest.raises(ZeroDivisionError):
        shared([partial(job, number) for number in range(100)], 2)


def test_what_cannot_be_sent_is_made_here() -> None:
    assert [each() for each in shared([lambda: lambda: 1] * 50, 2)] == [1] * 50

"""What is read and printed lasts until the build ends: Python's collector of cycles need not walk it again and again."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

NEW_ONLY = (
    50_000,
    50,
    1_000_000,
)  # new objects until they are looked at; rounds until those that survived are; … until all


NEVER = (0, 0, 0)  # for reading a hub, which leaves no cycles behind


@contextmanager
def lasting(looks: tuple[int, int, int] = NEW_ONLY) -> Iterator[None]:
    """Let the collector look only at what is new, and afterwards put everything alive beyond its reach, until the next time.

    A hub is a large tree of objects that grows and stays. Each time it has grown by a quarter, the collector looks through all of
    it and finds nothing: a sixth of the time of a build of 1,000 records. Under ``serve`` the tree of the build before is let go
    at the next one.

    Args:
        looks: how often the collector looks, as ``gc.set_threshold`` takes it.
    """
    before = gc.get_threshold()
    gc.unfreeze()
    gc.set_threshold(*looks)
    try:
        yield
    finally:
        gc.freeze()
        gc.set_threshold(*before)


def let_go() -> None:
    """Let the collector look at everything, and let go what has lasted long enough: under serve, when nobody waits."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()

"""What a build keeps is not walked by the collector; what the build before kept is let go."""

from __future__ import annotations

import gc
import weakref

from hub_plugin.lasting import lasting


class Knot:
    """Something that only the collector can free."""

    def __init__(self) -> None:
        self.itself = self


def test_the_tree_of_the_build_before_is_let_go() -> None:
    thresholds = gc.get_threshold()
    with lasting():
        knot = Knot()
        seen = weakref.ref(knot)
        del knot
    assert gc.get_threshold() == thresholds
    gc.collect()
    assert seen() is not None  # beyond its reach
    with lasting():
        gc.collect()
    assert seen() is None


def test_an_error_leaves_the_collector_as_it_was() -> None:
    thresholds = gc.get_threshold()
    try:
        with lasting():
            raise ValueError
    except ValueError:
        pass
    assert gc.get_threshold() == thresholds
    gc.unfreeze()

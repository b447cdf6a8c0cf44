"""The built example in the system's Chromium, served from this machine."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser import serving
from tests.browser.visit import Visitor, page_types
from tests.sites import Site


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything in this folder."""
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """The system's Chromium."""
    try:
        with serving.chromium() as browser:
            yield browser
    except serving.Missing as error:
        pytest.fail(str(error), pytrace=False)


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """Return what serves a folder and returns its address."""
    with contextlib.ExitStack() as stack:
        yield lambda folder: stack.enter_context(serving.served(folder))


@pytest.fixture(scope="session")
def pages(example: Site) -> list[str]:
    """One page of each type."""
    return list(page_types(example).values())


@pytest.fixture(scope="session")
def address(example: Site, serve: Callable[[Path], str]) -> str:
    """Where the example is served."""
    return serve(example.folder)


@pytest.fixture
def opened(chromium: Any) -> Iterator[Callable[..., Visitor]]:
    """Return what opens a window on a site; each sees its faults at the end."""
    visitors: list[Visitor] = []

    def start(at: str, **options: Any) -> Visitor:
        visitors.append(Visitor(chromium, at, **options))
        return visitors[-1]

    yield start
    for visitor in visitors:
        visitor.close()
    assert [fault for visitor in visitors for fault in visitor.faults] == []


@pytest.fixture
def visit(opened: Callable[..., Visitor], address: str) -> Callable[..., Visitor]:
    """Return what opens a window on the example, or on another site."""
    return lambda at=address, **options: opened(at, **options)

"""What a reader's browser asks for: a handful of files, all from the hub's own host. How long that takes is not asserted."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser import weights
from tests.browser.visit import page_types
from tests.sites import Site

# Page, Material's two styles and two scripts, its search worker and index, its icon; and our style and script.
REQUESTS = 12


@pytest.mark.parametrize("name", ["home", "team", "adoption", "calendars", "template"])
def test_a_page_asks_its_own_host_for_a_handful_of_files(example: Site, chromium: Any, address: str, name: str) -> None:
    found = weights.weigh(example, chromium, address, page_types(example)[name])
    assert len(found.hosts) == 1
    assert 4 < found.requests <= REQUESTS
    assert found.html > found.html_sent > 1000


def test_the_table_names_every_type_of_page(example: Site) -> None:
    kept = weights.README.read_text(encoding="utf-8")
    told = kept.partition(weights.BEGIN)[2].partition(weights.END)[0]
    assert [name for name in page_types(example) if f"| {name} |" not in told] == [], "run 'make weights'"

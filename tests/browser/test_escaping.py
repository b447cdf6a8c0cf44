"""Every text that an author may write, written with evil intent: nothing of it runs, in any page or in the search.

Three texts, in every field of every kind that takes them; `make hardness` tries all texts, in two languages, in all that leaves.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests import sites
from tests.conftest import Once
from tests.hardness import everywhere, planted, strings
from tests.hardness.looking import Window
from tests.hardness.planted import Planted

TEXTS = (0, *strings.EVIL)


@pytest.fixture(scope="module")
def evil(once: Once) -> sites.Site:
    """The site of the evil hub."""

    def make(folder: Path) -> None:
        everywhere.laid(folder, TEXTS, "")
        done = sites.build(folder)
        assert done.code == 0, done.output

    return sites.Site(once("evil", make) / "site")


@pytest.fixture(scope="module")
def made() -> Planted:
    return planted.whole(TEXTS, planted.free()[0])


def test_nothing_runs_and_all_is_shown(
    chromium: Any, serve: Callable[[Path], str], evil: sites.Site, made: Planted
) -> None:
    address = serve(evil.folder)
    window = Window(chromium, address)
    window.learn("404.html")
    said, faults = list[str](), list[str]()
    for path in everywhere.marked(evil.folder):
        window.go(path)
        faults += [f"{path}: {each}" for each in window.faults()]
        said.append(window.said)
    window.close()
    assert faults == []
    written = set(everywhere.MARKS.findall("".join(map(evil.text, evil.pages))))
    assert list(everywhere.shown_otherwise(made, " ¦ ".join(said), written)) == []

    kept = Window(chromium, address, policy=True, search=True)
    kept.own = window.own
    for path in ("teams/index.html", f"standards/standard-{TEXTS[1]}/index.html", "index.html"):
        kept.go(path)
        assert kept.faults() == []
    kept.page.keyboard.press("/")
    assert kept.searched("evil") > 3
    assert kept.faults() == []
    kept.close()


# Words that the check knows from elsewhere: a text that nobody else uses is refused.
KNOWN = {"Audience.types", "Requirement.tier"}


def test_every_field_of_text_is_among_them(made: Planted) -> None:
    held = {spot.within for _, spot in made.standing()}
    steps = {(copy.kind.name, step) for copy, spot in made.standing() for step in spot.route}
    missing = {
        f"{group.__name__}.{name}"
        for kind, group, name in everywhere.fields_of_text()
        if (group, name) not in held and (kind, name) not in steps
    }
    assert missing == KNOWN


def test_the_search_holds_escaped_texts(evil: sites.Site) -> None:
    index = json.loads(evil.text("search/search_index.json"))
    number = strings.EVIL[0]
    entry = next(each for each in index["docs"] if each["location"] == f"teams/team-{number}/")
    assert entry["title"].startswith("evil&lt;/title&gt;")
    assert not [
        each
        for each in index["docs"]
        if re.search(r"<(?!/?(p|ul|li|ol|code|pre|strong|em|h\d|mark)\b)", each["title"] + each["text"])
    ]

"""Every text that an author may write, written with evil intent: nothing of it runs, in any page or in the search."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from hub_plugin.kinds import KINDS
from tests import sites, staging
from tests.browser.visit import Visitor
from tests.conftest import Once

EVIL = (
    """evil</title></script><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7*7 }}{% raw %}[x](javascript:alert(1))"""
    """"><b onclick=alert(1)>\' onmouseover=alert(1) x=\'<!-- <svg/onload=alert(1)> &lt;i&gt; ${alert(1)}"""
)
# Tried where a value is checked: a text, an address, a word, a script.
TRIED = (
    EVIL,
    "evil<b>",
    'https://x.invalid/?"onmouseover="alert(1)\'><b>',
    '"onerror="alert(1)',
    "javascript:alert(1)",
)
# Below these, authors choose the names too.
NAMED = ("links", "roles", "reports", "review_every", "maps_to", "changed_in")
PLACES = {
    "hub": "hub.yml", "adoption": "adoption/payments/checkout.yml", "session": "meetings/steering/2026-01-07.md",
    "assessment": "assessments/care/payments/2026-10-01.yml", "planning": "planning/desk.yml",
    "journal": "journals/ana-pop/2026-w48.yml", "worksheet": "planning/desk/evil.md", "team-sheet": "planning/desk/demand/payments.yml",
}  # fmt: skip
_SOURCES = re.compile(r"^sources:\n(?: +.*\n)+", re.MULTILINE)
_FRONT = re.compile(r"\A---\n(.*?\n)---\n", re.DOTALL)


def whole_hub() -> dict[str, str]:
    """Return a sound hub in which every kind has a full record; binary files are left as they are."""
    files = {**staging.folder(staging.BASE), **staging.folder(staging.STAGE)}
    for kind in KINDS:
        ending = "md" if kind.example.startswith("---\n") else "yml"
        files[PLACES.get(kind.name, f"{kind.folder}/evil-{kind.name}.{ending}")] = kind.example.encode()
    texts = {path: data.decode("utf-8", "surrogateescape") for path, data in files.items()}
    texts["hub.yml"] = _SOURCES.sub("", texts["hub.yml"])  # other folders, which are not there
    return texts


def texts(path: str, text: str) -> Iterator[tuple[int, int, str]]:
    """Yield where each value of a record stands, the names that authors choose too, and what follows an evil text there."""
    front = _FRONT.match(text)
    if path.endswith(".md") and not front:
        return
    start = 4 if front else 0
    waiting: list[tuple[Any, bool]] = [(yaml.compose(front[1] if front else text, Loader=yaml.SafeLoader), False)]
    while waiting:
        node, named = waiting.pop()
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                waiting += [(value, key.value in NAMED)] + ([(key, False)] if named else [])
        elif isinstance(node, yaml.SequenceNode):
            waiting += [(each, False) for each in node.value]
        elif isinstance(node, yaml.ScalarNode) and node.start_mark.index < node.end_mark.index:
            yield node.start_mark.index + start, node.end_mark.index + start, "\n" if node.style in ("|", ">") else ""
    if front:
        yield front.end(), len(text), "prose"


def poisoned(files: dict[str, str]) -> tuple[dict[str, str], int]:
    """Return a hub in which every value that may be evil is, and how many those are.

    Whatever the check finds fault with gets the next evil text, and in the end its own again.
    """
    numbers = itertools.count(1)
    places = {path: sorted(texts(path, text)) for path, text in files.items() if path.endswith((".yml", ".md"))}
    own = {(path, start): files[path][start:end] for path, found in places.items() for start, end, _ in found}
    tried = {(path, start): 0 for path, found in places.items() for start, _, _ in found}
    while True:
        made, where = dict(files), dict[tuple[str, int, int], int]()
        for path, found in places.items():
            text = ""
            at = 0
            for start, end, follows in found:
                text += files[path][at:start]
                where[path, text.count("\n") + 1, len(text) - text.rfind("\n")] = start
                attempt, at = tried[path, start], end
                if attempt == len(TRIED):
                    text += files[path][start:end]
                else:
                    evil = TRIED[attempt] + (str(next(numbers)) if TRIED[attempt].startswith("evil") else "")
                    text += evil + "\n" if follows == "prose" else json.dumps(evil) + follows
            made[path] = text + files[path][at:]
        findings = staging.read({path: text.encode("utf-8", "surrogateescape") for path, text in made.items()}).findings
        if not findings:
            return made, sum(attempt < len(TRIED) for attempt in tried.values())
        moved = False
        for place in (each.place for each in findings):
            exact = where.get((place.path, place.line, place.column))
            on_line = [start for (path, line, _), start in where.items() if (path, line) == (place.path, place.line)]
            for start in [exact] if exact is not None else on_line:
                if tried[place.path, start] < len(TRIED):
                    tried[place.path, start] += 1
                else:  # its own again, and it misses a word that stood somewhere else
                    words = own[place.path, start]
                    moved |= any(tried[each] < len(TRIED) for each, word in own.items() if word == words)
                    tried.update({each: len(TRIED) for each, word in own.items() if word == words})
                    continue
                moved = True
        assert moved, findings[:3]


@pytest.fixture(scope="session")
def evil(once: Once) -> sites.Site:
    """The site of the evil hub."""

    def make(folder: Path) -> None:
        hub, number = poisoned(whole_hub())
        assert number > 150, number
        sites.lay(folder, {f"content/{path}": text.encode("utf-8", "surrogateescape") for path, text in hub.items()})
        sites.lay(folder, {"docs/about.md": "# About\n\n[[team/payments]] and [[standard/prepared-meetings]]\n"})
        done = sites.build(folder)
        assert done.code == 0, done.output

    return sites.Site(once("evil", make) / "site")


LIVE = r"""() => {
  const faults = [], show = e => e.outerHTML.slice(0, 160);
  for (const e of document.querySelectorAll('*'))
    for (const {name, value} of e.attributes) {
      if (name.startsWith('on')) faults.push('handler: ' + show(e));
      if (/^\s*(javascript|data|vbscript):/i.test(value) && ['href', 'src', 'action', 'formaction', 'xlink:href'].includes(name)
          && !value.startsWith('data:image/')) faults.push('address: ' + show(e));
    }
  for (const e of document.querySelectorAll('img[src="x"], b[onclick], svg[onload], iframe, object, embed, base, form[action]'))
    if (!e.closest('.md-search')) faults.push('element: ' + show(e));
  return faults;
}"""
SCRIPTS = """() => [...document.scripts].map(
  s => s.src ? new URL(s.src).pathname : s.type === 'application/json' ? 'data' : s.textContent)"""


def test_nothing_runs(opened: Callable[..., Visitor], serve: Callable[[Path], str], evil: sites.Site) -> None:
    visitor = opened(serve(evil.folder))
    page = visitor.go("about/index.html")

    def scripts() -> set[str]:
        return {re.sub(r'new URL\("[./]*"', 'new URL(""', text) for text in page.evaluate(SCRIPTS)}

    # Those of a page that holds no text of the hub are Material's and ours; some pages need another one of ours.
    ours = {f"/{each.relative_to(evil.folder)}" for each in (evil.folder / "assets" / "coehub").glob("*.js")}
    known = scripts() | ours
    shown = 0
    for path in evil.pages:
        if 'http-equiv="refresh"' in evil.text(path):
            continue  # an old address
        visitor.go(path)
        assert page.evaluate(LIVE) == [], path
        assert scripts() <= known, path
        shown += "evil</title></script><script>alert(1)" in page.evaluate("document.body.textContent")
    assert shown > 30


def test_nothing_runs_in_the_search(
    opened: Callable[..., Visitor], serve: Callable[[Path], str], evil: sites.Site
) -> None:
    visitor = opened(serve(evil.folder), search=True)
    for words in ("evil", "onmouseover"):  # words that begin with these
        page = visitor.go("index.html")
        page.keyboard.press("/")
        page.get_by_role("textbox", name="Search").press_sequentially(words)
        page.locator(".md-search-result__item").nth(3).wait_for()
        page.wait_for_timeout(300)
        assert page.evaluate(LIVE) == []


def test_texts_are_shown_as_they_were_written(evil: sites.Site) -> None:
    """Escaped once: neither twice, nor read as a template."""
    page = evil.page("teams/evil-team/index.html")
    assert "{{ 7*7 }}{% raw %}" in page.whole
    for path in evil.pages:
        text = evil.text(path)
        assert "&amp;lt;script" not in text, path
        assert "<script>alert" not in text.replace("&lt;", ""), path
        assert re.search(r"\]\(javascript:", text) is None or 'href="javascript' not in text, path
    head = evil.text("teams/evil-team/index.html").partition("<title>")[2]
    assert head.partition("</title>")[0].startswith("evil&lt;/title&gt;&lt;/script&gt;")


def test_the_search_holds_escaped_texts(evil: sites.Site) -> None:
    index = json.loads(evil.text("search/search_index.json"))
    entry = next(each for each in index["docs"] if each["location"] == "teams/evil-team/")
    assert entry["title"].startswith("evil&lt;/title&gt;")
    assert not [
        each
        for each in index["docs"]
        if re.search(r"<(?!/?(p|ul|li|ol|code|pre|strong|em|h\d|mark)\b)", each["title"] + each["text"])
    ]

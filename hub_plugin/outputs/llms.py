"""``llms.txt``: where a language model finds what (llmstxt.org)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from hub_plugin.model.derive import Joined
from hub_plugin.model.names import Names
from hub_plugin.model.page import Page, url_of
from hub_plugin.model.texts import say

PATH = "llms.txt"
_MOST = 200
_MARKS = re.compile(r"([\\\[\]<>`*_])")


def files(
    now: Joined, names: Names, printed: Iterable[Page], others: Iterable[str], directory_urls: bool = True
) -> dict[str, bytes]:
    """Return the file.

    Args:
        now: the joined facts.
        names: names and addresses of what is published.
        printed: all pages.
        others: where all other files lie.
        directory_urls: whether a page lies in a folder of its own.
    """
    return {PATH: ("\n".join(_lines(now, names, list(printed), others, directory_urls)) + "\n").encode()}


def _lines(
    now: Joined, names: Names, printed: list[Page], others: Iterable[str], directory_urls: bool
) -> Iterator[str]:
    charter = names.hub.records[now.settings.about]
    yield f"# {_plain(names.line(charter.label))}"
    yield ""
    if mission := names.line(getattr(charter, "mission", "")):
        yield f"> {_plain(mission)}"
        yield ""
    yield names.line(say("As of {day}.", day=now.today)) + " " + names.line(
        say("State words in the data: {words}.", words="met, partly, not-met, not-applicable, exempt, silent, confirm"))  # fmt: skip
    yield ""
    yield f"## {_plain(names.line(say('Pages')))}"
    yield ""
    for page in printed:
        if page.is_index and not page.uri.startswith("reference/"):
            yield _link(page.title, names.at(quote(url_of(page.uri, directory_urls))), page.description)
    for kind in names.hub.kinds.values():
        if not kind.folder or not kind.page:
            continue
        shown = [address for address in names.hub.records if address.kind == kind.name and names.shows(address)]
        if not shown:
            continue
        yield ""
        yield f"## {_plain(names.line(say(kind.many)))}"
        yield ""
        for address in shown[:_MOST]:
            record = names.hub.records[address]
            yield _link(names.label(address), names.url(address) or "", names.line(record.in_short))
        if len(shown) > _MOST:
            yield _link(names.line(say("All others")), names.at("api/v1/records.json"),
                        names.line(say("{number} more, as data", number=len(shown) - _MOST)))  # fmt: skip
    yield ""
    yield f"## {_plain(names.line(say('Data')))}"
    yield ""
    for path in sorted(others):
        if "/schemas/" not in path and not path.startswith("badges/"):
            yield _link(path, names.at(quote(path)), "")


def _plain(text: str) -> str:
    return _MARKS.sub(r"\\\1", " ".join(text.split()))


def _link(title: str, url: str, about: str) -> str:
    safe = url.replace(" ", "%20").replace("(", "%28").replace(")", "%29")
    return f"- [{_plain(title)}]({safe})" + (f": {_plain(about)}" if about else "")

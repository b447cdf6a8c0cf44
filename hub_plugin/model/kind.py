"""A kind of record: everything the rest of the house knows about it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hub_plugin.model.facts import Fact
from hub_plugin.model.record import Record
from hub_plugin.model.rules import Rule

# Record, hub, today. Written as Any, because the hub knows its kinds, and a kind must not know the hub.
State = Callable[[Any, Any, datetime.date], Iterator[Fact]]
Views = Callable[[Any, Any], Mapping[str, Any]]


@dataclass(frozen=True)
class Kind:
    """One kind of record.

    Args:
        name: the singular, as it stands in links: ``template``.
        folder: where its records lie below the content folder: ``templates``; empty for the one ``hub.yml``.
        record: the class of its records.
        one: what one is called on the site, in English; the catalogs translate it.
        many: what several are called.
        also: other words that people have for several of them, in a spreadsheet for instance.
        purpose: one sentence for the reference and the index page.
        where: the folder of the kind's own files: pages, example.
        state: yields the facts of one record.
        stands: whether groups or asks may be among them, which rules look up whatever the day.
        rules: what can be wrong in one record.
        depth: how many steps an id may have; empty: sub-folders only sort and are no part of the id.
        belongs: the kinds that the first steps of an id name; what belongs to something unpublished is not published.
        body: the field that takes the text of a ``.md`` file; empty: records are ``.yml`` only.
        sections: the field of a part that takes the section of the text headed by the part's id.
        claims: fields that name files beside the record; such a file is never a record.
        fragments: the field whose parts may lie in further files, in a folder named like the record.
        page: the template of one record's page; empty: its records have no page of their own.
        index: the template of the page of all; empty: none.
        optional: a hub without a record of it sees nothing of it: no index page, no door on the home page.
        views: given the hub and the joined facts, returns what the kind's own templates may call, by name.
    """

    name: str
    folder: str
    record: type[Record]
    one: str
    many: str
    purpose: str
    where: Path
    state: State
    rules: tuple[Rule, ...] = ()
    depth: tuple[int, ...] = ()
    belongs: tuple[str, ...] = ()
    body: str = ""
    sections: str = ""
    claims: tuple[str, ...] = ()
    fragments: str = ""
    page: str = "page.html"
    index: str = "index.html"
    optional: bool = False
    views: Views | None = None
    also: tuple[str, ...] = ()
    stands: bool = True

    @property
    def example(self) -> str:
        """The text of a full valid record."""
        return self.example_file.read_text(encoding="utf-8")

    @property
    def example_file(self) -> Path:
        """The file of a full valid record."""
        text = self.where / f"{self._stem}.md"
        return text if text.exists() else text.with_suffix(".yml")

    def ready(self, id_: str) -> str | None:
        """Return the whole record of a name that is ready to use (``ready/<id>.yml`` beside the kind), or None."""
        path = self.where / "ready" / f"{id_}.yml"
        return path.read_text(encoding="utf-8") if path.is_file() else None

    @property
    def _stem(self) -> str:
        return "example" if self.page in ("page.html", "") else self.page.removesuffix(".html") + "-example"

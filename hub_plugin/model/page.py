"""One page of the site, before anybody has put a frame around it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import Any

from hub_plugin.model.addresses import Address
from hub_plugin.model.findings import Finding

MOST_LINES = 500  # of lists on one page; see docs/decisions/023-long-pages.md


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading of a page, for the table of contents: level 2 to 4, anchor, plain text.

    ``told`` is the text as its page marks it: what is said in another language than the page.
    """

    level: int
    anchor: str
    text: str
    told: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One page.

    Args:
        uri: its source path, as MkDocs names pages: ``teams/payments.md``.
        title: plain text.
        body: the article's HTML, in UTF-8: text would take twice the memory, and ten thousand pages wait. It begins with an ``<h1>``.
        headings: its table of contents.
        section: the uri of the index page that it belongs to; its own for an index page.
        source: the file (below the content folder) and line behind its edit link, if it comes from a record.
        kind: what it is, in words, for search results.
        description: one plain sentence.
        anchors: every id in its HTML.
        about: the record.
        told: the title as the page marks it, like :class:`Heading`'s.
    """

    uri: str
    title: str
    body: bytes
    headings: tuple[Heading, ...] = ()
    section: str = ""
    source: tuple[str, int] | None = None
    kind: str = ""
    description: str = ""
    anchors: frozenset[str] = frozenset()
    about: Address | None = None
    told: str = ""

    @property
    def html(self) -> str:
        """The article."""
        return self.body.decode()

    @property
    def printed(self) -> Page:
        """The page with its article."""
        return self

    @property
    def is_index(self) -> bool:
        """Whether it may stand in the navigation."""
        return self.section in ("", self.uri)


class LaterPage(Page):
    """A page whose article is printed when somebody first asks for it; what stands around it is known before.

    Args:
        known: the same page without its article.
        made: prints it; it is asked for each thing that is printed.
    """

    __slots__ = ("made",)
    made: Callable[[], Page]

    def __init__(self, known: Page, made: Callable[[], Page]) -> None:
        for copy in _COPIED:
            copy.__set__(self, copy.__get__(known))
        object.__setattr__(self, "made", made)

    @property
    def printed(self) -> Page:
        """The page with its article: whoever asks for several things of it asks this once."""
        return self.made()

    def __getattribute__(self, name: str) -> Any:
        return getattr(self.made(), name) if name in PRINTED else super().__getattribute__(name)


PRINTED = frozenset(["body", "headings", "anchors"])
_COPIED = [getattr(Page, each.name) for each in fields(Page)]


class LaterFiles(Mapping[str, bytes]):
    """Files that are made, all at once, when somebody first asks for one of them.

    Args:
        names: where they lie, as far as it is known before.
        made: makes them; one that there was before may be gone.
    """

    def __init__(self, names: Iterable[str], made: Callable[[], Mapping[str, bytes]]) -> None:
        self._names, self.made = frozenset(names), cache(made)

    def __getitem__(self, name: str) -> bytes:
        return self.made()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


@dataclass(frozen=True)
class Awaited:
    """What of a site need not be made before somebody asks for it.

    Under serve nobody reads the other pages while their author looks at one. A build asks for each page once, to write it, and does
    not want to hold all of them.

    How many parts a long page has, and which feeds and data there are, nobody knows before they are made; so they are promised as
    they were before the last edit, and made at once where there was none.

    Args:
        parts: the uri of a page → how many parts it had.
        files: where feeds and data lay; none: nobody knows yet.
        surprise: told when a page has another number of parts than was promised.
        surprises: the pages of which that was told; they are printed at once, the next time.
        remembers: whether a page that was printed is kept, for whoever asks again.
        around: within what a page is printed: it may tell otherwise what fails.
    """

    parts: Mapping[str, int] = field(default_factory=dict)
    files: frozenset[str] = frozenset()
    surprise: Callable[[], None] = lambda: None
    surprises: set[str] = field(default_factory=set)
    remembers: bool = True
    around: Callable[[], AbstractContextManager[object]] = nullcontext

    def parts_of(self, uri: str, make: Callable[[], Sequence[Page]], promised: int) -> Sequence[Page]:
        """Return the parts of a page, and tell if they are not as many as promised."""
        with self.around():
            made = make()
        if len(made) != promised:
            self.surprises.add(uri)
            self.surprise()
        return made


@dataclass(frozen=True)
class Site:
    """Everything that leaves.

    Args:
        pages: all pages, indexes first.
        downloads: where a file is offered (below the site) → where it lies (below the content folder).
        moved: the uri of an old page → that of the present one.
        files: what else is written: where (below the site) → its bytes; feeds, data, badges.
        parts: the uri of each page that is printed in parts if it is long → how many it has.
    """

    pages: tuple[Page, ...]
    downloads: Mapping[str, str] = field(default_factory=dict)
    moved: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)
    parts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Frame:
    """What the doors know of the site around the pages.

    Args:
        language: the language of the pages; empty: the first of the hub.
        catalogs: where further message catalogs lie, beside our own.
        directory_urls: whether a page lies in a folder of its own.
        edit: returns the address at which a line of a content file is edited, or None.
        propose: where a change is proposed without editing: the address of a new issue, and how it is filled in; may be empty.
        content_dir: the content folder, seen from that of mkdocs.yml.
        read: returns the bytes of a file below the content folder.
        reference: whether the pages about the format are part of the site.
        site_url: where the site will be opened, with a slash at the end, or empty: feeds need whole addresses.
        findings: those that are shown.
        most: how many lines of lists a page may have before it is printed in parts.
        forms: the git host behind the forms, as mkdocs.yml names it, and the content folder; empty: there are no forms.
        awaited: what need not be made before somebody asks for it; None: all of it is made.
    """

    language: str = ""
    catalogs: tuple[Path, ...] = ()
    directory_urls: bool = True
    edit: Callable[[str, int], str | None] = lambda path, line: None
    propose: Mapping[str, str | int] = field(default_factory=dict)
    content_dir: str = "content"
    read: Callable[[str], bytes] = lambda path: b""
    reference: bool = True
    site_url: str = ""
    findings: tuple[Finding, ...] = ()
    most: int = MOST_LINES
    forms: Mapping[str, Any] = field(default_factory=dict)
    awaited: Awaited | None = None


def url_of(uri: str, directory_urls: bool = True) -> str:
    """Return where a page lies below the site's root: ``teams/payments.md`` → ``teams/payments/``; the home page is ``""``."""
    stem = uri.removesuffix(".md")
    if directory_urls:
        return stem.removesuffix("index") if stem == "index" or stem.endswith("/index") else f"{stem}/"
    return f"{stem}.html"


def relative(target: str, base: str) -> str:
    """Return the address of ``target`` as seen from the page at ``base``; both below the site's root, neither with ``..``."""
    path, hash_, anchor = target.partition("#")
    if hash_ and path == base:
        return f"#{anchor}"
    there, here = path.split("/"), base.split("/")[:-1]
    common = 0
    while common < min(len(there) - 1, len(here)) and there[common] == here[common]:
        common += 1
    made = "../" * (len(here) - common) + "/".join(there[common:])
    return f"{made or './'}{hash_}{anchor}"

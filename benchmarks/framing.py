"""From a page that Material built to a Hugo layout that prints the same frame.

Nothing of Material is kept here: header, search form, navigation, footer and scripts are cut out of a page of ours when the
benchmark is laid, and what differs from page to page becomes Hugo's. So both sites print as many bytes around an article.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

_TEMPLATES = Path(__file__).with_name("layouts")
_PARTS = ("toc.html", "path.html", "linked.html", "links.html", "foot.html")


class NotFound(Exception):
    """Material's page has changed: a part of its frame is not where it was."""


def layouts(html: str) -> dict[str, str]:
    """Return the files below ``layouts``: path → text.

    Args:
        html: a page two folders deep, in a section, between two others, with a table of contents.

    Raises:
        NotFound: Material prints another page than it did.
    """
    title = re.findall("<title>(.*?) - ", html)[0]
    html = html.replace('"../../', '"/').replace('"../.."', '"/"')
    html, navigation = _navigation(html)
    for what, pattern, become in _changes(title):
        html = _once(what, pattern, become, html)
    files = {"all.html": html, "_partials/nav.html": navigation}
    files |= {f"_partials/{name}": (_TEMPLATES / name).read_text(encoding="utf-8") for name in _PARTS}
    return files | {"search.html": (_TEMPLATES / "search.html").read_text(encoding="utf-8")}


def _changes(title: str) -> list[tuple[str, str, str | Callable[[re.Match[str]], str]]]:
    """Return what becomes Hugo's: what it is, where it stands, and what takes its place."""
    name = re.escape(title)
    return [
        ("description", r'(<meta name="description" content=")[^"]*', r"\1{{ .Description }}"),
        ("canonical", r'(<link rel="canonical" href=")[^"]*', r"\1{{ .Permalink }}"),
        ("prev", r'<link rel="prev" href="[^"]*">', _linked("PrevInSection", "prev")),
        ("next", r'<link rel="next" href="[^"]*">', _linked("NextInSection", "next")),
        ("title", rf"(<title>){name}( - )", r"\1{{ .Title }}\2"),
        ("topic", rf'(data-md-component="header-topic">\s*<span class="md-ellipsis">\s*){name}', r"\1{{ .Title }}"),
        ("contents", r'<ul class="md-nav__list" data-md-component="toc".*?</ul>(?=\s*</nav>\s*</div>)',
         '{{ partial "toc.html" (dict "headings" .Fragments.Headings "first" true) }}'),
        ("path", r'<ol class="md-path__list">.*?</ol>', '{{ partial "path.html" . }}'),
        ("article", r"(<article[^>]*>).*(</article>)",
         r'\1{{ .Content }}{{ partial "linked.html" . }}{{ partial "foot.html" . }}\2'),
        ("previous", r'<a href="[^"]*" class="md-footer__link md-footer__link--prev".*?</a>', _step("PrevInSection")),
        ("following", r'<a href="[^"]*" class="md-footer__link md-footer__link--next".*?</a>', _step("NextInSection")),
    ]  # fmt: skip


def _once(what: str, pattern: str, become: str | Callable[[re.Match[str]], str], html: str) -> str:
    html, found = re.subn(pattern, become, html, flags=re.DOTALL)
    if found != 1:
        raise NotFound(f"Material's page has {found} places for its {what}, and one is expected")
    return html


def _linked(to: str, rel: str) -> str:
    return f'{{{{ with .{to} }}}}<link rel="{rel}" href="{{{{ .RelPermalink }}}}">{{{{ end }}}}'


def _step(to: str) -> Callable[[re.Match[str]], str]:
    """Return what turns a link of the footer into Hugo's: its address, and its title wherever it stands."""

    def become(found: re.Match[str]) -> str:
        link = re.sub(r'href="[^"]*"', 'href="{{ .RelPermalink }}"', found[0], count=1)
        link = re.sub(r'(aria-label="\w+: )[^"]*', r"\1{{ .Title }}", link)
        link = re.sub(r'(<div class="md-ellipsis">\s*).*?(\s*</div>)', r"\1{{ .Title }}\2", link, flags=re.DOTALL)
        return f"{{{{ with .{to} }}}}{link}{{{{ end }}}}"

    return become


def _navigation(html: str) -> tuple[str, str]:
    """Take the list of the navigation out of a page, and return the page and a list that Hugo fills."""
    found = re.search(
        r'(?<=data-md-scrollfix>)\s*<li class="md-nav__item.*?(?=</ul>\s*</nav>\s*</div>)', html, re.DOTALL
    )
    if found is None:
        raise NotFound("Material's page has no navigation where it was")
    items = re.findall(r'<li class="md-nav__item.*?</li>\s*', found[0], re.DOTALL)
    chosen: Mapping[str, str] = {
        "active": next(item for item in items if "md-nav__item--active" in item),
        "folded": next(item for item in items if "--nested" in item and "md-nav__item--active" not in item),
        "single": next(item for item in items if "--nested" not in item),
    }
    parts = {name: _item(item) for name, item in chosen.items()}
    listed = (
        "{{ $section := .Section }}{{ range $number, $item := hugo.Data.nav }}"
        f"{{{{ if and .section (eq .section $section) }}}}{parts['active']}{{{{ else if .section }}}}{parts['folded']}"
        f"{{{{ else }}}}{parts['single']}{{{{ end }}}}{{{{ end }}}}"
    )
    return html.replace(found[0], '{{ partialCached "nav.html" . .Section }}', 1), listed


def _item(item: str) -> str:
    title = re.findall(r'<span class="md-ellipsis">(.*?)</span>', item, re.DOTALL)[0].strip()
    item = re.sub(r'href="[^"]*"', 'href="{{ .url }}"', item)
    return re.sub(r"__nav_\d+", "__nav_{{ $number }}", item).replace(title, "{{ .title }}")

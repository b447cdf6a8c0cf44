"""A content security policy in every page: the browser runs the theme's scripts and ours, and nothing that came in with content.

The last fence, behind escaping and sanitising: were something to slip through both, the browser would still not run it. Static
hosts often cannot set headers, so it stands in a ``<meta>`` (Content Security Policy Level 3, W3C, section 3.3).
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

_HEAD = re.compile(r"<head[^>]*>")
_CHARSET = re.compile(r"\s*<meta charset=[^>]*>")
_SCRIPT = re.compile(
    r"<script(?P<attributes>(?:[^>\"']|\"[^\"]*\"|'[^']*')*)>(?P<text>.*?)</script\s*>", re.DOTALL | re.IGNORECASE
)
_TYPE = re.compile(r"\btype\s*=\s*[\"']?([^\"'\s>]*)", re.IGNORECASE)
_SOURCE = re.compile(r"\bsrc\s*=\s*[\"']?([^\"'\s>]*)", re.IGNORECASE)
# The first script of a theme names the way to the site's root, which differs from folder to folder (Material; MkDocs' own).
_ROOT = re.compile(r"(?:new URL\(|\bvar base_url = )\"[\w./%~-]*\"")
_ORIGIN = re.compile(r"https?://[\w.:-]+(?=[/?#]|$)", re.IGNORECASE)
_RUNS = ("", "module", "text/javascript", "application/javascript")


class Policy:
    """What a site's pages may do.

    Args:
        allowed: directive → further sources, for what the site's own settings bring in from other hosts.
    """

    def __init__(self, allowed: Mapping[str, Iterable[str]] | None = None) -> None:
        self._allowed = {name: tuple(sources) for name, sources in (allowed or {}).items()}
        self._trusted: set[str] = set()
        self._learned = False

    def learn(self, page: str) -> None:
        """Trust the scripts of a page that holds nothing but the theme, such as the one for addresses that lead nowhere."""
        self._learned = True
        self._trusted |= {_ROOT.sub("", text) for text in _inline(page)}

    def on(self, page: str, by_hand: bool = False) -> str:
        """Return a page with its policy.

        Args:
            page: the whole page.
            by_hand: it was written by those who keep the site, so what scripts it has are meant.

        Returns:
            The page; as it was where it has no head, or where no page of the theme's own has been seen.
        """
        head = _HEAD.search(page)
        if head is None or not self._learned:
            return page
        texts = [text for text in _inline(page) if by_hand or _ROOT.sub("", text) in self._trusted]
        scripts = [f"'sha256-{_digest(text)}'" for text in dict.fromkeys(texts)]
        if by_hand:
            scripts += dict.fromkeys(origin for each in _SCRIPT.finditer(page) if (origin := origin_of(_source(each))))
        charset = _CHARSET.match(page, head.end())
        place = charset.end() if charset else head.end()
        return (
            f'{page[:place]}<meta http-equiv="Content-Security-Policy" content="{self._text(scripts)}">{page[place:]}'
        )

    def _text(self, scripts: Sequence[str]) -> str:
        rules: dict[str, tuple[str, ...]] = {
            "default-src": ("'self'",),
            "script-src": ("'self'", *scripts),
            "style-src": ("'self'", "'unsafe-inline'"),  # themes set widths and colours in attributes
            "img-src": ("'self'", "data:", "https:"),
            "media-src": ("'self'", "https:"),
            "frame-src": ("'self'", "https:"),
            "object-src": ("'none'",),
            "base-uri": ("'none'",),
            "form-action": ("'self'",),
        }
        for name, sources in self._allowed.items():
            rules[name] = (*rules.get(name, rules["default-src"]), *sources)
        return "; ".join(f"{name} {' '.join(dict.fromkeys(sources))}" for name, sources in rules.items())


def origin_of(address: str) -> str:
    """Return scheme and host of a web address on another host, or an empty text."""
    found = _ORIGIN.match(f"https:{address}" if address.startswith("//") else address)
    return found[0].lower() if found else ""


def brought_in(scripts: Iterable[str], styles: Iterable[str], fonts: bool, repository: str) -> dict[str, list[str]]:
    """Return what a site's settings bring in from other hosts, by directive.

    Args:
        scripts: addresses of further scripts.
        styles: addresses of further styles.
        fonts: the theme loads its fonts from Google, as Material does unless ``theme.font`` is false.
        repository: the address of the repository, of which Material shows figures.
    """
    found = {
        "script-src": [origin_of(each) for each in scripts], "style-src": [origin_of(each) for each in styles],
        "connect-src": [_FIGURES[origin] for origin in [origin_of(repository)] if origin in _FIGURES], "font-src": [],
    }  # fmt: skip
    if fonts:
        found["style-src"].append("https://fonts.googleapis.com")
        found["font-src"].append("https://fonts.gstatic.com")
    return {name: kept for name, sources in found.items() if (kept := [each for each in sources if each])}


_FIGURES = {"https://github.com": "https://api.github.com", "https://gitlab.com": "https://gitlab.com"}


def _inline(page: str) -> list[str]:
    """Return the texts of the scripts that stand in a page and would run."""
    return [
        each["text"]
        for each in _SCRIPT.finditer(page)
        if not _source(each) and _type(each["attributes"]) in _RUNS and each["text"].strip()
    ]


def _source(script: re.Match[str]) -> str:
    found = _SOURCE.search(script["attributes"])
    return found[1] if found else ""


def _type(attributes: str) -> str:
    found = _TYPE.search(attributes)
    return found[1].lower() if found else ""


@lru_cache(maxsize=256)
def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()

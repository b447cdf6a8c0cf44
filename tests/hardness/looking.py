"""A window of a browser on a hostile site: what ran in it, what of a page is not ours, and which texts a reader sees."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.browser.visit import Visitor

# A script of the theme, without the way from a page to the root of the site.
SAME = r"""(e => e.textContent.replace(/new URL\("[\w./]*"|"(?:base|search)": "[\w./]*"/g, ''))"""
# What is in a page that no page of ours has, whatever texts it shows. OWN is what a page without hostile texts has.
LIVE = r"""(own, document, base) => {
  const sameEverywhere = SAME;
  const faults = [], show = e => e.outerHTML.slice(0, 200);
  const addresses = ['href', 'src', 'srcset', 'action', 'formaction', 'xlink:href', 'data', 'poster', 'background', 'cite', 'ping'];
  for (const e of document.querySelectorAll('*')) {
    const tag = e.localName;
    if (['iframe', 'frame', 'object', 'embed', 'base', 'applet', 'math', 'xmp', 'noembed', 'portal', 'foreignObject'].includes(tag)
        || !/^[a-z][a-z0-9-]*$/i.test(tag)) faults.push('element: ' + show(e));
    if (tag === 'script' && !e.src && !own.includes(sameEverywhere(e)))
      faults.push('script: ' + show(e));
    if (tag === 'template' && e.id && e.content.firstElementChild) faults.push('in data: ' + show(e));
    if (tag === 'meta' && e.httpEquiv && !/^(content-security-policy|x-ua-compatible)$/i.test(e.httpEquiv)) faults.push('meta: ' + show(e));
    if (tag === 'style' && /@import|x\.invalid|hit\(/.test(e.textContent)) faults.push('style: ' + show(e));
    for (const {name, value} of e.attributes) {
      if (name.startsWith('on') || ['srcdoc', 'autofocus'].includes(name) || !/^[a-z_:][\w:.-]*$/i.test(name))
        faults.push('attribute: ' + show(e));
      if (name === 'style' && /url\(|expression|x\.invalid/i.test(value)) faults.push('style: ' + show(e));
      if (name === 'id' && document.getElementById(value) !== e && /s\d\d[a-z]+\d+q|^__/.test(value)) faults.push('id: ' + show(e));
      if (!addresses.includes(name)) continue;
      let to;
      try { to = new URL(value, base); } catch { faults.push('no address: ' + show(e)); continue; }
      if (value === 'javascript:void(0)' && e.matches('.md-search [data-md-component="search-share"]')) continue;  // the theme's own
      if (!['http:', 'https:', 'mailto:', 'webcal:'].includes(to.protocol) && !value.startsWith('data:image/'))
        faults.push('address: ' + show(e));
      if (/(^|[.@])x\.invalid$/.test(to.hostname)) faults.push('foreign: ' + show(e));
      if (to.origin !== location.origin && name !== 'href' && to.protocol !== 'data:') faults.push('fetched from elsewhere: ' + show(e));
      let path = '';
      try { path = decodeURIComponent(to.pathname); } catch { faults.push('no address: ' + show(e)); }
      if (to.hostname === location.hostname && /hit\(|x\.invalid/.test(path)) faults.push('address: ' + show(e));
    }
  }
  const walk = document.createTreeWalker(document, NodeFilter.SHOW_COMMENT);
  while (walk.nextNode()) if (/s\d\d[a-z]+\d+q/.test(walk.currentNode.data)) faults.push('comment: ' + walk.currentNode.data.slice(0, 200));
  return faults;
}""".replace("SAME", SAME)
# All that a page says: its texts, and what is said of pictures and parts when they are pointed at or read out.
SAID = r"""document => {
  const said = [document.title], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const e = walk.currentNode;
    if (e.nodeType === 3) { if (!['SCRIPT', 'STYLE'].includes(e.parentNode.nodeName)) said.push(e.data); continue; }
    if (!/^(a|abbr|b|bdi|code|em|mark|small|span|strong|sub|sup|time|wbr)$/.test(e.localName)) said.push('\n');
    for (const name of ['title', 'aria-label', 'alt', 'content', 'placeholder', 'value', 'data-title', 'data-label'])
      if (e.hasAttribute(name)) said.push('\n' + e.getAttribute(name) + '\n');
  }
  return said.join('');
}"""
TOUCHED = r"""() => {
  const all = (what, ...events) => {
    for (const e of document.querySelectorAll(what)) for (const name of events) e.dispatchEvent(new Event(name, {bubbles: true}));
  };
  for (const e of document.querySelectorAll('article details')) e.open = true;
  for (const e of document.querySelectorAll('article select')) e.selectedIndex = e.options.length - 1;
  for (const e of document.querySelectorAll('article input[type=checkbox], article input[type=radio]')) e.click();
  for (const e of document.querySelectorAll('article input:is(:not([type]), [type=search], [type=text]), article textarea'))
    e.value = 's';
  all('article select, article input, article textarea', 'input', 'change');
  for (const e of document.querySelectorAll('article button:not([type=submit])')) e.click();
  all('[title], abbr, article a', 'mouseenter', 'mouseover', 'focus', 'focusin');
}"""
SCRIPTS = f"() => [...document.scripts].filter(s => !s.src).map({SAME})"


_NOW = f"own => [({LIVE})(own, document, document.baseURI), ({SAID})(document)]"
_PARSED = f"""async ([own, addresses]) => {{
  const look = {LIVE}, said = {SAID}, found = [];
  for (const address of addresses) {{
    const page = new DOMParser().parseFromString(await (await fetch(address)).text(), 'text/html');
    found.push([look(own, page, new URL(address, location)), said(page)]);
  }}
  return found;
}}"""


@dataclass
class Window:
    """A window.

    Args:
        chromium: the browser.
        address: where the site lies.
        policy: whether the browser obeys the policy in the pages; without it, escaping stands alone.
        search: whether pages may search.

    ``hits`` are the texts that ran, ``said`` is all that the page says, with single spaces.
    """

    chromium: Any
    address: str
    policy: bool = False
    search: bool = False
    hits: list[str] = field(default_factory=list)
    own: list[str] = field(default_factory=list)
    said: str = ""

    def __post_init__(self) -> None:
        self.visitor = Visitor(self.chromium, self.address, search=self.search, bypass_csp=not self.policy)
        self.visitor.context.expose_binding(
            "hit", lambda source, mark="": self.hits.append(f"{source['page'].url}: {mark}")
        )
        self.page = self.visitor.page

    def go(self, path: str) -> Any:
        """Open a page."""
        return self.visitor.go(path)

    def learn(self, path: str) -> None:
        """Take the scripts of a page that holds no text of the hub for ours."""
        self.go(path)
        self.own += self.page.evaluate(SCRIPTS)

    def faults(self) -> list[str]:
        """Return what is wrong with the page as it is now, and what happened since the last time."""
        found, said = self.page.evaluate(_NOW, self.own)
        self.said = _line(said)
        found += [*self.visitor.faults, *(f"ran: {each}" for each in self.hits)]
        self.visitor.faults.clear()
        self.hits.clear()
        return list(found)

    def parsed(self, paths: Sequence[str]) -> Iterator[tuple[str, list[str], str]]:
        """Read pages as the browser does, without opening them, and yield the path, what is wrong, and what the page says."""
        for some in (paths[at : at + 20] for at in range(0, len(paths), 20)):
            found = self.page.evaluate(_PARSED, [self.own, [f"/{each.removesuffix('index.html')}" for each in some]])
            yield from ((path, faults, _line(said)) for path, (faults, said) in zip(some, found, strict=True))

    def touch(self) -> None:
        """Point at everything that has a tooltip, open what opens, choose what can be chosen, and print."""
        self.page.evaluate(TOUCHED)
        self.page.wait_for_timeout(200)
        self.page.emulate_media(media="print")
        self.page.emulate_media(media="screen")

    def searched(self, words: str) -> int:
        """Search on the page that is open, and scroll through all that is found; return how many hits."""
        box = self.page.get_by_role("textbox").first
        box.fill(words)
        self.page.wait_for_function(
            "() => /\\d|No matching/.test(document.querySelector('.md-search-result__meta').textContent)"
        )
        before, now = -1, 0
        while before != now:
            before = now
            self.page.wait_for_timeout(400)
            now = self.page.evaluate(
                "() => { const r = document.querySelector('.md-search__scrollwrap'); r.scrollTo(0, r.scrollHeight);"
                " for (const d of r.querySelectorAll('details')) d.open = true;"
                " return r.querySelectorAll('.md-search-result__item').length }"
            )
        return now

    def close(self) -> None:
        """Close it."""
        self.visitor.close()


def _line(said: str) -> str:
    return unicodedata.normalize("NFC", re.sub(r"\s+", " ", said))

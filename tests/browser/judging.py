"""Programs that are not ours judge pages: axe-core for people who cannot see or point well, html-validate for the HTML."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests import sites
from tests.browser.serving import Missing

# What stands out at the right of the window, so that a page can be pushed sideways.
SIDEWAYS = """() => {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) return [];
  return [...document.querySelectorAll('.md-content *')].filter(e => e.getBoundingClientRect().right > wide + 1)
    .map(e => e.outerHTML.slice(0, 90)).slice(0, 4).concat(['page is ' + document.documentElement.scrollWidth + ' wide']);
}"""
# Tables of records that are wider than the article. Matrices are as wide as their columns are many.
WIDER = """() => { const right = document.querySelector('.md-content__inner').getBoundingClientRect().right;
  return [...document.querySelectorAll('.coehub-table table:not([class])')]
    .filter(e => e.getBoundingClientRect().right > right + 1).map(e => e.tHead.innerText) }"""
# What a screen reader needs; Material's own frame is judged by its names only, and Markdown's tables by hand have no scope.
UNSOUND = r"""byHand => {
  const faults = [], show = e => e.outerHTML.slice(0, 120);
  const text = e => (e.innerText || e.textContent || '').replace(/[¶\s]+/g, '');
  const name = e => e.getAttribute('aria-label') || e.title || (e.getAttribute('aria-labelledby') || '').split(' ')
    .map(id => document.getElementById(id)?.textContent || '').join('') || text(e)
    || [...e.querySelectorAll('img[alt], svg title')].map(i => i.alt || i.textContent).join('');
  const shown = e => e.checkVisibility() && !e.closest('[aria-hidden=true], [hidden]');
  if (!document.documentElement.lang) faults.push('no lang');
  if (document.querySelectorAll('h1').length !== 1) faults.push('not one h1');
  let before = 0;
  for (const h of document.querySelectorAll('.md-content :is(h1,h2,h3,h4,h5,h6)')) {
    const level = +h.tagName[1];
    if (level > before + 1) faults.push('heading jumps: ' + show(h));
    if (!text(h)) faults.push('empty heading: ' + show(h));
    before = level;
  }
  for (const th of document.querySelectorAll('.md-content table:not(.highlighttable) th'))
    if (!byHand && !['col', 'row', 'colgroup', 'rowgroup'].includes(th.scope)) faults.push('th without scope: ' + show(th));
  for (const t of document.querySelectorAll('.md-content table:not(.highlighttable)'))
    if (!t.querySelector('th')) faults.push('table without th: ' + show(t));
  for (const i of document.querySelectorAll('img')) if (!i.hasAttribute('alt')) faults.push('img without alt: ' + show(i));
  for (const s of document.querySelectorAll('.md-content svg'))
    if (shown(s) && !s.closest('.md-icon, .md-content__button, a, button, .twemoji, label')
        && !(s.getAttribute('role') === 'img' && (s.querySelector('title') || s.getAttribute('aria-label'))))
      faults.push('svg without a name: ' + show(s));
  for (const r of document.querySelectorAll('[role=img], [role=region], [role=group]')) if (!name(r)) faults.push('no name: ' + show(r));
  for (const b of document.querySelectorAll('button, a[href], summary, [role=button]'))
    if (shown(b) && !name(b) && !b.querySelector('svg[aria-label]')) faults.push('no name: ' + show(b));
  for (const i of document.querySelectorAll('.md-content :is(input, select, textarea):not([type=hidden])'))
    if (!(i.getAttribute('aria-label') || i.labels?.length)) faults.push('no label: ' + show(i));
  for (const list of document.querySelectorAll('.md-content :is(ul, ol)'))
    if ([...list.children].some(e => e.tagName !== 'LI' && e.tagName !== 'TEMPLATE')) faults.push('list with other things: ' + show(list));
  return faults;
}"""
OPEN = "document.querySelectorAll('.md-content details').forEach(each => { each.open = true })"
# Only what lies in the article: the header, tabs, side bars and footer around it are Material's own.
# The argument is a list of the only rules to judge by, or says of some rules whether they are to be judged by. That what is pressed is
# large enough for a finger, axe looks at only where it is asked to.
AXE = """async (chosen) => {
  const which = Array.isArray(chosen) ? {runOnly: chosen} : {rules: {'target-size': {enabled: true}, ...chosen}};
  const options = {resultTypes: ['violations'], selectors: false, preload: false, ...which};
  const found = await axe.run(document.querySelector('.md-content__inner'), options);
  const why = node => [...node.any, ...node.all, ...node.none].map(each => each.message).join('; ').slice(0, 160);
  return found.violations.flatMap(rule =>
    rule.nodes.slice(0, 3).map(node => rule.id + ': ' + node.html.slice(0, 120) + ' — ' + why(node)));
}"""


# The rules that look at colours. In the second scheme and in other palettes the rest would find what it found before.
COLOURS = ["color-contrast", "link-in-text-block"]
ALL_BUT_COLOURS = {rule: {"enabled": False} for rule in COLOURS}
# Code that can be scrolled sideways is made a stop for the keyboard by the theme, a moment after the window has got another size.
SETTLED = """() => [...document.querySelectorAll('.md-content pre > code')].every(
  each => each.scrollWidth <= each.clientWidth || each.tabIndex === 0)"""
# Of many alike beside each other some are judged: axe looks at each element against each rule, and a register has hundreds of lines.
# What stands around the article is not judged, but looked at all the same.
FEWER = """() => {
  document.querySelectorAll('.md-header__inner, .md-tabs__list, .md-sidebar__inner, .md-footer').forEach(each => each.replaceChildren());
  document.querySelectorAll('.md-content__inner :is(ul, ol, tbody, section, details, div)').forEach(parent => {
    const seen = {};
    for (const each of [...parent.children]) {
      if (!each.matches('li, tr, details, section')) continue;
      const like = each.tagName + each.className;
      seen[like] = (seen[like] || 0) + 1;
      if (seen[like] > 2) each.remove();
    }
  });
}"""


def _judges() -> Path:
    """Return where npm has put the judges.

    Raises:
        Missing: it has not.
    """
    named = os.environ.get("COEHUB_JUDGES", "")
    found = Path(named) if named else sites.ROOT / ".node" / "node_modules"
    if not (found / "axe-core").is_dir() or not (found / "html-validate").is_dir():
        raise Missing(
            f"axe-core and html-validate are missing in {found}: 'make test' installs them, 'make .node/.packages' only them. "
            "They need the Debian packages 'nodejs' and 'npm' (packages.txt)"
        )
    return found


def judged(page: Any, only: list[str] | None = None) -> list[str]:
    """Return what axe finds on a page whose window may just have got another size."""
    with contextlib.suppress(Exception):  # axe tells what is not settled
        page.wait_for_function(SETTLED, timeout=3000)
    found: list[str] = page.evaluate(AXE, only)
    return found


def axe() -> str:
    """Return the script that makes ``axe`` known on a page."""
    return (_judges() / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


def html_faults(texts: Mapping[str, str]) -> dict[str, list[tuple[str, int, str]]]:
    """Return for each page what html-validate finds against HTML's own rules: rule, line, message."""
    judges, node = _judges(), shutil.which("node")
    if node is None:
        raise Missing("Node.js is missing: install the Debian package 'nodejs' (packages.txt)")
    done = subprocess.run(
        [node, str(Path(__file__).with_name("validate.cjs"))], input=json.dumps(texts), capture_output=True, text=True,
        encoding="utf-8", env={**os.environ, "NODE_PATH": str(judges)}, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return {page: [(rule, line, said) for rule, line, said in found] for page, found in json.loads(done.stdout).items()}

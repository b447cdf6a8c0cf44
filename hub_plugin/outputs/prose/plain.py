"""Prose that needs no Markdown: plain paragraphs, flat lists, links and stress, which is most of what people write.

It comes out byte for byte as Markdown and the sanitiser would make it (a law of the tests), in a twentieth of the time.
"""

from __future__ import annotations

import html
import re

# Runs of words are possessive, so that a long text that is not plain costs one look and not one for each way to cut it. The groups
# around them are not: with some releases of Python 3.11 they then match nothing. They can be cut in one way only, by their first sign.
_LINK = r"\[(?:[\w ,;:.()'/–—…-]|&#\d{1,3};)++\]\(<[\w./#-]++>\)"
_STRONG = r"(?<!\*)\*\*(?=[\w(])[\w ,;:.()'/–—…-]++(?<! )\*\*(?!\*)"
_LINE = rf"""(?!\d+[.)])(?:[\w("'“„]|{_LINK}|{_STRONG})(?:[\w ,;:.!?()'"“”„’%/–—…-]++|{_LINK}|{_STRONG})*(?<! )"""
_PARAGRAPH = re.compile(rf"{_LINE}(?:\n{_LINE})*")
_NUMBERED = re.compile(rf"1\. {_LINE}(?:\n\d+\. {_LINE})*")
_BULLETED = re.compile(rf"- {_LINE}(?:\n- {_LINE})*")
_MARKER = re.compile(r"\n(?:-|\d+\.) ")
_BOLD = re.compile(r"\*\*([^*]+)\*\*")
_PARTS = re.compile(r"\[([^\]]+)\]\(<([^>]+)>\)")


def as_html(text: str) -> str | None:
    """Return the HTML of a Markdown text, or None where only Markdown can tell.

    Args:
        text: with ``[name](<address>)`` for its links, the signs in the name as ``&#35;``.
    """
    if "_" in text or "`" in text:
        return None
    made: list[str] = []
    after_list = False
    for block in text.strip("\n").split("\n\n"):
        if _PARAGRAPH.fullmatch(block):
            made.append(f"<p>{block}</p>")
            after_list = False
            continue
        tag = "ol" if _NUMBERED.fullmatch(block) else "ul" if _BULLETED.fullmatch(block) else ""
        if not tag or after_list:
            return None
        items = _MARKER.split("\n" + block)[1:]
        made.append(f"<{tag}>\n" + "".join(f"<li>{item}</li>\n" for item in items) + f"</{tag}>")
        after_list = True
    found = "\n".join(made)
    if "**" in found:
        found = _BOLD.sub(r"<strong>\1</strong>", found)
    return _PARTS.sub(_anchor, found) if "](<" in found else found


def _anchor(found: re.Match[str]) -> str:
    return f'<a href="{found[2]}">{html.escape(html.unescape(found[1]), quote=False)}</a>'

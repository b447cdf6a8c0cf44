"""Blocks of code get names: Material calls one after what it lies in, and its button copies the first of that name."""

from __future__ import annotations

import re
from itertools import count

_BLOCK = re.compile("<pre>")


def named(html: str) -> str:
    """Return the HTML of a page in which each block of code has an id of its own; ids of records have no underscore."""
    if "<pre>" not in html:
        return html
    number = count(1)
    return _BLOCK.sub(lambda _: f'<pre id="_code-{next(number)}">', html)

"""The parser in plain Python, for places where PyYAML came without libyaml: it takes exactly what libyaml takes."""

from __future__ import annotations

from typing import Any

from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner


class PlainParser(Reader, Scanner, Parser):  # type: ignore[misc]
    """PyYAML's own events, but for one difference.

    Inside braces and brackets PyYAML ends a plain text at a ``?``, libyaml does not: ``{url: https://x/a?b}`` is a usual
    address. While a plain text is scanned, a ``?`` is shown to the scanner as a letter; the text itself is read as it is.
    """

    def __init__(self, source: str) -> None:
        self._in_plain = False
        Reader.__init__(self, source)
        Scanner.__init__(self)
        Parser.__init__(self)

    def peek(self, index: int = 0) -> Any:
        """Return the character ahead, as the scanner shall see it."""
        char = super().peek(index)
        return "x" if self._in_plain and char == "?" else char

    def scan_plain(self) -> Any:
        """Scan one plain scalar."""
        self._in_plain = True
        try:
            return super().scan_plain()
        finally:
            self._in_plain = False

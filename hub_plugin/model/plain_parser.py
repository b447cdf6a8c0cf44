"""The parser in plain Python, for places where PyYAML came without libyaml: it takes exactly what libyaml takes."""

from __future__ import annotations

from typing import Any

from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner, ScannerError
from yaml.tokens import ScalarToken

_BLANK = " \t"
_END = " \t\n\0"


class PlainParser(Reader, Scanner, Parser):
    """PyYAML's own events, scanned as libyaml 0.2.5 does where the two differ: tabs, and ``?`` and ``:`` in braces.

    PyYAML refuses a tab between a field and its value, and ends a plain text in braces at a ``?``, so that
    ``{url: https://x/a?b}`` is no address. The reader has turned all line breaks into LF before.
    """

    def __init__(self, source: str) -> None:
        Reader.__init__(self, source)
        Scanner.__init__(self)
        Parser.__init__(self)

    def scan_to_next_token(self) -> None:
        """Pass over blanks, comments and line breaks."""
        while True:
            tabs = self.flow_level or not self.allow_simple_key
            while self.peek() == " " or (tabs and self.peek() == "\t"):
                self.forward()
            if self.peek() == "#":
                self._to_end_of_line()
            if not self.scan_line_break():  # type: ignore[no-untyped-call]
                return
            if not self.flow_level:
                self.allow_simple_key = True

    def scan_plain(self) -> Any:
        """Scan one plain scalar."""
        start = end = self.get_mark()
        text = gap = ""
        while self.peek() != "#" and not self._at_document_marker():
            length = self._length(start)
            if not length:
                break
            self.allow_simple_key = False
            text += gap + self.prefix(length)
            self.forward(length)
            end = self.get_mark()
            if self.peek() not in _END[:3]:
                break
            gap = self._gap(start)
            if not self.flow_level and self.column <= self.indent:
                break
        return ScalarToken(text, True, start, end)

    def _length(self, start: Any) -> int:
        """Return how many characters follow that neither are blank nor end a plain text."""
        length = 0
        while (char := self.peek(length)) not in _END:
            ahead = self.peek(length + 1)
            if self.flow_level and char == ":" and ahead in ",?[]{}":
                self.forward(length)
                raise ScannerError("while scanning a plain scalar", start, "found unexpected ':'", self.get_mark())
            if (char == ":" and ahead in _END) or (self.flow_level and char in ",[]{}"):
                break
            length += 1
        return length

    def _gap(self, start: Any) -> str:
        """Pass over blanks and line breaks inside a plain text; return what stands for them."""
        blanks, breaks = "", 0
        while (char := self.peek()) in _END[:3]:
            if char == "\n":
                self.scan_line_break()  # type: ignore[no-untyped-call]
                self.allow_simple_key = True
                breaks += 1
                continue
            if not breaks:
                blanks += char
            elif char == "\t" and self.column <= self.indent:
                self._refuse_tab("plain", start)
            self.forward()
        return ("\n" * (breaks - 1) or " ") if breaks else blanks

    def scan_block_scalar_indicators(self, start_mark: Any) -> tuple[bool | None, int | None]:
        """Scan what may stand behind ``|`` or ``>``: ``+`` or ``-``, and a number of spaces."""
        keep = indent = None
        for _ in range(2):
            char = self.peek()
            if char in ("+", "-") and keep is None:
                keep = char == "+"
            elif char in tuple("123456789") and indent is None:
                indent = int(char)
            else:
                break
            self.forward()
        return keep, indent

    def scan_block_scalar_ignored_line(self, start_mark: Any) -> None:
        """Pass over the rest of a line ``|`` or ``>``."""
        while self.peek() in _BLANK:
            self.forward()
        if self.peek() == "#":
            self._to_end_of_line()
        if self.peek() not in _END[2:]:
            message = "did not find expected comment or line break"
            raise ScannerError("while scanning a block scalar", start_mark, message, self.get_mark())
        self.scan_line_break()  # type: ignore[no-untyped-call]

    def scan_block_scalar_indentation(self) -> Any:
        """Find out how far a text below ``|`` or ``>`` is indented."""
        found = super().scan_block_scalar_indentation()
        if self.peek() == "\t":
            self._refuse_tab("block", found[-1])
        return found

    def scan_block_scalar_breaks(self, indent: int) -> Any:
        """Pass over empty lines in a text below ``|`` or ``>``."""
        found = super().scan_block_scalar_breaks(indent)
        if self.peek() == "\t" and self.column < indent:
            self._refuse_tab("block", found[-1])
        return found

    def _refuse_tab(self, what: str, start: Any) -> None:
        message = "found a tab character that violates indentation"
        raise ScannerError(f"while scanning a {what} scalar", start, message, self.get_mark())

    def _to_end_of_line(self) -> None:
        while self.peek() not in _END[2:]:
            self.forward()

    def _at_document_marker(self) -> bool:
        return bool(self.column == 0 and self.prefix(3) in ("---", "...") and self.peek(3) in _END)

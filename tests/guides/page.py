"""What a guide shows: the fenced blocks of a Markdown page, and what each of them means.

| block | meaning |
| --- | --- |
| ``console`` | lines with ``$`` are commands; what follows is what they print. ``…`` stands for anything, alone for any lines |
| ``sh`` | commands, without what they print |
| any, whose first line is ``# path`` or ``<!-- path -->`` | a file to write |
| any, whose first line is ``# path (at the end)`` | lines to add to a file |
| ``diff``, whose first line is ``# path`` | a file to change: the lines with a space and with ``-`` stand in it once |
| ``text`` | is looked at only |
"""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass

_FENCE = re.compile(r"^(?P<indent> *)```(?P<language>\w*)\n(?P<text>.*?)^(?P=indent)```$", re.MULTILINE | re.DOTALL)
_PATH = re.compile(r"(?:# |<!-- )([\w.-]+(?:/[\w.-]+)*\.\w+|Makefile)( \(at the end\))?(?: -->)?\n")
RUN = ("console", "sh")


@dataclass(frozen=True)
class Block:
    """A fenced block.

    Args:
        line: where it begins in the page.
        language: what stands behind the fence.
        text: what stands in it, without the line that names a file.
        path: the file that it names, or empty.
        added: it is added to the end of that file.
    """

    line: int
    language: str
    text: str
    path: str = ""
    added: bool = False


def blocks(markdown: str) -> list[Block]:
    """Return the blocks of a page, in order."""
    found = []
    for each in _FENCE.finditer(markdown):
        line = markdown.count("\n", 0, each.start()) + 1
        text = textwrap.dedent(each["text"])
        named = None if each["language"] in (*RUN, "text") else _PATH.match(text)
        if named:
            found.append(Block(line, each["language"], text[named.end() :], named[1], bool(named[2])))
        else:
            found.append(Block(line, each["language"], text))
    return found


def commands(block: Block) -> list[tuple[str, str | None]]:
    """Return the commands of a block, each with what it prints; None where the page does not show it."""
    if block.language == "sh":
        lines = block.text.replace("\\\n", "").splitlines()
        return [(line, None) for line in lines if line.strip() and not line.startswith("#")]
    pieces = re.split(r"(?m)^\$ (.*)\n", block.text)
    assert not pieces[0], f"line {block.line}: a console block begins with a command"
    return list(zip(pieces[1::2], pieces[2::2], strict=True))


def prints(shown: str, output: str) -> bool:
    """Tell whether an output is what a page shows."""
    lines = [re.escape(line.rstrip()).replace("…", ".*") for line in shown.strip("\n").splitlines()]
    pattern = "".join(r"(?:.*\n)*?" if line == ".*" else line + "\n" for line in lines)
    said = "".join(line.rstrip() + "\n" for line in output.strip("\n").splitlines())
    return re.fullmatch(pattern, said) is not None


def changed(text: str, block: Block) -> str:
    """Return a file after a change.

    Raises:
        AssertionError: what the page takes for granted does not stand in the file, or more than once.
    """
    lines = block.text.splitlines()
    assert all(line[:1] in ("", " ", "+", "-") for line in lines), f"line {block.line}: no diff"
    was = "".join(line[1:] + "\n" for line in lines if not line.startswith("+"))
    now = "".join(line[1:] + "\n" for line in lines if not line.startswith("-"))
    assert text.count(was) == 1, f"line {block.line}: this stands {text.count(was)} times in {block.path}:\n{was}"
    return text.replace(was, now)

"""What Markdown would search for through the whole text, each time anew, and what it would follow down until Python gives up."""

from __future__ import annotations

import re

MANY = 400  # fewer of them cost nothing
NEAR = 300  # characters from a bracket to the one that closes it
DEEPEST = 20  # lists and quotations in each other
_INDENT = re.compile(r"^[ \t]{160,}", re.MULTILINE)  # twice as deep, for code may be indented
_SIGNS = rf"(?:(?:[-+*]|\d{{1,9}}\.)[ \t]+|>[ \t]*){{{DEEPEST},}}"
_MARKERS = re.compile(rf"^(?=[ \t]*{_SIGNS})[ \t]*(?![-*_ \t]+$)", re.MULTILINE)
_BRACKETS = re.compile(r"\[|\]|(?<=\])\(|\)")
_ABBREVIATION = re.compile(r"^\*\[", re.MULTILINE)
_STAND_INS = {"[": "\x0e", "(": "\x0f"}  # control characters, which the reader lets into no text


def untangled(text: str) -> str:
    """Return a text in which each bracket that opens a link closes soon; a sign that is none of Markdown's stands for the others.

    Markdown looks for the end of a link from every ``[``, and of its address from every ``](``. Where none ends, sixteen thousand
    of them take it half a minute; so do as many references to one footnote, and half as many abbreviations. A text with few
    brackets stays as it is.
    """
    if text.count("[") < MANY:
        return text
    if text.count("[^") >= MANY:
        text = text.replace("[^", _STAND_INS["["] + "^")
    if len(_ABBREVIATION.findall(text)) >= MANY:
        text = _ABBREVIATION.sub("*" + _STAND_INS["["], text)
    waiting: dict[str, list[int]] = {"[": [], "(": []}
    closed: set[int] = set()
    opened: list[int] = []
    for found in _BRACKETS.finditer(text):
        sign, at = found[0], found.start()
        if sign in waiting:
            waiting[sign].append(at)
            opened.append(at)
        elif (stack := waiting["[" if sign == "]" else "("]) and at - stack[-1] <= NEAR:
            closed.add(stack.pop())
        else:
            stack.clear()
    pieces, last = [], 0
    for at in opened:
        if at not in closed:
            pieces += [text[last:at], _STAND_INS[text[at]]]
            last = at + 1
    return "".join([*pieces, text[last:]])


def flat(text: str) -> str:
    """Return a text in which lists and quotations are at most twenty deep: a line with more of their signs is a line of words.

    Markdown calls itself for each of them, and no page is read that is nested so; three hundred would end the build.
    """
    text = _INDENT.sub(" " * 160, text)
    return _MARKERS.sub(r"\g<0>\\", text)


def restored(html: str) -> str:
    """Return what was made of such a text, with the brackets in their places."""
    for sign, stands in _STAND_INS.items():
        html = html.replace(stands, sign)
    return html

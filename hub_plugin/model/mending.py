"""A broken line, explained in plain words and written again so that it can be pasted."""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

_PAIR = re.compile(r"^(?P<start>\s*(?:- +)*[^\s:#'\"\[{][^:#]*:\s+|\s*- +)(?P<value>\S.*?)\s*$")

_TAB = re.compile(r" *\t")

# Fields in braces, the innermost of a line, without double quotes; commas within brackets part no fields.
_BRACED = re.compile(r"\{(?P<inside>[^{}\"\\]*)\}")
_PIECE = re.compile(r"(?:[^,\[\]]|\[[^\[\]]*\])+")

# What git writes between the two sides of a conflict.
_CONFLICT = re.compile(r"^(?:(?:<{7}|>{7})(?: .*)?|={7})$", re.MULTILINE)

_LONGEST = 400  # characters of a line that is written again; who has a longer one cannot paste it from a report

_HEADER = re.compile(r"[|>][-+0-9]*(\s+#.*)?")

# What libyaml and PyYAML say, and what it means to somebody who has never read the specification.
_PLAIN_WORDS = (
    ("mapping values are not allowed", "a second ': ' stands in this line"),
    ("cannot start any token", "a value cannot begin with this character"),
    ("found a tab character", "a tab stands where only spaces are allowed"),
    ("expected the node content", "a value cannot begin with this character"),
    ("while scanning a quoted scalar", "a quote is opened here and not closed"),
    ("while parsing a flow", "a bracket or brace is opened here and not closed"),
    ("did not find expected ',' or", "a bracket or brace is opened here and not closed"),
    ("expected ',' or", "a bracket or brace is opened here and not closed"),
    ("comment or line break", "behind '|' or '>' a text begins on the next line"),
    ("comment or a line break", "behind '|' or '>' a text begins on the next line"),
    ("while scanning a block scalar", "the lines of this text are not indented alike"),
    ("could not find expected ':'", "this line has no ':' behind the field's name"),
    ("while scanning a simple key", "this line has no ':' behind the field's name"),
    ("while scanning an anchor", "'&' begins an anchor, which the format does not have"),
    ("while scanning an alias", "'*' begins an alias, which the format does not have"),
    ("while scanning a directive", "'%' at the start of a line is not part of the format"),
    ("unknown escape character", "a '\\' inside double quotes has a meaning of its own: use single quotes"),
    ("undefined tag handle", "'!' begins a tag, which the format does not have"),
    ("while scanning a tag", "'!' begins a tag, which the format does not have"),
    ("while parsing a block mapping", "the indentation does not fit the lines above, or a quote ends too early"),
    ("while parsing a block collection", "the indentation does not fit the lines above"),
    ("sequence entries are not allowed", "a list cannot begin here: write it on the next line"),
    ("<document start>", "this line does not belong to the fields above: look at its indentation"),
)

_AT_THE_OPENING = ("while scanning a quoted scalar", "while parsing a flow", "while scanning a simple key")


@dataclass(frozen=True, slots=True)
class Told:
    """A syntax error: line and column counted from 0, what is wrong, what to write."""

    line: int
    column: int
    message: str
    hint: str


def syntax(error: yaml.YAMLError, source: str) -> Told:
    """Explain a parser's error.

    Args:
        error: what PyYAML raised.
        source: the text that was parsed.
    """
    context = str(getattr(error, "context", "") or "")
    problem = str(getattr(error, "problem", "") or error)
    told = f"{context}: {problem}"
    message = next((plain for sign, plain in _PLAIN_WORDS if sign in told), f"the line cannot be read ({problem})")
    marks = [getattr(error, "problem_mark", None), getattr(error, "context_mark", None)]
    if any(sign in context for sign in _AT_THE_OPENING):
        marks.reverse()
    mark = next((mark for mark in marks if mark is not None), None)
    lines = source.split("\n")
    line = min(mark.line, len(lines) - 1) if mark else 0
    column = mark.column if mark else 0
    if _TAB.match(lines[line]):
        spaces = "write spaces instead, two for each step to the right"
        return Told(line, column, "the line begins with a tab, and only spaces may stand there", spaces)
    if "while parsing a flow" in context and (hint := braced(lines[line])):
        return Told(line, column, "a second ': ' stands in a text inside these braces", hint)
    nearby = dict.fromkeys(mark.line for mark in marks if mark is not None and mark.line < len(lines))
    for number in list(nearby) if "'" in source or '"' in source else [line]:
        if (better := _pasteable(lines, number)) is not None:
            return Told(number, column if number == line else 0, message, f"put the text in quotes: {better}")
    return Told(line, column, message, "put a text that has special characters into quotes, and indent with spaces")


def quoted(line: str) -> str:
    """Return ``write: field: "text"`` for a line whose value needs quotes, or an empty text."""
    better = _quote(line)
    return f"put the text in quotes: {better.strip()}" if better else ""


_FENCED = re.compile(r"^ {0,3}(?:```|~~~)", re.MULTILINE)


def conflict(text: str, markdown: bool) -> Told | None:
    """Return where a merge was left half done, None where none was.

    Args:
        text: of a whole file.
        markdown: it has a body, in which a line of seven '=' makes a heading of the line above.
    """
    if not any(mark in text for mark in ("<<<<<<<", "=======", ">>>>>>>")):
        return None
    fences = [each.start() for each in _FENCED.finditer(text)] if markdown else []
    for found in _CONFLICT.finditer(text):
        shown = sum(each < found.start() for each in fences) % 2  # in a block of code it is an example
        if not shown and (found[0][0] != "=" or not markdown):
            line = text.count("\n", 0, found.start())
            return Told(line, 0, "a merge conflict has not been resolved", "keep one side and take the markers out")
    return None


def braced(line: str) -> str:
    """Return ``put the text in quotes: field: {name: "text, text"}`` for a line with fields in braces, or an empty text.

    What has no name belongs to the text before it: a comma has cut it off.
    """
    found = _BRACED.search(line) if len(line) <= _LONGEST else None
    if not found:
        return ""
    fields: list[str] = []
    for piece in _PIECE.findall(found["inside"]):
        if ": " in piece.strip() or not fields:
            fields.append(piece.strip())
        else:
            fields[-1] += f",{piece.rstrip()}"
    written = ", ".join(_quoted_field(each) for each in fields)
    better = line[: found.start("inside")] + written + line[found.end("inside") :]
    try:
        for _ in yaml.parse(better, Loader=yaml.SafeLoader):
            pass
    except (yaml.YAMLError, RecursionError):
        return ""
    return f"put the text in quotes: {better.strip()}" if better != line else ""


def _quoted_field(field: str) -> str:
    name, _, value = field.partition(": ")
    wanted = ": " in value or ("," in value and value[0] != "[")
    return f'{name}: "{value}"' if wanted and value[0] not in "'&*!" else field


def _quote(line: str) -> str | None:
    found = _PAIR.match(line) if len(line) <= _LONGEST else None
    if not found:
        return None
    value = found["value"]
    if _HEADER.fullmatch(value):
        return None
    if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"":
        value = value[1:-1]
        if '"' not in value and "'" not in value:
            return None
    if '"' in value or "\\" in value:
        value = "'" + value.replace("'", "''") + "'"
    else:
        value = f'"{value}"'
    return found["start"] + value


def _pasteable(lines: list[str], number: int) -> str | None:
    """Return the line with its value in quotes, if that mends it."""
    better = _quote(lines[number])
    if better is None:
        return None
    try:
        for event in yaml.parse("\n".join([*lines[:number], better, *lines[number + 1 :]]), Loader=yaml.SafeLoader):
            if event.start_mark is None or event.start_mark.line > number + 1:
                break
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        if mark is None or mark.line <= number:
            return None
        if "quoted scalar" in str(error.context or ""):
            return None
    except (yaml.YAMLError, RecursionError):
        return None
    return better.strip()

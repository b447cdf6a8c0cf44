"""How the values of the format look, as JSON Schema: what an editor can mark before anything is read.

An editor types plain values itself: ``2.0`` is a number there, ``2026-12-01`` a text (YAML 1.2) or a date that counts as a
text, ``10:00`` a text or, in YAML 1.1, the number 600. So each of these takes what the reader takes in every such form, and is
never narrower than its parser; that a day or a zone does not exist may escape it. Only what ECMA 262 and Python read alike is used.
"""

from __future__ import annotations

from typing import Any, Final

Shape = dict[str, Any]

_DAY: Final = (
    "[0-9]{4}-(0[13578]-([012][0-9]|3[01])|1[02]-([012][0-9]|3[01])|(0[469]|11)-([012][0-9]|30)|02-[012][0-9])"
)
_CLOCK: Final = "([01]?[0-9]|2[0-3]):[0-5][0-9]"
_DIGIT: Final = "[^\\x00-\\x2f\\x3a-\\x7f]"  # 0 to 9, and whatever digits other scripts have
_UNITS: Final = "m min mins minute minutes h hour hours d day days w week weeks month months y year years"  # the parser's, see times
_ID: Final = "[a-z0-9]+(-[a-z0-9]+)*"


def any_case(word: str) -> str:
    """Return a pattern for a word in small or capital letters, with ``-`` or ``_``."""
    return "".join(_either(char) for char in word)


def _either(char: str) -> str:
    if char in "-_":
        return "[-_]"
    if char.isalpha():
        return f"[{char.upper()}{char.lower()}]"
    return char if char.isalnum() or char == " " else f"\\{char}"


def shape(pattern: str, *types: str, **more: Any) -> Shape:
    """Return the schema of a text with a pattern, spaces around it allowed; further types are taken as they are."""
    every = ["string", *types]
    return {"type": every if types else "string", "pattern": f"^\\s*({pattern})\\s*$", **more}


def _one_of(words: str) -> str:
    return "|".join(any_case(word) for word in sorted(words.split(), key=len, reverse=True))


DATE: Final = shape(_DAY)
MOMENT: Final = shape(f"{_DAY}(T| +){_CLOCK}")
DATE_OR_MOMENT: Final = shape(f"{_DAY}((T| +){_CLOCK})?")
CLOCK: Final = shape(_CLOCK, "integer", minimum=60)  # an editor of YAML 1.1 counts 10:00 as minutes
DURATION: Final = shape(f"([0-9]{{1,9}}\\s*({_one_of(_UNITS)})\\s*)+")
VERSION: Final = shape("[0-9]{1,9}(\\.[0-9]{1,9}){0,9}", "number", minimum=0)
URL: Final = shape(f'{any_case("http")}[sS]?://[^\\s"<>\\\\]+|{any_case("mailto")}:[^\\s"<>\\\\]*@[^\\s"<>\\\\]*')
SLUG: Final = shape(_ID, "number", "boolean")
PART_KEY: Final = f"^(?=.*[a-z]){_ID}$"
ZONE: Final = shape("[A-Za-z][A-Za-z0-9+/_-]*")
WHOLE: Final = shape(f"-?{_DIGIT}{{1,18}}", "integer")
NUMBER: Final = shape(
    f"[+-]?{_DIGIT}{{1,30}}([ \\u00a0\\u202f]{_DIGIT}{{3,6}})*([.,]{_DIGIT}{{1,24}})?\\s*[^0-9]{{0,40}}", "number"
)
COUNT: Final = shape("[1-9][0-9]{0,3}", "integer", minimum=1, maximum=9999)
INTERVAL: Final = shape(f"([0-9]{{1,3}}\\s+)?({_one_of('day week month year')})[sS]?")
DAY_IN: Final = shape(
    f"((({_one_of('first second third fourth fifth last')})\\s+)?"
    f"({_one_of('monday tuesday wednesday thursday friday saturday sunday')}))|[0-9]{{1,2}}|{any_case('last')}",
    "integer", minimum=1, maximum=31,
)  # fmt: skip
PARITY: Final = shape(_one_of("odd even"))
PERIOD: Final = shape(
    "[0-9]{4}(-([Qq][1-4]|[Ww][0-9]{2}|[0-9]{2}(-[0-9]{2})?))?", "integer", minimum=1970, maximum=2199
)
LINK: Final = shape("[a-z0-9/#-]+", "number", "boolean")
LINK_OR_URL: Final = shape(f"[a-z0-9/#-]+|{URL['pattern'][5:-5]}", "number", "boolean")

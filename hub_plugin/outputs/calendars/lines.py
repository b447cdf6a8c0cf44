"""iCalendar on the wire (RFC 5545, section 3.1): whatever an author writes stays inside one value of one line."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from typing import Final
from urllib.parse import quote

from hub_plugin.model.names import clean
from hub_plugin.model.times import Duration

LONGEST: Final = 75  # octets of a line, without its end
_BREAKS: Final = re.compile("[\u2028\u2029]")
_ESCAPED: Final = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def component(name: str, lines: Iterable[str]) -> str:
    """Return lines between BEGIN and END; what is already folded inside stays as it is."""
    return f"BEGIN:{name}\r\n{''.join(lines)}END:{name}\r\n"


def line(name: str, value: str) -> str:
    """Return one content line, folded; neither part may hold a line break."""
    return b"\r\n ".join(_cut(f"{name}:{value}".encode())).decode() + "\r\n"


def _cut(whole: bytes) -> Iterator[bytes]:
    """Yield a line in pieces of at most 75 octets; all but the first begin with a blank, which counts."""
    start, end = 0, LONGEST
    while end < len(whole):
        while whole[end] & 0b1100_0000 == 0b1000_0000:  # in the middle of a letter (UTF-8)
            end -= 1
        piece = whole[start:end]
        end -= (len(piece) - len(piece.rstrip(b"\\"))) % 2  # an escaped character is never split
        yield whole[start:end]
        start, end = end, end + LONGEST - 1
    yield whole[start:]


def text(name: str, value: str, *, breaks: bool = False, language: str = "") -> str:
    """Return a line with a text (section 3.3.11); without ``breaks`` it is made one line.

    Args:
        name: the property; one that may have the parameter LANGUAGE (section 3.2.10), if ``language`` is given.
        value: the text.
        breaks: keep line breaks.
        language: of the text, as a tag; empty: it is not said.
    """
    return line(f"{name};LANGUAGE={language}" if language else name, plain(value, breaks=breaks).translate(_ESCAPED))


def plain(value: str, *, breaks: bool = False) -> str:
    """Return a text without control characters: the format cannot carry them, and one NUL makes readers drop a whole feed."""
    value = _BREAKS.sub("\n", clean(value).replace("\t", " "))
    return value.strip() if breaks else re.sub("[ \n]+", " ", value).strip()


def address(name: str, value: str) -> str:
    """Return a line with an address (section 3.3.13): it has no escapes, so what is not allowed in one is percent-encoded."""
    return line(name, quote(value.encode("utf-8", "ignore"), safe="%/:=&?~#+!$,;'@()*[]"))


def moment(name: str, *when: datetime.date | datetime.datetime) -> str:
    """Return a line with days, or with clock times of one zone (sections 3.3.4 and 3.3.5)."""
    first = when[0]
    if not isinstance(first, datetime.datetime):
        return line(f"{name};VALUE=DATE", ",".join(value(each) for each in when))
    zone = zone_name(first.tzinfo)
    return line(f"{name};TZID={zone}" if zone else name, ",".join(value(each) for each in when))


def value(when: datetime.date | datetime.datetime) -> str:
    """Return a day or a clock time as it stands in a value; in UTC where its zone has no name."""
    if not isinstance(when, datetime.datetime):
        return f"{when:%Y%m%d}"
    return f"{when:%Y%m%dT%H%M%S}" if zone_name(when.tzinfo) else f"{when.astimezone(datetime.UTC):%Y%m%dT%H%M%SZ}"


def zone_name(zone: datetime.tzinfo | None) -> str:
    """Return the IANA name of a zone; UTC needs none."""
    name = str(getattr(zone, "key", ""))
    return "" if name == "UTC" else name


def length(duration: Duration) -> str:
    """Return a duration (section 3.3.6): days are nominal, hours and minutes exact."""
    hours, minutes = divmod(duration.minutes, 60)
    clock = "".join(f"{number}{unit}" for number, unit in ((hours, "H"), (minutes, "M")) if number)
    return f"P{f'{duration.days}D' if duration.days else ''}{f'T{clock}' if clock else ''}"

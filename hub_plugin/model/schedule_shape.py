"""The fields of a schedule, which of them go together, and how that looks to an editor."""

from __future__ import annotations

from typing import Final

from hub_plugin.model import patterns
from hub_plugin.model.occurrences import Kind

KEYS: Final = {
    "every": "How often: day, week, 2 weeks, month, 3 months, year; counted from the week, month of 'from'.",
    "weeks": "odd or even: only in ISO weeks with such a number. Week 53 is followed by week 1, both odd.",
    "rrule": "A recurrence rule of iCalendar (RFC 5545) on whole days, for what the other fields cannot say.",
    "dates": "The days, or days with a time, one by one.",
    "date": "The one day, or day with a time.",
    "to": "The last day (included) of a 'date' that goes over several days.",
    "day": "The weekday or weekdays; for months and years third tuesday, last friday, 15 or last.",
    "at": "The time of the day. Without it the whole day is meant.",
    "duration": "How long each occurrence takes.",
    "from": "The first day of the series; if the rule does not give that day, the next one that it gives.",
    "until": "The last day (included).",
    "times": "How many occurrences there are; those under 'except' count.",
    "except": "Days on which it does not take place.",
    "moved": "Moved days: the day of the series, then its new day, with a new time if that changes.",
    "timezone": "The time zone, where it is not the hub's.",
    "place": "Where it takes place.",
}
_COMMON: Final = ("at", "duration", "timezone", "place", "except", "moved")
_SERIES: Final = ("from", "until", "times", *_COMMON)
FORMS: Final[dict[Kind, tuple[str, ...]]] = {
    "every": ("every", "weeks", "day", *_SERIES),
    "weeks": ("every", "weeks", "day", *_SERIES),
    "rrule": ("rrule", *_SERIES),
    "dates": ("dates", "until", *_COMMON),
    "date": ("date", "to", *_COMMON),
}

_TEXT: Final[dict[str, object]] = {"type": ["string", "number", "boolean"]}
_MANY: Final = {"day": patterns.DAY_IN, "dates": patterns.DATE_OR_MOMENT, "except": patterns.DATE}
_SPECIAL: Final[dict[str, dict[str, object]]] = {
    "every": patterns.INTERVAL, "weeks": patterns.PARITY, "date": patterns.DATE_OR_MOMENT, "to": patterns.DATE,
    "at": patterns.CLOCK, "duration": patterns.DURATION, "from": patterns.DATE, "until": patterns.DATE,
    "times": patterns.COUNT, "timezone": patterns.ZONE,
    "moved": {"type": "object", "additionalProperties": patterns.DATE_OR_MOMENT, "minProperties": 1},
    **{key: {"anyOf": [one, {"type": "array", "items": one, "minItems": 1}]} for key, one in _MANY.items()},
}  # fmt: skip
_BARE: Final = {"anyOf": [patterns.DATE_OR_MOMENT, patterns.shape(patterns.any_case("ad-hoc").replace("[-_]", "[- ]"))]}
_RULE: Final[dict[str, object]] = {
    "type": "object",
    "properties": {key: {"description": text, **_SPECIAL.get(key, _TEXT)} for key, text in KEYS.items()},
    "additionalProperties": False,
    "anyOf": [{"required": [form]} for form in FORMS],
}
SCHEDULE_JSON_SCHEMA: Final[dict[str, object]] = {
    "description": "When it takes place: a rule, a list of rules, one day, or: ad hoc.",
    "anyOf": [
        *_BARE["anyOf"],
        _RULE,
        {"type": "array", "minItems": 1, "items": {"anyOf": [patterns.DATE_OR_MOMENT, _RULE]}},
    ],
}

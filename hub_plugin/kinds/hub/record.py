"""The centre itself: what it is for, who stands behind it, and what holds for all records."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator

from hub_plugin.model.fields import (
    Date,
    Duration,
    Many,
    ProseField,
    Sentence,
    TextField,
    Whole,
    Widened,
    Word,
    Zone,
    name_of,
    short,
    wrong,
)
from hub_plugin.model.links import Link, LinkTo
from hub_plugin.model.record import Part, PartId, PartsOf, Record, Written, about
from hub_plugin.model.texts import is_language

FORMAT = 1


def _format(value: Any) -> Any:
    if str(value).strip() != str(FORMAT):
        raise wrong(
            f"format '{str(value)[:20]}' is not known to this version", "write 'format: 1', or install a newer version"
        )
    return FORMAT


def _languages(value: Any) -> Any:
    languages = value if isinstance(value, list) else [value]
    for each in languages:
        if not isinstance(each, str) or not is_language(each):
            raise wrong(
                f"expected language tags, found {name_of(each) if not isinstance(each, str) else each!r}",
                "write [en, ro]",
            )
    return tuple(languages)


class Point(Part):
    """A point of the strategy, so that goals can say which one they serve."""

    called: ClassVar[str] = "strategy-point"
    main: ClassVar[str] = "title"

    title: TextField = about("The point in one sentence.")
    why: ProseField | None = about("Why it matters.", None)


class Sponsor(Written):
    """The executive who stands behind the centre."""

    main: ClassVar[str] = "person"

    person: Annotated[Link, LinkTo(("person",), means="sponsored by", back="sponsors")] = about("Who it is.")
    signed: Date | None = about("When the support was signed.", None)
    statement: ProseField | None = about("What the sponsor says to everybody.", None)


class HubRecord(Record):
    """The content of ``hub.yml``."""

    format: Annotated[int, BeforeValidator(_format), Sentence("1", "1"), Widened(lambda _: [{"type": "string"}])] = (
        about("The version of the format: 1.")
    )
    name: TextField = about("What the centre is called.")
    mission: TextField = about("What it is for, in one sentence.")
    vision: ProseField | None = about("What will be different when it has succeeded.", None)
    values: Many[TextField] = about("What its people hold to.", ())
    strategy: Annotated[dict[PartId, Point], PartsOf(lambda: Point)] = about(
        "How it means to get there, point by point.", {}
    )
    scope: ProseField | None = about("What it looks after, and what not.", None)
    sponsor: Annotated[Sponsor, *short("person")] | None = about(
        "The executive sponsor, with the day on which the support was signed.", None
    )
    timezone: Zone = about("The time zone in which its days begin and end.")
    languages: Annotated[
        tuple[str, ...],
        BeforeValidator(_languages),
        Sentence("language tags (BCP 47)", "[en, ro]"),
        Widened(lambda many: [many["items"]]),
    ] = about("The languages of the site; the first is the default.", ("en",))
    fiscal_year_starts: Whole = about("The month in which the fiscal year starts, 1 to 12.", 1)
    steering: Annotated[Link, LinkTo(("meeting",), means="steered by", back="steers")] | None = about(
        "The meeting series that gets proposed items which belong to no other.", None
    )
    grace: Duration | None = about(
        "The time that teams have that join later, and for requirements that change; 90 days if not written.", None
    )
    review_every: dict[Word, Duration] = about(
        "How often records are read through, per kind: `{standard: 12 months}`.", {}
    )
    kinds: Many[Word] = about("Python modules outside the package that hold further kinds.", ())

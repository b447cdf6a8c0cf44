"""The centre itself: what it is for, who stands behind it, and what holds for all records."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator

from hub_plugin.model.contribution import AccountField
from hub_plugin.model.fields import (
    Duration,
    Many,
    ProseField,
    Sentence,
    Slug,
    TextField,
    Url,
    Whole,
    Widened,
    Word,
    Zone,
    choice,
    name_of,
    scalar,
    short,
    wrong,
)
from hub_plugin.model.findings import Level
from hub_plugin.model.happened import Happened
from hub_plugin.model.links import Link, LinkTo
from hub_plugin.model.patterns import shape
from hub_plugin.model.record import Part, PartId, PartsOf, Record, Written, about
from hub_plugin.model.sources import folder_of, pattern_of
from hub_plugin.model.texts import is_language
from hub_plugin.model.vocabulary import meanings

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
    signed: Happened | None = about("When the support was signed.", None)
    statement: ProseField | None = about("What the sponsor says to everybody.", None)


class Source(Written):
    """A further folder of content: a submodule, or a checkout that the pipeline makes."""

    path: Annotated[str, *scalar(folder_of, "a folder beside the content folder", "sources/payments")] = about(
        "Where it lies, seen from the folder that holds the content folder."
    )
    may: Many[Annotated[str, *scalar(pattern_of, "a path below the content folder", "adoption/payments")]] = about(
        "What it may hold: `adoption/payments` (the record and all below it), or a pattern such as `meetings/payments-*/**`."
    )
    edit: Url | None = about("The address below which its files are edited on its own git host.", None)


class Limits(Written):
    """How far one change may go before `coehub impact` fails."""

    coverage_drop: Whole | None = about("The percentage points of coverage that the centre may lose.", None)
    score_drop: Whole | None = about("The percentage points of score that the centre may lose.", None)
    new_obligations: Whole | None = about("How many things the teams together may owe more.", None)
    notice: Duration | None = about(
        "The time that teams have at least until the first date of what they owe more.", None
    )


LevelWord = Annotated[str, *choice("off", *Level, says="a level")]


class Translations(Written):
    """How much it matters that translations keep up."""

    behind: LevelWord = about("off, advice, warning or error: a text has changed since its translation.", "advice")
    missing: LevelWord = about("off, advice, warning or error: a record is translated in part.", "off")


class HubRecord(Record):
    """The content of ``hub.yml``."""

    format: Annotated[int, BeforeValidator(_format), Sentence("1", "1"), Widened(lambda _: [shape("[0-9]+")])] = about(
        "The version of the format: 1."
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
    words: Annotated[dict[Word, TextField], BeforeValidator(meanings)] = about(
        "What tags, disciplines, units and other words are called: `{operations: {ro: operațiuni}}`.", {}
    )
    translations: Translations | None = about("How much it matters that translations keep up.", None)
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
    sources: dict[Slug, Source] = about("Further folders of content, each with what it may hold.", {})
    account: AccountField | None = about(
        "The centre's account on the git host: it approves what nobody else with an account does.", None
    )
    limits: Limits | None = about("How far one change may go before `coehub impact` fails.", None)

"""Words for synthetic hubs: names of things, and sentences of the length that people write.

No sentence holds a colon followed by a space, a `#` or a bracket, so each may stand in YAML without quotes.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random


def _words(*lines: str) -> tuple[str, ...]:
    return tuple(word for line in lines for word in line.split())


ADJECTIVES = _words(
    "Monthly Weekly Shared First Second Early Careful Plain Open Quiet Local Central Joint Simple Urgent Planned Written Spoken",
    "Daily Yearly Short Long Internal Public Regional Seasonal Basic Extended Common Special Final Draft Returning Missing Late",
    "Returned Broken",
)
THINGS = {
    "standard": _words(
        "complaints refunds replies greetings handovers records closures audits estimates visits orders callbacks surveys access",
        "backups releases changes incidents contracts forecasts reviews interviews payments deliveries returns warranties notices",
        "escalations translations briefings measurements inspections agreements purchases trainings archives permissions",
    ),
    "template": _words(
        "checklist letter report agenda outline register plan form card script summary invoice leaflet questionnaire log sheet",
        "poster brief proposal request receipt roster timetable scorecard worksheet protocol memo budget canvas charter glossary",
        "overview dossier inventory minutes statement certificate",
    ),
    "tool": _words(
        "desk board console planner tracker library inbox recorder scheduler dashboard workshop vault gateway editor monitor",
        "calculator index portal builder viewer scanner mailer composer converter simulator notebook terminal directory counter",
        "archive radar cabinet printer switchboard planner-lite stopwatch locator",
    ),
}
TEAMS = _words(
    "Payments Claims Service Field Digital Content Insights Office Sales Legal Delivery Purchasing Training Quality Network",
    "Metering Repairs Welcome Advice Outreach",
)
FIRST = _words(
    "Ana Mara Li Jo Peter Sofia Karim Nora Felix Lucia Tomas Hanna Rui Olga Bram Amara Mateo Yuki Elena David Ines Jonas Leila",
    "Adam Priya Camille Helena Zsofia Wei Marta Ivo Greta Samir Lena Oskar Nadia Hugo Vera Emil Rosa",
)
LAST = _words(
    "Pop Ionescu Wei Lee Nagy Lind Haddad Berg Braun Moretti Novak Virtanen Fernandes Petrova Devries Okafor Silva Tanaka Radu",
    "Roth Costa Weber Amiri Kowalski Nair Durand Marsh Kiss Chen Santos Horvat Lange Rahman Olsen Vogel Danner Marin Keller",
    "Brandt Fischer",
)
DISCIPLINES = (
    "operations",
    "service",
    "content",
    "digital",
    "finance",
    "quality",
    "training",
    "field work",
    "sales",
    "data",
)
LEVELS = ("must", "must", "must", "should", "may")

_WHO = (
    "The team", "Whoever answers first", "Each adviser", "The owner", "A colleague from another team", "The person on duty",
    "The customer", "Everybody who joins later", "The lead", "A new member", "The office", "The reviewer",
)  # fmt: skip
_DOES = (
    "writes down what was agreed", "reads the last answer before sending the next one", "asks for the date that still suits",
    "says who will come back and by when", "compares the figures of two months", "keeps the list short and in one place",
    "sends the notes before the next working day ends", "looks for the cause, not only for the case",
    "explains every term that is not used at home", "checks the address and the name once more",
    "leaves the decision to those who know the matter", "shows one example that worked and one that did not",
    "closes the ticket only when the customer has said yes", "counts what came back within seven days",
)  # fmt: skip
_HOW = (
    "because repeated questions cost more than the first answer", "even when the queue is long",
    "so that nobody has to search for it later", "as agreed with the teams that are concerned",
    "unless the customer has asked for something else", "before the meeting and not in it",
    "which takes less than ten minutes", "and marks what is still open", "in words that a visitor would understand",
    "with the reason beside it", "at least once a month", "although the old form is still accepted until spring",
    "and hands over what is left on Friday", "no matter through which channel it came",
)  # fmt: skip

CHARTER = """\
format: 1
name: Centre of Excellence for Measuring
timezone: UTC
languages: [en]
mission: Every build of a large hub is quick enough to be done at each change.
vision: Nobody waits for the site.
values:
  - We measure before we change.
strategy:
  be-quick: Stay in proportion to the number of records.
scope: |
  Synthetic records, made from a seed.
sponsor:
  person: ana-pop
  signed: 2025-11-10
  statement: >-
    {statement}
steering: round-1
grace: 90 days
review_every: {{standard: 24 months, template: 24 months, tool: 24 months}}
"""


def name_of(kind: str, index: int) -> str:
    """Return what a standard, template or tool is called; different for each index."""
    things = THINGS[kind]
    first, second = ADJECTIVES[index % len(ADJECTIVES)], things[index // len(ADJECTIVES) % len(things)]
    turn = index // (len(ADJECTIVES) * len(things))
    return f"{first} {second}" + (f" for {TEAMS[(turn - 1) % len(TEAMS)].lower()}" if turn else "")


def person_name(index: int) -> str:
    """Return the name of a person; different for each index."""
    turn = index // (len(FIRST) * len(LAST))
    middle = f" {FIRST[turn - 1]}" if turn else ""
    return f"{FIRST[index % len(FIRST)]}{middle} {LAST[(index // len(FIRST) + index) % len(LAST)]}"


def slug(name: str) -> str:
    """Return a name as an id."""
    return name.lower().replace(" ", "-")


def sentence(chance: Random) -> str:
    """Return one sentence of ten to twenty words."""
    return f"{chance.choice(_WHO)} {chance.choice(_DOES)} {chance.choice(_HOW)}."


def sentences(chance: Random, number: int) -> str:
    """Return some sentences."""
    return " ".join(sentence(chance) for _ in range(number))


def prose(chance: Random, paragraphs: int, links: Sequence[str]) -> str:
    """Return paragraphs with one list, and with a link in each paragraph as long as there are links."""
    waiting = list(links)
    blocks = []
    for _ in range(paragraphs):
        text = sentences(chance, 3)
        if waiting:
            text += f" More stands in [[{waiting.pop()}]], and **questions** are welcome."
        blocks.append(text)
    blocks.insert(1, "\n".join(f"{number}. {sentence(chance)}" for number in range(1, 4)))
    return "\n\n".join(blocks)

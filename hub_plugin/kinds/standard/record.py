"""A standard and its requirements: what every team it applies to is asked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator

from hub_plugin.model.facts import LEVELS
from hub_plugin.model.fields import IN_A_ROW, Date, Many, ProseField, TextField, Version, Word, by_name
from hub_plugin.model.files import FileBeside
from hub_plugin.model.findings import Route
from hub_plugin.model.heads import AudienceField, Changes, DecidedIn, Shared
from hub_plugin.model.links import Link, LinkTo
from hub_plugin.model.record import Part, PartId, PartsOf, about
from hub_plugin.model.vocabulary import TermField

Helping = Annotated[Link, LinkTo(("template", "tool"), means="is helped by", back="helps with")]


class Requirement(Part):
    """One thing that is asked, or a heading over several."""

    called: ClassVar[str] = "requirement"
    either: ClassVar[tuple[str, ...]] = LEVELS

    title: TextField | None = about("A short name; for a heading, the heading.", None)
    must: TextField | None = about("What must hold, in one sentence (RFC 2119: an absolute requirement).", None)
    should: TextField | None = about("What should hold (RFC 2119: unless there is a good reason).", None)
    may: TextField | None = about("What may be done (RFC 2119: truly optional).", None)
    why: ProseField | None = about("Why it is asked.", None)
    how: ProseField | None = about("How to meet it.", None)
    evidence: ProseField | None = about("What shows that it is met; then an answer 'met' gives it.", None)
    helps: Many[Helping] = about("Templates and tools that help; or write `supports` in a template.", ())
    tier: TermField | None = about("One of the standard's tiers.", None)
    maps_to: dict[Word, Many[Word]] = about(
        "Other catalogues' numbers for the same thing; where it is a standard here, one answer counts for both.", {}
    )
    new_in: Version | None = about("The version that brought it.", None)
    changed_in: dict[Version, TextField] = about(
        "Versions that changed it, each with what changed; answers from before are to be confirmed.", {}
    )
    retired: Version | None = about("The version that ended it; nothing is deleted.", None)
    needs: Many[Annotated[Link, LinkTo(("requirement",), means="needs", back="is needed by", ordered=True)]] = about(
        "Requirements that come before this one.", ()
    )
    adopt_by: Date | None = about("Its own deadline, where it is not the standard's.", None)
    applies_to: AudienceField | None = about(
        "Teams that it is for, where not all teams of the standard are meant.", None
    )
    requirements: Annotated[dict[PartId, Requirement], PartsOf(lambda: Requirement)] = about(
        "Requirements below this one.", {}
    )

    @property
    def level(self) -> str:
        """must, should, may, or empty for a heading."""
        return next((level for level in LEVELS if getattr(self, level) is not None), "")

    @property
    def statement(self) -> str:
        """What is asked; for a heading, its title."""
        text: str = getattr(self, self.level) if self.level else (self.title or self.id)
        return text


def _tiers(value: Any) -> Any:
    return by_name(value, ())


class Standard(Shared):
    """The content of ``standards/<id>.yml`` or ``.md``."""

    text: ProseField | None = about("An introduction, in a `.md` file the text below the front matter.", None)
    files: Many[FileBeside] = about("Files that belong to it; they lie beside this one.", ())
    effective: Date | None = about("The day from which it holds.", None)
    adopt_by: Date | None = about("The day by which teams meet it.", None)
    applies_to: AudienceField | None = about("Which teams it is for; all, if not written.", None)
    decided_in: Many[DecidedIn] = about("The decision behind it: `series/date#decision`, or an address.", ())
    tiers: Annotated[dict[TermField, Many[TermField]], BeforeValidator(_tiers), IN_A_ROW] = about(
        "Names of steps, such as [bronze, silver]; or each with those that it includes.", {}
    )
    requirements: Annotated[dict[PartId, Requirement], PartsOf(lambda: Requirement)] = about(
        "What is asked, one by one.", {}
    )
    changes: Changes = about("Its versions, the newest first; the newest gives its version.", ())

    @property
    def requirement_count(self) -> int:
        """How many things it asks, headings left out."""
        return sum(1 for _, _, each in self.walk_requirements() if each.level)

    def walk_requirements(self) -> Iterator[tuple[Route, tuple[Requirement, ...], Requirement]]:
        """Yield every requirement with its route and the headings above it, in the author's order."""
        yield from _walk(self.requirements, (), ())


def _walk(
    requirements: dict[str, Requirement], route: Route, above: tuple[Requirement, ...]
) -> Iterator[tuple[Route, tuple[Requirement, ...], Requirement]]:
    for name, requirement in requirements.items():
        here = (*route, "requirements", name)
        yield here, above, requirement
        yield from _walk(requirement.requirements, here, (*above, requirement))

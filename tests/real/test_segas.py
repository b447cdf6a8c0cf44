"""Standards that nobody of this project wrote, and one product's answers, become a hub (``segas.py`` says how).

The real folder lies beside the repository and is not part of it; a small excerpt of the same shape always runs.
"""

from __future__ import annotations

import datetime
import html
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

from hub_plugin import build
from hub_plugin.model.addresses import Address
from hub_plugin.model.derive import Joined, State
from hub_plugin.model.facts import Answer, Ask
from hub_plugin.model.findings import Finding
from tests import staging
from tests.real import segas

HERE = Path(__file__).parent
SOURCES = [path for path in (HERE / "sample", HERE.parents[2] / "shared/data/segas") if path.is_dir()]
TODAY = datetime.date(2026, 11, 24)
STALE = "adoption/unknown-item"  # what an answer gets whose requirement is gone
LIVE = re.compile(r"<img|<script>alert|<[^>]*(?:alert\(|onclick|javascript:)", re.IGNORECASE)  # what the sample tries


def plain(text: str) -> str:
    """Return the words of a page."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


def alike(heading: str) -> str:
    """Return what two writings of one heading have in common."""
    return " ".join(re.findall(r"\w+", heading.casefold()))


@dataclass
class Case:
    """A source with the hub that is made of it, and what was counted by hand in the source."""

    source: Path

    @cached_property
    def files(self) -> dict[str, bytes]:
        return segas.files(self.source)

    @cached_property
    def reading(self) -> build.Reading:
        return staging.read(self.files)

    @cached_property
    def now(self) -> Joined:
        return build.derive(self.reading.hub, TODAY)

    @cached_property
    def pages(self) -> dict[str, str]:
        return {
            page.uri: page.html for page in build.site(self.reading.hub, self.now, build.Frame(reference=False)).pages
        }

    @cached_property
    def headings(self) -> dict[str, list[str]]:
        """The number of each standard → its headings in capitals, counted without the converter."""
        found = {}
        for path in (self.source / "standards").glob("*.md"):
            text = path.read_text(encoding="utf-8")
            number = re.search(r"^id: *(\S+)", text, re.MULTILINE)
            assert number
            found[number[1]] = re.findall(r"^### (.*MUST.*?) *$", text, re.MULTILINE)
        return found

    @cached_property
    def passes(self) -> dict[tuple[str, str], dict[str, str]]:
        """What was answered, by the number of the standard and the heading."""
        return {
            (each["id"], alike(one["title"])): one
            for each in segas.assessment(self.source)
            for one in each["requirements"]
            if one.get("pass")
        }

    @cached_property
    def stale(self) -> set[tuple[str, str]]:
        """What was answered and is asked no longer."""
        asked = {(number, alike(each)) for number, headings in self.headings.items() for each in headings}
        return set(self.passes) - asked

    def found(self, *rules: str) -> list[Finding]:
        return [each for each in self.reading.findings if each.rule in rules]


@pytest.fixture(scope="module", params=SOURCES, ids=lambda path: path.name)
def case(request: pytest.FixtureRequest) -> Case:
    return Case(request.param)


def test_nothing_is_wrong_but_what_is_known_to_be(case: Case) -> None:
    assert {each.rule for each in case.reading.findings} <= {
        STALE,
        "adoption/no-reason",
        "link/relative",
    }  # its links lead to pages of its own site
    assert len(case.found(STALE)) == len(case.stale)
    assert len(case.reading.hub.of("standard", object)) == len(case.headings)  # type: ignore[type-var]


def test_every_must_is_an_ask(case: Case) -> None:
    asks = case.now.facts.of(Ask)
    wanted = sorted(heading for headings in case.headings.values() for heading in headings)
    assert sorted(ask.title for ask in asks) == wanted
    assert {ask.level for ask in asks} == {"must"}
    assert len({ask.code for ask in asks}) == len(wanted)
    if case.source.name == "segas":
        assert len(wanted) == 106


def test_the_answers_are_those_of_the_assessment(case: Case) -> None:
    codes = {ask.about: (ask.code.rpartition(".")[0], alike(ask.title)) for ask in case.now.facts.of(Ask)}
    given = {codes[each.about]: each for each in case.now.facts.of(Answer) if each.about in codes}
    assert set(given) == set(case.passes) - case.stale
    for name, answer in given.items():
        source = case.passes[name]
        assert answer.state == segas.STATES[source["pass"].lower()]
        assert answer.why.split() == source.get("comment", "").split()
        assert all(address in source["comment"] for address in answer.evidence)
        assert not answer.plan or answer.plan in source["comment"]
    silent = {codes[each.ask.about] for each in case.now.obligations if each.state is State.SILENT}
    assert silent == set(codes.values()) - set(case.passes)


def test_coverage_is_what_the_assessment_says(case: Case) -> None:
    progress = case.now.progress(case.now.obligations)
    asked = sum(len(each) for each in case.headings.values())
    answered = len(set(case.passes) - case.stale)
    assert (progress.applies, progress.answered, progress.coverage) == (asked, answered, answered * 100 // asked)
    passes = [case.passes[each]["pass"] for each in set(case.passes) - case.stale]
    met, aside = passes.count("Yes"), passes.count("N/A")
    assert progress.score == met * 100 // (asked - aside)


def test_what_lacks_a_reason_is_found(case: Case) -> None:
    bare = [each for each in case.passes.values() if each["pass"] == "N/A" and not each.get("comment")]
    assert bare
    assert len(case.found("adoption/no-reason")) == len(bare)


def test_answers_to_what_is_gone_get_a_suggestion(case: Case) -> None:
    for finding in case.found(STALE):
        assert finding.hint.startswith("did you mean '")
        assert finding.place.text.strip().rstrip(":") in finding.message


def test_a_renamed_requirement_is_told_and_was_mends_it(case: Case) -> None:
    answer = next(each for each in case.now.facts.of(Answer) if each.about.part and each.about in case.now.by_item)
    path, old = f"standards/{answer.about.id}.md", answer.about.part.encode()
    renamed = case.files[path].replace(old, old + b"-today")
    told = [each for each in staging.read({**case.files, path: renamed}).findings if each.rule == STALE]
    assert len(told) == len(case.stale) + 1
    assert f"did you mean '{answer.about.part}-today'?" in {each.hint for each in told}
    mended = renamed.replace(old + b"-today:\n", old + b"-today:\n    was: " + old + b"\n")
    reading = staging.read({**case.files, path: mended})
    assert [each.rule for each in reading.findings] == [each.rule for each in case.reading.findings]
    now = build.derive(reading.hub, TODAY)
    assert now.progress(now.obligations) == case.now.progress(case.now.obligations)


def test_markdown_and_yaml_say_the_same(case: Case) -> None:
    reading = staging.read(segas.files(case.source, "yml"))
    told = [sorted((each.rule, each.message) for each in one.findings) for one in (reading, case.reading)]
    assert told[0] == told[1]
    for address, record in case.reading.hub.records.items():
        if address.kind == "standard":
            other = reading.hub.records[address]
            assert plain(record.text) == plain(other.text)  # type: ignore[attr-defined]
            for name, part in record.requirements.items():  # type: ignore[attr-defined]
                assert part.how.strip() == other.requirements[name].how.strip()  # type: ignore[attr-defined]


def test_the_pages_show_every_statement(case: Case) -> None:
    team = plain(case.pages[f"teams/{segas.TEAM}.md"])
    for ask in case.now.facts.of(Ask):
        shown = plain(case.pages[f"standards/{ask.resource.id}.md"])
        assert f"{ask.code} {ask.title}" in shown
        assert ask.title in team
        assert f'id="{ask.about.part}"' in case.pages[f"standards/{ask.resource.id}.md"]
    for answer in case.now.facts.of(Answer):
        assert answer.about not in case.now.by_item or " ".join(answer.why.split()) in team
    for text in segas.texts(case.source / "principles"):
        assert text.fields["title"] in plain(case.pages["charter.md"])
    for text in segas.texts(case.source / "patterns"):
        assert text.fields["title"] in plain(case.pages[f"templates/{text.name}.md"])


def test_prose_survives_whole_and_harmless(case: Case) -> None:
    for standard in segas.standards(case.source):
        page = case.pages[f"standards/{standard.text.name}.md"]
        words = set(re.findall(r"\w+", plain(page)))
        for section in (standard.intro, *standard.sections.values()):
            text = re.sub(r"!\[.*?\]\(.*?\)|\]\([^)]*\)|^```\w+|<[^>]*>", " ", section, flags=re.MULTILINE)
            assert set(re.findall(r"\w+", text)) <= words
            assert len(re.findall(r"^\| *:?-", section, re.MULTILINE)) <= page.count("<thead>")
            for address in re.findall(r"(?<!!)\[[^]]*\]\((https?://[^\s)]+)\)", section):
                assert f'href="{html.escape(address)}"' in page
    for uri, page in case.pages.items():
        assert not LIVE.search(page), uri


def test_an_image_leaves_its_words(case: Case) -> None:
    shown = {standard.text.name: re.findall(r"!\[(.+?)\]", standard.intro) for standard in segas.standards(case.source)}
    assert any(shown.values())
    for name, alts in shown.items():
        assert all(alt in html.unescape(case.pages[f"standards/{name}.md"]) for alt in alts)


def test_raw_html_is_shown_as_it_was_typed() -> None:
    page = Case(HERE / "sample").pages["standards/keeping-copies.md"]
    assert '&lt;b onclick="alert(1)"&gt;Tapes' in page.replace("&quot;", '"')
    assert '<a href="https://copies.example.org/tapes">' in page
    assert "## every-store-must-have-a-copy" in plain(page)
    assert page.count('id="every-store-must-have-a-copy"') == 1


def test_an_overlong_heading_becomes_an_id_of_the_right_length() -> None:
    hub = Case(HERE / "sample").reading.hub
    names = hub.index.parts[Address("standard", "keeping-copies")]
    assert max(map(len, names)) <= 120
    files = {**segas.files(HERE / "sample")}
    long = "the-drill-" * 13 + "end"
    body = b"title: T\nowner: guidance\nstatus: draft\nrequirements:\n  " + long.encode() + b": {must: x}\n"
    told = [each for each in staging.read({**files, "standards/long.yml": body}).findings if each.rule == "part/id"]
    assert [each.hint for each in told] == [f"write '{('the-drill-' * 12)[:-1]}': 120 characters at most"]

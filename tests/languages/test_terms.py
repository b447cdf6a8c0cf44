"""Words that many records share: where they are said, in which order, and what is told where somebody writes them wrong."""

from __future__ import annotations

from hub_plugin import build
from hub_plugin.model.addresses import Address
from hub_plugin.model.page import Frame
from hub_plugin.model.renderings import renderings
from hub_plugin.model.texts import Standing, Text
from hub_plugin.outputs.pages.foreign import Foreign
from tests import staging
from tests.languages.test_leaving import TODAY

HUB = "format: 1\nname: Centre\nmission: Help.\ntimezone: UTC\nlanguages: [en, ro]\n"
METRIC = (
    "title: {title}\ncategory: value\nbetter: higher\nevery: 1 month\nowner: payments\nsource: Desk\nunit: {unit}\n"
    "target: 5\ndata: {{2026-09: 4, 2026-10: 6}}\n{more}"
)
FILES = {
    "hub.yml": HUB
    + "words:\n  hours: {ro: ore}\n  pilot: {en: Trial teams, ro: Echipe-pilot}\n  Wiki: {ro: Enciclopedie}\n",
    "teams/payments.yml": "name: Payments\ntags: [pilot, nobody-said]\nlinks: {Wiki: https://w.example.org/, Roster: https://r.example.org/}\n",
    "teams/payments.ro.yml": "links: {Roster: Graficul}\n",
    "metrics/waiting.yml": METRIC.format(title="Waiting", unit="hours", more=""),
    "metrics/visits.yml": METRIC.format(title="Visits", unit="{en: visits, ro: vizite}", more=""),
    "metrics/calls.yml": METRIC.format(title="Calls", unit="calls", more=""),
    "metrics/calls.ro.yml": "unit: apeluri\nmade_from: {unit: deadbeef}\n",
    "metrics/share.yml": METRIC.format(title="Share", unit="percent", more=""),
}


def read(**files: str) -> build.Reading:
    return staging.read({path: text.encode() for path, text in {**FILES, **files}.items()})


def told(reading: build.Reading) -> list[str]:
    return [
        f"{each.place.path}:{each.place.line} {each.rule} {each.message} | {each.hint}" for each in reading.findings
    ]


def test_a_record_says_it_else_the_hub_else_nobody() -> None:
    hub = read().hub
    units = {
        each: hub.records[Address("metric", each)].unit  # type: ignore[attr-defined]
        for each in ("waiting", "visits", "calls", "share")
    }
    assert {name: unit.within("ro") for name, unit in units.items()} == {
        "waiting": "ore", "visits": "vizite", "calls": "apeluri", "share": "percent",
    }  # fmt: skip
    assert [str(units[each]) for each in units] == ["hours", "visits", "calls", "percent"]
    team = hub.records[Address("team", "payments")]
    assert [each.within("ro") for each in team.links] == ["Enciclopedie", "Graficul"]  # type: ignore[attr-defined]
    pilot, unsaid = team.tags  # type: ignore[attr-defined]
    assert (pilot, pilot.within("en"), pilot.within("ro")) == ("pilot", "Trial teams", "Echipe-pilot")
    assert (unsaid.within("ro"), unsaid.spoken("ro", "en")) == ("nobody-said", "en")


def test_pages_say_it_and_programs_find_the_word_as_it_is_written() -> None:
    reading = read()
    site = build.site(reading.hub, build.derive(reading.hub, TODAY), Frame(language="ro", reference=False))
    pages = {page.uri: page.html for page in site.pages}
    assert "6 ore" in pages["metrics/waiting.md"]
    assert '>Enciclopedie</a> · <a href="https://r.example.org/">Graficul</a>' in pages["teams/payments.md"]
    assert (
        '<span class="coehub-behind" title="Originalul s-a schimbat de când a fost tradus.">apeluri</span>'
        in pages["metrics/calls.md"]
    )
    assert 'data-tag="pilot&#10;nobody-said"' in pages["teams/index.md"]
    assert "<dd>%</dd>" in pages["metrics/share.md"]
    api = b"".join(data for path, data in site.files.items() if path.startswith("api/"))
    assert b'"unit":"hours"' in api
    assert b'"unit":"ore"' not in api


def test_the_ledger_counts_each_once() -> None:
    reading = read()
    found = {".".join(map(str, each.route[:2])): each for each in renderings(reading.hub)}
    assert found["words.hours"].standing is Standing.COMPLETE
    assert found["words.hours"].hashed, "its source is its own name"
    assert found["words.nobody-said"].standing is Standing.MISSING
    assert found["links.Roster"].standing is Standing.COMPLETE
    assert "links.Wiki" not in found, "the hub's list has it"
    assert [each.standing for each in renderings(reading.hub) if each.route == ("unit",)].count(Standing.BEHIND) == 1


def test_what_is_written_wrong_is_told_at_its_line() -> None:
    several = told(read(**{"teams/payments.yml": "name: Payments\ntags: [{en: pilot, ro: pilot}]\n"}))
    assert any(
        each.startswith("teams/payments.yml:2 field/wrong-value") and "'words' in hub.yml" in each for each in several
    )
    unused = told(read(**{"hub.yml": HUB + "words:\n  pilots: {ro: Echipe}\n"}))
    assert any(
        each.startswith("hub.yml:7 hub/unused-word no record uses the word 'pilots'") and "'pilot'" in each
        for each in unused
    )
    strange = told(read(**{"hub.yml": HUB + "words:\n  pilot: {romanian: Echipe}\n"}))
    assert any("hub.yml:7" in each and "romanian" in each for each in strange)
    unnamed = told(read(**{"hub.yml": HUB + "words:\n  pilot: {de: Piloten}\n"}))
    assert any("'de' is no language of this hub" in each for each in unnamed)


def test_a_drawing_says_the_language_of_its_words() -> None:
    foreign = Foreign("ro", ("en", "ro"))
    name, own = foreign.mark(Text("Sort"), "Sort"), Text.of({"en": "Sort", "ro": "Sortare"}, "en")
    assert foreign.mark(own, "Sortare") == "Sortare"
    made = foreign.shown(
        f'<svg><title id="t">{name}</title><desc>Din {name} în jos</desc><text x="1">{name}</text><text>De la {name}</text></svg>'
    )
    assert made == (
        '<svg><title lang="en" id="t">Sort</title><desc>Din Sort în jos</desc><text lang="en" x="1">Sort</text>'
        '<text>De la <tspan lang="en">Sort</tspan></text></svg>'
    )


def test_evidence_in_words_is_a_text() -> None:
    team = "name: Payments\n"
    gap = (
        "title: Slow\nowner: payments\nseverity: low\nfound_on: 2026-01-05\nagainst: hub\nwhat: Slow.\n"
        "found_in: [{en: A long letter, ro: O scrisoare lungă}]\n"
    )
    reading = read(**{"teams/payments.yml": team, "teams/payments.ro.yml": "name: Plăți\n", "gaps/slow.yml": gap})
    assert not [each for each in told(reading) if "gaps/" in each]
    site = build.site(reading.hub, build.derive(reading.hub, TODAY), Frame(language="ro", reference=False))
    page = next(each.html for each in site.pages if each.uri == "gaps/slow.md")
    assert "O scrisoare lungă" in page
    assert "A long letter" not in page

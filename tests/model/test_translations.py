"""Files that say a record in another language: how they are found, laid over it, and what is told of them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hub_plugin import build
from hub_plugin.kinds.hub.record import HubRecord
from hub_plugin.model.addresses import Address
from hub_plugin.model.facts import Download
from hub_plugin.model.hub import SOME_DAY
from hub_plugin.model.record import Record
from hub_plugin.model.renderings import Rendering, renderings
from hub_plugin.model.siblings import spelled
from hub_plugin.model.texts import Text, mark
from tests import staging

BASE = staging.folder(staging.BASE)
HUB = BASE["hub.yml"].decode().replace("languages: [en]", "languages: [en, ro, de]")
TEAM = "name: Payments\nlead: mara-ionescu\npurpose: Takes and returns money.\n"


def read(files: dict[str, str], hub: str = HUB) -> build.Reading:
    return staging.read(staging.lay(BASE, {"hub.yml": hub, **files}))


def told(reading: build.Reading) -> list[str]:
    return [f"{each.place.path}:{each.place.line}:{each.place.column} {each.rule}" for each in reading.findings]


def record(reading: build.Reading, kind: str, id_: str) -> Record:
    return reading.hub.records[Address(kind, id_)]


def test_a_sibling_is_no_record_of_its_own() -> None:
    reading = read({"teams/payments.yml": TEAM, "teams/payments.ro.yml": "name: Plăți\n"})
    assert told(reading) == []
    assert Address("team", "payments.ro") not in reading.hub.index
    name = record(reading, "team", "payments").label
    assert isinstance(name, Text)
    assert (name, name.within("ro"), name.within("ro-MD"), name.within("de")) == (
        "Payments",
        "Plăți",
        "Plăți",
        "Payments",
    )
    assert dict(name.others) == {"en": "Payments", "ro": "Plăți"}


def test_two_siblings_and_a_text_in_braces_come_together() -> None:
    team = TEAM.replace("name: Payments", "name: {en: Payments, ro: Plăți}")
    reading = read({"teams/payments.yml": team, "teams/payments.de.yml": "name: Zahlungen\n"})
    assert told(reading) == []
    assert dict(record(reading, "team", "payments").label.others) == {
        "en": "Payments",
        "ro": "Plăți",
        "de": "Zahlungen",
    }  # type: ignore[attr-defined]


def test_the_charter_is_translated() -> None:
    reading = read({"hub.ro.yml": "mission: Fiecare client este ajutat din prima.\n"})
    charter = record(reading, "hub", "hub")
    assert isinstance(charter, HubRecord)
    assert charter.mission.within("ro") == "Fiecare client este ajutat din prima."


BRIEF = "---\ntitle: Brief\nowner: service\nstatus: draft\nrequirements:\n  - {id: short, must: It is short.}\n---\n"


@pytest.mark.parametrize(
    "front",
    ["requirements:\n  short: {must: E scurt.}\n", "requirements:\n  - {id: short, must: E scurt.}\n"],
    ids=["ids", "list"],
)
def test_prose_sections_and_parts_written_either_way(front: str) -> None:
    files = {
        "standards/brief.md": BRIEF + "Why.\n\n## short\n\nCut.\n",
        "standards/brief.ro.md": f"---\n{front}---\nDe ce.\n\n## short\n\nTaie.\n",
    }
    reading = read(files)
    assert told(reading) == []
    standard = reading.hub.records[Address("standard", "brief")]
    part = reading.hub.part(Address("standard", "brief", "short"))
    assert standard.text.within("ro") == "De ce."  # type: ignore[attr-defined]
    assert (part.must.within("ro"), part.how.within("ro")) == ("E scurt.", "Taie.")  # type: ignore[union-attr]


def test_a_section_of_which_the_original_has_no_text_is_told() -> None:
    files = {
        "standards/brief.md": BRIEF + "Why.\n",
        "standards/brief.ro.md": "---\ntitle: Scurt\n---\n## short\n\nTaie.\n",
    }
    assert told(read(files)) == ["standards/brief.ro.md:5:1 translation/nothing-there"]


def test_a_fragment_has_a_sibling_of_its_own() -> None:
    files = {
        "standards/brief.yml": "title: Brief\nowner: service\nstatus: draft\n",
        "standards/brief/first.yml": "requirements: {short: {must: It is short.}}\n",
        "standards/brief/first.ro.yml": "requirements: {short: {must: E scurt.}}\n",
    }
    reading = read(files)
    assert told(reading) == []
    part = reading.hub.part(Address("standard", "brief", "short"))
    assert part.must.within("ro") == "E scurt."  # type: ignore[union-attr]
    places = {each.place.path for each in renderings(reading.hub) if each.language == "ro" and each.route[-1] == "must"}
    assert "standards/brief/first.ro.yml" in places


def test_a_record_of_a_source_has_siblings_where_they_may_lie() -> None:
    hub = HUB + "sources:\n  refunds: {path: sources/refunds, may: updates/*}\n"
    text = "title: Open\ntext: Ask.\ndate: 2026-01-05\n"
    files = {
        "../sources/refunds/updates/open.yml": text,
        "../sources/refunds/updates/open.ro.yml": "title: Deschis\ndate: x\n",
    }
    reading = read(files, hub)
    assert told(reading) == ["../sources/refunds/updates/open.ro.yml:2:7 translation/no-text"]
    assert record(reading, "update", "open").label.within("ro") == "Deschis"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("own", "sibling"),
    [("files: {en: a.txt, ro: b.txt}\n", None), ("files:\n  - {en: a.txt, ro: b.txt}\n", None),
     ("files: a.txt\n", "files: b.txt\n"), ("files: [a.txt]\n", "files: [b.txt]\n")],
)  # fmt: skip
def test_files_have_languages(own: str, sibling: str | None) -> None:
    files = {
        "templates/brief.yml": "title: Brief\nowner: service\nstatus: active\n" + own,
        "templates/a.txt": "a",
        "templates/b.txt": "b",
    }
    reading = read({**files, **({"templates/brief.ro.yml": sibling} if sibling else {})})
    assert told(reading) == []
    facts = [each for each in build.state(reading.hub, SOME_DAY).of(Download) if each.about.id == "brief"]
    assert [(each.language, each.path) for each in facts] == [("en", "templates/a.txt"), ("ro", "templates/b.txt")]


def test_a_file_that_is_not_there_is_told_in_the_sibling() -> None:
    files = {
        "templates/brief.yml": "title: Brief\nowner: service\nstatus: draft\nfiles: a.txt\n",
        "templates/a.txt": "a",
    }
    assert told(read({**files, "templates/brief.ro.yml": "files: b.txt\n"})) == [
        "templates/brief.ro.yml:1:8 file/missing"
    ]


def test_a_file_that_a_record_offers_is_no_translation() -> None:
    files = {
        "templates/brief.yml": "title: Brief\nowner: service\nstatus: draft\nfiles: brief.ro.yml\n",
        "templates/brief.ro.yml": "a: b\n",
    }
    assert told(read(files)) == []


def test_what_is_behind_and_missing() -> None:
    team = TEAM.replace(
        "name: Payments", f"name: {{en: Payments, ro@{mark('Payments')}: Plăți, de@00000000: Zahlungen}}"
    )
    sibling = f"purpose: Ia și dă înapoi bani.\nmade_from: {{purpose: {mark('Takes money.')}}}\n"
    reading = read({"teams/payments.yml": team, "teams/payments.ro.yml": sibling})
    assert told(reading) == [
        "teams/payments.ro.yml:1:1 translation/behind",
        "teams/payments.yml:1:42 translation/behind",
    ]
    here = [each for each in build.state(reading.hub, SOME_DAY).of(Rendering) if each.about.id == "payments"]
    assert {(each.route, each.language): (str(each.standing), each.place.path, each.place.line) for each in here} == {
        (("name",), "ro"): ("complete", "teams/payments.yml", 1),
        (("name",), "de"): ("behind", "teams/payments.yml", 1),
        (("purpose",), "ro"): ("behind", "teams/payments.ro.yml", 1),
        (("purpose",), "de"): ("missing", "teams/payments.yml", 3),
    }


@pytest.mark.parametrize(("level", "number"), [("off", 0), ("advice", 1), ("warning", 1), ("error", 1)])
def test_the_hub_chooses_how_much_it_matters(level: str, number: int) -> None:
    files = {"teams/payments.yml": TEAM, "teams/payments.ro.yml": "name: Plăți\nmade_from: {name: 00000000}\n"}
    found = read(files, f"{HUB}translations: {{behind: {level}, missing: off}}\n").findings
    assert [each.level for each in found] == [level] * number
    found = read(files, f"{HUB}translations: {{behind: off, missing: {level}}}\n").findings
    assert [(each.level, each.place.path, each.place.line) for each in found] == [
        (level, "teams/payments.yml", 3)
    ] * number


def test_a_broken_original_is_told_once_and_at_its_own_place() -> None:
    assert told(read({"teams/payments.yml": "nam: Payments\n", "teams/payments.ro.yml": "nam: Plăți\n"})) == [
        "teams/payments.yml:1:1 field/unknown"
    ]


def test_spelling_of_languages() -> None:
    assert [spelled(each) for each in ("RO", "ro_ro", "PT-br", "zh-hans", "ZH-HANS-cn")] == [
        "ro",
        "ro-RO",
        "pt-BR",
        "zh-Hans",
        "zh-Hans-CN",
    ]


@given(st.text(max_size=40), st.sampled_from([" ", "\n", "\t", "  "]))
def test_a_hash_does_not_see_how_lines_are_broken(text: str, space: str) -> None:
    assert mark(space.join(text.split())) == mark(f" {text}\n")
    assert len(mark(text)) == 8


leaf = st.one_of(
    st.none(), st.text("abcă #:[]{}'\"\n", max_size=12), st.sampled_from(["name", "[[nope]]", "2026-01-01"])
)
tree = st.recursive(
    leaf,
    lambda each: st.one_of(
        st.lists(each, max_size=3),
        st.dictionaries(
            st.sampled_from(["name", "purpose", "lead", "id", "tags", "was", "made_from", "x", "ro"]), each, max_size=4
        ),
    ),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(["name", "purpose", "lead", "members", "tags", "made_from", "requirements"]), tree, max_size=4
    )
)
def test_whatever_a_sibling_holds_only_its_own_lines_are_told(data: dict[str, object]) -> None:
    """Never an exception, and never a finding at the original for what stands in the sibling."""
    import json

    text = json.dumps(data, ensure_ascii=False)
    before = set(told(read({"teams/payments.yml": TEAM})))
    after = read({"teams/payments.yml": TEAM, "teams/payments.ro.yml": text + "\n"})
    assert {each for each in told(after) if not each.startswith("teams/payments.ro.yml:")} == before
    assert Address("team", "payments") in after.hub.records

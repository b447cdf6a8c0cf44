"""Content of other shapes than the example's, made by code: large, spread out, in many languages, oddly typed."""

from __future__ import annotations

import datetime
import html
import re
from collections.abc import Mapping

import pytest

from hub_plugin import build
from hub_plugin.model.addresses import Address
from hub_plugin.model.derive import Joined, State, Unit
from hub_plugin.model.facts import Ask
from tests import staging

TODAY = datetime.date(2026, 10, 20)
HUB = {
    "hub.yml": "format: 1\nname: Centre\nmission: Help.\ntimezone: Europe/Bucharest\n",
    "teams/house.yml": "name: House\n",
}
ASKED = "title: Brief\nowner: house\nstatus: active\nrequirements:\n  short: {must: It is short.}\n"


def read(texts: Mapping[str, str | bytes]) -> build.Reading:
    both = {**HUB, **texts}
    return staging.read({path: text if isinstance(text, bytes) else text.encode() for path, text in both.items()})


def told(reading: build.Reading) -> list[str]:
    return [f"{each.place.path}:{each.place.line}:{each.place.column} {each.rule}" for each in reading.findings]


def pages(reading: build.Reading, language: str = "en") -> tuple[Joined, dict[str, str]]:
    now = build.derive(reading.hub, TODAY)
    made = build.site(reading.hub, now, build.Frame(language=language, reference=False)).pages
    return now, {page.uri: page.html for page in made}


def plain(text: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


# A large standard, partly in further files.


def chapter(number: int, sections: int = 4, groups: int = 3, leaves: int = 5) -> list[str]:
    """Return the lines of one chapter: four levels, the lowest asks."""
    lines = [f"  chapter-{number}:", f'    code: "{number}"', f"    title: Chapter {number}", "    requirements:"]
    for s in range(1, sections + 1):
        lines += [f"      section-{number}-{s}:", f'        code: "{number}.{s}"', f"        title: Section {number}.{s}",
                  "        requirements:"]  # fmt: skip
        for g in range(1, groups + 1):
            code = f"{number}.{s}.{g}"
            name = code.replace(".", "-")
            lines += [f"          group-{name}:", f'            code: "{code}"', f"            title: Group {code}",
                      "            requirements:"]  # fmt: skip
            for leaf in range(1, leaves + 1):
                tier = "basic" if leaf % 2 else "plus"
                lines += [f"              rule-{name}-{leaf}:", f'                code: "{code}.{leaf}"', f"                tier: {tier}",
                          f"                must: Rule {code}.{leaf} holds."]  # fmt: skip
    return lines


HEAD = "title: Big\nowner: house\nstatus: active\ntiers: {basic: [], plus: [basic]}\nrequirements:\n"


def big(**instead: str) -> dict[str, str]:
    """Return chapters 1 and 11 in the record itself, 2, 9 and 10 in further files."""
    made = {"standards/big.yml": HEAD + "\n".join(chapter(11) + chapter(1)) + "\n"}
    for number in (2, 9, 10):
        made[f"standards/big/part-{number}.yml"] = "\n".join(["# a part", "requirements:", *chapter(number)]) + "\n"
    return {**made, **{path.replace("__", "/") + ".yml": text for path, text in instead.items()}}


def test_three_hundred_requirements_on_four_levels_in_several_files() -> None:
    reading = read(big())
    assert told(reading) == []
    now, made = pages(reading)
    asks = now.facts.of(Ask)
    assert len(asks) == 300
    numbers = [tuple(map(int, ask.code.split("."))) for ask in asks]
    assert numbers == sorted(numbers)
    assert {(ask.tier, ask.group_title[:5]) for ask in asks} == {("basic", "Group"), ("plus", "Group")}
    page = made["standards/big.md"]
    shown = [each for each in re.findall(r'class="coehub-code">([\d.]+)<', page) if each.count(".") == 3]
    assert shown == [ask.code for ask in asks]
    assert "Rule 10.4.3.5 holds." in plain(made["teams/house.md"])
    places = {reading.hub.line_of(ask.source, ask.route)[0] for ask in asks}
    assert places == {path for path in big() if path.startswith("standards/")}


def test_a_finding_in_a_further_file_is_placed_there() -> None:
    text = big()["standards/big/part-9.yml"]
    line = 1 + text.split("\n").index('                code: "9.2.3.4"')
    texts = {
        "standards__big__part-9": text.replace(
            '"9.2.3.4"\n                tier: plus', '"9.2.3.4"\n                tier: pluss'
        )
    }
    assert told(read(big(**texts))) == [f"standards/big/part-9.yml:{line + 1}:23 standard/unknown-tier"]
    field = {"standards__big__part-9": text.replace("must: Rule 9.2.3.4 holds.", "mst: Rule 9.2.3.4 holds.")}
    assert told(read(big(**field))) == [f"standards/big/part-9.yml:{line + 2}:17 field/unknown"]


def test_a_part_that_stands_in_two_files_is_told_in_the_second() -> None:
    twice = "requirements:\n  annex:\n    title: Annex\n    requirements:\n      rule-2-1-1-1: {must: Again., tier: nowhere}\n"
    reading = read(big(**{"standards__big__part-3": twice}))
    assert told(reading) == [
        "standards/big/part-3.yml:5:7 part/duplicate-id",
        "standards/big/part-3.yml:5:42 standard/unknown-tier",
    ]
    same = "requirements:\n  chapter-1:\n    title: Chapter one\n    requirements:\n      more: {must: More., tier: basic}\n"
    reading = read(big(**{"standards__big__part-3": same}))
    assert told(reading) == ["standards/big/part-3.yml:2:3 part/duplicate-id"]
    mistake = {"standards/big.yml": big()["standards/big.yml"].replace("title: Chapter 1\n", "titel: Chapter 1\n")}
    line = 1 + mistake["standards/big.yml"].split("\n").index("    titel: Chapter 1")
    assert f"standards/big.yml:{line}:5 field/unknown" in told(
        read({**big(**{"standards__big__part-3": same}), **mistake})
    )


def test_a_broken_further_file_is_one_mistake() -> None:
    answers = "answered_on: 2026-10-01\nbig: {rule-2-1-1-1: partly, rule-9-1-1-1: partly}\n"
    broken = big(**{"standards__big__part-9": "requirements:\n  a: [}\n"})
    assert told(read({**broken, "adoption/house.yml": answers})) == ["standards/big/part-9.yml:2:7 yaml/syntax"]


def test_a_broken_standard_is_one_mistake() -> None:
    answers = "answered_on: 2026-10-01\nbrief@3.0: {short: partly}\n"
    helper = "title: T\nowner: house\nstatus: draft\nsupports: brief#short\n"
    texts = {"adoption/house.yml": answers, "templates/t.yml": helper, "standards/brief.yml": "title: [}\n"}
    assert told(read(texts)) == ["standards/brief.yml:1:9 yaml/syntax"]
    assert told(read({**texts, "standards/brief.yml": ASKED + "ownr: x\n"})) == [
        "standards/brief.yml:6:1 field/unknown"
    ]


def test_further_files_may_be_markdown_or_lists() -> None:
    listed = "requirements:\n  - {id: second, must: Two.}\n  - {id: third, must: Three.}\n"
    prose = "---\nrequirements:\n  fourth: {must: Four.}\n---\n## fourth\n\nSo it is.\n"
    texts = {"standards/brief.yml": ASKED, "standards/brief/a.yml": listed, "standards/brief/b.md": prose}
    reading = read(texts)
    assert told(reading) == []
    record = reading.hub.records[Address("standard", "brief")]
    assert list(record.requirements) == ["short", "second", "third", "fourth"]  # type: ignore[attr-defined]
    assert record.requirements["fourth"].how.strip() == "So it is."  # type: ignore[attr-defined]
    numbered = {"standards/brief.yml": ASKED, "standards/brief/01.yml": "requirements: {b: {must: B.}}\n"}
    assert told(read(numbered)) == []


# Offices around the world.

OFFICES = {
    "bucharest": ("Europe/Bucharest", "09:30", ["06:30", "07:30"]),  # clocks go back on 25 October 2026
    "shanghai": ("Asia/Shanghai", "09:30", ["01:30", "01:30"]),
    "sao-paulo": ("America/Sao_Paulo", "09:30", ["12:30", "12:30"]),
}


def world() -> dict[str, str]:
    made = {"teams/new-york.yml": "name: New York\npart_of: house\n"}
    for office, (zone, at, _) in OFFICES.items():
        made[f"teams/{office}.yml"] = f"name: {office.title()}\npart_of: house\n"
        made[f"meetings/{office}-weekly.yml"] = (
            f"title: Weekly of {office}\nowner: {office}\ntimezone: {zone}\nparticipants: {{teams: {office}}}\nmust_agree: all\n"
            f"schedule: {{every: week, day: monday, at: {at}, duration: 90m, from: 2026-01-05}}\n"
        )
    return made


def instants(reading: build.Reading, first: datetime.date, last: datetime.date) -> list[tuple[str, str, str]]:
    found = build.derive(reading.hub, TODAY).happenings(first, last)
    utc = [
        (
            each.event.about.id,
            *(f"{moment.astimezone(datetime.UTC):%m-%d %H:%M}" for moment in (each.when.start, each.when.end)),
        )
        for each in found
        if isinstance(each.when.start, datetime.datetime) and isinstance(each.when.end, datetime.datetime)
    ]
    assert len(utc) == len(found)
    return utc


def test_meetings_in_three_zones_keep_their_clock_across_a_change() -> None:
    reading = read(world())
    assert told(reading) == []
    found = instants(reading, datetime.date(2026, 10, 19), datetime.date(2026, 10, 26))
    for office, (_, _, hours) in OFFICES.items():
        starts = [start for series, start, _ in found if series == f"{office}-weekly"]
        assert starts == [f"10-19 {hours[0]}", f"10-26 {hours[1]}"]
    house = {**world(), "standards/brief.yml": ASKED + "applies_to: {part_of: house, except: new-york}\n"}
    asked = build.derive(read(house).hub, TODAY).asked
    assert [group.about.id for group in asked] == ["bucharest", "house", "sao-paulo", "shanghai"]


def test_hours_that_a_clock_change_skips_or_repeats() -> None:
    rules = [
        ("Europe/Bucharest", "2026-03-29 03:30", ("03-29 01:30", "03-29 02:30")),  # skipped: 04:30 of summer time
        ("Europe/Bucharest", "2026-10-25 03:30", ("10-25 00:30", "10-25 01:30")),  # twice: the first
        ("America/Sao_Paulo", "2018-11-04 00:00", ("11-04 03:00", "11-04 04:00")),  # a midnight that was not
        ("Asia/Shanghai", "2026-03-29 03:30", ("03-28 19:30", "03-28 20:30")),
    ]
    dates = [f"  - {{dates: [{day}], duration: 1h, timezone: {zone}}}" for zone, day, _ in rules]
    reading = read(
        {"meetings/odd.yml": "title: Odd\nowner: house\nmust_agree: all\nschedule:\n" + "\n".join(dates) + "\n"}
    )
    assert told(reading) == []
    found = instants(reading, datetime.date(2018, 1, 1), datetime.date(2026, 12, 31))
    assert sorted(each[1:] for each in found) == sorted(utc for _, _, utc in rules)


# Who does it, and for what.

ANSWERS = {
    "adoption/house.yml": "answered_on: 2026-10-01\nbrief:\n  short: {state: met, provided_by: %s}\n",
    "standards/brief.yml": ASKED,
    "teams/platform.yml": "name: Platform\n",
}


@pytest.mark.parametrize(
    ("by", "shown"),
    [
        ("platform", '<a href="../platform/">Platform</a>'),
        ("team/platform", '<a href="../platform/">Platform</a>'),
        ("the cloud's own people", "the cloud&#39;s own people"),
        ("ACME", "ACME"),
        ("Łódź", "Łódź"),
        ("https://cloud.example.org/", '<a href="https://cloud.example.org/">cloud.example.org</a>'),
        ("mailto:help@example.org", '<a href="mailto:help@example.org">help@example.org</a>'),
    ],
)
def test_a_supplier_does_it(by: str, shown: str) -> None:
    reading = read({**ANSWERS, "adoption/house.yml": ANSWERS["adoption/house.yml"] % by})
    assert told(reading) == []
    now, made = pages(reading)
    assert [each.state for each in now.by_unit[Unit(Address("team", "house"))]] == [State.MET]
    assert f"Provided by {shown}" in made["teams/house.md"]


@pytest.mark.parametrize("by", ["platfrom", "Platform", "cloud", "team/cloud"])
def test_a_supplier_that_could_be_a_team_is_looked_up(by: str) -> None:
    reading = read({**ANSWERS, "adoption/house.yml": ANSWERS["adoption/house.yml"] % by})
    assert told(reading) == ["adoption/house.yml:3:36 link/unknown-target"]


@pytest.mark.parametrize(
    ("word", "meant"), [("yes", "met"), ("No", "not-met"), ("N/A", "not-applicable"), ("Partial", "partly")]
)
def test_words_of_other_forms_are_not_answers_but_understood(word: str, meant: str) -> None:
    reading = read({**ANSWERS, "adoption/house.yml": f"answered_on: 2026-10-01\nbrief: {{short: {word}}}\n"})
    assert [(each.message, each.hint) for each in reading.findings] == [
        (f"'{word}' is not an answer", f"write '{meant}'")
    ]


def test_a_day_is_no_version_but_can_be_written_as_one() -> None:
    texts = {"standards/brief.yml": ASKED + "changes: [{version: 2025-08-13, date: 2025-08-13, what: First}]\n"}
    assert [each.hint for each in read(texts).findings] == ["write it as 2025.08.13"]


def test_a_product_is_a_unit_of_its_own() -> None:
    texts = {
        "standards/brief.yml": ASKED + "  clear: {must: It is clear.}\n",
        "adoption/house.yml": "answered_on: 2026-10-01\nbrief: {short: met}\n",
        "adoption/house/lift.yml": "name: The lift\nanswered_on: 2026-10-01\nbrief: {short: not-met, clear: met}\n",
        "adoption/house/attic.yml": "answered_on: 2026-10-01\nbrief: {short: partly}\n",
    }
    reading = read(texts)
    assert told(reading) == []
    now, made = pages(reading)
    house = Address("team", "house")
    units = now.units_of(house)
    assert [str(unit) for unit in units] == ["house", "house/attic", "house/lift"]
    assert [(now.progress(now.by_unit[each]).coverage, now.progress(now.by_unit[each]).score) for each in units] == [
        (50, 50), (50, 25), (100, 50),
    ]  # fmt: skip
    assert (now.progress(now.obligations).applies, now.progress(now.obligations).answered) == (6, 4)
    assert list(now.board.rows) == units
    assert "What The lift owes" in plain(made["teams/house.md"])
    anchors = re.findall(r'id="([^"]+)"', made["teams/house.md"])
    assert len(anchors) == len(set(anchors))
    silent = {path: text for path, text in texts.items() if path != "adoption/house.yml"}
    assert [group.about for group in pages(read(silent))[0].silent] == []


# Several languages.

TONGUES = {
    "hub.yml": HUB["hub.yml"].replace("name: Centre", "name: {en: Centre, ro: Centru, zh: 服务中心, ar: مركز الخدمة}")
    + "languages: [en, ro, zh-Hans, ar]\n",
    "teams/house.yml": "name: {ro: Plăți, en: Payments, zh: 支付, ar: المدفوعات}\npart_of: roof\n",
    "teams/roof.yml": "name:\n  en: Roof\n  ar: سقف\n",
    "standards/brief.yml": (
        "title: {en: Brief, ro: Scurt, zh: 简报}\nowner: house\nstatus: active\nrequirements:\n  short:\n    must:\n"
        "      en: It is short.\n      ro: Este scurt, și rămâne așa.\n"
        "      zh: 必须简短：不超过一页。\n      ar: يجب أن يكون قصيراً (صفحة واحدة).\n"
        "    how:\n      en: Cut.\n      ro: >-\n        Taie, apoi\n        citește [[brief]].\n"
        "      zh: |\n        1. 删\n        2. 再删\n"
    ),
}


@pytest.mark.parametrize(
    ("language", "team", "must"),
    [
        ("en", "Payments", "It is short."),
        ("ro", "Plăți", "Este scurt, și rămâne așa."),
        ("zh-Hans", "支付", "必须简短：不超过一页。"),
        ("ar", "المدفوعات", "يجب أن يكون قصيراً (صفحة واحدة)."),
    ],
)
def test_a_hub_in_several_languages(language: str, team: str, must: str) -> None:
    reading = read(TONGUES)
    assert told(reading) == []
    _, made = pages(reading, language)
    assert f"<h1>{team}</h1>" in made["teams/house.md"]
    assert must in plain(made["teams/house.md"])


@pytest.mark.parametrize(
    ("language", "must", "how"),
    [
        ("ro", "Este scurt, și rămâne așa.", "Taie, apoi citește Scurt"),
        ("zh-Hans", "必须简短：不超过一页。", "删 再删"),
    ],
)
def test_prose_is_in_the_language_of_the_page(language: str, must: str, how: str) -> None:
    shown = plain(pages(read(TONGUES), language)[1]["standards/brief.md"])
    assert must in shown
    assert how in shown


@pytest.mark.parametrize(
    ("name", "where"),
    [
        ("name: {en: House, german language: Haus}\n", "1:7"),
        ("name: {en: House, ro: }\n", "1:7"),
        ("name: {}\n", "1:1"),
        ("name:\n  - House\n  - Casă\n", "2:3"),
    ],
)
def test_texts_in_no_language_are_told(name: str, where: str) -> None:
    assert told(read({"teams/house.yml": name})) == [f"teams/house.yml:{where} field/wrong-value"]


def test_text_that_only_turns_its_direction_is_taken_and_overrides_are_not() -> None:
    assert told(read({"teams/house.yml": "name: \u200fבית A\u200e\n"})) == []
    assert told(read({"teams/house.yml": "name: \u202eesuoH\n"})) == ["teams/house.yml:1:7 yaml/hidden-character"]


# Limits.


def test_ids_and_names_at_their_limits() -> None:
    longest = "-".join(["a-b"] * 30) + "c"
    assert len(longest) == 120
    team = {f"teams/{longest}.yml": f"name: {'N' * 2000}\n", "teams/a.yml": "name: A\n"}
    standard = ASKED.replace("short", longest) + "  z:\n    should: Z.\n"
    answers = f"answered_on: 2026-10-01\n{longest}: {{{longest}: met}}\n"
    texts = {**team, f"standards/{longest}.yml": standard, f"adoption/{longest}.yml": answers}
    reading = read(texts)
    assert told(reading) == []
    assert f"teams/{longest}.md" in pages(reading)[1]
    assert told(read({f"teams/{longest}d.yml": "name: A\n"})) == [f"teams/{longest}d.yml:1:1 name/file"]
    assert told(read({"teams/a.yml": f"name: {'N' * 2001}\n"})) == ["teams/a.yml:1:7 field/wrong-value"]
    assert told(read({"standards/brief.yml": ASKED.replace("short:", f"{longest}d:")})) == [
        "standards/brief.yml:5:3 part/id"
    ]


def test_names_with_accents_are_suggested_without() -> None:
    reading = read({"teams/Plăți-și-încasări.yml": "name: Plăți\n"})
    assert [each.hint for each in reading.findings] == ["call it 'plati-si-incasari'"]


def test_sixty_people_and_one_of_them_in_three_teams() -> None:
    people = [f"person-{number}" for number in range(60)]
    texts = {f"people/{each}.yml": f"name: Person {number}\n" for number, each in enumerate(people)}
    texts["teams/house.yml"] = f"name: House\nlead: person-7\nmembers: [{', '.join(people)}]\n"
    texts |= {f"teams/t{number}.yml": f"name: T{number}\nlead: person-1\nmembers: person-7\n" for number in (1, 2)}
    reading = read(texts)
    assert told(reading) == []
    made = pages(reading)[1]
    assert made["teams/house.md"].count("/people/person-") == 60 + 1
    assert all(f">{team}</a>" in made["people/person-7.md"] for team in ("House", "T1", "T2"))


# A standard as Markdown.

MARKDOWN = """---
title: Brief
owner: house
status: active
requirements:
  short: {must: It is short.}
  clear:
    title: Clear
    requirements:
      plain-words: {should: It has plain words.}
---
Read [[template/none]] first.

## Background

## short ##

Cut it.

```md
## plain-words
[[in-code]]
```

### Further

See [[nowhere]].

## plain-words

* [[#short|the first]] and [[standard/brief#shrt]]
"""


def test_sections_of_a_markdown_standard_are_how_and_findings_stand_in_them() -> None:
    reading = read({"standards/brief.md": MARKDOWN})
    assert told(reading) == [
        "standards/brief.md:12:6 link/unknown-target",
        "standards/brief.md:27:5 link/unknown-target",
        "standards/brief.md:31:28 link/unknown-target",
    ]
    requirements = reading.hub.records[Address("standard", "brief")].requirements  # type: ignore[attr-defined]
    assert "### Further" in requirements["short"].how
    assert "## plain-words" in requirements["short"].how
    assert requirements["clear"].how is None
    assert requirements["clear"].requirements["plain-words"].how.strip().startswith("* [[#short|")


def test_a_markdown_standard_without_sections_has_an_introduction_only() -> None:
    text = f"---\n{ASKED}---\n## Background\n\n```bash\nif [[ -f short ]]; then\n```\n\nor `[[ $x ]]`.\n"
    reading = read({"standards/brief.md": text})
    assert told(reading) == []
    assert "if [[ -f short ]]; then" in plain(pages(reading)[1]["standards/brief.md"])


def test_a_section_that_stands_twice_is_told() -> None:
    twice = MARKDOWN.replace("[[", "[").replace("]]", "]") + "\n## short\n\nAgain.\n"
    assert told(read({"standards/brief.md": twice})) == ["standards/brief.md:33:1 part/duplicate-id"]
    both = twice.replace("{must: It is short.}", "{must: It is short., how: So.}")
    assert [each.partition(" ")[2] for each in told(read({"standards/brief.md": both}))] == ["part/duplicate-id"] * 2


# What editors and keyboards make of a file.

TYPED = '''\
# the standard
"title":   Brief   # what it is
'owner'  :    house
status:\tactive\t
tags:   [ "a b" ,  c ]  # two

# what is asked
requirements:    # one by one
  # the first
  short:      # short

    must:    It is short 👩‍👩‍👧‍👦 👍🏽, “quoted” – and ’so’…\t
    why: %s
'''  # fmt: skip


@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"], ids=["plain", "bom"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
@pytest.mark.parametrize("ending", ["yml", "md"])
def test_records_as_they_are_typed(bom: bytes, end: str, ending: str) -> None:
    text = TYPED % ("word " * 20_000)
    text = text if ending == "yml" else f"---\n{text}---\n\n## short\n\nCut.\n"
    reading = read({f"standards/brief.{ending}": bom + text.replace("\n", end).encode()})
    assert told(reading) == []
    record = reading.hub.records[Address("standard", "brief")]
    short = record.requirements["short"]  # type: ignore[attr-defined]
    assert (record.title, record.tags, str(record.status)) == ("Brief", ("a b", "c"), "active")  # type: ignore[attr-defined]
    assert short.must == "It is short 👩‍👩‍👧‍👦 👍🏽, “quoted” – and ’so’…"
    assert (short.how or "").strip() == ("Cut." if ending == "md" else "")
    wrong = text.replace("    why:", "    wyh:")
    line = 1 + next(number for number, each in enumerate(wrong.split("\n")) if "wyh" in each)
    found = read({f"standards/brief.{ending}": bom + wrong.replace("\n", end).encode()})
    assert told(found) == [f"standards/brief.{ending}:{line}:5 field/unknown"]


def test_smart_quotes_of_another_encoding_are_refused_with_their_place() -> None:
    text = ASKED.replace("It is short.", "“It” is short.").encode("cp1252")
    answers = "answered_on: 2026-10-01\nbrief: {short: partly}\n"
    reading = read({"standards/brief.yml": text, "adoption/house.yml": answers})
    assert told(reading) == ["standards/brief.yml:5:17 yaml/not-utf8"]
    assert "0x93" in reading.findings[0].message


@pytest.mark.parametrize("number", range(6))
def test_every_byte_of_another_encoding_is_placed(number: int) -> None:
    letters = "„“”‘’–"[number]
    line = f"# one\r\nname: a{letters}b\r\n".encode("cp1252")
    assert told(read({"teams/house.yml": line})) == ["teams/house.yml:2:8 yaml/not-utf8"]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("name: House\n\tpurpose: x\n", "yaml/syntax"),
        ("name: House\npur\u200bpose: x\n", "yaml/key-not-text"),
        ("name: “House: x”\n", "yaml/syntax"),
        ("name: House #1\n", "yaml/cut-short"),
        ("name: House\nname : Again\n", "yaml/duplicate-key"),
        ("name: House\n“purpose”: x\n", "field/unknown"),
    ],
)
def test_what_cannot_be_meant_is_one_finding(text: str, rule: str) -> None:
    assert [each.rpartition(" ")[2] for each in told(read({"teams/house.yml": text}))] == [rule]


def test_codes_are_sorted_number_by_number_and_only_if_all_have_one() -> None:
    codes = ["1.10", "1.9", "A.1", "1.9a", "1"]
    lines = [f'  r{number}: {{must: X., code: "{code}"}}' for number, code in enumerate(codes)]
    head = ASKED.partition("  short")[0]
    for extra, wanted in (([], ["1", "1.9", "1.9a", "1.10", "A.1"]), (["  last: {must: Y.}"], [*codes, ""])):
        reading = read({"standards/brief.yml": head + "\n".join(lines + extra) + "\n"})
        assert told(reading) == []
        assert [ask.code for ask in build.derive(reading.hub, TODAY).facts.of(Ask)] == wanted

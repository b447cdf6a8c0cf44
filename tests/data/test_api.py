"""The interface: every document keeps its schema, and counts what the pages count."""

from __future__ import annotations

import datetime
import json
from functools import cache
from typing import Any

import jsonschema
import pytest

from hub_plugin import build
from hub_plugin.model.addresses import Address
from hub_plugin.model.derive import Progress, State, Unit
from hub_plugin.outputs.api import DOCUMENTS, FOLDER, schema
from tests.data import hubs

example = cache(hubs.example)


@cache
def printed(site_url: str, backwards: bool) -> dict[str, bytes]:
    """Return what leaves of the example, whose files are listed in this order or in the opposite one."""
    return hubs.printed(opposite() if backwards else example()[0], site_url)


@cache
def opposite() -> hubs.Hub:
    return hubs.staging.read(dict(reversed(hubs.staging.folder(hubs.ROOT / "content").items()))).hub


def document(name: str) -> Any:
    return json.loads(
        example()[2][f"{FOLDER}{name}.json"], parse_constant=lambda word: pytest.fail(f"{word} is no JSON")
    )


def closed(made: Any) -> Any:
    """Return a schema that takes no further fields: ours promise only that none goes away."""
    if isinstance(made, dict):
        shut = {"additionalProperties": False} if "properties" in made else {}
        return {name: closed(each) for name, each in made.items()} | shut
    return [closed(each) for each in made] if isinstance(made, list) else made


@pytest.mark.parametrize("each", DOCUMENTS, ids=lambda each: each.name)
def test_documents_keep_their_schemas(each: Any) -> None:
    stored = json.loads(example()[2][FOLDER + each.schema_path])
    assert stored == schema(each)
    jsonschema.Draft202012Validator.check_schema(stored)
    checker = jsonschema.Draft202012Validator(
        closed(stored), format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )
    checker.validate(document(each.name))
    assert document(each.name)["generated_for"] == "2026-11-23"


@pytest.mark.parametrize("each", DOCUMENTS, ids=lambda each: each.name)
def test_fields_stand_in_the_order_of_the_schema(each: Any) -> None:
    orders = [list(shape["properties"]) for shape in schema(each).get("$defs", {}).values()]
    made = document(each.name)
    assert list(made) == list(schema(each)["properties"])
    for value in filter(lambda each: isinstance(each, list), made.values()):
        assert all(list(entry) in orders for entry in value)


def test_the_index_lists_all_others() -> None:
    listed = {each["path"]: each for each in document("index")["documents"]}
    made = {path.removeprefix(FOLDER) for path in example()[2] if path.startswith(FOLDER) and "/schemas/" not in path}
    assert set(listed) == made - {"index.json"}
    assert all(FOLDER + each["schema"] in example()[2] and each["description"] for each in listed.values())


def same(counts: dict[str, Any], progress: Progress) -> None:
    assert counts == {
        "applies": progress.applies, "answered": progress.answered, "met": progress.met, "scored": progress.scored,
        "coverage": progress.coverage, "score": progress.score,
        "states": {state.value: progress.states[state] for state in State},
        "counted": {state.value: progress.counted[state] for state in State},
    }  # fmt: skip


def test_counts_equal_progress() -> None:
    _, now, _ = example()
    made = document("adoption")
    for level in ("must", "should", "may"):
        same(made["counts"][level], now.progress(now.obligations, level))
        for team in made["teams"]:
            unit = Unit(Address(*team["team"].split("/")), team["product"])
            same(team["counts"][level], now.progress(now.by_unit[unit], level))
        for each in made["resources"]:
            same(each["counts"][level], now.progress(now.by_resource[Address(*each["resource"].split("/"))], level))
    for each in made["items"]:
        record, _, part = each["item"].partition("#")
        same(each["counts"], Progress.of(now.by_item[Address(*record.split("/"), part)]))
    assert made["teams_asked"] == len(now.asked)
    assert made["teams_answered"] == len(now.asked) - len(now.silent)
    assert len(made["teams"]) == len(now.by_unit)


def test_obligations_are_all_there() -> None:
    _, now, _ = example()
    told = document("adoption")["obligations"]
    assert [(each["item"], each["state"], each["counts_as"], each["level"], each["due"]) for each in told] == [
        (
            str(each.ask.about),
            each.state.value,
            each.counts.value,
            each.ask.level,
            each.due.isoformat() if each.due else None,
        )
        for each in now.obligations
    ]
    assert {each["approved_by"] for each in told if each["state"] == "exempt"} - {None}


def test_times_have_an_offset_and_a_zone() -> None:
    made = document("calendar")
    assert (made["first"], made["last"]) == ("2026-10-24", "2027-11-24")
    assert made["happenings"]
    for each in made["happenings"]:
        start = datetime.datetime.fromisoformat(each["start"])
        assert each["all_day"] == (len(each["start"]) == 10) == (each["zone"] is None)
        assert each["all_day"] or start.utcoffset() is not None
        assert made["first"] <= each["start"][:10] <= made["last"]
        assert each["start"] <= each["end"] or start <= datetime.datetime.fromisoformat(each["end"])


def test_addresses_are_whole_with_a_site_url_and_relative_without() -> None:
    bare = json.loads(printed("", False)[f"{FOLDER}records.json"])["records"]
    whole = document("records")["records"]
    for one, other in zip(bare, whole, strict=True):
        assert (one["url"] is None and other["url"] is None) or other["url"] == hubs.SITE + one["url"]
        assert other["downloads"] == [hubs.SITE + each for each in one["downloads"]]
        assert one["url"] is None or not one["url"].startswith((".", "/"))


def test_findings_are_those_that_are_shown() -> None:
    reading = hubs.read({**hubs.SMALL, "people/jo-lee.yml": "name: Jo Lee\n"})
    told = json.loads(hubs.printed(reading.hub, reading=reading)[f"{FOLDER}findings.json"])["findings"]
    assert ("person/in-no-team", "people/jo-lee.yml", 1, 7) in {
        (each["rule"], each["path"], each["line"], each["column"]) for each in told
    }


def test_tomorrow_is_no_change_yet() -> None:
    reading = hubs.read(hubs.SMALL)
    made = hubs.printed(reading.hub, today=datetime.date(2026, 11, 19))
    assert b"We begin" not in made[f"{FOLDER}changes.json"] + made["feeds/updates.atom"] + made["feeds/changes.atom"]
    assert b"We begin" in made[f"{FOLDER}records.json"]


@pytest.mark.parametrize("site_url", ["", hubs.SITE])
def test_the_same_bytes_each_time(site_url: str) -> None:
    assert printed(site_url, False) == printed(site_url, True)


def test_an_empty_hub_leaves_well() -> None:
    reading = build.read(["hub.yml"], {"hub.yml": b"format: 1\nname: New\nmission: Help.\ntimezone: UTC\n"})
    made = hubs.printed(reading.hub)
    assert json.loads(made[f"{FOLDER}adoption.json"])["counts"]["must"]["coverage"] is None
    assert b"0 of 0 teams have answered" in made["badges/hub.svg"]
    assert "report.html" in made

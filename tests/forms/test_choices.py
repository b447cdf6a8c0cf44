"""A choice shows all that a file says, whether it offers it or not: what it does not show, the form tool drops."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest

from hub_plugin.opening import Opened
from hub_plugin.outputs import forms
from hub_plugin.outputs.forms.collections import collections
from tests.sites import ROOT

Rewrite = Callable[[Sequence[dict[str, Any]]], list[dict[str, Any]]]


def chosen(fields: list[dict[str, Any]], data: dict[str, Any]) -> Iterator[tuple[dict[str, Any], list[str]]]:
    """Yield every choice of a form with what is chosen in it."""
    for field in fields:
        value = data.get(field["name"])
        values = value if isinstance(value, list) else [] if value is None else [value]
        if field["widget"] == "select":
            yield field, values
        for inner in values if "fields" in field else ():
            yield from chosen(field["fields"], inner)
        if "field" in field:
            yield from chosen([field["field"] | {"name": "each"}], {"each": values})


def test_every_choice_of_every_record_is_shown(example_hub: Opened, rewrite: Rewrite) -> None:
    """And what is offered in another spelling stands there by its title."""
    hub = example_hub.reading.hub
    told = forms.configuration(hub, forms.host({"host": "local"}))
    shapes = {(each.kind.name, each.ending): each for each in collections(hub)}
    fields = {each["name"]: each.get("fields") or each["files"][0]["fields"] for each in told["config"]["collections"]}
    records = [(shapes[address.kind, document.path.rpartition(".")[2]], document.path)
               for address, document in hub.documents.items() if address.kind != "adoption"]  # fmt: skip
    shown = rewrite([{"source": (ROOT / "content" / path).read_text(encoding="utf-8"), "shape": each.shape, "body": each.body}
                     for each, path in records])  # fmt: skip
    jobs = [
        {
            "options": options if isinstance(options, list) else told["links"][" ".join(options["links"])],
            "chosen": values,
        }
        for (each, _), done in zip(records, shown, strict=True)
        for field, values in chosen(fields[each.name], done["data"])
        for options in [field["options"]]
    ]
    otherwise, named = 0, 0
    for job, done in zip(jobs, rewrite(jobs), strict=True):
        labels = {each["value"]: each["label"] for each in done["options"]}
        assert set(job["chosen"]) <= set(labels)
        offered = {each if isinstance(each, str) else each["value"] for each in job["options"]}
        odd = [each for each in job["chosen"] if each not in offered]
        otherwise += len(odd)
        named += sum(labels[each] != each for each in odd)
    assert otherwise > 50
    assert named > 20  # the others lead to parts that the choice does not offer


MARA = {"label": "Mara (mara)", "value": "mara", "address": "person/mara"}
PART = {"label": "Share it (agenda#share)", "value": "agenda#share", "address": "standard/agenda#share"}
TEAM = {"label": "Team (team/lab)", "value": "team/lab", "address": "team/lab"}


@pytest.mark.parametrize(
    ("options", "values", "shown"),
    [
        ([MARA], ["mara"], [("Mara (mara)", "mara")]),
        ([MARA], ["person/mara"], [("Mara (mara)", "person/mara")]),
        ([MARA], ["mara", "person/mara"], [("Mara (mara)", "mara"), ("person/mara", "person/mara")]),
        ([MARA], ["hidden"], [("Mara (mara)", "mara"), ("hidden", "hidden")]),
        ([PART], ["standard/agenda#share"], [("Share it (agenda#share)", "standard/agenda#share")]),
        ([TEAM], ["lab"], [("Team (team/lab)", "lab")]),
        (["draft"], ["old"], [("draft", "draft"), ("old", "old")]),
    ],
)  # fmt: skip
def test_what_is_not_offered_is_added(
    options: Any, values: list[str], shown: list[tuple[str, str]], rewrite: Rewrite
) -> None:
    (done,) = rewrite([{"options": options, "chosen": values}])
    assert [(each["label"], each["value"]) for each in done["options"]] == shown

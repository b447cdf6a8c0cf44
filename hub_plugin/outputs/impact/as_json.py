"""For programs: everything, by id; its shape changes only with ``version``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from hub_plugin.model.derive import Obligation, Progress
from hub_plugin.model.difference import Difference, Side
from hub_plugin.model.difference.owing import Step
from hub_plugin.model.difference.standing import Pair
from hub_plugin.model.findings import Finding
from hub_plugin.model.safe import as_json
from hub_plugin.outputs.impact.summary import sentences

VERSION = 1


def write(difference: Difference, before: Side, after: Side, base: str, head: str) -> str:
    """Return the difference as JSON in plain ASCII."""
    found, owing, told = difference.records, difference.owing, difference.told
    return as_json({
        "version": VERSION, "base": base, "head": head, "today": str(difference.today), "in_force": str(difference.then),
        "summary": list(sentences(difference)), "unknown": difference.unknown,
        "limits": [{"limit": each.limit, "allowed": each.allowed, "found": each.found} for each in difference.breaches],
        "records": {
            "added": [_named(after, each) for each in found.added],
            "removed": [_named(before, each) for each in found.removed],
            "renamed": [{"from": str(each.old), "by_was": each.by_was, **_named(after, each.new)} for each in found.renamed],
            "changed": [
                {**_named(after, each.about), "fields": each.fields, "parts": {
                    "added": each.added, "removed": each.removed, "changed": each.changed,
                    "renamed": [{"from": old, "to": new} for old, new in each.renamed]}}
                for each in found.changed
            ],
            "unreadable": list(map(str, found.broken)),
        },
        "owed": {
            name: _steps(steps, after if name != "less" else before)
            for name, steps in (("more", owing.more), ("less", owing.less), ("confirm_again", owing.again), ("other_date", owing.dated),
                                ("other_level", owing.levels))
        },
        "standing": [
            {"team": str(each.unit.group) if each.unit else None, "product": each.unit.product if each.unit else "",
             "today": _pair(each.now), "in_force": _pair(each.then)}
            for each in difference.standings
        ],
        "unversioned": [{"item": str(each.about), "before": each.before, "after": each.after} for each in difference.unversioned],
        "dates": [
            {"about": str(each.about), "title": each.title, "what": each.what, "who": list(map(str, each.who)),
             "gone": list(map(str, each.gone)), "come": list(map(str, each.come))}
            for each in difference.moved
        ],
        "findings": {"new": _findings(told.new), "elsewhere": _findings(told.elsewhere), "fixed": _findings(told.fixed)},
    })  # fmt: skip


def _named(side: Side, address: Any) -> dict[str, str]:
    return {"record": str(address), "label": side.label(address)}


def _steps(steps: Iterable[Step], side: Side) -> list[dict[str, Any]]:
    return [
        {"item": str(each.item), "title": str(each.shown.ask.title), "team": str(each.unit.group),
         "team_label": side.label(each.unit.group), "product": each.unit.product, "before": _one(each.before), "after": _one(each.after)}
        for each in steps
    ]  # fmt: skip


def _one(each: Obligation | None) -> dict[str, Any] | None:
    return None if each is None else {
        "level": each.ask.level, "state": each.state.value, "due": str(each.due) if each.due else None, "owed": each.owed
    }  # fmt: skip


def _pair(pair: Pair) -> dict[str, Any]:
    return {name: _progress(each) for name, each in zip(("before", "after"), pair, strict=True)}


def _progress(each: Progress) -> dict[str, int | None]:
    return {"applies": each.applies, "answered": each.answered, "coverage": each.coverage, "score": each.score}


def _findings(found: Iterable[Finding]) -> list[dict[str, Any]]:
    return [
        {
            "rule": each.rule,
            "level": each.level.value,
            "message": each.message,
            "path": each.place.path,
            "line": each.place.line,
        }
        for each in found
    ]

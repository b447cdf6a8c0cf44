"""Findings as JSON, for programs of one's own."""

from __future__ import annotations

from typing import Any

from hub_plugin.model.findings import Level, Place
from hub_plugin.model.safe import as_json
from hub_plugin.outputs.findings.report import Report

VERSION = 1


def write(report: Report) -> str:
    """Return one object with ``findings`` and how many there are; its shape changes only with ``version``."""
    counts = {level.value: sum(each.level is level for each in report.findings) for level in Level}
    findings = [
        {
            "rule": each.rule,
            "level": each.level.value,
            "message": each.message,
            "hint": each.hint,
            **_place(report, each.place),
            "also": _place(report, each.also) if each.also else None,
        }
        for each in report.findings
    ]
    return as_json({"version": VERSION, "records": report.records, "counts": counts, "findings": findings})


def _place(report: Report, place: Place) -> dict[str, Any]:
    return {"path": report.path(place), "line": place.line, "column": place.column, "width": place.width}

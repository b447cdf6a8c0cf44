"""Findings as SARIF 2.1.0, the format that code hosts and editors exchange."""

from __future__ import annotations

from collections import Counter
from typing import Any
from urllib.parse import quote

from hub_plugin.model.findings import Finding, Level, Place
from hub_plugin.model.rules import Rule
from hub_plugin.model.safe import as_json
from hub_plugin.outputs.findings.report import Report

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Level.ERROR: "error", Level.WARNING: "warning", Level.ADVICE: "note"}


def write(report: Report) -> str:
    """Return one log with one run; columns count characters."""
    used = sorted({finding.rule for finding in report.findings} & set(report.rules))
    seen: Counter[str] = Counter()
    run = {
        "tool": {
            "driver": {
                "name": "coehub",
                "semanticVersion": report.version,
                "rules": [_rule(report.rules[name]) for name in used],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [_result(report, finding, used, seen) for finding in report.findings],
    }
    return as_json({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.name,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.why or rule.title},
        "help": {"text": f"coehub explain {rule.name}"},
        "defaultConfiguration": {"level": _LEVELS[rule.level]},
    }


def _result(report: Report, finding: Finding, used: list[str], seen: Counter[str]) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "level": _LEVELS[finding.level],
        "message": {"text": f"{finding.message}\n{finding.hint}" if finding.hint else finding.message},
        "locations": [_location(report, finding.place)],
        "partialFingerprints": {"coehub/v1": report.fingerprint(finding, seen)},
    }
    if finding.rule in used:
        result["ruleIndex"] = used.index(finding.rule)
    if finding.also:
        result["relatedLocations"] = [{"id": 1, **_location(report, finding.also)}]
    return result


def _location(report: Report, place: Place) -> dict[str, Any]:
    uri = quote(report.path(place).encode("utf-8", "surrogateescape"))
    region = {"startLine": place.line, "startColumn": place.column, "endColumn": place.column + place.width}
    return {"physicalLocation": {"artifactLocation": {"uri": uri}, "region": region}}

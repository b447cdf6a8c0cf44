"""Findings as GitLab's code quality report: a subset of Code Climate's format."""

from __future__ import annotations

from collections import Counter

from hub_plugin.model.findings import Level
from hub_plugin.model.safe import as_json
from hub_plugin.outputs.findings.report import Report

_SEVERITIES = {Level.ERROR: "critical", Level.WARNING: "minor", Level.ADVICE: "info"}


def write(report: Report) -> str:
    """Return a list of issues."""
    seen: Counter[str] = Counter()
    issues = []
    for each in report.findings:
        path = report.path(each.place)
        issues.append(
            {
                "type": "issue",
                "check_name": each.rule,
                "description": f"{each.message}: {each.hint}" if each.hint else each.message,
                "categories": ["Bug Risk" if each.level is Level.ERROR else "Clarity"],
                "severity": _SEVERITIES[each.level],
                "fingerprint": report.fingerprint(each, seen),
                "location": {"path": path, "lines": {"begin": each.place.line, "end": each.place.line}},
            }
        )
    return as_json(issues)

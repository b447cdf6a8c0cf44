"""Findings as annotations of GitHub Actions: they show beside the changed lines of a pull request."""

from __future__ import annotations

from hub_plugin.model.findings import Finding, Level
from hub_plugin.model.safe import safe
from hub_plugin.outputs.findings.report import Report

_COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.ADVICE: "notice"}


def write(report: Report) -> str:
    """Return one workflow command a finding, and the total."""
    return "\n".join([*(_command(report, each) for each in report.findings), report.total])


def _command(report: Report, finding: Finding) -> str:
    place = finding.place
    properties = {
        "file": report.path(place), "line": place.line, "endLine": place.line, "col": place.column,
        "endColumn": place.column + place.width, "title": finding.rule,
    }  # fmt: skip
    told = [finding.message, finding.hint]
    told += [f"also: {report.path(finding.also)}:{finding.also.line}"] if finding.also else []
    told.append(f"rule: coehub explain {finding.rule}")
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{_COMMANDS[finding.level]} {listed}::" + "%0A".join(_data(each) for each in told if each)


def _data(value: object) -> str:
    """Escape the text of a command as the runner reads it (actions/toolkit, command.ts)."""
    return safe(value).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: object) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")

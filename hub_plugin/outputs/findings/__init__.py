"""Findings as they leave: for people, and for the machines that show them beside a change."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from hub_plugin.outputs.findings.report import Report

__all__ = ["FORMATS", "Report", "written"]

FORMATS = ("text", "github", "gitlab", "sarif", "json")


def written(report: Report, form: str) -> str:
    """Return a report in one of the formats, without a line break at its end."""
    write: Callable[[Report], str] = import_module(f"{__name__}.as_{form}").write
    return write(report)

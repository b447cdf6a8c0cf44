"""A small hub for each test of an import, and a way to run the command in it."""

from __future__ import annotations

from tests.cli.conftest import begun, hub, run

__all__ = ["begun", "hub", "run"]

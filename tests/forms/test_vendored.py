"""What the forms take from others is what was published, and can be made again."""

from __future__ import annotations

import gzip
import json

import pytest

from tests.forms.vendoring import READER, RECORD, TOOL, WHERE, digest, modules, reader
from tests.sites import ROOT

RECORDED = json.loads(RECORD.read_text(encoding="utf-8"))


def test_the_form_tool_is_the_one_that_was_published() -> None:
    assert digest(gzip.decompress((WHERE / f"{TOOL}.gz").read_bytes())) == RECORDED[TOOL]["sha256"]
    assert RECORDED[TOOL]["integrity"].startswith("sha512-")
    assert f"Decap CMS {RECORDED[TOOL]['version']}," in (WHERE / "decap-cms.LICENSE.txt").read_text(encoding="utf-8")


def test_the_yaml_reader_comes_from_the_lock() -> None:
    """The locked esbuild makes the same bytes of the locked package, so nothing else is in it."""
    node = modules()
    if not (node / "yaml").is_dir():
        pytest.fail("npm's packages are missing: 'make .node/.packages' installs them", pytrace=False)
    lock = json.loads((ROOT / "requirements/package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert RECORDED[READER]["version"] == lock["node_modules/yaml"]["version"]
    made = reader(node)
    assert digest(made) == RECORDED[READER]["sha256"]
    assert made == (WHERE / READER).read_bytes()
    assert (WHERE / "yaml.LICENSE.txt").read_bytes() == (node / "yaml" / "LICENSE").read_bytes()


def test_nothing_else_is_heavy() -> None:
    """What is taken from others weighs a megabyte and a half in the wheel; our own scripts next to nothing."""
    sizes = {path.name: path.stat().st_size for path in WHERE.iterdir()}
    assert sizes.pop(f"{TOOL}.gz") < 1_600_000
    assert sizes.pop(READER) < 110_000
    assert sum(sizes.values()) < 60_000

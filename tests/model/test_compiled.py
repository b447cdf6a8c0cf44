"""Compiled templates: found again, never stale, never a reason to fail."""

from __future__ import annotations

import sys
from pathlib import Path

import jinja2
import pytest

from hub_plugin.outputs.pages.compiled import Compiled


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    (tmp_path / "templates").mkdir()
    return tmp_path / "templates"


def printed(folder: Path, text: str) -> str:
    (folder / "a.html").write_text(text)
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder), bytecode_cache=Compiled(folder), autoescape=True
    )
    return environment.get_template("a.html").render()


def kept(folder: Path) -> list[Path]:
    return [each for each in (folder.parent / "__pycache__").rglob("*") if each.is_file()]


def test_found_again_and_never_stale(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert printed(folder, "{{ 1 + 1 }}") == "2"
    assert len(kept(folder)) == 1
    with monkeypatch.context() as patched:
        patched.setattr(jinja2.Environment, "compile", lambda *_: pytest.fail("compiled again"))
        assert printed(folder, "{{ 1 + 1 }}") == "2"
    assert printed(folder, "{{ 1 + 2 }}") == "3"


def test_another_way_to_call_a_filter_is_another_code(folder: Path) -> None:
    template = "{{ [1, 2]|map('string')|join('-') }}"
    assert printed(folder, template) == "1-2"  # Jinja's own join is given the settings of its context
    (folder / "a.html").write_text(template)
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(folder), bytecode_cache=Compiled(folder))
    environment.filters["join"] = lambda values, between: between.join(values)
    assert environment.get_template("a.html").render() == "1-2"


def test_other_settings_compile_anew(folder: Path) -> None:
    assert printed(folder, "{{ '<' ~ 1 }}\n") == "&lt;1"
    plain = jinja2.Environment(loader=jinja2.FileSystemLoader(folder), bytecode_cache=Compiled(folder))
    assert plain.get_template("a.html").render() == "<1"


def test_it_lies_beside_the_code() -> None:
    import hub_plugin

    package = Path(hub_plugin.__file__).parent
    assert Path(Compiled(package / "theme" / "templates").directory).parent == package / "theme" / "__pycache__"


@pytest.mark.parametrize("damage", [b"", b"x", b"j2" + b"\x00" * 40, None])
def test_a_damaged_file_is_no_file(folder: Path, damage: bytes | None) -> None:
    printed(folder, "{{ 1 + 1 }}")
    (file,) = kept(folder)
    file.write_bytes(file.read_bytes()[:-20] if damage is None else damage)
    assert printed(folder, "{{ 1 + 1 }}") == "2"


def test_where_nothing_can_be_written(folder: Path) -> None:
    (folder.parent / "__pycache__").write_text("a file in its place")
    assert printed(folder, "{{ 1 + 1 }}") == "2"


def test_where_nothing_is_to_be_written(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert printed(folder, "{{ 1 + 1 }}") == "2"
    assert not (folder.parent / "__pycache__").exists()

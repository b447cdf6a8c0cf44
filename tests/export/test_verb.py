"""``coehub export``: where it writes, where it refuses to, and what an interrupted one leaves behind."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from hub_plugin.cli import main
from hub_plugin.cli.configured import configured
from hub_plugin.outputs import export
from hub_plugin.outputs.export import Additions, download, not_in_nav, rewritten
from tests import sites

DAY = ("--today", "2026-11-23")


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small hub; it is the current folder."""
    sites.lay_small(tmp_path / "hub", {"docs/about.md": "# About\n"})
    monkeypatch.chdir(tmp_path / "hub")
    return tmp_path / "hub"


def run(*words: object) -> Result:
    return CliRunner().invoke(main, ["export", *map(str, words)])


def test_a_new_folder_and_again(hub: Path) -> None:
    assert run("--to", "../out", *DAY).exit_code == 0
    before = sites.snapshot(hub.parent / "out")
    (hub / "docs" / "about.md").write_text("# About us\n", encoding="utf-8")
    (hub.parent / "out" / "site").mkdir()  # what ``mkdocs build`` makes
    assert run("--to", "../out", *DAY).exit_code == 0
    after = sites.snapshot(hub.parent / "out")
    assert after.pop("docs/about.md") == b"# About us\n"
    assert before.pop("docs/about.md") == b"# About\n"
    assert after == before
    assert sorted(path.name for path in hub.parent.iterdir()) == ["hub", "out"]


def test_an_empty_folder_is_taken(hub: Path) -> None:
    (hub / "out").mkdir()
    assert run("--to", "out", *DAY).exit_code == 0
    assert (hub / "out" / "mkdocs.yml").is_file()


@pytest.mark.parametrize("target", [".", "docs", "docs/out", "content/out", "..", "taken", "mkdocs.yml", "out"])
def test_refusals(hub: Path, target: str) -> None:
    (hub / "taken").mkdir()
    (hub / "taken" / "mine.txt").write_text("mine", encoding="utf-8")
    assert run("--to", "out", *DAY).exit_code == 0
    (hub / "out" / ".git").mkdir()
    before = sites.snapshot(hub.parent)
    result = run("--to", target, *DAY)
    assert result.exit_code == 2, result.output
    assert "name" in result.output
    assert sites.snapshot(hub.parent) == before


def test_errors_are_shown_and_nothing_is_written(hub: Path) -> None:
    (hub / "content" / "teams" / "broken.yml").write_text("nonsense: 1\n", encoding="utf-8")
    result = run("--to", "out", *DAY)
    assert result.exit_code == 1
    assert "field/unknown" in result.output
    assert not (hub / "out").exists()
    shutil.rmtree(hub / "content" / "teams")
    (hub / "content" / "hub.yml").write_text("[", encoding="utf-8")
    assert run("--to", "out", *DAY).exit_code == 1


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_what_is_interrupted_leaves_nothing(hub: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    assert run("--to", "out", *DAY).exit_code == 0
    before = sites.snapshot(hub)

    def fail(*args: object) -> bytes:
        raise error

    monkeypatch.setattr(export, "rewritten", fail)
    assert run("--to", "out", *DAY).exit_code in (2, 130)
    assert sites.snapshot(hub) == before


def test_what_was_killed_is_cleared_away(hub: Path) -> None:
    (hub / ".out.next" / "docs").mkdir(parents=True)
    (hub / ".out.next" / "docs" / "half.md").write_text("hal", encoding="utf-8")
    assert run("--to", "out", *DAY).exit_code == 0
    assert not (hub / "out" / "docs" / "half.md").exists()
    assert not (hub / ".out.next").exists()


def test_content_elsewhere(hub: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """With -C, the mkdocs.yml beside that content counts where the current folder has none."""
    monkeypatch.chdir(tmp_path)
    assert run("-C", "hub/content", "--to", "out", *DAY).exit_code == 0
    assert (tmp_path / "out" / "docs" / "about.md").is_file()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("site_name: a\nplugins: [search, coehub]\n", ["search"]),
        ("site_name: a\nplugins:\n  - coehub: {today: x}\n  - tags: {}\n    coehub: {}\n", [{"tags": {}}]),
        ("site_name: a\nplugins: {coehub: {today: x}, search: {}}\n", {"search": {}}),
        ("site_name: a\nplugins: [coehub]\n", []),
    ],
)
def test_our_plugin_leaves_the_configuration(tmp_path: Path, text: str, wanted: object) -> None:
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    made = rewritten(configured(tmp_path, {}, "a").root, Additions("here"))
    assert yaml.safe_load(made)["plugins"] == wanted


def test_settings_stay(tmp_path: Path) -> None:
    text = """\
site_name: &name "Ünïcode: 1.10"
theme: {name: material, custom_dir: own, static_templates: [a.html], logo: !ENV [LOGO, x.png]}
extra: {yes: no, octal: 010, time: "12:30", none: ~, name: *name, fun: !!python/name:a.b '', rel: !relative $docs_dir}
extra_css: [mine.css]
not_in_nav: |
  !/teams/mine.md
exclude_docs: /drafts/
watch: [x]
"""
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    added = Additions("here", ["our.css"], ["our.js"], ["b.md"], ["/teams/*.md"], ["teams/a.md"])
    made = rewritten(configured(tmp_path, {}, "a").root, added).decode()
    for kept in ("!ENV [LOGO, x.png]", "!!python/name:a.b", "!relative '$docs_dir'", "010", "Ünïcode: 1.10"):
        assert kept in made or kept.replace("'", "") in made, made
    (tmp_path / "mkdocs.yml").write_text(made, encoding="utf-8")
    values = configured(tmp_path, {}, "a").values
    assert values["extra"]["name"] == "Ünïcode: 1.10"
    assert values["extra_css"] == ["our.css", "mine.css"]
    assert values["extra_javascript"] == ["our.js"]
    assert values["theme"]["static_templates"] == ["a.html", "b.md"]
    assert values["theme"]["custom_dir"] == "overrides"
    assert values["not_in_nav"].splitlines() == ["/teams/*.md", "!/teams/mine.md"]
    assert values["exclude_docs"].splitlines() == ["/drafts/", "!/templates/", "!/teams/a.md"]
    assert "watch" not in values


def test_pages_outside_of_the_navigation() -> None:
    pages = ["index.md", "teams/index.md", "teams/a.md", "teams/b.md", "teams/c.md", "roles/index.md", "roles/[a].md"]
    assert not_in_nav(pages, ["teams/index.md", "teams/mine.md", "roles/index.md", "about.md", "teams/x.png"]) == [
        "/index.md", "/roles/\\[a\\].md", "/teams/*.md", "!/teams/index.md", "!/teams/mine.md",
    ]  # fmt: skip


def test_downloads_that_are_no_text() -> None:
    assert download(b"\xff\xfe") is None
    assert download(b" \n") is None

"""Where the content lies and which day it is: as the option says, else as mkdocs.yml does, else as usual."""

from __future__ import annotations

from pathlib import Path

import pytest

from hub_plugin.cli.settings import plugin_options
from tests.cli.conftest import Run, write

CUSTOM_TAGS = """
markdown_extensions:
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
      options: !relative $docs_dir
theme: !!python/object/apply:os.system ["touch ran"]
"""


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("site_name: X\n", {}),
        ("plugins: [search, coehub]\n", {}),
        ("plugins:\n  - coehub:\n", {}),
        ("plugins:\n  - coehub: {content_dir: a/b}\n", {"content_dir": "a/b"}),
        ("plugins:\n  search: {}\n  coehub: {content_dir: c}\n", {"content_dir": "c"}),
        ("plugins:\n  - coehub: {today: !ENV DAY}\n", {"today": "2026-05-05"}),
        ("plugins:\n  - coehub: {today: !ENV [NONE, DAY, x]}\n", {"today": "2026-05-05"}),
        ("plugins:\n  - coehub: {today: !ENV [NONE, '2026-01-01']}\n", {"today": "2026-01-01"}),
        ("plugins:\n  - coehub: {today: !ENV NONE}\n", {"today": None}),
        (CUSTOM_TAGS + "plugins:\n  - coehub: {content_dir: c}\n", {"content_dir": "c"}),
        ("INHERIT: base.yml\n", {"content_dir": "inherited"}),
        ("INHERIT: mkdocs.yml\n", {}),  # of itself, without end
        ("- a list\n", {}),
        ("", {}),
    ],
)
def test_options(tmp_path: Path, text: str, options: dict[str, object]) -> None:
    write(tmp_path / "mkdocs.yml", text)
    write(tmp_path / "base.yml", "plugins:\n  - coehub: {content_dir: inherited}\n")
    assert plugin_options(tmp_path, {"DAY": "2026-05-05"}) == options
    assert not (tmp_path / "ran").exists()


def test_a_broken_configuration(run: Run, hub: Path) -> None:
    write(hub / "mkdocs.yml", "plugins: [\n")
    assert run("check").exit_code == 2
    assert "mkdocs.yml" in run("check").output
    assert run("check", "-C", "content").exit_code == 2
    write(hub / "mkdocs.yml", "a: " + "[" * 3000)
    assert run("check").exit_code == 2


def test_the_folder(run: Run, hub: Path) -> None:
    (hub / "content").rename(hub / "records")
    assert run("check").exit_code == 2
    assert run("check", "-C", "records").exit_code == 0
    write(hub / "mkdocs.yml", "plugins:\n  - coehub: {content_dir: records}\n")
    assert run("check").exit_code == 0


def test_the_day(run: Run, hub: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772323200")
    assert "on 1 March 2026" in run("status").output
    write(hub / "mkdocs.yml", "plugins:\n  - coehub: {today: !ENV [COEHUB_DAY, '2026-04-02']}\n")
    assert "on 2 April 2026" in run("status").output
    monkeypatch.setenv("COEHUB_DAY", "2026-04-03")
    assert "on 3 April 2026" in run("status").output
    assert "on 4 April 2026" in run("status", "--today", "2026-04-04").output
    monkeypatch.setenv("COEHUB_DAY", "")
    assert "on 1 March 2026" in run("status").output
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    assert run("status").exit_code == 2


@pytest.mark.parametrize("verb", ["status", "remind", "check"])
def test_a_day_at_the_end_of_the_calendar(run: Run, hub: Path, verb: str) -> None:
    for day in ("0001-01-01", "1969-12-31", "2200-01-01", "9999-12-31"):
        done = run(verb, "--today", day)
        assert done.exit_code == 2
        assert "too far off" in done.output
    for day in ("1970-01-01", "2199-12-31"):
        assert run(verb, "--today", day).exit_code in (0, 1)

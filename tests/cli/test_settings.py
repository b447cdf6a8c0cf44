"""Where the content lies and which day it is: as the option says, else as mkdocs.yml does, else as usual."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest
import yaml

from hub_plugin.cli.settings import plugin_options
from hub_plugin.options import Options, value_of
from hub_plugin.plugin.settings import CoehubConfig
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
        ("plugins:\n  - coehub: {content_dir: , today: ''}\n", {}),
        ("plugins:\n  - coehub: {content_dir: ''}\n", {"content_dir": "content"}),
        ("plugins:\n  - coehub: {enabled: true, today: 2026-05-05}\n", {"today": "2026-05-05"}),
        ("plugins:\n  - coehub: {languages: 'en, ro'}\n", {"languages": ["en", "ro"]}),
        ("plugins:\n  - coehub: {content_dir: a/b}\n", {"content_dir": "a/b"}),
        ("plugins:\n  search: {}\n  coehub: {content_dir: c}\n", {"content_dir": "c"}),
        ("plugins:\n  - coehub: {today: !ENV DAY}\n", {"today": "2026-05-05"}),
        ("plugins:\n  - coehub: {today: !ENV [NONE, DAY, x]}\n", {"today": "2026-05-05"}),
        ("plugins:\n  - coehub: {today: !ENV [NONE, '2026-01-01']}\n", {"today": "2026-01-01"}),
        ("plugins:\n  - coehub: {today: !ENV NONE}\n", {}),
        ("plugins:\n  - coehub: {reference: !ENV [NO, true], forms: !ENV EMPTY}\n", {"reference": False}),
        (CUSTOM_TAGS + "plugins:\n  - coehub: {content_dir: c}\n", {"content_dir": "c"}),
        ("INHERIT: base.yml\n", {"content_dir": "inherited"}),
        ("INHERIT: mkdocs.yml\n", {}),  # of itself, without end
        ("INHERIT: named.yml\nplugins: {search: {}}\n", {"content_dir": "inherited"}),
        (
            "INHERIT: named.yml\nplugins: {coehub: {today: 2026-05-05}}\n",
            {"content_dir": "inherited", "today": "2026-05-05"},
        ),
        ("INHERIT: base.yml\nplugins: [search]\n", {}),
        ("- a list\n", {}),
        ("", {}),
    ],
)
def test_options(tmp_path: Path, text: str, options: dict[str, Any]) -> None:
    write(tmp_path / "mkdocs.yml", text)
    write(tmp_path / "base.yml", "plugins:\n  - coehub: {content_dir: inherited}\n")
    write(tmp_path / "named.yml", "plugins: {coehub: {content_dir: inherited}}\n")
    assert plugin_options(tmp_path, {"DAY": "2026-05-05", "NO": "false", "EMPTY": ""}) == Options(**options)
    assert not (tmp_path / "ran").exists()


def test_a_broken_configuration(run: Run, hub: Path) -> None:
    write(hub / "mkdocs.yml", "plugins: [\n")
    assert run("check").exit_code == 2
    assert "mkdocs.yml" in run("check").output
    assert run("check", "-C", "content").exit_code == 2
    write(hub / "mkdocs.yml", "a: " + "[" * 3000)
    assert run("check").exit_code == 2


REFUSED = [
    ("{contentdir: x}", "'contentdir' is no option; did you mean 'content_dir'?"),
    ("{toady: 2026-05-05}", "'toady' is no option; did you mean 'today'?"),
    ("{content_dir: [content]}", "content_dir: expected the name of a folder, found a list"),
    ('{content_dir: "a\\u202eb"}', "content_dir: the name of the folder has"),
    ("{today: 5}", "today: expected a date, found 5; write one such as 2026-12-01"),
    ("{today: '2026-02-30'}", "today: '2026-02-30' is not a date; write it as 2026-02-28"),
    ('{reference: "no"}', "reference: expected true or false, found the text 'no'; write it without quotes"),
    ("{policy: [true]}", "policy: expected true or false, found a list"),
    ("{search: fast}", "search: 'fast' is none of the words; write one of: auto, whole, pieces"),
    ("{languages: 5}", "languages: expected a list, found 5"),
    ("{titles: [a]}", "titles: expected a title for each title of each language"),
    ("{titles: {en: {a: 5}}}", "titles: expected a title for each title of each language"),
    ("{forms: []}", "forms: expected options, found a list"),
    ("{forms: {host: x}}", "forms: 'host: x' is not a git host"),
]


@pytest.mark.parametrize(("options", "told"), REFUSED)
def test_both_doors_refuse_the_same_options(run: Run, hub: Path, options: str, told: str) -> None:
    write(hub / "mkdocs.yml", f"plugins:\n  - coehub: {options}\n")
    done = run("check")
    assert (done.exit_code, f"'mkdocs.yml': coehub: {told}" in done.output) == (2, True), done.output
    config = CoehubConfig()
    config.load_dict(yaml.safe_load(options))
    assert [str(error).startswith(told) for _, error in config.validate()[0]] == [True]


def test_every_option_is_known_to_both_doors() -> None:
    names = {each.name for each in dataclasses.fields(Options)}
    assert {name for name, _ in CoehubConfig._schema} == names
    assert CoehubConfig().options == Options(**{name: value_of(name, None) for name in names}) == Options()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("plugins:\n  - coehub: [a, b]\n", "coehub: expected options, found a list; write them as 'content_dir: content'"),
        ("plugins:\n  - coehub: 5\n", "coehub: expected options, found 5"),
        ("plugins:\n  - coehub: x\n", "coehub: expected options, found the text 'x'"),
        ("plugins:\n  - coehub: {content_dir: a}\n  - coehub: {content_dir: b}\n", "coehub stands there twice"),
        ("plugins:\n  - coehub: {languages: 'xx,,yy'}\n", "languages: hub.yml does not name 'xx' (it names: en)"),
        ("site_name: X\nplugins:\n  - coehub: {today: 2026-02-30}\n",
         "'mkdocs.yml' cannot be read (line 3): '2026-02-30' is on no calendar; mend the date"),
    ],
)  # fmt: skip
def test_what_the_build_refuses_the_check_refuses(run: Run, hub: Path, text: str, told: str) -> None:
    write(hub / "mkdocs.yml", text)
    for verb in ("check", "status"):
        done = run(verb)
        assert (done.exit_code, told in done.output) == (2, True), done.output


def test_titles_in_a_language_that_the_hub_does_not_speak(run: Run, hub: Path) -> None:
    write(hub / "mkdocs.yml", "plugins:\n  - coehub: {titles: {xx: {Ours: Theirs}}}\n")
    assert "titles" not in run("check").output
    text = (hub / "content/hub.yml").read_text(encoding="utf-8")
    (hub / "content/hub.yml").write_text(text.replace("languages: [en]", "languages: [en, ro]"), encoding="utf-8")
    done = run("check")
    assert done.exit_code == 0
    assert "titles: hub.yml does not name 'xx' (it names: en, ro); nobody reads what stands there" in done.output


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

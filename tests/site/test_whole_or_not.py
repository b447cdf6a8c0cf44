"""Whole before written: whatever goes wrong, the last good site stays byte for byte; whatever is left over disturbs nobody."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from mkdocs.commands.build import build as build_here
from mkdocs.config import load_config

from hub_plugin import landing
from tests import sites

BROKEN = {
    "content/teams/payments.yml": "name: Payments\nled: mara-ionescu\nlead: nobody\n",
    "content/teams/x.yml": "name: [\n",
}
# A warning only: this answer gives no reason.
DOUBTFUL = {"content/adoption/payments.yml": "prepared-meetings:\n  agenda-shared: not-applicable\n"}
HOOKED = sites.PLAIN + "hooks: [hook.py]\n"

_UNTIL_TOLD = """
import logging, time
from pathlib import Path

def on_files(files, config):
    logging.getLogger("mkdocs.hook").info("is held")
    while not Path("told").exists():
        time.sleep(0.05)
"""

Build = Callable[..., sites.Run]


@pytest.fixture(params=["mkdocs", pytest.param("properdocs", marks=pytest.mark.properdocs)])
def engine(request: pytest.FixtureRequest) -> list[str]:
    """One engine after the other."""
    if request.param == "mkdocs":
        return sites.MKDOCS
    found: list[str] = request.getfixturevalue("properdocs")
    return found


def hidden(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name.startswith("."))


def fails(hub: Path, engine: list[str] = sites.MKDOCS, strict: bool = True) -> str:
    """Run a build that fails, see that the site is as before, and return what was printed."""
    before = sites.snapshot(hub / "site")
    assert len(before) > 50
    done = sites.build(hub, engine=engine, strict=strict)
    assert done.code != 0, done.output
    assert sites.snapshot(hub / "site") == before
    return done.output


@pytest.mark.parametrize("strict", [True, False])
def test_broken_records(hub: Path, engine: list[str], strict: bool) -> None:
    sites.lay(hub, BROKEN)
    printed = fails(hub, engine, strict)
    for place in ("payments.yml:2:1:", "payments.yml:3:7:", "x.yml:"):
        assert f"content/teams/{place}" in printed
    assert "Traceback" not in printed
    assert "3 finding(s) in the content; nothing was written" in printed


def test_a_warning_fails_under_strict_only(hub: Path, engine: list[str]) -> None:
    sites.lay(hub, DOUBTFUL)
    assert "content/adoption/payments.yml:2:18: 'not-applicable' without a reason" in fails(hub, engine)
    before = sites.snapshot(hub / "site")
    done = sites.build(hub, engine=engine, strict=False)
    assert done.code == 0
    assert "content/adoption/payments.yml:2:18: 'not-applicable' without a reason" in done.output
    assert sites.snapshot(hub / "site") != before


def test_a_dead_link_on_a_page_by_hand(hub: Path, engine: list[str]) -> None:
    """The engine's own strict mode ends the build behind all plugins."""
    sites.lay(hub, {"docs/about.md": "# About\n\n[gone](gone.md)\n"})
    assert "gone.md" in fails(hub, engine)
    assert sites.build(hub, engine=engine, strict=False).code == 0
    assert "gone.md" in (hub / "site" / "about" / "index.html").read_text()


@pytest.mark.parametrize("event", ["on_nav(nav", "on_page_content(html", "on_post_build(config"])
def test_another_plugin_fails(hub: Path, engine: list[str], event: str) -> None:
    sites.lay(hub, {"hook.py": f"def {event}, **more):\n    raise RuntimeError('not today')\n"}, HOOKED)
    assert "not today" in fails(hub, engine)
    (hub / "mkdocs.yml").write_text(sites.PLAIN)
    assert sites.build(hub).code == 0
    assert hidden(hub) == []


@pytest.mark.slow
def test_killed_builds(hub: Path) -> None:
    """Wherever a build is killed, the site is the old one or the new one, and the next build goes through."""
    start = time.monotonic()
    assert sites.build(hub).code == 0
    lasts = time.monotonic() - start
    old = sites.snapshot(hub / "site")
    sites.lay(hub, {"docs/later.md": "# Later\n"})
    chosen = random.Random(11)
    for share in (chosen.uniform(0.5, 1.0) for _ in range(5)):
        running = subprocess.Popen(
            [*sites.MKDOCS, "build", "--strict"],
            cwd=hub,
            env=sites.environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(share * lasts)
        running.send_signal(signal.SIGKILL)
        running.wait()
        now = sites.snapshot(hub / "site")
        assert now == old or "later/index.html" in now
    assert sites.build(hub).code == 0
    new = sites.snapshot(hub / "site")
    assert "later/index.html" in new
    assert set(old) - set(new) == set()
    assert hidden(hub) == []


def test_builds_at_once(hub: Path) -> None:
    """The second one waits, and reads what the hub says by then."""
    sites.lay(hub, {"hook.py": _UNTIL_TOLD}, HOOKED)
    builds = []
    for number, seen in enumerate(("is held", "is at work; this one waits", "is at work; this one waits")):
        sites.lay(hub, {f"docs/n{number}.md": f"# Number {number}\n"}, HOOKED)
        log = hub / f"{number}.log"
        with log.open("wb") as out:
            builds.append(
                subprocess.Popen([*sites.MKDOCS, "build"], cwd=hub, env=sites.environment(), stdout=out, stderr=out)
            )
        for _ in range(600):
            if seen in log.read_text():
                break
            time.sleep(0.1)
        assert seen in log.read_text()
    (hub / "told").touch()
    assert [each.wait() for each in builds] == [0, 0, 0]
    at_once = sites.snapshot(hub / "site")
    assert {"n0/index.html", "n1/index.html", "n2/index.html"} <= set(at_once)
    assert hidden(hub) == []
    assert sites.build(hub, strict=False).code == 0
    assert sites.snapshot(hub / "site") == at_once


def test_a_build_that_fails_lets_others_build(hub: Path) -> None:
    """Also within one process, as a program that builds again and again does."""
    sites.lay(hub, {"docs/about.md": "# About\n\n[gone](gone.md)\n"})
    for _ in range(2):
        with pytest.raises(SystemExit):
            build_here(load_config(str(hub / "mkdocs.yml"), strict=True))
    sites.lay(hub, {"docs/about.md": "# About\n"})
    build_here(load_config(str(hub / "mkdocs.yml"), strict=True))
    assert hidden(hub) == []


def test_a_build_that_is_broken_off_keeps_nobody_waiting(hub: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that goes on after Control-C, and builds again."""
    monkeypatch.setattr(landing, "PATIENCE", 0.0)
    config = sites.PLAIN + "hooks: [hook.py]\n"
    sites.lay(hub, {"hook.py": "def on_nav(nav, **more):\n    raise KeyboardInterrupt\n"}, config)
    for _ in range(2):
        with pytest.raises(KeyboardInterrupt):
            build_here(load_config(str(hub / "mkdocs.yml")))
    (hub / "mkdocs.yml").write_text(sites.PLAIN)
    build_here(load_config(str(hub / "mkdocs.yml")))
    assert hidden(hub) == []


def test_a_site_that_cannot_be_switched_in(hub: Path) -> None:
    """As where a program of Windows holds a file of the folder open."""
    sites.lay(
        hub,
        {"hook.py": "import shutil\ndef on_post_build(config, **more):\n    shutil.rmtree(config.site_dir)\n"},
        HOOKED,
    )
    before = sites.snapshot(hub / "site")
    done = sites.build(hub, strict=False)
    assert done.code == 1
    assert "the new site cannot be put into its place, the last one stays: No such file" in done.output
    assert "Traceback" not in done.output
    assert sites.snapshot(hub / "site") == before
    assert hidden(hub) == []


@pytest.mark.parametrize("broken", [False, True], ids=["sound", "broken"])
def test_killed_between_the_two_renames(hub: Path, broken: bool) -> None:
    before = sites.snapshot(hub / "site")
    (hub / "site").rename(hub / ".site.old")
    if broken:
        sites.lay(hub, BROKEN)
    assert sites.build(hub).code == (1 if broken else 0)
    assert sites.snapshot(hub / "site") == before
    assert hidden(hub) == []


@pytest.mark.parametrize("options", [(), ("--dirty",)], ids=["clean", "dirty"])
def test_left_overs_disturb_nobody(hub: Path, options: tuple[str, ...]) -> None:
    before = sites.snapshot(hub / "site")
    shutil.copytree(hub / "site", hub / ".site.next")
    (hub / ".site.next" / "about" / "index.html").write_text("half a pa")
    (hub / ".site.next" / "stray.html").write_text("stray")
    (hub / ".site.old").mkdir()
    (hub / ".site.old" / "stray.html").write_text("stray")
    assert sites.build(hub, *options, strict=not options).code == 0
    assert sites.snapshot(hub / "site") == before
    assert hidden(hub) == []


def test_nothing_hidden_is_left(hub: Path) -> None:
    assert (hub / "site" / "teams" / "payments" / "index.html").is_file()
    assert hidden(hub) == []


def test_the_first_build_fails(tmp_path: Path) -> None:
    assert sites.build(sites.lay_small(tmp_path, BROKEN)).code != 0
    assert not (tmp_path / "site").exists()


def test_setup_mistakes_are_said_in_one_line(hub: Path) -> None:
    for config, said in (
        (sites.PLAIN.replace('"2026-11-23"', '"tomorrow"'), "today: "),
        (sites.PLAIN.replace('today: "2026-11-23"', "content_dir: contents"), "there is no folder"),
    ):
        printed = fails(sites.lay(hub, {}, config))
        assert said in printed
        assert "Traceback" not in printed


def test_another_folder(hub: Path) -> None:
    (hub / "out" / "public").mkdir(parents=True)
    (hub / "out" / "public" / "stray.html").write_text("stray")
    before = sites.snapshot(hub / "site")
    done = sites.build(hub, "--site-dir", "out/public")
    assert done.code == 0, done.output
    assert sites.snapshot(hub / "out") == {"public/": b"", **{f"public/{path}": data for path, data in before.items()}}


def test_a_link_to_a_folder_stays_one(hub: Path) -> None:
    before = sites.snapshot(hub / "site")
    (hub / "site").rename(hub / "web")
    (hub / "site").symlink_to("web", target_is_directory=True)
    for _ in range(2):
        done = sites.build(hub)
        assert done.code == 0, done.output
    assert (hub / "site").is_symlink()
    assert sites.snapshot(hub / "web") == before
    assert hidden(hub) == []


def in_process(hub: Path, command: str = "build") -> str:
    config = load_config(str(hub / "mkdocs.yml"))
    config.plugins.on_startup(command=command, dirty=False)  # type: ignore[arg-type]
    build_here(config)
    return config.site_dir


@pytest.mark.parametrize("command", ["build", "gh-deploy"])
def test_the_config_names_the_real_folder_afterwards(hub: Path, command: str) -> None:
    assert in_process(hub, command) == str(hub / "site")


def test_a_mount_point_is_written_into(hub: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A container's volume cannot be renamed."""
    before = sites.snapshot(hub / "site")
    (hub / "site" / "stray.html").write_text("stray")
    there = (hub / "site").stat().st_ino
    monkeypatch.setattr(os.path, "ismount", lambda path: Path(path) == hub / "site")
    assert in_process(hub) == str(hub / "site")
    assert sites.snapshot(hub / "site") == before
    assert (hub / "site").stat().st_ino == there


@pytest.mark.parametrize(
    ("content", "site"),
    [
        ("content", "content"),
        ("content", "content/site"),
        ("hub/content", "hub"),
        ("content", "."),
        ("content", "theme"),
    ],
)
def test_a_site_never_replaces_what_it_is_made_of(hub: Path, content: str, site: str) -> None:
    config = sites.PLAIN.replace("today:", f"content_dir: {content}, today:") + f"site_dir: {site}\n"
    if site in (".", "hub"):  # else MkDocs refuses it by itself
        (hub / "docs").rename(hub.parent / "docs")
        config += "docs_dir: ../docs\n"
    if site == "theme":
        (hub / "theme").mkdir()
        config = config.replace("{name: material,", "{name: material, custom_dir: theme,")
    sites.lay(hub, {"mkdocs.yml": config})
    (hub / content).parent.mkdir(exist_ok=True)
    if content != "content":
        (hub / "content").rename(hub / content)
    before = sites.snapshot(hub)
    done = sites.build(hub)
    assert done.code != 0
    assert "would remove what it is made of" in done.output
    assert "Traceback" not in done.output
    assert sites.snapshot(hub) == before


def test_what_begins_with_a_dot_stays_in_the_site(hub: Path) -> None:
    sites.lay(hub, {"site/.git/config": "[core]\n", "site/.htaccess": "x\n"})
    assert sites.build(hub).code == 0
    assert (hub / "site/.git/config").read_text() == "[core]\n"
    assert (hub / "site/.htaccess").read_text() == "x\n"
    (hub / "site/.htaccess").rename(hub / ".htaccess")
    landing.before(hub / "site").mkdir()
    (hub / ".htaccess").rename(
        landing.before(hub / "site") / ".htaccess"
    )  # as a build leaves it that is killed just there
    assert sites.build(hub).code == 0
    assert (hub / "site/.htaccess").read_text() == "x\n"


def test_a_hook_may_choose_the_folder(hub: Path) -> None:
    before = sites.snapshot(hub / "site")
    hook = "def on_config(config):\n    config.site_dir = config.docs_dir[:-4] + 'elsewhere'\n"
    done = sites.build(sites.lay(hub, {"hook.py": hook}, HOOKED))
    assert done.code == 0, done.output
    assert sites.snapshot(hub / "elsewhere") == sites.snapshot(hub / "site") == before


def test_gh_deploy(hub: Path, tmp_path: Path) -> None:
    """What is pushed is the site, not what was being built beside it."""
    identity = {f"GIT_{who}_{what}": "a@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    for command in (
        ["git", "init", "-q", "--bare", str(tmp_path / "remote")],
        ["git", "init", "-q"],
        ["git", "remote", "add", "origin", str(tmp_path / "remote")],
        [*sites.MKDOCS, "gh-deploy", "--no-history"],
        ["git", "clone", "-q", "-b", "gh-pages", str(tmp_path / "remote"), str(tmp_path / "clone")],
    ):
        done = sites.run(command, hub, **identity)
        assert done.code == 0, done.output
    shutil.rmtree(tmp_path / "clone" / ".git")
    pushed = sites.snapshot(tmp_path / "clone")
    pushed.pop(".nojekyll", None)
    assert pushed == sites.snapshot(hub / "site")

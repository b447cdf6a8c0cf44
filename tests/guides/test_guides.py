"""The guides, run as they stand in docs/guide."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests import sites
from tests.guides.page import RUN, blocks
from tests.guides.running import run

GUIDES = sites.ROOT / "docs" / "guide"


def guide(name: str) -> str:
    return (GUIDES / f"{name}.md").read_text(encoding="utf-8")


def test_the_tutorial(tmp_path: Path) -> None:
    folder = tmp_path / "work"
    folder.mkdir()
    ran = run(blocks(guide("tutorial")), folder)
    assert "pip install mkdocs-coehub" in ran
    assert len(ran) > 15
    assert "Two people agree" in (folder / "www/current/standards/refunds/index.html").read_text(encoding="utf-8")


def test_content_in_several_languages(tmp_path: Path) -> None:
    folder = tmp_path / "work"
    folder.mkdir()
    ran = run(blocks(guide("languages")), folder)
    assert sum(each.startswith("coehub translations") for each in ran) == 4


def working_copy(folder: Path) -> Path:
    """Lay what of this repository the maintainers' guide works on into a folder."""
    for name in ("hub_plugin", "tests/laws", "docs/architecture.md", "tests/staging.py", "tests/__init__.py", "tests/conftest.py",
                 "tests/sites.py", "tests/ready.py", "tests/test_architecture.py", "pyproject.toml", "examples"):  # fmt: skip
        there, to = sites.ROOT / name, folder / name
        to.parent.mkdir(parents=True, exist_ok=True)
        if there.is_dir():
            shutil.copytree(there, to, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(there, to)
    return folder


def test_a_kind_a_rule_and_an_output_are_added(tmp_path: Path) -> None:
    """Against the package itself, in a copy: its registries, its laws, its drawing."""
    folder = tmp_path / "work"
    ran = run(blocks(guide("extending")), folder, working_copy(folder / "mkdocs-coehub"))
    assert sum("pytest" in each for each in ran) == 3


def test_the_example_of_a_kind_is_the_one_of_the_guide() -> None:
    shown = {each.path: each.text for each in blocks(guide("extending"))}
    there = sites.ROOT / "examples"
    files = [path for path in sorted((there / "glossary").iterdir()) if path.is_file()]
    assert [path.name for path in files if shown.get(path.relative_to(there).as_posix()) != path.read_text()] == []


@pytest.mark.parametrize("name", ["team-leads", "keeping"])
def test_guides_that_begin_in_a_hub(name: str, tmp_path: Path) -> None:
    """In the example hub, under git."""
    folder = sites.lay_example(tmp_path / "work")
    ran = run([*BEGUN, *blocks(guide(name))], folder)
    assert len(ran) > 8


BEGUN = blocks("""```sh
git init --quiet --initial-branch main
git add .
git commit --quiet --message Begin
```
""")


# What the runner must notice.
@pytest.mark.parametrize(
    "page",
    [
        "```console\n$ echo one\ntwo\n```\n",
        "```console\n$ echo one; echo two\none\n```\n",
        "```console\n$ echo one\n…\ntwo\n```\n",
        "```sh\nfalse\n```\n",
        "```console\n$ false\n```\n",
        "```sh\npip install something-else\n```\n",
        "```yaml\n# a.yml\na: 1\n```\n```diff\n# a.yml\n-a: 2\n+a: 3\n```\n",
    ],
)
def test_a_page_that_has_drifted_fails(page: str, tmp_path: Path) -> None:
    (tmp_path / "work").mkdir()
    with pytest.raises(AssertionError):
        run(blocks(page), tmp_path / "work")


def test_a_page_that_holds_passes(tmp_path: Path) -> None:
    page = """
1. Write it:
    ```yaml
    # a/b.yml
    a: 1
    ```
2. Read it:
    ```console
    $ cd a
    $ cat b.yml
    a: …
    $ printf 'one\\ntwo\\nthree\\n'
    …
    three
    ```
"""
    (tmp_path / "work").mkdir()
    assert len(run(blocks(page), tmp_path / "work")) == 3


@pytest.mark.parametrize("name", ["tutorial", "team-leads", "keeping", "extending"])
def test_nothing_in_a_guide_is_passed_over(name: str) -> None:
    """Every block is run, written or marked as text; a fence that is none of ours would be neither."""
    text = guide(name)
    found = blocks(text)
    assert text.count("```") == 2 * len(found)
    assert [each.line for each in found if not each.path and each.language not in (*RUN, "text")] == []


def test_no_fence_stands_inside_a_list() -> None:
    """Without a further extension Markdown knows fences at the beginning of a line only, and shows others as running text."""
    pages = sorted((sites.ROOT / "docs").rglob("*.md"))
    assert len(pages) > 40
    inside = re.compile(r"^ +(```|~~~)", re.MULTILINE)
    assert [page.name for page in pages if inside.search(page.read_text(encoding="utf-8"))] == []

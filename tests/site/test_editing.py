"""Edit links and new issues, in the address forms of GitHub, GitLab and Gitea."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from hub_plugin.outputs.editing import editor, proposing

DOCS, CONTENT = Path("/hub/docs"), Path("/hub/content")


@pytest.mark.parametrize(
    ("repository", "edit", "line", "issue", "text"),
    [
        ("https://github.com/o/r", "edit/main/docs/", "https://github.com/o/r/edit/main/content/teams/a%20b.yml#L12",
         "https://github.com/o/r/issues/new", "body"),
        ("", "https://github.com/o/r/blob/main/docs/", "https://github.com/o/r/blob/main/content/teams/a%20b.yml#L12",
         "https://github.com/o/r/issues/new", "body"),
        ("https://gitlab.com/g/sub/r/", "-/edit/main/docs/", "https://gitlab.com/g/sub/r/-/edit/main/content/teams/a%20b.yml#L12",
         "https://gitlab.com/g/sub/r/-/issues/new", "issue[description]"),
        ("https://git.example.org/o/r", "src/branch/main/docs", "https://git.example.org/o/r/src/branch/main/content/teams/a%20b.yml#L12",
         "https://git.example.org/o/r/issues/new", "body"),
        ("https://codeberg.org/o/r", "_edit/main/docs/", "https://codeberg.org/o/r/_edit/main/content/teams/a%20b.yml#L12",
         "https://codeberg.org/o/r/issues/new", "body"),
        ("https://bitbucket.org/o/r", "src/default/docs/", "https://bitbucket.org/o/r/src/default/content/teams/a%20b.yml#L12", "", "body"),
        ("https://git.example.org/r", "?file=docs/", "https://git.example.org/r/?file=content/teams/a%20b.yml#L12", "", "body"),
    ],
)  # fmt: skip
def test_the_forms(repository: str, edit: str, line: str, issue: str, text: str) -> None:
    assert editor(repository, edit, DOCS, CONTENT)("teams/a b.yml", 12) == line
    found = proposing(repository, edit)
    assert (found.issue, found.text) == (issue, text)
    if issue:
        made = found.address("A & B", "x: #1\n") or ""
        assert parse_qs(urlsplit(made).query)[text] == ["x: #1\n"]
        assert found.address("A", "ä" * 2000) is None


@pytest.mark.parametrize(("repository", "edit"), [("", ""), ("https://github.com/o/r", ""), ("", "edit/main/docs/")])
def test_without_addresses_nothing_is_edited(repository: str, edit: str) -> None:
    assert editor(repository, edit, DOCS, CONTENT)("hub.yml", 1) is None
    assert proposing(repository, edit).issue == ""

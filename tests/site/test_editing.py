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
    found = proposing(repository, edit, DOCS, CONTENT)
    assert (found.issue, found.text) == (issue, text)
    if issue:
        made = found.address("A & B", "x: #1\n") or ""
        assert parse_qs(urlsplit(made).query)[text] == ["x: #1\n"]
        assert found.address("A", "ä" * 2000) is None


@pytest.mark.parametrize(("repository", "edit"), [("", ""), ("https://github.com/o/r", ""), ("", "edit/main/docs/")])
def test_without_addresses_nothing_is_edited(repository: str, edit: str) -> None:
    assert editor(repository, edit, DOCS, CONTENT)("hub.yml", 1) is None
    assert proposing(repository, edit, DOCS, CONTENT).issue == ""


@pytest.mark.parametrize(
    ("edit", "file", "folder"),
    [
        ("https://github.com/o/r/edit/main/docs/", "https://github.com/o/r/new/main", "handed-over"),
        (
            "https://github.com/o/r/edit/a%2Fb/hubs/care/docs/",
            "https://github.com/o/r/new/a%2Fb",
            "hubs/care/handed-over",
        ),
        ("https://codeberg.org/o/r/_edit/main/docs/", "https://codeberg.org/o/r/_new/main/", "handed-over"),
        ("https://git.example.org/o/r/src/branch/main/docs", "https://git.example.org/o/r/_new/main/", "handed-over"),
        ("https://git.example.org/o/r/src/tag/v1/docs/", "", "handed-over"),  # nothing is added to a tag
        ("https://gitlab.com/g/r/-/edit/main/docs/", "", "handed-over"),  # it would open an empty file
        ("https://github.com/o/r/edit/main/", "", "handed-over"),  # the content does not lie in the repository
        ("https://bitbucket.org/o/r/src/default/docs/", "", "handed-over"),
    ],
)
def test_a_new_file_is_proposed_where_the_host_fills_it_in(edit: str, file: str, folder: str) -> None:
    found = proposing("", edit, DOCS, CONTENT)
    assert (found.plain["file"], found.plain["folder"]) == (file, folder)

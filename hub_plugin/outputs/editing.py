"""Where a content file is edited, or a change proposed: addresses on the site of the repository.

The one place that knows how GitHub, GitLab and Gitea (Forgejo, Codeberg) write them. What host it is shows in the path of ``edit_uri``:
``edit/main/docs/`` (GitHub), ``-/edit/main/docs/`` (GitLab), ``_edit/main/docs/`` or ``src/branch/main/docs/`` (Gitea).

A page for a new file with name and text filled in: GitHub's ``new/<branch>?filename=&value=`` and Gitea's ``_new/<branch>/`` with the
same names (docs.gitea.com, "Integrations"). GitLab's takes ``file_name``, but passes over the text (gitlab-org/gitlab, 532221 and
594214), so there it is not offered.
"""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import quote, unquote, urlencode, urljoin

Edit = Callable[[str, int], str | None]
HANDED_OVER = "handed-over"  # the folder beside the content for new files: `coehub answer` takes them from there
LONGEST = 7500  # of an address: servers and proxies take 8192 bytes, the least of the limits that hosts state

_GITLAB = re.compile(r"(?P<project>.+?)/-/(?:edit|blob|tree|raw)/(?P<branch>[^/]+)/")
_GITEA = re.compile(
    r"(?P<project>.+?)/(?:_edit|_new|(?:src|raw)/(?P<sort>branch|tag|commit))/(?P<branch>[^/]+)/(?P<docs>.*)"
)
_GITHUB = re.compile(r"(?P<project>https?://[^/]+/[^/]+/[^/]+)/(?:edit|blob|tree|raw)/(?P<branch>[^/]+)/(?P<docs>.*)")


@dataclass(frozen=True)
class Proposing:
    """Where a change is proposed, without an account of the hub's own.

    Args:
        issue: the address of a new issue, to which a title and a text are added; empty: there is none.
        title: the name of the title in that address.
        text: the name of the text.
        file: the address of a new file, to which ``filename`` and ``value`` are added; empty: there is none.
        folder: where new files belong, from the top of the repository.
        longest: how long the whole address may be.
    """

    issue: str = ""
    title: str = "title"
    text: str = "body"
    file: str = ""
    folder: str = HANDED_OVER
    longest: int = LONGEST

    @property
    def plain(self) -> Mapping[str, str | int]:
        """All of it, for the page's script."""
        return {
            "issue": self.issue, "title": self.title, "text": self.text,
            "file": self.file, "folder": self.folder, "longest": self.longest,
        }  # fmt: skip

    def address(self, title: str, text: str) -> str | None:
        """Return the address of an issue with a title and a text in it, or None where it would be too long."""
        made = f"{self.issue}?{urlencode({self.title: title, self.text: text}, quote_via=quote)}"
        return made if self.issue and len(made) <= self.longest else None


def editor(repository: str, edit: str, docs: Path, content: Path) -> Edit:
    """Return what tells where a line of a content file is edited, or always None.

    Args:
        repository: MkDocs' ``repo_url``, or empty.
        edit: its ``edit_uri``: a whole address, or one below the repository; empty: nothing is edited.
        docs: the folder that ``edit`` leads to.
        content: the content folder.
    """
    start = _start(repository, edit)
    if not start:
        return lambda path, line: None
    way = Path(os.path.relpath(content, docs)).as_posix()
    if "{path" in start:  # edit_uri_template has no line that it could lead to
        return lambda path, line: None
    joined = cache(lambda path: _joined(start, quote(f"{way}/{path}")))  # a page edits many lines of one file
    return lambda path, line: f"{joined(path)}#L{line}"


def proposing(repository: str, edit: str, docs: Path, content: Path) -> Proposing:
    """Return where a change is proposed, as far as the addresses tell which host it is.

    Args:
        repository: MkDocs' ``repo_url``, or empty.
        edit: its ``edit_uri``.
        docs: the folder that ``edit`` leads to.
        content: the content folder.
    """
    start = _start(repository, edit)
    if found := _GITLAB.match(start):
        return Proposing(f"{found['project']}/-/issues/new", "issue[title]", "issue[description]")
    beside = Path(os.path.relpath(content, docs)).parent.as_posix()
    if found := _GITEA.match(start):
        issue, file = f"{found['project']}/issues/new", f"{found['project']}/_new/{found['branch']}/"
        branch = found["sort"] in (None, "branch")
    elif found := _GITHUB.match(start):
        issue, file = f"{found['project']}/issues/new", f"{found['project']}/new/{found['branch']}"
        branch = True
    else:
        return Proposing()
    folder = posixpath.normpath(posixpath.join(unquote(found["docs"]), beside, HANDED_OVER))
    inside = not folder.startswith(("..", "/")) and "{" not in start
    return Proposing(issue, file=file if branch and inside else "", folder=folder if inside else HANDED_OVER)


def _start(repository: str, edit: str) -> str:
    if not edit or not (repository or "://" in edit):
        return ""
    start = edit if "://" in edit else repository.rstrip("/") + "/" + edit.lstrip("/")
    return start if start.endswith(("/", "=")) else start + "/"


def _joined(start: str, way: str) -> str:
    """Join the two; a file that is named in a query (``?file=docs/``) is no path that urljoin could shorten."""
    if "?" not in start:
        return urljoin(start, way)
    head, question, query = start.partition("?")
    name, equals, folder = query.rpartition("=")
    return head + question + name + equals + urljoin(f"/{folder}", way).lstrip("/")

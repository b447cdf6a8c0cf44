"""Where a content file is edited, or a change proposed: addresses on the site of the repository.

The one place that knows how GitHub, GitLab and Gitea (Forgejo, Codeberg) write them. What host it is shows in the path of ``edit_uri``:
``edit/main/docs/`` (GitHub), ``-/edit/main/docs/`` (GitLab), ``_edit/main/docs/`` or ``src/branch/main/docs/`` (Gitea).
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode, urljoin

Edit = Callable[[str, int], str | None]
LONGEST = 7500  # of an address: servers and proxies take 8192 bytes, the least of the limits that hosts state

_GITLAB = re.compile(r"(?P<project>.+?)/-/(?:edit|blob|tree|raw)/(?P<branch>[^/]+)/")
_GITEA = re.compile(r"(?P<project>.+?)/(?:_edit|_new|(?:src|raw)/(?:branch|tag|commit))/(?P<branch>[^/]+)/")
_GITHUB = re.compile(r"(?P<project>https?://[^/]+/[^/]+/[^/]+)/(?:edit|blob|tree|raw)/(?P<branch>[^/]+)/")


@dataclass(frozen=True)
class Proposing:
    """Where a change is proposed, without an account of the hub's own.

    Args:
        issue: the address of a new issue, to which a title and a text are added; empty: there is none.
        title: the name of the title in that address.
        text: the name of the text.
        longest: how long the whole address may be.
    """

    issue: str = ""
    title: str = "title"
    text: str = "body"
    longest: int = LONGEST

    @property
    def plain(self) -> Mapping[str, str | int]:
        """All of it, for the page's script."""
        return {"issue": self.issue, "title": self.title, "text": self.text, "longest": self.longest}

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
    return lambda path, line: _joined(start, quote(f"{way}/{path}")) + f"#L{line}"


def proposing(repository: str, edit: str) -> Proposing:
    """Return where a change is proposed, as far as the addresses tell which host it is.

    Args:
        repository: MkDocs' ``repo_url``, or empty.
        edit: its ``edit_uri``.
    """
    start = _start(repository, edit)
    if found := _GITLAB.match(start):
        return Proposing(f"{found['project']}/-/issues/new", "issue[title]", "issue[description]")
    if found := _GITEA.match(start):
        return Proposing(f"{found['project']}/issues/new")
    if found := _GITHUB.match(start):
        return Proposing(f"{found['project']}/issues/new")
    return Proposing()


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

"""Where a line of a content file is edited: addresses on the site of the repository."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote, urljoin

Edit = Callable[[str, int], str | None]


def editor(repository: str, edit: str, docs: Path, content: Path) -> Edit:
    """Return what tells where a line of a content file is edited, or always None.

    Args:
        repository: MkDocs' ``repo_url``, or empty.
        edit: its ``edit_uri``: a whole address, or one below the repository; empty: nothing is edited.
        docs: the folder that ``edit`` leads to.
        content: the content folder.
    """
    if not edit or not (repository or "://" in edit):
        return lambda path, line: None
    start = edit if "://" in edit else repository.rstrip("/") + "/" + edit.lstrip("/")
    start = start if start.endswith("/") else start + "/"
    way = Path(os.path.relpath(content, docs)).as_posix()
    return lambda path, line: urljoin(start, quote(f"{way}/{path}")) + f"#L{line}"

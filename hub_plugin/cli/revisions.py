"""A hub as it was at a revision of git, with its sources: in the same repository, in a submodule, or on disk."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Mapping
from pathlib import Path

from hub_plugin import build, opening
from hub_plugin.cli.git import GitError, Repository
from hub_plugin.cli.settings import NAMES, options_in
from hub_plugin.disk import TEXT, Folder, counts
from hub_plugin.model.sources import Declared, declared
from hub_plugin.options import Options

_FILES = ("100644", "100755", "100664")


class Revision:
    """One commit, seen from a folder of the working tree.

    Args:
        repository: the repository.
        commit: the hash.
        here: the folder from which the command was called.
        environ: what ``!ENV`` in mkdocs.yml may read: a change from outside must not print what the pipeline keeps secret.
    """

    def __init__(self, repository: Repository, commit: str, here: Path, environ: Mapping[str, str]) -> None:
        self.repository, self.commit, self.here = repository, commit, here.resolve()
        self.environ = {name: value for name, value in environ.items() if name.startswith("COEHUB_")}

    def options(self) -> Options:
        """Return the options of the plugin in mkdocs.yml of that commit, as far as they can be used: nobody can mend them there."""
        listed = self.repository.files(self.commit, "")
        name = next((name for name in NAMES if self._way(name) in listed), None)
        return options_in(name, self._read, self.environ, careful=False) if name else Options()

    def _way(self, path: str) -> str:
        """Return a path seen from here as one seen from the top of the repository.

        Raises:
            GitError: it leads out of the repository.
        """
        whole = Path(posixpath.normpath((self.here / path).as_posix()))
        # A whole path may lead through links to the repository.
        for way in (whole, whole.parent.resolve() / whole.name):
            if way.is_relative_to(self.repository.top):
                return way.relative_to(self.repository.top).as_posix()
        raise GitError(f"'{path}' lies outside of the repository")

    def _read(self, path: str) -> bytes:
        found = self.repository.files(self.commit, "").get(self._way(path))
        if found is None or found[0] not in _FILES:
            raise FileNotFoundError(2, "there is no such file at that revision", path)
        return self.repository.read({path: found[1]})[path]

    def reading(self, content: str) -> tuple[build.Reading, dict[str, bytes]]:
        """Read the hub in a folder (seen from here), and return it with the bytes of what was read.

        Raises:
            GitError: the folder lies outside of the repository.
            SetupError: a further kind cannot be loaded.
        """
        folder = self._way(content)
        folder = self.repository.followed(self.commit, "" if folder == "." else folder)
        own = self._texts(self.repository, self.commit, folder)
        contents = self.repository.read({path: name for path, name in own.items() if path.endswith(TEXT)})
        kinds = opening.further_kinds(contents, self.here / content)
        paths = list(own)
        for source in declared(contents.get("hub.yml", b"")):
            listed, texts = self._source(source, posixpath.dirname(folder), content, build.folders(kinds))
            paths += listed
            contents |= texts
        return build.read(paths, contents, kinds), contents

    def _texts(self, repository: Repository, commit: str, folder: str) -> dict[str, str]:
        files = repository.files(commit, folder)
        return {path: name for path, (mode, name) in sorted(files.items()) if mode in _FILES and counts(path)}

    def _source(
        self, source: Declared, beside: str, content: str, folders: Collection[str]
    ) -> tuple[list[str], dict[str, bytes]]:
        """Return a source as it was; one that this repository knows nothing of, as it lies on disk."""
        place = posixpath.join(beside, source.path)
        repository, commit, folder = self.repository, self.commit, place
        if module := repository.module(commit, place):
            there = repository.top / place
            repository = Repository(there) if there.is_dir() else repository
            if repository.top != there.resolve():
                return [], {}
            commit, folder = module, ""
        if not module and not repository.files(commit, folder):
            return self._on_disk(source, content, folders)
        found = {
            path: name
            for path, name in self._texts(repository, commit, folder).items()
            if path.partition("/")[0] in folders and "/" in path
        }
        texts = repository.read({
            source.prefix + path: name for path, name in found.items() if path.endswith(TEXT) and source.allows(path)
        })  # fmt: skip
        there_is = [source.prefix] if repository.files(commit, folder) else []
        return [*there_is, *(source.prefix + path for path in found)], texts

    def _on_disk(self, source: Declared, content: str, folders: Collection[str]) -> tuple[list[str], dict[str, bytes]]:
        root = self.here / content
        if not root.is_dir():
            return [], {}
        folder = Folder(root)
        folder.mount(source, folders)
        mine = [path for path in folder.paths if path.startswith(source.prefix)]
        return mine, {path: data for path, data in folder.contents().items() if path.startswith(source.prefix)}

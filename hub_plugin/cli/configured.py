"""The whole of mkdocs.yml, read without MkDocs: as nodes to write anew, and as values to go by."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from hub_plugin.cli.settings import NAMES, plugins_in, root_of, values_of
from hub_plugin.outputs.editing import Edit, Proposing, editor, proposing

if TYPE_CHECKING:
    import yaml

_EDIT = {"github.com": "edit/master/docs/", "gitlab.com": "edit/master/docs/", "bitbucket.org": "src/default/docs/"}
_NONE = "site_name: {name}\ntheme: {{name: material, font: false}}\nplugins: [search]\n"


@dataclass(frozen=True)
class Configured:
    """A configuration.

    Args:
        folder: where mkdocs.yml lies, or would lie.
        name: how the file is called; empty if there is none.
        root: its nodes, those that it inherits among them.
        values: what they say; unknown tags are passed over.
    """

    folder: Path
    name: str
    root: yaml.MappingNode
    values: Mapping[str, Any]

    @property
    def theme(self) -> Mapping[str, Any]:
        """The theme and its settings."""
        theme = self.values.get("theme") or "mkdocs"
        return theme if isinstance(theme, Mapping) else {"name": theme}

    @property
    def plugins(self) -> Mapping[str, Any]:
        """Plugins by name, with their options."""
        return {name: options[0] for name, options in plugins_in(self.values).items()}

    @property
    def directory_urls(self) -> bool:
        """Whether a page lies in a folder of its own."""
        return self.values.get("use_directory_urls", True) is not False

    @property
    def site_url(self) -> str:
        """Where the site will be opened, with a slash at the end, or empty."""
        url = str(self.values.get("site_url") or "")
        return url.rstrip("/") + "/" if url else ""

    def path(self, value: Any, default: str) -> Path:
        """Return where something lies that the file names."""
        return (self.folder / str(value or default)).resolve()

    @property
    def docs(self) -> Path:
        """The folder of the hand-written pages."""
        return self.path(self.values.get("docs_dir"), "docs")

    def left_out(self) -> Callable[[str], bool]:
        """Return what tells whether MkDocs builds no page or file of a path below docs/."""
        from pathspec.gitignore import GitIgnoreSpec  # what MkDocs itself reads these patterns with

        def spec(name: str, *lines: str) -> GitIgnoreSpec:
            return GitIgnoreSpec.from_lines([*lines, *str(self.values.get(name) or "").splitlines()])

        excluded, drafts = spec("exclude_docs", ".*", "/templates/"), spec("draft_docs")
        return lambda path: excluded.match_file(path) or drafts.match_file(path)

    def editing(self, content: Path) -> Edit:
        """Return what tells where a line of a content file is edited, or always None."""
        repository, edit = self._repository
        return editor(repository, edit, self.docs, content)

    def proposing(self, content: Path) -> Proposing:
        """Return where a change is proposed."""
        return proposing(*self._repository, self.docs, content)

    @property
    def _repository(self) -> tuple[str, str]:
        repository = str(self.values.get("repo_url") or "")
        edit = self.values.get("edit_uri")
        return repository, str(_EDIT.get(urlsplit(repository).netloc.lower(), "") if edit is None else edit)


def configured(folder: Path, environ: Mapping[str, str], site_name: str) -> Configured:
    """Read the configuration in a folder; a small one of our own if there is none.

    Args:
        folder: where mkdocs.yml may lie.
        environ: the environment, for ``!ENV``.
        site_name: what the site is called if nothing else says so.

    Raises:
        click.ClickException: the file cannot be read.
    """
    import json

    import yaml

    from hub_plugin.cli.opened import wrong_use

    name = next((name for name in NAMES if (folder / name).is_file()), "")
    if name:
        root: yaml.Node | None = root_of(name, lambda path: (folder / path).read_bytes())
    else:
        root = yaml.compose(_NONE.format(name=json.dumps(site_name, ensure_ascii=False)), yaml.SafeLoader)
    if not isinstance(root, yaml.MappingNode):
        raise wrong_use(f"'{name}' holds no settings")
    return Configured(folder.resolve(), name, root, values_of(name, root, environ))

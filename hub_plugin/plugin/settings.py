"""What mkdocs.yml says: our own options, and what follows from those of the engine."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar, cast

from mkdocs.config.base import BaseConfigOption, Config, ValidationError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger

from hub_plugin.opening import Opened
from hub_plugin.options import OptionError, Options, idle_titles, known_languages, value_of
from hub_plugin.outputs.editing import Edit, Proposing, editor, proposing
from hub_plugin.outputs.forms import HostError, host
from hub_plugin.policy import Policy, brought_in

log = get_plugin_logger("coehub")
T = TypeVar("T")


class _Option(BaseConfigOption[T]):
    """An option that is judged as the other door judges it."""

    def __set_name__(self, owner: type, name: str) -> None:
        super().__set_name__(owner, name)  # type: ignore[no-untyped-call]
        self.default = getattr(Options(), name)

    def run_validation(self, value: object) -> T:
        try:
            return cast(T, value_of(self._name, value))
        except OptionError as error:
            raise ValidationError(str(error)) from None


class CoehubConfig(Config):  # type: ignore[no-untyped-call]
    """The options under ``plugins: coehub:``."""

    content_dir = _Option[str]()
    today = _Option[str]()
    reference = _Option[bool]()
    policy = _Option[bool]()
    forms = _Option[Mapping[str, Any]]()
    search = _Option[str]()
    languages = _Option[Sequence[str]]()
    titles = _Option[Mapping[str, Mapping[str, str]]]()

    def _validate(self) -> tuple[list[tuple[str, Exception]], list[tuple[str, str]]]:
        """Judge all options; MkDocs itself would only warn of one that there is not."""
        failed, warnings = super()._validate()
        known = {name for name, _ in self._schema}
        warnings = [each for each in warnings if each[0] in known]
        for name in sorted({*map(str, self)} - known):
            try:
                value_of(name, None)
            except OptionError as error:
                failed.append((name, ValidationError(str(error))))
        return failed, warnings

    @property
    def options(self) -> Options:
        """All of them."""
        return Options(**{name: self[name] for name, _ in self._schema})


def root_folder(config: MkDocsConfig) -> Path:
    """Return the folder of mkdocs.yml."""
    return Path(config.config_file_path).parent.resolve() if config.config_file_path else Path.cwd()


def seen_from_root(content: Path, config: MkDocsConfig) -> str:
    """Return the content folder, seen from that of mkdocs.yml."""
    return Path(os.path.relpath(content, root_folder(config))).as_posix()


def forms_of(config: CoehubConfig, content: str) -> Mapping[str, Any]:
    """Return what mkdocs.yml says of the forms, or nothing.

    Args:
        config: our options.
        content: the content folder, seen from that of mkdocs.yml.

    Raises:
        PluginError: it cannot be used.
    """
    options = {**config.forms, "content": content}
    try:
        return options if config.forms and host(options) else {}
    except HostError as error:
        raise PluginError(f"coehub: {error}") from None


def languages_of(config: CoehubConfig, opened: Opened) -> Sequence[str]:
    """Return the languages to build, as mkdocs.yml says.

    Raises:
        PluginError: the hub does not speak one of them.
    """
    if idle := idle_titles(config.options, opened.reading.languages):
        log.warning(idle)
    try:
        return known_languages(config.options, opened.reading.languages)
    except OptionError as error:
        raise PluginError(f"coehub: {error}") from None


def policy_of(config: MkDocsConfig) -> Policy | None:
    """Return what the pages of a site may do, with what its settings bring in from other hosts; None where no policy can say it."""
    if from_disk(config):
        return None
    fonts = config.theme.name == "material" and config.theme.get("font") is not False
    scripts = [str(getattr(each, "path", each)) for each in config.extra_javascript]
    return Policy(brought_in(scripts, config.extra_css, fonts, config.repo_url or ""))


def from_disk(config: MkDocsConfig) -> bool:
    """Tell whether pages will be opened from a disk, without a server, as Material's offline plugin prepares them.

    The search then runs in a frame, by a script that is written into it and holds the path of the folder: no policy can name it.
    """
    return any("iframe-worker" in str(each) for each in config.extra.get("polyfills") or ())


def editing(config: MkDocsConfig, content: Path) -> Edit:
    """Return what tells where a line of a content file is edited."""
    return editor(config.repo_url or "", config.edit_uri or "", Path(config.docs_dir), content)


def proposals(config: MkDocsConfig, content: Path) -> Proposing:
    """Return what tells where a change is proposed."""
    return proposing(config.repo_url or "", config.edit_uri or "", Path(config.docs_dir), content)


def root_of(config: MkDocsConfig) -> str:
    """Return where the site will be opened, with a slash at the end; may be empty."""
    return config.site_url.rstrip("/") + "/" if config.site_url else ""

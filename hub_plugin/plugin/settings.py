"""What mkdocs.yml says: our own options, and what follows from those of the engine."""

from __future__ import annotations

import datetime
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mkdocs.config import config_options as c
from mkdocs.config.base import Config, ValidationError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from hub_plugin.model.languages import listed
from hub_plugin.model.safe import safe
from hub_plugin.model.unseen import in_name
from hub_plugin.opening import Opened
from hub_plugin.outputs.editing import Edit, Proposing, editor, proposing
from hub_plugin.outputs.forms import HostError, host
from hub_plugin.policy import Policy, brought_in


class _Folder(c.Type[str]):
    """The name of a folder, which everybody can read."""

    def run_validation(self, value: object) -> str:
        name = super().run_validation(value)
        if sign := in_name(name):
            raise ValidationError(f"the name of the folder has {sign}")
        return name


class CoehubConfig(Config):  # type: ignore[no-untyped-call]
    """The options under ``plugins: coehub:``."""

    content_dir = _Folder(str, default="content")
    today = c.Type((str, datetime.date), default="")  # YAML takes an unquoted day for a date
    reference = c.Type(bool, default=True)
    policy = c.Type(bool, default=True)
    forms = c.Type(dict, default={})
    search = c.Choice(("auto", "whole", "pieces"), default="auto")
    languages = c.Type((str, list), default="")  # an environment variable gives words, no list
    titles = c.DictOfItems(c.DictOfItems(c.Type(str)), default={})


def forms_of(config: CoehubConfig, root: Path, content: Path) -> Mapping[str, Any]:
    """Return what mkdocs.yml says of the forms, or nothing.

    Args:
        config: our options.
        root: the folder of mkdocs.yml.
        content: the content folder.

    Raises:
        PluginError: it cannot be used.
    """
    options = {**config.forms, "content": Path(os.path.relpath(content, root.resolve())).as_posix()}
    try:
        return options if config.forms and host(options) else {}
    except HostError as error:
        raise PluginError(f"coehub: {error}") from None


def languages_of(config: CoehubConfig, opened: Opened) -> list[str]:
    """Return the languages to build, as mkdocs.yml says.

    Raises:
        PluginError: the hub does not speak one of them.
    """
    chosen = listed(config.languages)
    if strange := next((each for each in chosen if each not in opened.reading.languages), None):
        known = ", ".join(opened.reading.languages) or "none"
        raise PluginError(f"coehub: languages: hub.yml does not name '{safe(strange)}' (it names: {known})")
    return chosen


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

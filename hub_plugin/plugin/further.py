"""Further editions: for each language but the first, a whole build of the same project.

So its navigation, its search index and its feeds speak one language, and any theme or plugin works in it as it does in the first.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException, PluginError
from mkdocs.utils import CountHandler

from hub_plugin.plugin.editions import Edition
from hub_plugin.plugin.on_demand import OnDemand

if TYPE_CHECKING:
    from hub_plugin.plugin import CoehubPlugin


def build_further(plugin: CoehubPlugin, config: MkDocsConfig, edition: Edition, wanted: OnDemand | None = None) -> int:
    """Build a further edition from what the first one has read; return how many warnings that gave.

    Args:
        plugin: of the first edition.
        config: of the first edition.
        edition: which one.
        wanted: whom to promise its pages; None: they are written at once.
    """
    made = further(
        config, edition, config.strict and wanted is None
    )  # whoever asks for a page gets it, and the log the warning
    own = next(each for each in made.plugins.values() if isinstance(each, type(plugin)))
    own.edition, own.good, own.banner = edition, plugin.good, plugin.banner
    own.served.awaited, own.served.attended = plugin.served.awaited, wanted is not None
    if wanted is not None:
        own.served.promises = wanted
    return printed(made, plugin.serving)


def further(config: MkDocsConfig, edition: Edition, strict: bool) -> MkDocsConfig:
    """Return the configuration of a further edition: mkdocs.yml read once more, with another place to write to.

    Args:
        config: of the first edition.
        edition: which one.
        strict: whether a warning ends its build.

    Raises:
        PluginError: it cannot be read a second time.
    """
    given: dict[str, Any] = {
        "site_dir": str(Path(config.site_dir) / edition.path),
        "site_url": f"{config.site_url.rstrip('/')}/{edition.path}" if config.site_url else "",
        "strict": strict, "use_directory_urls": config.use_directory_urls,
    }  # fmt: skip
    cache = MkDocsConfig.plugins.plugin_cache  # type: ignore[attr-defined]  # it would give us the plugins of the first edition
    kept = dict(cache)
    cache.clear()
    try:
        made = load_config(config.config_file_path, **given)
        if made.theme.name != config.theme.name:  # the command line chose another one
            cache.clear()
            made = load_config(config.config_file_path, **given, theme=config.theme.name)
        return made
    except (Abort, MkDocsException, OSError) as error:
        raise PluginError(f"coehub: mkdocs.yml cannot be read for '{edition.language}': {error}") from None
    finally:
        cache.clear()
        cache.update(kept)


def printed(config: MkDocsConfig, serving: bool) -> int:
    """Build an edition; return how many warnings its build has told.

    What the first build has said already is not said again: only warnings are shown.
    """
    engine = _engine()
    counter = CountHandler()
    counter.setLevel(logging.WARNING)
    engine.addHandler(counter)
    before = engine.manager.disable
    logging.disable(logging.INFO)
    try:
        config.plugins.on_startup(command="serve" if serving else "build", dirty=False)
        build(config)
        config.plugins.on_shutdown()
    finally:
        logging.disable(before)
        engine.removeHandler(counter)
    return sum(number for _, number in counter.get_counts())


def warned() -> bool:
    """Tell whether the engine has counted warnings."""
    return any(isinstance(handler, CountHandler) and handler.get_counts() for handler in _engine().handlers)


def _engine() -> logging.Logger:
    """Return the engine's logger: ProperDocs has one of its own name."""
    return logging.getLogger(build.__module__.partition(".")[0])

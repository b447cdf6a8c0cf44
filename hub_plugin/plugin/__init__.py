"""The MkDocs door: what each event of MkDocs means for the hub. The only room that imports MkDocs."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, Literal

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from hub_plugin.landing import Landing, forward
from hub_plugin.model.findings import Level
from hub_plugin.model.keeping import NOTHING, Keeping
from hub_plugin.opening import Opened, open_hub
from hub_plugin.outputs.findings.as_banner import banner, line
from hub_plugin.outputs.pages.foreign import plain
from hub_plugin.plugin import settings
from hub_plugin.plugin.beside import lay_beside, refuse, switch_in
from hub_plugin.plugin.editions import Edition, editions
from hub_plugin.plugin.framed import FramedPage
from hub_plugin.plugin.further import build_further
from hub_plugin.plugin.good import Good
from hub_plugin.plugin.listening import only_one
from hub_plugin.plugin.making import Making
from hub_plugin.plugin.on_demand import again, attend
from hub_plugin.plugin.served import Served
from hub_plugin.plugin.settings import CoehubConfig
from hub_plugin.plugin.steady import renewed, warning
from hub_plugin.plugin.stopping import stopping
from hub_plugin.sharing import shared

log = get_plugin_logger("coehub")
OVERRIDES = Path(__file__).parent.parent / "theme" / "overrides"
STYLE = "assets/coehub/coehub.css"
SCRIPT = "assets/coehub/coehub.js"


class CoehubPlugin(BasePlugin[CoehubConfig]):  # type: ignore[no-untyped-call]
    """Reads the hub, checks all of it before anything is written, and hands its pages to MkDocs."""

    making: Making  # since the configuration was read

    def __init__(self) -> None:
        self.serving = False
        self.served = Served()
        self.good: Good | None = None
        self.edition: Edition | None = None  # the one that is built
        self.banner = ""
        self.landing: Landing | None = None  # the site lands beside the last good one
        self.forms: Mapping[str, Any] = {}

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember the command; being defined, it also keeps this object alive between rebuilds of ``serve``."""
        self.serving = command == "serve"
        self.served.kept = Keeping() if self.serving else NOTHING

    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read and check the hub; stop here if it is broken, before MkDocs empties the output folder.

        A further edition is given what the first has read.
        """
        only_one(config, CoehubPlugin)
        content = (settings.root_folder(config) / self.config.content_dir).resolve()
        self.forms = settings.forms_of(self.config, settings.seen_from_root(content, config))
        good = self.good if self.good and self._is_further else self._read(config, content)
        if SCRIPT not in config.extra_javascript:
            config.extra_javascript.append(SCRIPT)
        self.served.steady = None
        self.making = Making(config, self.config, good, self.edition, self.served, self.serving)
        if str(OVERRIDES) not in config.theme.dirs:
            config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(OVERRIDES))
        if STYLE not in config.extra_css:
            config.extra_css.insert(0, STYLE)
        return config

    @property
    def _is_further(self) -> bool:
        """Whether another edition has begun this one, and ends it."""
        return self.edition is not None and bool(self.edition.path)

    def _read(self, config: MkDocsConfig, content: Path) -> Good:
        """Read the hub, and return what is to be built."""
        if not self.serving:  # first of all: who waits for another build is to read what is there by then
            self.landing = lay_beside(config, self.landing)
        opened, self.served.newest = self.served.newest or self.open(content), None
        refuse(config, self.landing, opened.folders)
        self.good = self._judge(opened, config, content)
        self.edition = self.good.editions[0] if self.good.editions else None
        for folder in (*opened.folders, *opened.catalogs, *(each.where for each in opened.further)):
            if folder.is_dir() and str(folder) not in config.watch and folder not in content.parents:
                config.watch.append(str(folder))
                self.served.watch(str(folder))
        return self.good

    def open(self, content: Path) -> Opened:
        """Read the hub, as far as nobody has read it before.

        Raises:
            PluginError: it cannot be read, or a setting is wrong.
        """
        with stopping():
            return open_hub(content, str(self.config.today), kept=self.served.kept)

    def _judge(self, opened: Opened, config: MkDocsConfig, content: Path) -> Good:
        """Show all findings; return the hub if nothing fails, and otherwise, under serve, the last that was good."""
        shown = [each for each in opened.reading.findings if each.level is not Level.ADVICE]
        for finding in shown:
            log.log(logging.ERROR if finding.level is Level.ERROR else logging.WARNING, line(finding, content.name))
        failing = [each for each in shown if each.level is Level.ERROR or config.strict]
        if failing and self.serving and self.good:
            self.banner = banner(shown, content.name, "you see the last good pages")
            return self.good
        if failing:
            told = f"{len(failing)} finding(s) in the content"
            raise PluginError(f"coehub: {told}; nothing was written, the last site is as it was")
        self.banner = warning(shown, content) if self.serving else ""
        spoken = opened.reading.languages
        return Good(
            opened, tuple(shown), editions(spoken, settings.languages_of(self.config, opened)) if spoken else ()
        )

    @event_priority(-1000)
    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Print the pages, when other plugins have had their hand in the configuration."""
        self.making.print({} if self._is_further else self.forms)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add our pages and downloads; a hand-written page wins over a generated one."""
        self.making.offer(files)
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Give our pages their places."""
        self.making.place(nav, files)
        return nav

    @event_priority(-1000)
    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> jinja2.Environment:
        """Prepare the frames into which pages are poured."""
        self.making.prepare(env, files)
        return env

    @event_priority(-1000)
    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
        """Print a page of ours."""
        self.making.pour(page, context)
        return context

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Turn ``[[kind/id]]`` on hand-written pages into links."""
        by_hand = not isinstance(page, FramedPage) and "[[" in markdown
        return self.making.link(markdown, page.file.src_uri) if by_hand else markdown

    @event_priority(-1000)
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Show what is wrong on the last good pages, and in which language a page by hand is that nobody has translated."""
        return self.making.lay_out(page, html, self.banner)

    @event_priority(-1000)
    def on_post_template(self, output: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Learn the theme's own scripts, and go ahead with our pages once its templates are done."""
        output = self.making.learn(output) if template_name == "404.html" else plain(output)
        self.making.go_ahead(template_name)
        return output

    @event_priority(-1000)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Say in each page which languages it speaks, where it lies in others, and what may run on it."""
        return self.making.finish(output, page)

    @event_priority(-50)
    def _on_index(self, *, config: MkDocsConfig) -> None:
        """Add our search entries: behind whoever writes the index, and before Material's offline plugin takes it over."""
        self.making.index()
        self.promise_editions()

    @event_priority(-1000)
    def _on_written(self, *, config: MkDocsConfig) -> None:
        """Leave a way from old addresses to new ones, and switch the new site in."""
        forward(Path(config.site_dir), self.making.site.moved, config.use_directory_urls)
        if self._is_further or self.good is None:
            return
        if self.making.wanted is not None:
            self.served.steady = self.making.steady()
            return
        told = sum(shared([partial(build_further, self, config, each) for each in self.good.editions[1:]], few=True))
        if not self.serving and self.landing is not None:  # under serve there is nothing to switch
            switch_in(config, self.landing, told)
            self.landing.leave()

    on_post_build = CombinedEvent(_on_index, _on_written)

    def promise_editions(self) -> None:
        """Promise further editions, where somebody keeps promises."""
        wanted, good = self.making.wanted, self.making.good
        if wanted is not None and not self._is_further:
            config = self.making.config
            wanted.promise_editions(
                {each.path: partial(build_further, self, config, each) for each in good.editions[1:]}
            )

    def on_build_error(self, *, error: Exception) -> None:
        """Let another build of the same site begin."""
        if self.landing is not None:
            self.landing.leave()

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        """Make under serve what somebody asks for, when they ask."""
        served = self.served
        served.attended, served.watch = True, server.watch
        attend(server, served.promises, partial(renewed, self))
        served.surprise(partial(again, server))
        return server

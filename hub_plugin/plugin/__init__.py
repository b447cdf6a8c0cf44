"""The MkDocs door: configuration, files, navigation, serve. The only room that imports MkDocs."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Literal

import jinja2
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from hub_plugin import build
from hub_plugin.landing import Landing, forward
from hub_plugin.lasting import lasting
from hub_plugin.model.derive import Joined
from hub_plugin.model.findings import Finding, Level
from hub_plugin.model.keeping import NOTHING, Keeping, Kept
from hub_plugin.model.page import Awaited, Site
from hub_plugin.model.page import Page as HubPage
from hub_plugin.model.safe import safe
from hub_plugin.opening import Opened, SetupError, blaming, open_hub
from hub_plugin.outputs.findings.as_banner import banner, line
from hub_plugin.outputs.pages.compiled import compiled
from hub_plugin.outputs.pages.foreign import plain
from hub_plugin.outputs.prose import link_page
from hub_plugin.plugin import settings
from hub_plugin.plugin.ahead import Ahead
from hub_plugin.plugin.beside import lay_beside, refuse, switch_in
from hub_plugin.plugin.editions import Edition, build_further, editions
from hub_plugin.plugin.framed import FramedPage
from hub_plugin.plugin.late import read_if_there, read_or_stop
from hub_plugin.plugin.listening import awaits, only_one, others_listen, pours
from hub_plugin.plugin.lost import lost
from hub_plugin.plugin.navigation import place
from hub_plugin.plugin.offering import offer
from hub_plugin.plugin.on_demand import OnDemand, again, attend, is_attended, promise
from hub_plugin.plugin.searching import complete, settle, teach
from hub_plugin.plugin.settings import CoehubConfig
from hub_plugin.plugin.speech import Speech, spoken
from hub_plugin.plugin.steady import Steady, around, renewed, warning
from hub_plugin.policy import Policy
from hub_plugin.pouring import Frames, leaned
from hub_plugin.sharing import shared
from hub_plugin.watching import Stamps

log = get_plugin_logger("coehub")
OVERRIDES = Path(__file__).parent.parent / "theme" / "overrides"
STYLE = "assets/coehub/coehub.css"
SCRIPT = "assets/coehub/coehub.js"
POURED = "coehub-poured.html"  # prints what is handed to it


class CoehubPlugin(BasePlugin[CoehubConfig]):  # type: ignore[no-untyped-call]
    """Reads the hub, checks all of it before anything is written, and hands its pages to MkDocs."""

    def __init__(self) -> None:
        self.serving = False
        self.kept: Kept = NOTHING  # of the hub, from one rebuild of a server to the next
        self.opened: Opened | None = None
        self.editions: tuple[Edition, ...] = ()
        self.edition: Edition | None = None  # the one that is built
        self.speech: Speech | None = None  # what it says in one of several languages
        self.now: Joined | None = None
        self.findings: tuple[Finding, ...] = ()
        self.site = Site(())
        self.printed: list[HubPage] = []  # those of the site that no hand-written page has replaced
        self.banner = ""
        self.landing: Landing | None = None  # the site lands beside the last good one
        self.pours = False  # pages are poured into frames: nothing else has a hand in single pages
        self.frames: Frames | None = None
        self.ahead: Ahead | None = None
        self.policy: Policy | None = None
        self.promises, self.attended = OnDemand(), False  # whether a server keeps them
        self.watch: Callable[[str], object] = str  # by a server that runs already
        self.wanted: OnDemand | None = None  # the same, while pages wait until somebody asks for them
        self.awaited = Awaited()
        self.newest: Opened | None = None  # read, and not yet built
        self.frame = build.Frame()
        self.forms: Mapping[str, Any] = {}
        self.linked: dict[str, tuple[str, str]] = {}  # pages by hand with links to records
        self.ours: set[str] = set()  # feeds and data
        self.read: Stamps = {}  # by the engine: when it was changed
        self.later = False  # pages are printed when they are written, or asked for
        self.steady: Steady | None = None  # the last build, if only promises hang on it

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember the command; being defined, it also keeps this object alive between rebuilds of ``serve``."""
        self.serving = command == "serve"
        self.kept = Keeping() if self.serving else NOTHING

    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read and check the hub; stop here if it is broken, before MkDocs empties the output folder.

        A further edition is given what the first has read.
        """
        only_one(config, CoehubPlugin)
        content = (settings.root_folder(config) / self.config.content_dir).resolve()
        self.forms = settings.forms_of(self.config, settings.seen_from_root(content, config))
        if self.edition is None or not self.edition.path:
            if not self.serving:  # first of all: who waits for another build is to read what is there by then
                self.landing = lay_beside(config, self.landing)
            opened, self.newest = self.newest or self.open(content), None
            refuse(config, self.landing, opened.folders)
            self._judge(opened, config, content)
            for folder in (*opened.folders, *opened.catalogs, *(each.where for each in opened.further)):
                if folder.is_dir() and str(folder) not in config.watch and folder not in content.parents:
                    config.watch.append(str(folder))
                    self.watch(str(folder))
        if SCRIPT not in config.extra_javascript:
            config.extra_javascript.append(SCRIPT)
        assert self.opened is not None
        settle(config, self._language(config, self.opened))
        self.speech = spoken(config, self.opened, self.editions, self.edition, self.config.titles)
        if str(OVERRIDES) not in config.theme.dirs:
            config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(OVERRIDES))
        if STYLE not in config.extra_css:
            config.extra_css.insert(0, STYLE)
        return config

    @event_priority(-1000)
    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Print the pages, as the configuration is by now: other plugins may have changed how addresses look, or where the site lies."""
        assert self.opened is not None
        own = self.config.policy and not self.serving  # what serve reloads pages with is a script of its own
        self.policy = settings.policy_of(config) if own else None
        self.later = awaits(config)
        waits = self.later and self.serving and self.config.search != "pieces"
        self.wanted = self.promises if waits and (self.attended or is_attended()) else None
        self._print(config, self.opened)
        if self.wanted is not None:  # what changes from now on, the engine may miss
            self.read = around(config, self.site, self.opened)

    def open(self, content: Path) -> Opened:
        """Read the hub, as far as nobody has read it before.

        Raises:
            PluginError: it cannot be read, or a setting is wrong.
        """
        try:
            with blaming():
                return open_hub(content, str(self.config.today), kept=self.kept)
        except SetupError as error:
            raise PluginError(f"coehub: {error}") from None

    def _judge(self, opened: Opened, config: MkDocsConfig, content: Path) -> None:
        """Show all findings; keep the hub if nothing fails."""
        shown = [each for each in opened.reading.findings if each.level is not Level.ADVICE]
        for finding in shown:
            log.log(logging.ERROR if finding.level is Level.ERROR else logging.WARNING, line(finding, content.name))
        failing = [each for each in shown if each.level is Level.ERROR or config.strict]
        self.banner = ""
        if failing:
            if not self.serving or self.opened is None:
                told = f"{len(failing)} finding(s) in the content"
                raise PluginError(f"coehub: {told}; nothing was written, the last site is as it was")
            self.banner = banner(shown, content.name, "you see the last good pages")
            return
        self.opened, self.findings, self.now = opened, tuple(shown), None
        spoken = opened.reading.languages
        self.editions = editions(spoken, settings.languages_of(self.config, opened)) if spoken else ()
        self.edition = self.editions[0] if self.editions else None
        self.banner = warning(shown, content) if self.serving else ""

    def _language(self, config: MkDocsConfig, opened: Opened) -> str:
        return opened.spoken(config.theme, config.theme.dirs, self.edition.language if self.edition else "")

    def _print(self, config: MkDocsConfig, opened: Opened) -> None:
        """Print the pages of this edition, if there is anything new to print."""
        if self.now is not None and self.site.pages:
            return  # under serve: what is new is broken, the last good pages stay
        content, edition = opened.folder.root, self.edition
        self.frame = build.Frame(
            language=self._language(config, opened), catalogs=opened.catalogs, directory_urls=config.use_directory_urls,
            edit=opened.edit(settings.editing(config, content)), propose=settings.proposals(config, content).plain,
            read=(read_if_there if self.serving else read_or_stop)(opened), reference=self.config.reference,
            content_dir=settings.seen_from_root(content, config),
            site_url=settings.root_of(config), findings=self.findings, forms={} if edition and edition.path else self.forms,
            awaited=self.awaited if self.wanted else Awaited(remembers=False) if self.later else None,
        )  # fmt: skip
        try:
            with lasting(), blaming():
                self.now = self.now or build.derive(opened.reading.hub, opened.today)
                self.site = build.site(opened.reading.hub, self.now, self.frame)
        except SetupError as error:
            raise PluginError(f"coehub: {error}") from None
        self.await_next()

    def await_next(self) -> None:
        """Note what the next state of the hub is to promise."""
        self.awaited = replace(self.awaited, parts=self.site.parts, files=frozenset(self.site.files))

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add our pages and downloads; a hand-written page wins over a generated one."""
        assert self.opened is not None
        self.linked, self.steady = {}, None
        if self.speech is not None:
            self.speech.choose(files)
        edit = self.opened.edit(settings.editing(config, self.opened.folder.root))
        self.printed = offer(files, self.site, self.opened, config, edit, self.serving, self.later, self.wanted)
        self.ours = {file.dest_uri for file in files if file.generated_by == "coehub"}.intersection(self.site.files)
        teach(files, config, self._language(config, self.opened))
        self.pours = pours(config)
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Give our pages their places."""
        place(nav, config.nav, self.printed, files, "navigation.indexes" in config.theme.get("features", []))
        self.nav = nav
        return nav

    @event_priority(-1000)
    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> jinja2.Environment:
        """Prepare the frames into which pages are poured, unless something else has a hand in single pages."""
        framed = [file.page for file in files if isinstance(file.page, FramedPage)]
        if self.speech is not None:
            self.speech.mark_titles(files, config.nav)
        self.frames = self.ahead = None
        env.globals["coehub_lost"] = lost(config, self.frame, self.speech)
        if self.pours:
            self.frames = Frames(env, framed)
            if env.bytecode_cache is None:  # these are the theme's own templates: what a project brings is never kept
                env.bytecode_cache = compiled(build.TEMPLATES)
            for page in framed:
                page.meta["template"] = POURED
            if self.frames.fit() and not others_listen(config, "post_page"):
                listed = files.documentation_pages(
                    inclusion=InclusionLevel.is_in_serve if self.serving else InclusionLevel.is_included
                )
                templates = (*config.theme.static_templates, *config.extra_templates)
                context = partial(get_context, self.nav, listed, config)
                self.ahead = Ahead(self.frames, framed, templates, context, self._finish, self.wanted)
        return env

    @event_priority(-1000)
    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
        """Print a page of ours."""
        if self.speech is not None:
            self.speech.mark_headings(page)
        if self.frames is not None and isinstance(page, FramedPage):
            context["coehub_page"] = self.frames.page(page, context)
        return context

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Turn ``[[kind/id]]`` on hand-written pages into links."""
        if isinstance(page, FramedPage) or self.opened is None or "[[" not in markdown:
            return markdown
        uri = page.file.src_uri

        def missed(target: str, why: str, ours: bool) -> None:
            log.log(logging.WARNING if ours else logging.INFO, safe(f"{uri}: [[{target}]]: {why}"))

        made = link_page(self.opened.reading.hub, self.site, markdown, uri, missed)
        self.linked[uri] = (markdown, made)
        return made

    @event_priority(-1000)
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Show what is wrong on the last good pages, and in which language a page by hand is that nobody has translated."""
        if isinstance(page, FramedPage) and page.awaited:
            page.preface = self.banner
            return ""
        html = self.banner + (self.speech.content(page, html) if self.speech is not None else html)
        return page.lay_aside(html) if isinstance(page, FramedPage) and self.pours else html

    @event_priority(-1000)
    def on_post_template(self, output: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Learn the theme's own scripts from its page for lost visitors, which comes before all others."""
        if template_name != "404.html":
            output = plain(output)
        else:
            if self.speech is not None:
                output = self.speech.on(output, "", absolute=True)
            if self.policy is not None:
                self.policy.learn(output)
                output = self.policy.on(output)
        if self.ahead is not None:
            self.ahead.after(template_name)
        return output

    @event_priority(-1000)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Say in each page which languages it speaks, where it lies in others, and what may run on it."""
        if self.frames is None and isinstance(page, FramedPage):
            output = leaned(output, page.content or "")
        return self._finish(output, page)

    def _finish(self, output: str, page: Page) -> str:
        if self.speech is not None:
            output = self.speech.on(output, page.url)
        return self.policy.on(output, not isinstance(page, FramedPage)) if self.policy else output

    @event_priority(-50)
    def _on_index(self, *, config: MkDocsConfig) -> None:
        """Add our search entries: behind whoever writes the index, and before Material's offline plugin takes it over."""
        if self.wanted is not None:
            self.promise(config)
        else:
            complete(config, self.printed, self.config.search, self.ahead.hits if self.ahead else None)

    @event_priority(-1000)
    def _on_written(self, *, config: MkDocsConfig) -> None:
        """Leave a way from old addresses to new ones, and switch the new site in."""
        written = Path(config.site_dir)
        forward(written, self.site.moved, config.use_directory_urls)
        if self.edition is not None and self.edition.path:
            return
        if self.wanted is not None:
            if self.ahead is not None and self.opened is not None:
                self.steady = Steady(config, self.site, self.ahead, self.ours, self.opened, self.linked, self.read)
            return
        told = sum(shared([partial(build_further, self, config, each) for each in self.editions[1:]], few=True))
        if not self.serving and self.landing is not None:  # under serve there is nothing to switch
            switch_in(config, self.landing, told)
            self.landing.leave()

    def on_build_error(self, *, error: Exception) -> None:
        """Let another build of the same site begin."""
        if self.landing is not None:
            self.landing.leave()

    on_post_build = CombinedEvent(_on_index, _on_written)

    def promise(self, config: MkDocsConfig) -> None:
        """Promise what hangs on all pages, and further editions."""
        assert self.wanted is not None
        promise(self.wanted, self.site, self.printed, Path(config.site_dir), config.use_directory_urls)
        if self.edition is None or not self.edition.path:
            self.wanted.promise_editions(
                {each.path: partial(build_further, self, config, each) for each in self.editions[1:]}
            )

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        """Make under serve what somebody asks for, when they ask."""
        self.attended, self.watch = True, server.watch
        attend(server, self.promises, partial(renewed, self))
        self.awaited = replace(self.awaited, surprise=partial(again, server))
        return server

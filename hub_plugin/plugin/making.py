"""One build of one edition: its pages are printed, offered to MkDocs, framed, and written or promised."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import jinja2
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from hub_plugin import build
from hub_plugin.lasting import lasting
from hub_plugin.model.page import Awaited, Site
from hub_plugin.model.page import Page as HubPage
from hub_plugin.model.safe import safe
from hub_plugin.outputs.pages.compiled import compiled
from hub_plugin.outputs.prose import link_page
from hub_plugin.plugin import settings
from hub_plugin.plugin.ahead import Ahead
from hub_plugin.plugin.editions import Edition
from hub_plugin.plugin.framed import FramedPage
from hub_plugin.plugin.good import Good
from hub_plugin.plugin.late import read_if_there, read_or_stop
from hub_plugin.plugin.listening import awaits, others_listen, pours
from hub_plugin.plugin.lost import lost
from hub_plugin.plugin.navigation import place
from hub_plugin.plugin.offering import offer
from hub_plugin.plugin.on_demand import OnDemand, is_attended, promise
from hub_plugin.plugin.searching import complete, settle, teach
from hub_plugin.plugin.served import Served
from hub_plugin.plugin.settings import CoehubConfig
from hub_plugin.plugin.speech import spoken
from hub_plugin.plugin.steady import Steady, around
from hub_plugin.plugin.stopping import stopping
from hub_plugin.policy import Policy
from hub_plugin.pouring import Frames, leaned
from hub_plugin.pressing import TEMPLATES

log = get_plugin_logger("coehub")
POURED = "coehub-poured.html"  # prints what is handed to it


class Making:
    """One build of one edition.

    Args:
        config: MkDocs' configuration of the edition; the language is settled in it, and titles are put into it.
        options: of the plugin.
        good: what is built.
        edition: which one; None where the hub has one language.
        served: what a server keeps.
        serving: whether there is a server.

    Attributes:
        site: what leaves.
        printed: those pages of it that no page by hand has replaced.
        wanted: whom to promise pages until somebody asks for them; None: all are made.
        frames: into which pages are poured; None: the theme prints each.
    """

    def __init__(
        self, config: MkDocsConfig, options: CoehubConfig, good: Good, edition: Edition | None, served: Served,
        serving: bool,
    ) -> None:  # fmt: skip
        self.config, self.options, self.good, self.edition, self.served = config, options, good, edition, served
        self.serving = serving
        self.frame, self.site = build.Frame(), Site(())
        self.printed: list[HubPage] = []
        self.wanted: OnDemand | None = None
        self._later = self._pours = (
            False  # printed when they are written; poured: nothing else has a hand in single pages
        )
        self.frames: Frames | None = None
        self._ahead: Ahead | None = None
        self._policy: Policy | None = None
        self._linked: dict[str, tuple[str, str]] = {}  # pages by hand with links to records
        opened = good.opened
        self.language = opened.spoken(config.theme, config.theme.dirs, edition.language if edition else "")
        settle(config, self.language)
        self.speech = spoken(config, opened, good.editions, edition, options.titles)

    def print(self, forms: Mapping[str, Any]) -> None:
        """Print the pages, as the configuration is by now: other plugins may have changed how addresses look, or where the site lies.

        Args:
            forms: what the form in the browser needs to know; none: there is no form.

        Raises:
            PluginError: the hub or a kind cannot be printed.
        """
        own = self.options.policy and not self.serving  # what serve reloads pages with is a script of its own
        self._policy = settings.policy_of(self.config) if own else None
        self._later = awaits(self.config)
        waits = self._later and self.serving and self.options.search != "pieces"
        self.wanted = self.served.promises if waits and (self.served.attended or is_attended()) else None
        self.frame = self._framing(forms)
        with lasting(), stopping():
            self.site = build.site(self.good.opened.reading.hub, self.good.now, self.frame)
        self.served.await_next(self.site)
        if self.wanted is not None:  # what changes from now on, the engine may miss
            self.served.read = around(self.config, self.site, self.good.opened)

    def _framing(self, forms: Mapping[str, Any]) -> build.Frame:
        """Return what all pages of the edition are printed with."""
        config, opened, content = self.config, self.good.opened, self.good.opened.folder.root
        awaited = (
            self.served.awaited if self.wanted else Awaited(remembers=False, around=stopping) if self._later else None
        )
        return build.Frame(
            language=self.language, catalogs=opened.catalogs, directory_urls=config.use_directory_urls,
            edit=opened.edit(settings.editing(config, content)), propose=settings.proposals(config, content).plain,
            read=(read_if_there if self.serving else read_or_stop)(opened), reference=self.options.reference,
            content_dir=settings.seen_from_root(content, config), site_url=settings.root_of(config),
            findings=self.good.findings, forms=forms, awaited=awaited,
        )  # fmt: skip

    def offer(self, files: Files) -> None:
        """Add our pages and downloads; a hand-written page wins over a generated one."""
        opened = self.good.opened
        if self.speech is not None:
            self.speech.choose(files)
        edit = opened.edit(settings.editing(self.config, opened.folder.root))
        self.printed = offer(files, self.site, opened, self.config, edit, self.serving, self._later, self.wanted)
        self._ours = {file.dest_uri for file in files if file.generated_by == "coehub"}.intersection(self.site.files)
        teach(files, self.config, self.language)
        self._pours = pours(self.config)

    def place(self, nav: Navigation, files: Files) -> None:
        """Give our pages their places in the navigation."""
        self._nav = nav
        place(nav, self.config.nav, self.printed, files, "navigation.indexes" in self.config.theme.get("features", []))

    def prepare(self, env: jinja2.Environment, files: Files) -> None:
        """Prepare the frames into which pages are poured, unless something else has a hand in single pages."""
        config = self.config
        framed = [file.page for file in files if isinstance(file.page, FramedPage)]
        if self.speech is not None:
            self.speech.mark_titles(files, config.nav)
        env.globals["coehub_lost"] = lost(config, self.frame, self.speech)
        if not self._pours:
            return
        self.frames = Frames(env, framed)
        if env.bytecode_cache is None:  # these are the theme's own templates: what a project brings is never kept
            env.bytecode_cache = compiled(TEMPLATES)
        for page in framed:
            page.meta["template"] = POURED
        if self.frames.fit() and not others_listen(config, "post_page"):
            listed = files.documentation_pages(
                inclusion=InclusionLevel.is_in_serve if self.serving else InclusionLevel.is_included
            )
            templates = (*config.theme.static_templates, *config.extra_templates)
            context = partial(get_context, self._nav, listed, config)
            self._ahead = Ahead(self.frames, framed, templates, context, self.finish, self.wanted)

    def pour(self, page: Page, context: dict[str, Any]) -> None:
        """Print a page of ours into its frame, and say in the language of the edition what stands around one by hand."""
        if self.speech is not None:
            self.speech.mark_headings(page)
        if self.frames is not None and isinstance(page, FramedPage):
            context["coehub_page"] = self.frames.page(page, context)

    def link(self, markdown: str, uri: str) -> str:
        """Return what a page by hand says, with links in place of ``[[kind/id]]``."""

        def missed(target: str, why: str, ours: bool) -> None:
            log.log(logging.WARNING if ours else logging.INFO, safe(f"{uri}: [[{target}]]: {why}"))

        made = link_page(self.good.opened.reading.hub, self.site, markdown, uri, missed)
        self._linked[uri] = (markdown, made)
        return made

    def lay_out(self, page: Page, html: str, banner: str) -> str:
        """Return an article below what is wrong, or nothing where the page is poured; one by hand says in which language it is."""
        if isinstance(page, FramedPage) and page.awaited:
            page.preface = banner
            return ""
        html = banner + (self.speech.content(page, html) if self.speech is not None else html)
        return page.lay_aside(html) if isinstance(page, FramedPage) and self._pours else html

    def learn(self, lost_page: str) -> str:
        """Return the theme's page for lost visitors, which comes before all others; its own scripts are learnt from it."""
        if self.speech is not None:
            lost_page = self.speech.on(lost_page, "", absolute=True)
        if self._policy is not None:
            self._policy.learn(lost_page)
            lost_page = self._policy.on(lost_page)
        return lost_page

    def go_ahead(self, template: str) -> None:
        """Print our pages, after the last template of the theme."""
        if self._ahead is not None:
            self._ahead.after(template)

    def finish(self, output: str, page: Page) -> str:
        """Return a printed page with the ways to other languages, and with what may run on it."""
        if self.frames is None and isinstance(page, FramedPage):
            output = leaned(output, page.content or "")
        if self.speech is not None:
            output = self.speech.on(output, page.url)
        return self._policy.on(output, not isinstance(page, FramedPage)) if self._policy else output

    def index(self) -> None:
        """Add our search entries, or promise them."""
        if self.wanted is None:
            complete(self.config, self.printed, self.options.search, self._ahead.hits if self._ahead else None)
        else:
            self.promise(self.wanted)

    def promise(self, wanted: OnDemand) -> None:
        """Promise what hangs on all pages."""
        promise(wanted, self.site, self.printed, Path(self.config.site_dir), self.config.use_directory_urls)

    def steady(self) -> Steady | None:
        """Return what MkDocs was told, while it has built pages that are promised only."""
        if self._ahead is None:
            return None
        return Steady(self.config, self.site, self._ahead, self._ours, self.good.opened, self._linked, self.served.read)

"""What a server keeps from one build to the next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from hub_plugin.model.keeping import NOTHING, Kept
from hub_plugin.model.page import Awaited, Site
from hub_plugin.opening import Opened
from hub_plugin.plugin.on_demand import OnDemand
from hub_plugin.plugin.stopping import stopping
from hub_plugin.watching import Stamps

if TYPE_CHECKING:
    from hub_plugin.plugin.steady import Steady


@dataclass
class Served:
    """What outlives a build; one that is not under ``serve`` leaves it as it begins.

    Attributes:
        kept: of the hub.
        promises: what is made when somebody asks for it.
        attended: a server asks for promises.
        watch: tells a server that runs already of a folder to watch.
        awaited: what the next state of the hub is to promise.
        newest: read, and not yet built.
        read: when each file was changed that the engine reads itself.
        steady: the last build, if only promises hang on it.
    """

    kept: Kept = NOTHING
    promises: OnDemand = field(default_factory=OnDemand)
    attended: bool = False
    watch: Callable[[str], object] = str
    awaited: Awaited = field(default_factory=partial(Awaited, around=stopping))
    newest: Opened | None = None
    read: Stamps = field(default_factory=dict)
    steady: Steady | None = None

    def await_next(self, site: Site) -> None:
        """Note what has left: the next state of the hub promises that."""
        self.awaited = replace(self.awaited, parts=site.parts, files=frozenset(site.files))

    def surprise(self, tell: Callable[[], None]) -> None:
        """Say who is told when a page has another number of parts than was promised."""
        self.awaited = replace(self.awaited, surprise=tell)

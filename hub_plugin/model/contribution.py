"""What kinds state about changes to the hub itself: who is who on the git host, and how far one change may go."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated

from hub_plugin.model.facts import Fact
from hub_plugin.model.fields import scalar
from hub_plugin.model.patterns import shape
from hub_plugin.model.times import Duration

_ACCOUNT = re.compile(r"@?[A-Za-z0-9](?:[\w.-]{0,99})(?:/[A-Za-z0-9][\w.-]{0,99}){0,5}")
_MAIL = re.compile(r"[\w.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,5}")
_SHAPE = shape("[^\\s]+", "number", "boolean")


def account(text: str) -> str:
    """Return a name on the git host as CODEOWNERS writes it: ``@mara``, ``@example/payments``, or a mail address.

    Raises:
        ValueError: it is none.
    """
    if _MAIL.fullmatch(text):
        return text
    if not _ACCOUNT.fullmatch(text) or "@" in text[1:]:
        raise ValueError(f"'{text[:60]}' is not an account on a git host")
    return "@" + text.removeprefix("@")


AccountField = Annotated[str, *scalar(account, "an account on the git host", "mara-ionescu", **_SHAPE)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Account(Fact):
    """The name on the git host of a person, a group, or the centre."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds(Fact):
    """How far one change may go before ``coehub impact`` fails; None: as far as it likes.

    Args:
        coverage_drop, score_drop: percentage points that the centre may lose.
        new_obligations: how many things the teams together may owe more.
        notice: the time from today to the first date of what they owe more.
    """

    coverage_drop: int | None = None
    score_drop: int | None = None
    new_obligations: int | None = None
    notice: Duration | None = None

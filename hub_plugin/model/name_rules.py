"""How records are called, and where they lie: rules of ids, of their files and folders."""

from __future__ import annotations

from hub_plugin.model.findings import Level
from hub_plugin.model.rules import describe

RESERVED = describe(
    "name/reserved",
    Level.ERROR,
    """An id is not a word that the format or the site needs itself.

    The answer words (met, partly, not-met, not-applicable, exempt, silent), the names of kinds, and index, feeds, api, assets,
    search are taken; so is what Windows keeps for itself: con, prn, aux, nul, com1 to com9, lpt1 to lpt9.

    Bad:
        # teams/index.yml
        name: Index
    Good:
        # teams/indexing.yml
        name: Index
    """,
)

FILE_NAME = describe(
    "name/file",
    Level.ERROR,
    """A record's file is named with small letters, digits and '-', and ends in `.yml` (or `.md` where the kind has a text).

    The name is the record's id: it stands in links and in addresses of the site. A folder that only sorts is named as you like,
    in letters and signs that can be read.

    Bad:
        # teams/Payments_Team.yml
        name: Payments
    Good:
        # teams/payments-team.yml
        name: Payments
    """,
)

SAME_NAME = describe(
    "name/twice",
    Level.ERROR,
    """Two files do not hold the same record.

    Bad:
        # teams/payments.yml
        name: Payments
        # teams/money/payments.yml
        name: Payments
    Good:
        # teams/payments.yml
        name: Payments
        # teams/money/refunds.yml
        name: Refunds
    """,
)

WAS_TAKEN = describe(
    "name/was-taken",
    Level.ERROR,
    """What a record or part was called before is the name of no other one.

    Else nobody can tell which of the two an old link or answer means. Often somebody made a record anew that had been renamed.

    Bad:
        # standards/money-back.yml
        title: Money back
        owner: service
        status: draft
        was: refunds
        # standards/refunds.yml
        title: Refunds
        owner: service
        status: draft
    Good:
        # standards/money-back.yml
        title: Money back
        owner: service
        status: draft
        was: refunds
    """,
)

FRAGMENT = describe(
    "name/fragment",
    Level.ERROR,
    """A further file of a record has its record beside its folder.

    A large record may lie in several files: `standards/brief.yml` says what it is, and the files in `standards/brief/` hold more of
    its requirements.

    Bad:
        # standards/brief/first.yml
        requirements: {short: {must: It is short.}}
    Good:
        # standards/brief.yml
        title: Brief
        owner: service
        status: draft
        # standards/brief/first.yml
        requirements: {short: {must: It is short.}}
    """,
)

UNKNOWN_FOLDER = describe(
    "name/unknown-folder",
    Level.ERROR,
    """A file lies in the folder of a kind.

    Bad:
        # team/payments.yml
        name: Payments
    Good:
        # teams/payments.yml
        name: Payments
    """,
)

RULES = (RESERVED, FILE_NAME, SAME_NAME, WAS_TAKEN, FRAGMENT, UNKNOWN_FOLDER)

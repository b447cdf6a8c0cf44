"""What only a door can find, because it lies outside of the content folder; the door brings the finding, the rule stands here."""

from __future__ import annotations

from hub_plugin.model.findings import Level
from hub_plugin.model.rules import describe

OUT_OF_DATE = describe(
    "hub/codeowners",
    Level.ADVICE,
    """The block that `coehub codeowners` wrote into CODEOWNERS says what the records say.

    Else the git host asks somebody to approve who no longer answers for the file. `coehub codeowners` writes it anew;
    `coehub codeowners --check` fails while it is out of date, for hubs that insist.

    Bad:
        # teams/payments.yml
        name: Payments
        lead: li-wei
    Good:
        # teams/payments.yml
        name: Payments
        lead: mara-ionescu
    """,
)

RULES = (OUT_OF_DATE,)

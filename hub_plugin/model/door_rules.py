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

BAD_AND_GOOD = describe(
    "kind/bad-and-good",
    Level.ERROR,
    """In a kind of your own, the example `Bad` of a rule breaks this rule, and `Good` breaks none.

    They are what people read who have broken the rule. `coehub check --kinds` lays both into your hub, one after the other, so the
    records that they name are to be there. Here, the rule finds meanings that begin with the word itself:

    Bad:
        # glossary/contact.yml
        title: Contact
        meaning: One conversation with one customer.
    Good:
        # glossary/contact.yml
        title: Contact
        meaning: Contact is when there is contact.
    """,
)

RULES = (OUT_OF_DATE, BAD_AND_GOOD)

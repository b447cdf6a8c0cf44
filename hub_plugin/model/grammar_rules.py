"""What the grammar itself refuses: rules of fields, links and parts, with those of files beside them."""

from __future__ import annotations

from hub_plugin.model import file_rules, name_rules
from hub_plugin.model.findings import Level
from hub_plugin.model.rules import describe

MISSING = describe(
    "field/missing",
    Level.ERROR,
    """A field that every record of the kind needs is there.

    Bad:
        # teams/payments.yml
        purpose: Takes and returns customers' money.
    Good:
        # teams/payments.yml
        name: Payments
        purpose: Takes and returns customers' money.
    """,
)

UNKNOWN = describe(
    "field/unknown",
    Level.ERROR,
    """A field is one that the kind knows.

    A misspelt field would be lost without a word. `coehub explain`, `coehub schema KIND` and an editor with the schema show
    the fields of a kind.

    Bad:
        # teams/payments.yml
        nmae: Payments
        name: Payments
    Good:
        # teams/payments.yml
        name: Payments
    """,
)

WRONG_VALUE = describe(
    "field/wrong-value",
    Level.ERROR,
    """A value has the form that its field asks for.

    Bad:
        # teams/payments.yml
        name: Payments
        joined: 2026-13-01
    Good:
        # teams/payments.yml
        name: Payments
        joined: 2026-12-01
    """,
)

UNKNOWN_TARGET = describe(
    "link/unknown-target",
    Level.ERROR,
    """A link leads to a record that exists.

    A link is the id of the record (its file name), `kind/id`, or `id#part` for a piece of it. If a record got a new name, write
    the old one under `was:` in it, and old links go on working.

    Bad:
        # teams/payments.yml
        name: Payments
        lead: mara-ionesku
    Good:
        # teams/payments.yml
        name: Payments
        lead: mara-ionescu
    """,
)

RELATIVE = describe(
    "link/relative",
    Level.WARNING,
    """A link in a text leads to a record, or to a whole address.

    A text stands on several pages: a requirement also on the page of each team. What is relative to one of them is wrong on the
    others, and nobody would be told. A link by double brackets is right everywhere.

    Bad:
        # standards/brief.yml
        title: Brief
        owner: service
        status: draft
        requirements:
          short:
            must: It is short.
            how: See [the handbook](../handbook.html).
    Good:
        # standards/brief.yml
        title: Brief
        owner: service
        status: draft
        requirements:
          short:
            must: It is short.
            how: See [the handbook](https://handbook.example.org), and [[team/service]].
    """,
)

WRONG_KIND = describe(
    "link/wrong-kind",
    Level.ERROR,
    """A link leads to a record of the kind that its field asks for.

    Bad:
        # teams/payments.yml
        name: Payments
        lead: team/service
    Good:
        # teams/payments.yml
        name: Payments
        lead: mara-ionescu
    """,
)

AMBIGUOUS = describe(
    "link/ambiguous",
    Level.ERROR,
    """A link means one record.

    Where records of two kinds have the same id, the link says which: `template/brief`. Teams, people and roles share one name
    space, because each of them may own things.

    Bad:
        # standards/brief.yml
        title: Brief
        owner: service
        status: draft
        requirements: {short: {must: It is short.}}
        # tools/brief.yml
        title: Brief
        owner: service
        status: draft
        # updates/a-brief.md
        ---
        title: A brief
        date: 2026-01-15
        about: brief
        ---
        Here.
    Good:
        # standards/brief.yml
        title: Brief
        owner: service
        status: draft
        requirements: {short: {must: It is short.}}
        # tools/brief.yml
        title: Brief
        owner: service
        status: draft
        # updates/a-brief.md
        ---
        title: A brief
        date: 2026-01-15
        about: standard/brief
        ---
        Here.
    """,
)

SHARED_NAME = describe(
    "link/shared-name",
    Level.ERROR,
    """A team, a person and a role have different ids.

    `owner` takes any of the three, so one id must not mean two of them.

    Bad:
        # roles/service.yml
        title: Service
        purpose: Serves.
    Good:
        # roles/service-lead.yml
        title: Service lead
        purpose: Serves.
    """,
)

CIRCLE = describe(
    "link/circle",
    Level.ERROR,
    """Links that build a tree or an order do not lead back to where they began.

    A team is not part of itself, a resource does not replace what replaces it, a requirement does not need what needs it.

    Bad:
        # teams/payments.yml
        name: Payments
        part_of: refunds
        # teams/refunds.yml
        name: Refunds
        part_of: payments
    Good:
        # teams/payments.yml
        name: Payments
        # teams/refunds.yml
        name: Refunds
        part_of: payments
    """,
)

PART_ID = describe(
    "part/id",
    Level.ERROR,
    """The id of a part is made of small letters, digits and '-', with at least one letter.

    It becomes an address on the site (`#agenda-shared`) and stands in links.

    Bad:
        # standards/brief.yml
        title: Brief
        owner: service
        status: draft
        requirements: {Too Long: {must: It is short.}}
    Good:
        # standards/brief.yml
        title: Brief
        owner: service
        status: draft
        requirements: {not-too-long: {must: It is short.}}
    """,
)

DUPLICATE_PART = describe(
    "part/duplicate-id",
    Level.ERROR,
    """Two parts of a record do not share an id, not even in different groups.

    Bad:
        # standards/brief.yml
        title: Brief
        owner: service
        status: draft
        requirements:
          before:
            title: Before
            requirements: {short: {must: It is short.}}
          after:
            title: After
            requirements: {short: {must: It stays short.}}
    Good:
        # standards/brief.yml
        title: Brief
        owner: service
        status: draft
        requirements:
          before:
            title: Before
            requirements: {short: {must: It is short.}}
          after:
            title: After
            requirements: {stays-short: {must: It stays short.}}
    """,
)

RULES = (
    MISSING,
    UNKNOWN,
    WRONG_VALUE,
    UNKNOWN_TARGET,
    RELATIVE,
    WRONG_KIND,
    AMBIGUOUS,
    SHARED_NAME,
    CIRCLE,
    PART_ID,
    DUPLICATE_PART,
)
BY_NAME = {rule.name: rule for rule in (*RULES, *name_rules.RULES, *file_rules.RULES)}

"""What the grammar itself refuses: rules of fields, links, parts, files and names."""

from __future__ import annotations

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

RESERVED = describe(
    "name/reserved",
    Level.ERROR,
    """An id is not a word that the format or the site needs itself.

    The answer words (met, partly, not-met, not-applicable, exempt, silent), the names of kinds, and index, feeds, api, assets,
    search are taken.

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

    The name is the record's id: it stands in links and in addresses of the site.

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

FILE_MISSING = describe(
    "file/missing",
    Level.ERROR,
    """A file that a record names lies beside it.

    Bad:
        # templates/brief.yml
        title: Brief
        owner: service
        status: active
        files: brief.docx
    Good:
        # templates/brief.yml
        title: Brief
        owner: service
        status: active
        files: brief.txt
        # templates/brief.txt
        A brief.
    """,
)

FILE_PATH = describe(
    "file/path",
    Level.ERROR,
    """A file is named by its name only; it lies in the folder of its record.

    Bad:
        # templates/brief.yml
        title: Brief
        owner: service
        status: draft
        files: ../brief.txt
    Good:
        # templates/brief.yml
        title: Brief
        owner: service
        status: draft
        files: brief.txt
        # templates/brief.txt
        A brief.
    """,
)

FILE_TYPE = describe(
    "file/type",
    Level.ERROR,
    """A file for download is of a type that a browser does not run.

    HTML, SVG, XML and scripts would run with the rights of the site; documents with macros would run on the reader's machine.

    Bad:
        # templates/brief.yml
        title: Brief
        owner: service
        status: draft
        files: brief.html
        # templates/brief.html
        <p>
    Good:
        # templates/brief.yml
        title: Brief
        owner: service
        status: draft
        files: brief.txt
        # templates/brief.txt
        A brief.
    """,
)

FILE_TWICE = describe(
    "file/claimed-twice",
    Level.WARNING,
    """A file belongs to one record.

    Bad:
        # templates/brief.yml
        title: Brief
        owner: service
        status: draft
        files: brief.txt
        # templates/letter.yml
        title: Letter
        owner: service
        status: draft
        files: brief.txt
        # templates/brief.txt
        A brief.
    Good:
        # templates/brief.yml
        title: Brief
        owner: service
        status: draft
        files: brief.txt
        # templates/brief.txt
        A brief.
    """,
)

FILE_UNCLAIMED = describe(
    "file/unclaimed",
    Level.WARNING,
    """A file in the content folder belongs to a record.

    What no record names is not published. Often the `files` line was forgotten, or the file is left over.

    Bad:
        # templates/left-over.txt
        A brief.
    Good:
        # templates/brief.yml
        title: Brief
        owner: service
        status: draft
        files: brief.txt
        # templates/brief.txt
        A brief.
    """,
)

NO_HUB = describe(
    "hub/missing",
    Level.ERROR,
    """The content folder holds `hub.yml`.

    It says what the centre is called, its mission and its time zone; everything else is read after it.

    Bad:
        # hub.yaml
        name: Centre
    Good:
        # hub.yml
        format: 1
        name: Centre
        timezone: UTC
        mission: Help.
    """,
)

RULES = (MISSING, UNKNOWN, WRONG_VALUE, UNKNOWN_TARGET, WRONG_KIND, AMBIGUOUS, SHARED_NAME, CIRCLE, PART_ID, DUPLICATE_PART,
         RESERVED, FILE_NAME, SAME_NAME, UNKNOWN_FOLDER, FILE_MISSING, FILE_PATH, FILE_TYPE, FILE_TWICE, FILE_UNCLAIMED,
         NO_HUB)  # fmt: skip
BY_NAME = {rule.name: rule for rule in RULES}

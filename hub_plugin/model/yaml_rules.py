"""What the reader itself refuses: rules of the syntax."""

from __future__ import annotations

from hub_plugin.model.findings import Level
from hub_plugin.model.rules import describe

SYNTAX = describe(
    "yaml/syntax",
    Level.ERROR,
    """The file can be read.

    A text that holds ': ', or that begins with one of @ ` % & * ! | > [ { " ', needs quotes. A list or a field below
    another one is indented with spaces. The message shows the line as it could be written.

    Bad:
        # teams/payments.yml
        name: Payments
        purpose: One rule: be quick.
    Good:
        # teams/payments.yml
        name: Payments
        purpose: "One rule: be quick."
    """,
)

DUPLICATE_KEY = describe(
    "yaml/duplicate-key",
    Level.ERROR,
    """Each field stands once.

    Other programs keep the last of two and lose the first without a word.

    Bad:
        # teams/payments.yml
        name: Payments
        name: Refunds
    Good:
        # teams/payments.yml
        name: Payments
    """,
)

CUT_SHORT = describe(
    "yaml/cut-short",
    Level.ERROR,
    """A text is not cut at a '#'.

    Behind a space, '#' begins a comment, and what follows is lost. Write quotes around a text that holds it; leave a space
    behind the '#' of a real comment.

    Bad:
        # teams/payments.yml
        name: Payments
        contact: ask in #payments-help
    Good:
        # teams/payments.yml
        name: Payments
        contact: "ask in #payments-help"   # the channel
    """,
)

CUT_IN_BRACES = describe(
    "yaml/cut-in-braces",
    Level.ERROR,
    """A text in braces is not cut at a comma.

    Inside `{…}` a comma ends the text, and the rest becomes a field without a value. Put the text in quotes, as the message
    shows, or write it on a line of its own.

    Bad:
        # teams/payments.yml
        name: {en: Payments, refunds}
    Good:
        # teams/payments.yml
        name: Payments, refunds
    """,
)

MERGE_CONFLICT = describe(
    "yaml/merge-conflict",
    Level.ERROR,
    """No marks of a merge that was left half done.

    Where two people changed the same lines, git writes both into the file, with a mark before, between and behind them.

    Bad:
        # teams/payments.yml
        <<<<<<< HEAD
        name: Payments
        =======
        name: Payments and refunds
        >>>>>>> refunds
    Good:
        # teams/payments.yml
        name: Payments and refunds
    """,
)

ANCHOR = describe(
    "yaml/anchor",
    Level.ERROR,
    """No anchors, aliases and merge keys.

    They make one line stand for many, which neither a reviewer nor a web form can follow, and which can blow a small file up
    to gigabytes. A text that begins with `&` or `*` needs quotes.

    Bad:
        # teams/payments.yml
        name: &it Payments
        purpose: *it
    Good:
        # teams/payments.yml
        name: Payments
        purpose: "*Fast* refunds"
    """,
)

TAG = describe(
    "yaml/tag",
    Level.ERROR,
    """No tags and directives.

    The field decides what a value means. A text that begins with `!` needs quotes.

    Bad:
        # teams/payments.yml
        name: !team Payments
    Good:
        # teams/payments.yml
        name: "!team Payments"
    """,
)

SEVERAL_DOCUMENTS = describe(
    "yaml/several-documents",
    Level.ERROR,
    """One record a file.

    A line `---` begins a second document, which other programs pass over.

    Bad:
        # teams/payments.yml
        name: Payments
        ---
        name: Claims
    Good:
        # teams/payments.yml
        name: Payments
    """,
)

KEY_NOT_TEXT = describe(
    "yaml/key-not-text",
    Level.ERROR,
    """The name of a field is a word.

    Bad:
        # teams/payments.yml
        name: Payments
        {a: b}: c
    Good:
        # teams/payments.yml
        name: Payments
    """,
)

NOT_A_MAPPING = describe(
    "yaml/not-a-mapping",
    Level.ERROR,
    """A file holds `field: value` lines.

    Bad:
        # teams/payments.yml
        - Payments
    Good:
        # teams/payments.yml
        name: Payments
    """,
)

FRONT_MATTER = describe(
    "yaml/front-matter",
    Level.ERROR,
    """A `.md` record begins with front matter between two lines `---`.

    Bad:
        # updates/new-template.md
        title: A new template
    Good:
        # updates/new-template.md
        ---
        title: A new template
        date: 2026-01-15
        ---
        It is here.
    """,
)

CONTROL_CHARACTER = describe(
    "yaml/control-character",
    Level.ERROR,
    """No control characters.

    They come from copying out of other programs; calendar programs and feed readers drop a whole file for one of them.

    Bad:
        # teams/payments.yml
        name: Pay\x07ments
    Good:
        # teams/payments.yml
        name: Payments
    """,
)

HIDDEN_CHARACTER = describe(
    "yaml/hidden-character",
    Level.ERROR,
    """No characters that make a text read other than it is written.

    Bidirectional overrides and isolates can hide from a reviewer what a line says (UAX #9; CVE-2021-42574). Right-to-left
    text needs none of them.

    Bad:
        # teams/payments.yml
        name: Pay\u202ements
    Good:
        # teams/payments.yml
        name: Payments
    """,
)

NOT_UTF8 = describe(
    "yaml/not-utf8",
    Level.ERROR,
    """Files are UTF-8.

    Bad:
        # teams/payments.yml
        name: Pl\udce3\udce4
    Good:
        # teams/payments.yml
        name: Plăți
    """,
)

TOO_LARGE = describe(
    "yaml/too-large",
    Level.ERROR,
    """A file has at most 4 MB and 100,000 values, a text at most 256 KB.

    A record is something that a person reads and reviews. A large catalogue may lie in several files.

    Bad:
        # teams/payments.yml
        name: {long}
    Good:
        # teams/payments.yml
        name: Payments
    """.replace("{long}", "x" * (256 * 1024 + 1)),
)

TOO_DEEP = describe(
    "yaml/too-deep",
    Level.ERROR,
    """Values are nested at most 24 deep.

    Bad:
        # teams/payments.yml
        name: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[x]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
    Good:
        # teams/payments.yml
        name: Payments
    """,
)

RULES = (SYNTAX, DUPLICATE_KEY, CUT_SHORT, CUT_IN_BRACES, MERGE_CONFLICT, ANCHOR, TAG, SEVERAL_DOCUMENTS, KEY_NOT_TEXT, NOT_A_MAPPING,
         FRONT_MATTER, CONTROL_CHARACTER, HIDDEN_CHARACTER, NOT_UTF8, TOO_LARGE, TOO_DEEP)  # fmt: skip

"""What can be wrong with a translation: rules of texts in several languages and of the files beside records."""

from __future__ import annotations

from hub_plugin.model.findings import Level
from hub_plugin.model.rules import Rule as Rule
from hub_plugin.model.rules import describe

NO_ORIGINAL = describe(
    "translation/no-original",
    Level.ERROR,
    """A translation lies beside the record whose texts it says.

    `teams/refunds.ro.yml` says in Romanian what `teams/refunds.yml` says; without that file there is nothing that it could say.

    Bad:
        # teams/refunds.ro.yml
        name: Restituiri
    Good:
        # teams/refunds.yml
        name: Refunds
        # teams/refunds.ro.yml
        name: Restituiri
    """,
)

UNKNOWN_LANGUAGE = describe(
    "translation/unknown-language",
    Level.ERROR,
    """The name of a translation ends in the tag of a language, spelled as BCP 47 does: `ro`, `pt-BR`, `zh-Hans`.

    One language with two spellings would be two languages.

    Bad:
        # teams/payments.yml
        name: Payments
        # teams/payments.RO.yml
        name: Plăți
    Good:
        # teams/payments.yml
        name: Payments
        # teams/payments.ro.yml
        name: Plăți
    """,
)

NOT_NAMED = describe(
    "translation/not-named",
    Level.WARNING,
    """A text speaks a language that the hub names.

    The site is printed in the `languages` of `hub.yml`; what is written in another one is shown to nobody, and often it is a second
    spelling of one of them. While the hub names one language only, translations may wait for the others.

    Bad:
        # hub.yml
        format: 1
        name: Centre
        mission: Help.
        timezone: UTC
        languages: [en, ro]
        # teams/payments.yml
        name: {en: Payments, ro-RO: Plăți}
    Good:
        # hub.yml
        format: 1
        name: Centre
        mission: Help.
        timezone: UTC
        languages: [en, ro]
        # teams/payments.yml
        name: {en: Payments, ro: Plăți}
    """,
)

NO_DEFAULT = describe(
    "translation/no-default",
    Level.WARNING,
    """A text in several languages has one in the hub's own, the first of `languages`.

    Names are sorted and searched by it, and whoever has no translation reads it.

    Bad:
        # teams/payments.yml
        name: {ro: Plăți, de: Zahlungen}
    Good:
        # teams/payments.yml
        name: {en: Payments, ro: Plăți, de: Zahlungen}
    """,
)

TWICE = describe(
    "translation/twice",
    Level.ERROR,
    """A text is said once in each language.

    Bad:
        # teams/payments.yml
        name: {en: Payments, ro: Plăți}
        # teams/payments.ro.yml
        name: Încasări
    Good:
        # teams/payments.yml
        name: Payments
        # teams/payments.ro.yml
        name: Plăți
    """,
)

NO_TEXT = describe(
    "translation/no-text",
    Level.ERROR,
    """A translation holds texts, and names of files where the original names files.

    Dates, links, numbers and ids are the same in every language. Written twice, they would differ one day.

    Bad:
        # teams/payments.yml
        name: Payments
        joined: 2026-01-01
        # teams/payments.ro.yml
        name: Plăți
        joined: 2026-01-01
    Good:
        # teams/payments.yml
        name: Payments
        joined: 2026-01-01
        # teams/payments.ro.yml
        name: Plăți
    """,
)

NOTHING_THERE = describe(
    "translation/nothing-there",
    Level.WARNING,
    """A translation has the shape of its original: what it says, the original says at the same place.

    What was taken out of the original has nobody left who reads it. That is no error: who edits a record must not break the work of its
    translators.

    Bad:
        # teams/payments.yml
        name: Payments
        # teams/payments.ro.yml
        name: Plăți
        purpose: Ia și dă înapoi banii clienților.
    Good:
        # teams/payments.yml
        name: Payments
        purpose: Takes and returns customers' money.
        # teams/payments.ro.yml
        name: Plăți
        purpose: Ia și dă înapoi banii clienților.
    """,
)

LENGTH = describe(
    "translation/length",
    Level.WARNING,
    """A list without ids has as many items in a translation as in the original.

    Its items are matched by their place. With another number of them, nobody knows which says what, so none is shown.

    Bad:
        # hub.yml
        format: 1
        name: Centre
        mission: Help.
        timezone: UTC
        values: [listening, evidence]
        # hub.ro.yml
        values: [dovezi]
    Good:
        # hub.yml
        format: 1
        name: Centre
        mission: Help.
        timezone: UTC
        values: [listening, evidence]
        # hub.ro.yml
        values: [ascultare, dovezi]
    """,
)

EMPTY = describe(
    "translation/empty",
    Level.WARNING,
    """A field of a translation says something.

    A line without a text is not yet translated; without the line the original is shown, and the text is listed as missing.

    Bad:
        # teams/payments.yml
        name: Payments
        # teams/payments.ro.yml
        name:
    Good:
        # teams/payments.yml
        name: Payments
        # teams/payments.ro.yml
        name: Plăți
    """,
)

MADE_FROM = describe(
    "translation/made-from",
    Level.WARNING,
    """`made_from` keeps a hash for texts that the file holds.

    `coehub translations --accept` writes it; there is no need to do so by hand.

    Bad:
        # teams/payments.yml
        name: Payments
        # teams/payments.ro.yml
        name: Plăți
        made_from:
          purpose: 3f9a21bc
    Good:
        # teams/payments.yml
        name: Payments
        # teams/payments.ro.yml
        name: Plăți
        made_from:
          name: 632e1c58
    """,
)

BEHIND = describe(
    "translation/behind",
    Level.ADVICE,
    """A translation was made from what its original says now.

    The original has changed since somebody confirmed the translation. Read the two, mend the translation, and let
    `coehub translations --accept FILE` note it. `translations: {behind: warning}` in `hub.yml` makes it a warning, or an error, or
    (`off`) nothing.

    Bad:
        # hub.yml
        format: 1
        name: Centre
        mission: Help.
        timezone: UTC
        languages: [en, ro]
        # teams/payments.yml
        name: {en: Payments and refunds, ro@632e1c58: Plăți}
    Good:
        # hub.yml
        format: 1
        name: Centre
        mission: Help.
        timezone: UTC
        languages: [en, ro]
        # teams/payments.yml
        name: {en: Payments, ro@632e1c58: Plăți}
    """,
)

MISSING = describe(
    "translation/missing",
    Level.ADVICE,
    """A record that speaks a language speaks it in all its texts, if the hub asks for that.

    `translations: {missing: advice}` in `hub.yml` asks, or `warning`, or `error`; without it nothing is said. What nobody has begun to
    translate is never told here: `coehub translations` lists it.

    Bad:
        # hub.yml
        format: 1
        name: {en: Centre, ro: Centru}
        mission: Help.
        timezone: UTC
        languages: [en, ro]
        translations: {missing: advice}
    Good:
        # hub.yml
        format: 1
        name: {en: Centre, ro: Centru}
        mission: {en: Help., ro: Ajută.}
        timezone: UTC
        languages: [en, ro]
        translations: {missing: advice}
    """,
)

RULES = (
    NO_ORIGINAL,
    UNKNOWN_LANGUAGE,
    NOT_NAMED,
    NO_DEFAULT,
    TWICE,
    NO_TEXT,
    NOTHING_THERE,
    LENGTH,
    EMPTY,
    MADE_FROM,
    BEHIND,
    MISSING,
)

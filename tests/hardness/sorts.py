"""All classes, in the order of the table."""

from __future__ import annotations

from tests.hardness import (
    again,
    attachments,
    bombs,
    called,
    cells,
    everywhere,
    fields,
    forming,
    fuzzing,
    leaks,
    names,
    paths,
    publishes,
    rules,
    scalars,
    settings,
    signs,
    syntax,
    texts,
    verbs,
    without,
)

SORTS = {
    each.name: each
    for each in (
        syntax.VARIANTS,
        syntax.COLLECTED,
        scalars.SCALARS,
        signs.SIGNS,
        bombs.BOMBS,
        bombs.IMPORTED,
        bombs.PRINTED,
        fields.MUTATIONS,
        fuzzing.FUZZING,
        rules.SEVERAL,
        paths.PATHS,
        names.NAMES,
        attachments.ATTACHMENTS,
        texts.TEXTS,
        everywhere.FIELDS,
        everywhere.HUBS,
        called.NAMES,
        cells.TABLES,
        forming.FORMS,
        settings.SETTINGS,
        verbs.VERBS,
        leaks.LEAKS,
        publishes.PUBLISHES,
        publishes.BUILT,
        again.AGAIN,
        without.WITHOUT,
    )
}

"""All classes, in the order of the table."""

from __future__ import annotations

from tests.hardness import bombs, fields, fuzzing, leaks, names, paths, scalars, signs, syntax, texts

SORTS = {
    each.name: each
    for each in (
        syntax.VARIANTS,
        syntax.COLLECTED,
        scalars.SCALARS,
        signs.SIGNS,
        bombs.BOMBS,
        fields.MUTATIONS,
        fuzzing.FUZZING,
        paths.PATHS,
        names.NAMES,
        texts.TEXTS,
        leaks.LEAKS,
    )
}

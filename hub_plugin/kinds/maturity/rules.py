"""What can be wrong with a maturity model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hub_plugin.kinds.maturity.record import NOT_APPLICABLE, Maturity
from hub_plugin.kinds.maturity.record import Level as LevelOf
from hub_plugin.model.findings import Level, Problem, Route, did_you_mean
from hub_plugin.model.hub import Hub
from hub_plugin.model.rules import rule
from hub_plugin.model.shared_rules import audience_known, owner_named
from hub_plugin.model.texts import code_order


@rule("maturity/no-owner", Level.WARNING)
def somebody_owns_it(record: Maturity, hub: Hub) -> Iterator[Problem]:
    """A maturity model has an owner.

    Bad:
        # maturity/care.yml
        title: Care
        levels: [low, high]
        dimensions:
          calls: {title: Calls}
    Good:
        # maturity/care.yml
        title: Care
        owner: service
        levels: [low, high]
        dimensions:
          calls: {title: Calls}
    """
    yield from owner_named(record)


@rule("maturity/one-level", Level.ERROR)
def has_levels(record: Maturity, hub: Hub) -> Iterator[Problem]:
    """A model has at least two levels, and so has a dimension with levels of its own.

    With one level there is nothing to move to.

    Bad:
        # maturity/care.yml
        title: Care
        owner: service
        levels: [low]
        dimensions:
          calls: {title: Calls}
    Good:
        # maturity/care.yml
        title: Care
        owner: service
        levels: [low, high]
        dimensions:
          calls: {title: Calls}
    """
    if len(record.levels) < 2:
        yield Problem(("levels",), "a model needs at least two levels", "write all of them, the lowest first")
    for route, _, dimension in record.leaves():
        if len(dimension.scale) == 1:
            yield Problem((*route, "scale"), "a scale needs at least two levels", "write all of them, the lowest first")


@rule("maturity/nothing-to-rate", Level.ERROR)
def has_dimensions(record: Maturity, hub: Hub) -> Iterator[Problem]:
    """A model has dimensions.

    Bad:
        # maturity/care.yml
        title: Care
        owner: service
        levels: [low, high]
        dimensions: {}
    Good:
        # maturity/care.yml
        title: Care
        owner: service
        levels: [low, high]
        dimensions:
          calls: {title: Calls}
    """
    if not record.dimensions:
        yield Problem(("dimensions",), "the model has no dimensions", "write what is rated, such as 'customers:'")


@rule("maturity/unknown-level", Level.ERROR)
def levels_are_known(record: Maturity, hub: Hub) -> Iterator[Problem]:
    """A dimension names levels of the model, or of its own scale.

    Bad:
        # maturity/care.yml
        title: Care
        owner: service
        levels: [low, high]
        dimensions:
          calls:
            levels:
              low: People answer when they can.
              hihg:
                criteria:
                  called-back: Nobody waits more than a day.
    Good:
        # maturity/care.yml
        title: Care
        owner: service
        levels: [low, high]
        dimensions:
          calls:
            levels:
              low: People answer when they can.
              high:
                criteria:
                  called-back: Nobody waits more than a day.
    """
    for route, _, dimension in record.walk_dimensions():
        known = record.scale_of(dimension)
        for name in dimension.levels:
            if name not in known:
                hint = (
                    did_you_mean(name, known)
                    or "the levels are " + ", ".join(known) + "; or give the dimension a 'scale'"
                )
                yield Problem((*route, "levels", name), f"no level is called '{name}'", hint, on_key=True)


@rule("maturity/out-of-order", Level.WARNING)
def levels_are_in_order(record: Maturity, hub: Hub) -> Iterator[Problem]:
    """Levels are written from the lowest to the highest, everywhere.

    The order of the levels says which is next; a dimension that turns it round misleads whoever reads the file, and a number that
    falls shows that two lines were swapped.

    Bad:
        # maturity/care.yml
        title: Care
        owner: service
        levels: [low, high]
        dimensions:
          calls:
            levels:
              high:
                criteria:
                  called-back: Nobody waits more than a day.
              low: People answer when they can.
    Good:
        # maturity/care.yml
        title: Care
        owner: service
        levels: [low, high]
        dimensions:
          calls:
            levels:
              low: People answer when they can.
              high:
                criteria:
                  called-back: Nobody waits more than a day.
    """
    scales: list[tuple[Route, Mapping[str, LevelOf]]] = [(("levels",), record.levels)]
    for route, _, dimension in record.walk_dimensions():
        known = list(record.scale_of(dimension))
        places = [known.index(name) for name in dimension.levels if name in known]
        if places != sorted(places):
            right = ", ".join(known[place] for place in sorted(places))
            yield Problem(
                (*route, "levels"), "the levels are not in their order", f"write them so: {right}", on_key=True
            )
        scales.append(((*route, "scale"), dimension.scale))
    for route, scale in scales:
        codes = [level.code for level in scale.values() if level.code]
        if codes != sorted(codes, key=code_order):
            yield Problem(route, "the numbers of the levels do not rise", "write the lowest level first", on_key=True)


@rule("maturity/nothing-asked", Level.WARNING)
def each_level_asks(record: Maturity, hub: Hub) -> Iterator[Problem]:
    """A level asks something, the lowest one excepted.

    A level without criteria is held by everybody who holds the one below it. A dimension that asks nothing at all can only be
    estimated, and that is all right.

    Bad:
        # maturity/care.yml
        title: Care
        owner: service
        levels: [low, high, top]
        dimensions:
          calls:
            levels:
              low: People answer when they can.
              high:
                criteria:
                  called-back: Nobody waits more than a day.
              top: The best.
    Good:
        # maturity/care.yml
        title: Care
        owner: service
        levels: [low, high]
        dimensions:
          calls:
            levels:
              low: People answer when they can.
              high:
                criteria:
                  called-back: Nobody waits more than a day.
    """
    for route, _, dimension in record.leaves():
        names = [name for name, _ in record.rungs(dimension) if name in dimension.levels]
        asking = [name for name in names if dimension.levels[name].criteria]
        for name in names[1:] if asking else ():
            if name not in asking:
                hint = "write 'criteria', or leave the level out of this dimension"
                yield Problem((*route, "levels", name), f"the level '{name}' asks nothing here", hint, on_key=True)


@rule("maturity/levels-of-a-heading", Level.ERROR)
def headings_have_no_levels(record: Maturity, hub: Hub) -> Iterator[Problem]:
    """A dimension has levels or dimensions inside it, not both.

    Where a heading stands follows from what is inside it.

    Bad:
        # maturity/care.yml
        title: Care
        owner: service
        levels: [low, high]
        dimensions:
          contact:
            levels:
              low: People answer when they can.
            dimensions:
              calls: {title: Calls}
    Good:
        # maturity/care.yml
        title: Care
        owner: service
        levels: [low, high]
        dimensions:
          contact:
            dimensions:
              calls: {title: Calls}
    """
    for route, _, dimension in record.walk_dimensions():
        if dimension.dimensions and (dimension.levels or dimension.scale):
            name = "levels" if dimension.levels else "scale"
            message = f"'{dimension.label}' has levels and dimensions inside it"
            yield Problem((*route, name), message, "put the levels into a dimension of their own", on_key=True)


@rule("maturity/answers", Level.ERROR)
def an_answer_means_met(record: Maturity, hub: Hub) -> Iterator[Problem]:
    """One of the answers counts 1: else nothing could ever be met.

    An answer is never called 'not-applicable': every model has that one, and it leaves the criterion out.

    Bad:
        # maturity/care.yml
        title: Care
        owner: service
        answers: {none: 0, half: 0.5}
        levels: [low, high]
        dimensions:
          calls: {title: Calls}
    Good:
        # maturity/care.yml
        title: Care
        owner: service
        answers: {none: 0, half: 0.5, most: 1}
        levels: [low, high]
        dimensions:
          calls: {title: Calls}
    """
    if record.answers and 1 not in record.grades.values():
        yield Problem(("answers",), "no answer counts 1", "let the best answer count 1", on_key=True)
    if NOT_APPLICABLE in record.answers:
        message = f"'{NOT_APPLICABLE}' is an answer of every model"
        yield Problem(("answers", NOT_APPLICABLE), message, "leave it out", on_key=True)


@rule("maturity/unknown-answer", Level.ERROR)
def wording_is_of_known_answers(record: Maturity, hub: Hub) -> Iterator[Problem]:
    """A criterion words answers that the model has.

    Bad:
        # maturity/care.yml
        title: Care
        owner: service
        levels: [low, high]
        dimensions:
          calls:
            levels:
              low: People answer when they can.
              high:
                criteria:
                  called-back:
                    statement: Nobody waits more than a day.
                    answers: {party: On some lines}
    Good:
        # maturity/care.yml
        title: Care
        owner: service
        levels: [low, high]
        dimensions:
          calls:
            levels:
              low: People answer when they can.
              high:
                criteria:
                  called-back:
                    statement: Nobody waits more than a day.
                    answers: {partly: On some lines}
    """
    for route, _, dimension in record.leaves():
        for level, cell in dimension.levels.items():
            for name, criterion in cell.criteria.items():
                for word in criterion.answers:
                    if word not in record.grades:
                        hint = did_you_mean(word, record.grades) or "the answers are " + ", ".join(record.grades)
                        here = (*route, "levels", level, "criteria", name, "answers", word)
                        yield Problem(here, f"no answer is called '{word}'", hint, on_key=True)


@rule("maturity/unknown-audience", Level.WARNING)
def audience_names_known_words(record: Maturity, hub: Hub) -> Iterator[Problem]:
    """An audience names disciplines, types and tags that some team has.

    Bad:
        # maturity/care.yml
        title: Care
        owner: service
        applies_to: {tags: [pilott]}
        levels: [low, high]
        dimensions:
          calls: {title: Calls}
    Good:
        # maturity/care.yml
        title: Care
        owner: service
        applies_to: {tags: [pilot]}
        levels: [low, high]
        dimensions:
          calls: {title: Calls}
    """
    yield from audience_known(record.applies_to, hub, ("applies_to",))

"""Translations are read through: the hash of what they were made from goes into their files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hub_plugin.model.renderings import Rendering
from hub_plugin.model.siblings import MADE_FROM
from hub_plugin.model.texts import Standing, mark, split_mark
from hub_plugin.rewriting.draft import CannotEdit, Draft


@dataclass(frozen=True)
class Accepted:
    """What is noted.

    Args:
        written: path → bytes.
        noted: the translations whose hash is new.
        left: those that cannot be noted, each with the reason.
    """

    written: Mapping[str, bytes]
    noted: tuple[Rendering, ...]
    left: tuple[tuple[Rendering, str], ...] = ()


def accept(renderings: Iterable[Rendering], contents: Mapping[str, bytes], behind: bool) -> Accepted:
    """Write into the files of translations what they were made from.

    Args:
        renderings: those that are to be noted; what is missing, and what is noted already, is passed over.
        contents: path → bytes.
        behind: somebody has read those that are behind, so they are made from what the source says now.

    Raises:
        CannotEdit: a file cannot be read.
    """
    wanted: dict[str, list[Rendering]] = defaultdict(list)
    for each in renderings:
        if (each.standing is Standing.COMPLETE and not each.hashed) or (each.standing is Standing.BEHIND and behind):
            wanted[each.place.path].append(each)
    written: dict[str, bytes] = {}
    noted: list[Rendering] = []
    left: list[tuple[Rendering, str]] = []
    for path, here in sorted(wanted.items()):
        draft = Draft(path, contents[path], "\0")
        for each in here:
            try:
                note(draft, each)
            except CannotEdit as error:
                left.append((each, str(error)))
            else:
                noted.append(each)
        if draft.data != contents[path]:
            written[path] = draft.data
    return Accepted(written, tuple(noted), tuple(left))


def note(draft: Draft, each: Rendering) -> None:
    """Write the hash of what a text says into the file of its translation.

    Raises:
        CannotEdit: it has no place there.
    """
    made_from = mark(each.text)
    if each.mark[:1] == (MADE_FROM,):
        if not isinstance(draft.value((MADE_FROM,)), dict):
            draft.set((MADE_FROM,), {str(each.mark[1]): made_from})
        else:
            draft.set(each.mark, made_from)
        return
    draft.rename(each.mark, f"{split_mark(str(each.mark[-1]))[0]}@{made_from}")

"""A hub of an older format becomes one of the present format, step by step; comments and style stay."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from hub_plugin.rewriting.draft import CannotEdit, Draft

PRESENT = 1


class Drafts(Mapping[str, Draft]):
    """All records of a hub as drafts, by path; each is read when it is asked for."""

    def __init__(self, contents: Mapping[str, bytes]) -> None:
        self._contents = {path: data for path, data in contents.items() if path.endswith((".yml", ".md"))}
        self._read: dict[str, Draft] = {}

    def __getitem__(self, path: str) -> Draft:
        if path not in self._read:
            self._read[path] = Draft(path, self._contents[path])
        return self._read[path]

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._contents))

    def __len__(self) -> int:
        return len(self._contents)

    def below(self, folder: str) -> Iterator[Draft]:
        """Yield the drafts of the files in a folder that hold a record: those that begin with fields."""
        for path in self:
            if path.startswith(f"{folder}/") and (path.endswith(".yml") or self._contents[path].startswith(b"---")):
                yield self[path]

    @property
    def changed(self) -> dict[str, bytes]:
        """Path → bytes, for those that differ from what was read."""
        return {path: each.data for path, each in sorted(self._read.items()) if each.data != self._contents[path]}


@dataclass(frozen=True)
class Migration:
    """One step.

    Args:
        to: the format that it leads to, from the one before.
        says: what it does, one sentence for the maintainer.
        change: edits the drafts.
    """

    to: int
    says: str
    change: Callable[[Drafts], None]


MIGRATIONS: tuple[Migration, ...] = ()


def written_format(contents: Mapping[str, bytes]) -> int:
    """Return the format that hub.yml states.

    Raises:
        CannotEdit: there is no hub.yml, it cannot be read, or states no number.
    """
    if "hub.yml" not in contents:
        raise CannotEdit("there is no hub.yml; name the folder that holds it")
    value = Draft("hub.yml", contents["hub.yml"]).value(("format",))
    text = value.strip() if isinstance(value, str) else ""
    if not (text.isascii() and text.isdigit() and len(text) < 6 and int(text)):
        said = f"says 'format: {text[:40]}', which there is not" if text else "states no format"
        raise CannotEdit(f"hub.yml {said}: write 'format: 1'")
    return int(text)


def upgrade(
    contents: Mapping[str, bytes], migrations: Sequence[Migration] = MIGRATIONS, present: int = PRESENT
) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """Bring a hub to the present format.

    Returns:
        Path → new bytes of what changes, and what each step says.

    Raises:
        CannotEdit: the format is newer than this version knows, no step leads on, or a file cannot be changed line by line.
    """
    at = written_format(contents)
    if at > present:
        raise CannotEdit(
            f"hub.yml states format {at}, and this version knows up to {present}: install a newer mkdocs-coehub"
        )
    drafts, told = Drafts(contents), []
    while at < present:
        step = next((each for each in migrations if each.to == at + 1), None)
        if step is None:
            raise CannotEdit(f"no step leads from format {at} to {at + 1}")
        step.change(drafts)
        at = step.to
        drafts["hub.yml"].set(("format",), str(at))
        told.append(step.says)
    return drafts.changed, tuple(told)

"""Where the records of a kind lie, as a form tool knows places: collections of files with one ending, so many folders deep."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from hub_plugin.model.hub import Hub
from hub_plugin.model.kind import Kind
from hub_plugin.model.record import fields_of
from hub_plugin.outputs.forms.fields import Plain, Shown, Way, fields

STEP = "step"  # a step of the id of a new record: step1, step2, …; no field of the format is called so
ID = "^[a-z0-9]+(-[a-z0-9]+)*$"


@dataclass(frozen=True)
class Collection:
    """One list of records in the form tool.

    Args:
        kind: their kind.
        name: a name of its own.
        label: what it is called.
        folder: where the files lie, below the content folder.
        ending: ``yml`` or ``md``.
        depth: how many steps their ids have.
        fields: the fields of one, as a form shows them.
        steps: for each step of the id of a new record, its name and the ids that there are.
    """

    kind: Kind
    name: str
    label: str
    folder: str
    ending: str
    depth: int
    fields: dict[str, Shown]
    steps: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def body(self) -> str:
        """The field that is the text below the front matter, or an empty text."""
        return self.kind.body if self.ending == "md" else ""

    @property
    def shape(self) -> Plain:
        """What ``shapes.js`` is told of a record, without its text."""
        kept = {
            name: each.shape for name, each in self.fields.items() if each.way is not Way.LEFT and name != self.body
        }
        return {"is": "group", "main": "", "fields": kept}

    def told(self, content: str) -> Plain:
        """Return what the form tool is told of it.

        Args:
            content: the content folder, below the repository's root.
        """
        kept = [each.widget for each in self.fields.values() if each.way is not Way.LEFT]
        shared = {"name": self.name, "label": self.label, "format": f"coehub-{self.name}", "extension": self.ending}
        if not self.kind.folder:
            file = {
                "name": self.kind.name,
                "label": self.kind.one,
                "file": f"{content}/{self.kind.name}.yml",
                "fields": kept,
            }
            return {**shared, "publish": False, "files": [file]}
        steps = [
            {
                "name": f"{STEP}{number}",
                "label": name,
                "widget": "coehub-step",
                "required": True,
                "offers": list(known),
                "hint": "Part of the file's name and of the address. It stays as it is.",
            }
            for number, (name, known) in enumerate(self.steps, 1)
        ]
        path = "/".join([*(f"{{{{{STEP}{number}}}}}" for number in range(1, len(self.steps))), "{{slug}}"])
        return {
            **shared, "label_singular": self.kind.one, "description": self.kind.purpose, "folder": f"{content}/{self.folder}",
            "create": True, "delete": False, "publish": False, "identifier_field": f"{STEP}{len(self.steps)}",
            "slug": f"{{{{fields.{STEP}{len(self.steps)}}}}}", "summary": _summary(self.kind, self.depth),
            "media_folder": "", "public_folder": "", "fields": [*steps, *kept],
            **({"path": path, "depth": self.depth} if self.depth > 1 else {}),
        }  # fmt: skip


def _summary(kind: Kind, depth: int) -> str:
    names = fields_of(kind.record)
    title = next((name for name in ("title", "name") if name in names), "")
    place = "{{dirname}}/{{filename}}" if depth > 1 else "{{filename}}"
    return f"{{{{{title}}}}} · {place}" if title and names[title].is_required() else place


def misfit(kind: Kind) -> str:
    """Return why the records of a kind cannot be written in a form, or an empty text."""
    if kind.record.rest:
        return "Its fields are named by other records, and a form has the same fields for every record."
    return ""


def collections(hub: Hub) -> Iterator[Collection]:
    """Yield all collections, in the order of the kinds: for each its usual ending first, the other one where a record has it."""
    for kind in hub.kinds.values():
        if misfit(kind):
            continue
        usual = "md" if kind.example.startswith("---") else "yml"
        there = sorted(_places(hub, kind))
        for depth in kind.depth or (1,):
            wanted = {
                (kind.folder, usual, depth),
                *((folder, ending, depth) for folder, ending, deep in there if deep == depth),
            }
            for folder, ending, _ in sorted(wanted, key=lambda each: (each[0], each[1] != usual)):
                yield _collection(hub, kind, folder, ending, depth, ending == usual)


def _places(hub: Hub, kind: Kind) -> set[tuple[str, str, int]]:
    """Where the records of a kind lie: folder, ending, depth. Those of another repository are not edited here."""
    found = set()
    for address, document in hub.documents.items():
        if address.kind == kind.name and address in hub.records and not hub.origin(document.path).startswith("../"):
            folder, ending = document.path.rpartition("/")[0], document.path.rpartition(".")[2]
            depth = address.id.count("/") + 1
            found.add((kind.folder if kind.depth else folder, ending, depth))
    return found


def _collection(hub: Hub, kind: Kind, folder: str, ending: str, depth: int, usual: bool) -> Collection:
    name, label = kind.name, kind.many
    if folder != kind.folder:
        further = folder.removeprefix(f"{kind.folder}/")
        name, label = f"{name}-{further.replace('/', '-')}", f"{label}: {further}"
    if not usual:
        name, label = f"{name}-{ending}", f"{label} (.{ending})"
    shown = fields(kind.record)
    if ending != "md" and kind.body and kind.example.startswith("---"):
        shown = {each: field for each, field in shown.items() if each != kind.body} | {kind.body: shown[kind.body]}
    steps = _steps(hub, kind, depth) if kind.folder else ()
    return Collection(kind, name, label, folder, ending, depth, shown, steps)


def _steps(hub: Hub, kind: Kind, depth: int) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Name the steps of an id: what the kind says that they are, or what lies one folder up, or what there is."""
    named: list[tuple[str, tuple[str, ...]]] = []
    for step in range(depth - 1):
        if step < len(kind.belongs):
            belongs = hub.kinds[kind.belongs[step]]
            named.append((belongs.one, tuple(sorted(_ids(hub, [belongs])))))
            continue
        above = next(
            (each for each in hub.kinds.values() if each.folder == kind.folder and each.depth == (step + 1,)), None
        )
        ids = {each.split("/")[step] for each in _ids(hub, [above] if above else [kind])}
        named.append((above.one if above else "Folder", tuple(sorted(ids))))
    return (*named, ("Id", ()))


def _ids(hub: Hub, kinds: Sequence[Any]) -> set[str]:
    names = {kind.name for kind in kinds}
    return {address.id for address in hub.records if address.kind in names and hub.shows(address)}

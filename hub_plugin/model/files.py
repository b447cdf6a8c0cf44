"""Files beside the records: which may be offered, and who claims which."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Annotated, Any
from unicodedata import normalize

from pydantic import PlainValidator, ValidationInfo, WithJsonSchema

from hub_plugin.model.addresses import DEVICES
from hub_plugin.model.beginnings import belies
from hub_plugin.model.fields import SCALAR, Sentence, as_text, wrong
from hub_plugin.model.findings import did_you_mean
from hub_plugin.model.texts import chosen
from hub_plugin.model.unseen import in_name
from hub_plugin.model.wordings import by_language, in_languages

# By file ending. What a browser would run (HTML, SVG, XML, scripts) is left out on purpose: a static host serves it on the
# origin of the site. Documents with macros, which would run on the reader's machine, are left out too.
_ENDINGS = """
    csv doc docx dotx gif ics jpeg jpg json md mp3 mp4 odp ods odt pdf png potx ppt pptx rtf tsv txt vsdx webp
    xls xlsx xltx yaml yml zip
"""
OFFERED = frozenset(_ENDINGS.split())


def ending(path: str) -> str:
    """Return the ending of a file's name in small letters, without the dot."""
    name = path.rpartition("/")[2]
    return name.rpartition(".")[2].casefold() if "." in name else ""


class Beside(str):
    """The path of a file in the hub's default language, that knows the files which say the same in others."""

    others: Mapping[str, str] = MappingProxyType({})
    at: Any = None  # the node that it was read from, where its translations are looked after

    def add(self, language: str, path: str, default: str) -> None:
        """Take in a file that a sibling names."""
        self.others = MappingProxyType({**(self.others or {default: str(self)}), language: path})


def in_languages_of(path: str) -> tuple[tuple[str, str], ...]:
    """Return the language and the path of each file that says the same; one without others has no language."""
    return tuple(path.others.items()) if isinstance(path, Beside) and path.others else (("", str(path)),)


def _beside(value: Any, info: ValidationInfo) -> Beside:
    if isinstance(value, Beside):
        return value
    context: Any = info.context
    if isinstance(value, dict):
        named, _ = by_language(value, "the name of a file beside the record", "file")
        paths = {language: file_beside(name, context) for language, name in named.items()}
        made = Beside(paths.get(chosen(paths, context.language), next(iter(paths.values()))))
        made.others = MappingProxyType(paths)
    else:
        made = Beside(file_beside(value, context))
    if node := getattr(value, "node", None):
        made.at = node
        context.spoken.append(made)
    return made


def file_beside(value: Any, context: Any, only: str = "") -> str:
    """Return the path of the file that an author names, and claim it for the record.

    Args:
        value: what was written.
        context: the record's folder, all files, and the first bytes of those that were read.
        only: the one ending that is taken; empty: all that may be offered.

    Raises:
        PydanticCustomError: it is no name, not of a type that is taken, not there, or not what its name says.
    """
    name = as_text(value, "the name of a file beside the record").strip()
    if not name or name.startswith(("/", ".", "~")) or "\\" in name or ":" in name or ".." in name.split("/"):
        raise wrong(
            f"'{name[:80]}' is not the name of a file beside the record",
            "write its name only, such as 'plan.docx'",
            "file/path",
        )
    if sign := in_name(name):
        raise wrong(f"the name '{name[:80]}' has {sign}", "give the file another name", "file/path")
    path = _there(f"{context.folder}/{name}", context.files)
    if ending(name) not in OFFERED:
        raise wrong(
            f"files of the type '.{ending(name)}' are not offered for download",
            "use " + ", ".join(sorted(OFFERED)),
            "file/type",
        )
    if name.rpartition("/")[2].partition(".")[0].casefold().strip() in DEVICES:
        raise wrong(
            f"'{name[:80]}' is a name that Windows keeps for itself", "give the file another name", "name/reserved"
        )
    if only and ending(name) != only:
        raise wrong(f"'{name[:80]}' is not a table", f"save it as a '.{only}' file and name that", "file/type")
    if path not in context.files:
        near = [
            each.removeprefix(context.folder + "/") for each in context.files if each.startswith(context.folder + "/")
        ]
        raise wrong(
            f"there is no file '{name}' beside the record",
            did_you_mean(name, near) or f"put it beside the record, into the folder '{context.folder}'",
            "file/missing",
        )
    context.claims.setdefault(path, []).append(context.here)
    if not only and path in context.contents and (told := belies(path, ending(name), context.contents[path])):
        raise wrong(*told, "file/first-bytes")
    return path


def _there(path: str, files: Collection[str]) -> str:
    """Return how the file with a name is written on disk: an accent is one letter with it, or one behind its letter (macOS)."""
    if path in files or path.isascii():
        return path
    name = normalize("NFC", path)
    return next((each for each in files if normalize("NFC", each) == name), path)


FileBeside = Annotated[
    str, PlainValidator(_beside),
    WithJsonSchema({"anyOf": [{"type": SCALAR, "x-file": True}, in_languages({"type": SCALAR, "x-file": True})]}),
    Sentence("the name of a file that lies beside the record", "meeting-agenda.docx"),
]  # fmt: skip

"""Files beside the records: which may be offered, and who claims which."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import PlainValidator, ValidationInfo, WithJsonSchema

from hub_plugin.model.fields import SCALAR, Sentence, as_text, wrong
from hub_plugin.model.findings import did_you_mean
from hub_plugin.model.links import Context

# Media types by file ending (IANA names). What a browser would run (HTML, SVG, XML, scripts) is left out on purpose:
# a static host serves it on the origin of the site. Documents with macros are left out too.
MEDIA_TYPES = {
    "csv": "text/csv", "doc": "application/msword", "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "dotx": "application/vnd.openxmlformats-officedocument.wordprocessingml.template", "gif": "image/gif", "ics": "text/calendar",
    "jpeg": "image/jpeg", "jpg": "image/jpeg", "json": "application/json", "md": "text/markdown", "mp3": "audio/mpeg", "mp4": "video/mp4",
    "odp": "application/vnd.oasis.opendocument.presentation", "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odt": "application/vnd.oasis.opendocument.text", "pdf": "application/pdf", "png": "image/png",
    "potx": "application/vnd.openxmlformats-officedocument.presentationml.template", "ppt": "application/vnd.ms-powerpoint",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation", "rtf": "application/rtf", "tsv": "text/tab-separated-values",
    "txt": "text/plain", "vsdx": "application/vnd.ms-visio.drawing", "webp": "image/webp", "xls": "application/vnd.ms-excel",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xltx": "application/vnd.openxmlformats-officedocument.spreadsheetml.template",
    "yaml": "application/yaml", "yml": "application/yaml", "zip": "application/zip",
}  # fmt: skip


def ending(path: str) -> str:
    """Return the ending of a file's name in small letters, without the dot."""
    name = path.rpartition("/")[2]
    return name.rpartition(".")[2].casefold() if "." in name else ""


def _beside(value: Any, info: ValidationInfo) -> str:
    name = as_text(value, "the name of a file beside the record").strip()
    if not name or name.startswith(("/", ".", "~")) or "\\" in name or ":" in name or ".." in name.split("/"):
        raise wrong(
            f"'{name[:80]}' is not the name of a file beside the record",
            "write its name only, such as 'plan.docx'",
            "file/path",
        )
    context: Context = info.context
    path = f"{context.folder}/{name}"
    if ending(name) not in MEDIA_TYPES:
        raise wrong(
            f"files of the type '.{ending(name)}' are not offered for download",
            "use " + ", ".join(sorted(MEDIA_TYPES)),
            "file/type",
        )
    if path not in context.files:
        near = [
            each.removeprefix(context.folder + "/") for each in context.files if each.startswith(context.folder + "/")
        ]
        raise wrong(
            f"there is no file '{name}' beside the record",
            did_you_mean(name, near) or f"put it into content/{context.folder}/",
            "file/missing",
        )
    context.claims.setdefault(path, []).append(context.here)
    return path


FileBeside = Annotated[
    str, PlainValidator(_beside), WithJsonSchema({"type": SCALAR, "x-file": True}),
    Sentence("the name of a file that lies beside the record", "meeting-agenda.docx"),
]  # fmt: skip

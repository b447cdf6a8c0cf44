"""How files of each type begin: a file that begins as something else is not what its name says."""

from __future__ import annotations

# As far as a browser looks when it is not told a type (mimesniff.spec.whatwg.org, "resource header": 1445 bytes).
FAR = 1536
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# An Office document that asks for a password is an OLE file, whatever its ending.
_OFFICE = dict.fromkeys(("docx", "dotx", "potx", "pptx", "vsdx", "xlsx", "xltx"), (_ZIP, _OLE))
_OPEN = dict.fromkeys(("odp", "ods", "odt"), (_ZIP,))
_OLD = dict.fromkeys(("ppt", "xls"), (_OLE,))
BEGINNINGS: dict[str, tuple[bytes, ...]] = {
    **_OFFICE, **_OPEN, **_OLD,
    "doc": (_OLE, b"{\\rtf"), "rtf": (b"{\\rtf",), "pdf": (b"%PDF-",), "zip": (_ZIP, b"PK\x05\x06"),
    "gif": (b"GIF87a", b"GIF89a"), "jpg": (b"\xff\xd8\xff",), "jpeg": (b"\xff\xd8\xff",), "png": (b"\x89PNG\r\n\x1a\n",),
}  # fmt: skip
TEXTS = frozenset(("csv", "ics", "json", "md", "tsv", "txt", "yaml", "yml"))
_LAYER_3 = tuple(bytes([each]) for each in b"\xe2\xe3\xf2\xf3\xfa\xfb")  # of MPEG audio: how a frame of an .mp3 begins
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
# What no text holds (mimesniff.spec.whatwg.org, "binary data byte").
_BINARY = frozenset(range(32)) - frozenset(b"\t\n\x0c\r\x1b")


def belies(path: str, kind: str, data: bytes) -> tuple[str, str] | None:
    """Tell what is wrong with a file that is offered under a type which it is not of, and what to do.

    Args:
        path: the file's name.
        kind: its ending, one that may be offered, in small letters.
        data: its first bytes, ``FAR`` of them if there are as many.

    Returns:
        None if nothing is wrong.
    """
    name, head = path.rpartition("/")[2][:80], data[:FAR]
    again = f"save it as '.{kind}' once more, or offer another file"
    if kind in TEXTS:
        if not head.startswith(_MARKS[1:]) and not _BINARY.isdisjoint(head):
            return f"'{name}' is called a text and is none", again
        if _page(head):
            return (
                f"'{name}' begins as a web page does",
                "begin it with words: a browser that is not told a type would run it",
            )
        return None
    if kind == "webp":
        right = head.startswith(b"RIFF") and head[8:12] == b"WEBP"
    elif kind == "mp4":
        right = head[:1] == b"\0" and head[4:8] == b"ftyp"
    elif kind == "mp3":
        right = head.startswith(b"ID3") or (head[:1] == b"\xff" and head[1:2] in _LAYER_3)
    else:
        right = head.startswith(BEGINNINGS[kind])
    if right:
        return None
    if not head:
        return f"'{name}' is empty", again
    what = "begins as a web page does" if _page(head) else f"does not begin as a '.{kind}' file does"
    return f"'{name}' {what}", again


def _page(head: bytes) -> bool:
    """Whether a file begins with a tag, a comment or a declaration of HTML, SVG or XML, as a browser would see it."""
    mark = next((each for each in _MARKS if head.startswith(each)), b"")
    text = head.removeprefix(mark)
    if mark in _MARKS[1:]:
        text = text.replace(b"\0", b"")
    text = text.lstrip(b"\t\n\x0c\r ")
    return text[:1] == b"<" and (text[1:2].isalpha() or text[1:2] in (b"!", b"?", b"/"))

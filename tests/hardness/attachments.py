"""Files for download: what a browser would run is refused, whatever it is called; what is offered arrives as it was."""

from __future__ import annotations

import mimetypes
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from hub_plugin import build
from hub_plugin.model.beginnings import BEGINNINGS, TEXTS
from hub_plugin.model.files import OFFERED
from tests import staging
from tests.hardness import contract
from tests.hardness.words import Case, Sort

RECORD = "title: Brief\nsummary: A brief.\nowner: service\nstatus: draft\nfiles: ['{}']\n"
# What a browser runs, or shows as a page of the site, by the type that a web server says.
ACTIVE = {"html", "xhtml+xml", "svg+xml", "xml", "javascript", "ecmascript", "x-shockwave-flash", "wasm"}
PAGE = b"<!DOCTYPE html><script>alert(document.cookie)</script>"
DISGUISED = {
    "a page": PAGE,
    "a script tag": b"<script>alert(1)</script>",
    "a page behind blanks": b" \t\r\n" * 300 + PAGE,
    "a page behind a mark": b"\xef\xbb\xbf" + PAGE,
    "a page in UTF-16": b"\xff\xfe" + PAGE.decode().encode("utf-16-le"),
    "a page in UTF-16, the other way": b"\xfe\xff" + PAGE.decode().encode("utf-16-be"),
    "a picture that runs": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "a declaration": b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><script/></html>',
    "a comment": b"<!-- a comment --><script>alert(1)</script>",
    "an end tag": b"</title><script>alert(1)</script>",
    "a program of Windows": b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff",
    "a program of Linux": b"\x7fELF\x02\x01\x01\x00" + bytes(8),
    "a program for the web": b"\x00asm\x01\x00\x00\x00",
    "a page where a film begins": b"<!--ftypisom--><script>alert(1)</script>",
}
# What only a text may be.
WORDS = {"a script": b"alert(1)\n", "a script of a shell": b"#!/bin/sh\nrm -r ~\n", "words": b"Some words.\n"}
_ODD = {
    "webp": b"RIFF\x24\x00\x00\x00WEBPVP8 ",
    "mp4": b"\x00\x00\x00\x18ftypmp42",
    "mp3": b"ID3\x04\x00\x00\x00\x00\x00\x00",
    "ics": b"BEGIN:VCALENDAR\r\n",
    "json": b"{}\n",
}


def right(kind: str) -> bytes:
    """Return how a file of a type begins."""
    return _ODD.get(kind) or (BEGINNINGS[kind][0] if kind in BEGINNINGS else "Ținem minte.\n".encode())


def attachments() -> Sequence[Case]:
    """Each type with each disguise; each as it should be; one hub with all of them; and what happens between check and copy."""
    kinds = sorted(OFFERED)
    return [
        *(Case(f".{kind}: {what}", partial(_refused, kind, data)) for kind in kinds for what, data in DISGUISED.items()),
        *(Case(f".{kind}: {what}", partial(_refused, kind, data)) for kind in kinds if kind not in TEXTS
          for what, data in {**WORDS, "nothing": b""}.items()),
        *(Case(f".{kind}: another type's", partial(_refused, kind, right("pdf" if kind != "pdf" else "png")))
          for kind in kinds if kind not in TEXTS),
        *(Case(f".{kind} itself", partial(_kept, kind)) for kind in kinds),
        *(Case(f".{kind} in capitals", partial(_kept, kind.upper())) for kind in kinds),
        *(Case(f"at both doors: {what}", partial(_told, data)) for what, data in DISGUISED.items()),
        Case("types that are shown as what they are", _passive),
        Case("all at once, in the site", _arrives),
        Case("coehub export: a file becomes a link", _export),
    ]  # fmt: skip


def _files(name: str, data: bytes) -> dict[str, bytes]:
    return {"templates/brief.yml": RECORD.format(name).encode(), f"templates/{name}": data}


def _refused(kind: str, data: bytes, folder: Path) -> None:
    found = staging.read({**contract.BASE, **_files(f"paper.{kind}", data)}).findings
    assert [each.rule for each in found] == ["file/first-bytes"], found
    assert (found[0].place.path, found[0].place.line) == ("templates/brief.yml", 5)
    assert found[0].hint


def _kept(kind: str, folder: Path) -> None:
    name = f"paper.{kind}"
    reading = staging.read({**contract.BASE, **_files(name, right(kind.lower()))})
    assert reading.findings == ()
    site = build.site(
        reading.hub, build.derive(reading.hub, build.SOME_DAY), build.Frame(reference=False, read=lambda path: b"")
    )
    assert site.downloads == {f"templates/{name}": f"templates/{name}"}


def _told(data: bytes, folder: Path) -> None:
    contract.refused(folder, _files("paper.txt", data), rules=["file/first-bytes"])


def _passive(folder: Path) -> None:
    for kind in OFFERED:
        said = (mimetypes.guess_type(f"a.{kind}")[0] or "application/octet-stream").partition("/")[2]
        assert said not in ACTIVE, f".{kind} is {said}"


def _arrives(folder: Path) -> None:
    files = {f"templates/brief-{kind}.{kind}": right(kind) for kind in sorted(OFFERED - {"yml", "yaml"})}
    names = ", ".join(path.rpartition("/")[2] for path in files)
    record = RECORD.replace("['{}']", f"[{names}]").encode()
    contract.lay(folder, {**files, "templates/brief.yml": record})
    went, lines = contract.built(folder)
    assert went, lines
    for path, data in files.items():
        assert (folder / "site" / path).read_bytes() == data, path


def _export(folder: Path) -> None:
    """Between the check and the copy a file becomes a link to the outside: nothing of it leaves, and it is said in one line."""
    contract.lay(folder, _files("paper.txt", b"A brief.\n"))
    (folder / "secret.txt").write_bytes(b"zqz-secret")
    real = build.site

    def late(*given: object) -> object:
        made = real(*given)  # type: ignore[arg-type]
        (folder / "content" / "templates" / "paper.txt").unlink()
        (folder / "content" / "templates" / "paper.txt").symlink_to(folder / "secret.txt")
        return made

    build.site = late  # type: ignore[assignment]
    try:
        code = contract.run(folder, "export", "--to", "out", "--today", contract.DAY)
    finally:
        build.site = real
    assert code[0] == 2, code
    assert "was a file when it was checked" in code[2], code
    assert not (folder / "out").exists()


ATTACHMENTS = Sort(
    "attachments",
    "What is offered is what its name says, and nothing that a browser runs.",
    attachments,
    500,
    short=24,
)

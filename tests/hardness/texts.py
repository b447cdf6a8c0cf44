"""Hostile texts in every text field of every kind, behind the reader's back, in every output that is made of text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any

from hub_plugin import build
from hub_plugin.model.hub import Hub
from hub_plugin.outputs.findings import FORMATS, Report, written
from tests import staging
from tests.data import hubs, test_hostile
from tests.hardness import asking, contract
from tests.hardness.full import whole_hub
from tests.hardness.words import Case, Sort

FURTHER = (
    """evil</title></script><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7*7 }}{% raw %}[x](javascript:alert(1))""",
    """"><b onclick=alert(1)>\' onmouseover=alert(1) x=\'<!-- <svg/onload=alert(1)> &lt;i&gt; ${alert(1)}""",
    'https://x.invalid/?"onmouseover="alert(1)\'><b>',
    '"onerror="alert(1)',
    "evil<b>",
    "\nEND:VEVENT\r\nBEGIN:VALARM\nACTION:PROCEDURE",
    "a\nATTENDEE:mailto:x@x.invalid",
    "x;y,z:\\n",
    "::error file=x::y\n::set-output name=a::b",
    "##vso[task.setvariable variable=a]b",
    "\x1b]0;title\x07\x1b[2J",
    "%0A::stop-commands::x",
    "a\u2028b\u2029c\x85d",
    "\ud800",
    "\ufdd0",
    "a\x00b",
    "<a href=javascript&colon;alert(1)>",
    "<img src=x onerror=alert(1)//",
    "<svg><script>alert(1)",
    "<!--><script>alert(1)-->",
    "</textarea><script>",
    "&lt;script&gt;",
    "&#x3c;script&#x3e;",
    "<scr<script>ipt>",
    "{{ config }}",
    "{% include 'x' %}",
    "{# x #}",
    "${{ secrets.X }}",
    "[x]: javascript:alert(1)\n[x]",
    "<javascript:alert(1)>",
    "[a](data:text/html,x)",
    "![a](//x.invalid/x.png)",
    "[a](//x.invalid)",
    "```html\n<script>\n```",
    "---\npublish: true\n---",
    "@import url(x)",
    "=cmd|' /C calc'!A0",
    "＝1+1",
    "\t=1",
    "\r\n=1",
    "-2+3",
    "+1",
    "@x",
    "|calc",
    "'=1",
    "\u202e=1",
    "\u200b=1",
    "\ufeff=1",
)
_HALF = re.compile("[\ud800-\udfff]")
HOSTILE = (*test_hostile.TEXTS, *FURTHER)
_FORM = re.compile(r"^[A-Z][A-Z0-9-]*(;[A-Z-]+=(\"[^\"]*\"|[^:;\"]*))*:", re.MULTILINE)
_PROPERTIES = {"ATTENDEE", "ORGANIZER", "ATTACH", "ACTION", "TRIGGER"}


@cache
def sound() -> Hub:
    """Return a hub with a full record of every kind."""
    return staging.read({path: text.encode("utf-8", "surrogateescape") for path, text in whole_hub().items()}).hub


def texts() -> Sequence[Case]:
    """Each text in every text field of the whole hub at once; and each as a record's broken line, in every format of a report."""
    sound()  # before the first copy of this process
    return [
        # Halves of characters: the reader lets none in, and a law of its own says so.
        *(Case(f"everywhere {text[:40]!r}", partial(_everywhere, text)) for text in HOSTILE if not _HALF.search(text)),
        *(Case(f"told {text[:40]!r}", partial(_told, text)) for text in HOSTILE),
        *(Case(f"at the terminal {text[:40]!r}", partial(_spoken, text)) for text in HOSTILE if not _HALF.search(text)),
    ]


def _everywhere(text: str, folder: Path) -> None:
    hub = hubs.damaged(sound(), text)
    now = build.derive(hub, hubs.TODAY)
    site = build.site(hub, now, build.Frame(reference=False, site_url=hubs.SITE))
    test_hostile.check({**site.files, **build.audit(hub, now, build.Frame(site_url=hubs.SITE))})
    for path, data in site.files.items():
        if path.endswith(".ics"):
            calendar(path, data.decode())
    for page in site.pages:
        for tag, attributes in test_hostile.tags_of(page.html):
            shown = f"{page.uri}: <{tag} {attributes}>"
            assert tag not in ("iframe", "object", "embed", "base", "link", "meta", "style"), shown
            assert tag != "script" or attributes.get("src", "").startswith(("../", "assets/")), shown
            assert not [name for name in attributes if name.startswith("on")], shown
            for name in ("href", "src", "action", "formaction", "xlink:href"):
                value = (attributes.get(name) or "").strip().casefold()
                assert not value.startswith(("javascript:", "vbscript:")), shown
                assert not value.startswith("data:") or value.startswith("data:image/"), shown
                assert not value.startswith("//"), shown
                assert name != "src" or "x.invalid" not in value, shown


def calendar(path: str, text: str) -> None:
    """No line of a feed but those that we write: a text brings no property."""
    assert "\n" not in text.replace("\r\n", ""), path
    whole = text.replace("\r\n ", "").replace("\r\n\t", "")
    for line in whole.split("\r\n"):
        name = re.split("[;:]", line, maxsplit=1)[0]
        assert not line or _FORM.match(line), f"{path}: {line[:100]!r}"
        assert name not in _PROPERTIES, f"{path}: {line[:100]!r}"
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", line), f"{path}: {line[:100]!r}"


def _told(text: str, folder: Path) -> None:
    """A report of a record with such a text: no line of it is a command, and no sign of it moves the cursor."""
    data = f"name: A\nno-such-field: x\nlead: {text}\n{text}: x\n".encode("utf-8", "surrogatepass")
    files = {**staging.folder(staging.BASE), "teams/strange.yml": data}
    reading = staging.read(files)
    assert reading.findings
    for form in FORMATS:
        printed = written(Report(reading.findings, 1, {}, "content"), form)
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]", printed), (
            form,
            printed,
        )
        for line in printed.split("\n"):
            assert not line.lstrip().startswith(("::set-", "::stop-commands", "::add-", "##vso", "##[")), (form, line)
            assert form == "github" or not line.startswith("::"), (form, line)
            assert (
                form != "github"
                or not line.startswith("::")
                or line.startswith(("::error file=", "::warning file=", "::notice file="))
            ), line


def _spoken(text: str, folder: Path) -> None:
    """The verbs that read a hub, over one in which every text is such a text: no line is a command, no sign moves the cursor."""
    contract.lay(folder, {path: each.encode("utf-8", "surrogateescape") for path, each in whole_hub().items()})
    real = build.read

    def damaged(*given: Any) -> build.Reading:
        reading = real(*given)
        return build.Reading(hubs.damaged(reading.hub, text), reading.findings)

    build.read = damaged
    try:
        reading = [verb for verb in asking.commands() if verb not in asking.WRITING]
        for verb in asking.plays(reading, team="payments", text="word", language="en"):
            code, out, err = contract.run(folder, *verb)
            assert code in (0, 1, 2), (verb, code, err[:600])
            for line in (out + err).split("\n"):
                github = "github" in verb and line.startswith(("::error file=", "::warning file=", "::notice file="))
                assert github or not _ORDERS.match(line), (verb, line[:300])
                assert not _MOVES.search(line), (verb, line[:300])
    finally:
        build.read = real


_ORDERS = re.compile(r"\s*(::|##vso\[|##\[|##teamcity\[)")
_MOVES = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
TEXTS = Sort(
    "hostile texts", "In every text field and every output, a text stays a text.", texts, 100, short=4, alone=True
)

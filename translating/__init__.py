"""The message catalogs: what is to be translated, collected from the code, and one file a language.

For those who work in this repository: ``make messages`` brings the catalogs up to date, the tests ask the same questions.
"""

from __future__ import annotations

import ast
import io
import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po
from babel.plural import to_gettext

from hub_plugin.model.catalogs import OURS, read_catalog

ROOT = Path(__file__).parents[1]
LANGUAGES = ("de", "hu", "ro", "sv", "zh")  # those that the package brings beside English; ``zh`` is simplified Chinese
METHODS = [
    ("**.py", "translating:calls"),
    ("**/init/**", "ignore"),
    ("**/export/**", "ignore"),
    ("**/overrides/**", "ignore"),
    ("**.html", "jinja2"),
]
KEYWORDS: dict[str, Any] = {"_": None, "ngettext": (1, 2), "say": None, "say_many": (1, 2), "N_": None,
                            "pgettext": ((1, "c"), 2), "say_in": ((1, "c"), 2)}  # fmt: skip
# What kinds declare of themselves: what they are called, and what their links say. Which call, which argument → a word for translators.
_BACK = "What the other side says of something '{means}'"
BEFORE_LINKS, LINKS = "before links", ("LinkTo", "Edge")  # a word such as "answered" may be the state of something too
DECLARED = {
    "Kind": {"one": "A kind of record", "many": "Several records of a kind; the heading of their page", "purpose": ""},
    "LinkTo": {"back": _BACK},
    "Edge": {"back": _BACK},
}
OPTIONS = {"**.html": {"extensions": "jinja2.ext.do", "silent": "false"}}
# The reference speaks of the format: names of fields, rules and what the check says are English everywhere.
REFERENCE = re.compile(r"templates/reference[^/]*\.html$")
_DATED = re.compile(
    rb'^"(POT-Creation-Date|PO-Revision-Date|Generated-By|Report-Msgid-Bugs-To|Language-Team|Last-Translator):.*\n',
    re.MULTILINE,
)
_PLACES = re.compile(r"%\(\w+\)s")


@cache
def template() -> Catalog:
    """Return every sentence and word of the interface, in a stable order."""
    made = Catalog(project="mkdocs-coehub", charset="utf-8", fuzzy=False)
    package = ROOT / "hub_plugin"
    found = extract_from_dir(package, METHODS, OPTIONS, KEYWORDS, ("Translators:",), strip_comment_tags=True)
    for name, _, message, comments, context in sorted(found, key=lambda each: (each[0], each[1])):
        path = name.replace("\\", "/")
        if not REFERENCE.search(path):
            _add(made, message, f"hub_plugin/{path}", comments, context)
    return made


def calls(
    file: BinaryIO, keywords: Collection[str], comment_tags: Collection[str], options: Mapping[str, Any]
) -> Iterator[Any]:
    """Yield the calls in a Python file that mark something for the catalogs, as Babel wants them.

    Babel's own way reads tokens: it sees no call inside an f-string, and no argument by its name.
    """
    for node in ast.walk(ast.parse(file.read())):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        texts = [_text(each) for each in node.args]
        if name in keywords and texts and texts[0] is not None:
            yield node.lineno, name, texts if len(texts) > 1 else texts[0], []
        given = {each.arg: each.value for each in node.keywords if each.arg}
        means = _text(given.get("means"))
        for argument, comment in DECLARED.get(name, {}).items():
            if (text := _text(given.get(argument))) is not None:
                if name in LINKS:
                    yield node.lineno, "pgettext", (BEFORE_LINKS, text), [comment.format(means=means)]
                else:
                    yield node.lineno, "_", text, [comment] if comment else []


def _text(node: ast.expr | None) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _add(made: Catalog, message: Any, path: str, comments: list[str], context: str | None) -> None:
    # The form of the values is told by the sentence itself; babel would take "100 % sure" for one of them.
    text = message[0] if isinstance(message, tuple) else message
    flags = (
        ("python-format",) if _PLACES.search(text) else ("python-brace-format",) if re.search(r"\{\w+\}", text) else ()
    )
    one = made.add(message, locations=[(path, None)], auto_comments=[each for each in comments if each], flags=flags,
                   context=context)  # fmt: skip
    one.flags -= {"python-format", "python-brace-format"} - set(flags)


def path_of(language: str) -> Path:
    """Return where the catalog of a language lies."""
    return OURS / f"{language}.po"


def updated(language: str, source: Catalog) -> tuple[bytes, list[str]]:
    """Return a catalog as it should be, and the translations that no message asks for any more.

    What is no longer asked for is not kept: a message whose English changed is translated anew, and git knows the old one.
    """
    path = path_of(language)
    known = read_catalog(path) if path.is_file() else Catalog()
    made = Catalog(locale=language, project="mkdocs-coehub", charset="utf-8", fuzzy=False)
    # What CLDR says of plurals; Babel's own table knows one form for Hungarian. CLDR's "e" is the exponent of a number such as
    # "2 million" (UTS 35), which gettext does not know and we never write.
    rule = re.sub(r"\be\b", "0", to_gettext(Locale.parse(language, sep="-").plural_form))
    made.mime_headers = [("Plural-Forms", rule)]
    made.header_comment = (
        f"# mkdocs-coehub in the language '{language}'. docs/guide/translating.md says how to go about it."
    )
    for message in source:
        if message.id:
            old = known.get(message.id, message.context)
            same = old is not None and old.id == message.id
            made.add(message.id, old.string if same else None, message.locations, message.flags, message.auto_comments,
                     old.user_comments if same else (), context=message.context)  # fmt: skip
    gone = [
        f"{_first(each.id)} → {_first(each.string)}"
        for each in known
        if each.id and any(_forms(each.string)) and made.get(each.id, each.context) is None
    ]
    out = io.BytesIO()
    write_po(out, made, width=0, include_lineno=False)
    return _DATED.sub(b"", out.getvalue()), gone


def is_done(said: Any) -> bool:
    """Tell whether a message is translated, in all of its forms."""
    return all(_forms(said))


def _forms(said: Any) -> tuple[str, ...]:
    return tuple(said) if isinstance(said, tuple | list) else (said,)


def _first(said: Any) -> str:
    return str(_forms(said)[0])

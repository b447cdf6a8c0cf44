"""What stands in a file in its own way stays so: languages, comments, brackets over several lines, paragraphs, empty lists."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.forms.test_rewriting import SHAPE, Rewrite, changed

SEVERAL = "title: {en: One, ro: Unu}   # both\ntags: [a]\nparts:\n  one: {text: {en: Words, ro: Cuvinte}, more: x}\n"
BELOW = "title:\n  # shown everywhere\n  en: One   # plain\n  ro: 'Unu, doi'\nversion: 1.0\n"
FOLDED = "summary: >-\n  One two\n  three\n\n  four five\n  six\n\n  seven\nversion: 1.0\n"
BRACKETS = "tags: [\n  a,  # the one\n  'b',\n]\nversion: 1.0\n"
BLOCK = "when:\n  # as agreed\n  - {every: week, day: monday}   # rule\n  - times: 3\nversion: 1.0\n"
KEPT: dict[str, tuple[str, Callable[[Any], None], str, str]] = {
    "one language of a title": (SEVERAL, lambda d: d.update(title="{en: Two, ro: Unu}"), "en: One", "en: Two"),
    "a language more, however it is spaced": (
        SEVERAL, lambda d: d.update(title='{en: One,ro: "Unu",de: Eins}'), "ro: Unu}", "ro: Unu, de: Eins}"),
    "one language of a title below its key": (
        BELOW, lambda d: d.update(title='{en: Two, ro: "Unu, doi"}'), "en: One", "en: Two"),
    "one language of a text in a part": (
        SEVERAL, lambda d: d["parts"][0].update(text="{en: Other, ro: Cuvinte}"),
        "one: {text: {en: Words, ro: Cuvinte}, more: x}", "one:\n    text: {en: Other, ro: Cuvinte}\n    more: x"),
    "a part in braces becomes lines, its languages stay": (
        SEVERAL, lambda d: d["parts"][0].update(more="a: b"),
        "one: {text: {en: Words, ro: Cuvinte}, more: x}", 'one:\n    text: {en: Words, ro: Cuvinte}\n    more: "a: b"'),
    "languages in a list": (
        "tags:\n  - {en: a, ro: b}\n  - c\n", lambda d: d.update(tags=["{en: a, ro: d}", "c"]), "ro: b", "ro: d"),
    "languages in brackets": (
        "tags: [{en: a, ro: b}, c]\n", lambda d: d.update(tags=["{en: a, ro: d}", "c", "e"]),
        "{en: a, ro: b}, c", "{en: a, ro: d}, c, e"),
    "a block as it stands in the file": (BLOCK, lambda d: d.update(when=d["when"].replace("monday", "friday")), "monday", "friday"),
    "a word more in brackets over several lines": (BRACKETS, lambda d: d["tags"].append("c"), "  'b',", "  'b', c,"),
    "a word in front of them": (BRACKETS, lambda d: d["tags"].insert(0, "c"), "  a, ", "  c, a, "),
    "another word in them": (BRACKETS, lambda d: d["tags"].__setitem__(0, "c"), "  a, ", "  c, "),
    "an empty field with a comment": (
        "title: a\nowner:   # ask Mara first\n", lambda d: d.update(owner=["ana"]), "owner:   #", "owner: ana   #"),
    "an empty field with a comment, for lines": (
        "changes:   # the newest first\ntitle: a\n", lambda d: d.update(changes=[{"version": "1"}]),
        "first\n", "first\n  - version: 1\n"),
    "an empty part with a comment": (
        "parts:\n  one:   # later\n", lambda d: d["parts"][0].update(text="x"), "one:   #", "one: x   #"),
    "one paragraph of a folded text": (
        FOLDED, lambda d: d.update(summary=d["summary"].replace("four five six", "Four")), "four five\n  six", "Four"),
    "a paragraph more in a folded text": (
        FOLDED, lambda d: d.update(summary=d["summary"] + "\neight"), "seven\n", "seven\n\n  eight\n"),
    "the first word of an empty list": ("tags: []   # none yet\n", lambda d: d.update(tags=["a", "b"]), "[]", "[a, b]"),
    "the first entry of an empty list": (
        "changes: []\n", lambda d: d.update(changes=[{"version": "1", "what": "x"}]), " []", "\n  - version: 1\n    what: x"),
    "the first part in empty braces": ("parts: {}\n", lambda d: d.update(parts=[{"id": "a", "text": "x"}]), " {}", "\n  a: x"),
    "the first pair in empty braces": (
        "links: {}\n", lambda d: d.update(links=[{"key": "a", "value": "x"}]), " {}", "\n  a: x"),
}  # fmt: skip


@pytest.mark.parametrize("name", KEPT)
def test_layout_and_comments_stay(name: str, rewrite: Rewrite) -> None:
    source, change, old, new = KEPT[name]
    assert source.count(old) == 1, old
    assert changed(rewrite, change, source) == {"text": source.replace(old, new)}
    once = source.replace(old, new)
    assert changed(rewrite, lambda d: None, once) == {"text": once}


@pytest.mark.parametrize(
    ("source", "change", "told"),
    [
        (SEVERAL, {"title": "Two"}, "'title' is given in several languages: keep 'en: …'"),
        (SEVERAL, {"title": "{en: Two, ro: U: n}"}, "put a text with special signs into quotes"),
        (BRACKETS, {"tags": ["b"]}, "'tags' has comments inside of braces or brackets"),
        ("expected: {  # when\n  use: a}\n", {"expected": {"use": "b"}}, "'expected' has comments inside"),
        ("tags:\n  - a\n  -\n", {"tags": ["b"]}, "'tags' has an entry that says nothing"),
        ("title: a\n", {"when": "#week"}, "'#week' cannot be read: what stands behind a # is a comment. Put words"),
        ("title: a\n", {"when": "week # two"}, "what stands behind a # is a comment"),
        ("title: a\n", {"when": "@week"}, "Put words with special signs into quotes"),
        ("title: a\n<<<<<<< HEAD\ntags: a\n=======\ntags: b\n>>>>>>> x\n", {},
         "a merge conflict has not been resolved at line 2: keep one side and take the markers out"),
    ],
)  # fmt: skip
def test_what_cannot_be_kept_is_refused(source: str, change: dict[str, Any], told: str, rewrite: Rewrite) -> None:
    (done,) = rewrite([{"source": source, "shape": SHAPE, "body": "", "data": change}])
    assert told in done["refused"]

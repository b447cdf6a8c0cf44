"""A large hub's search index in pieces: when it is cut, that nothing is lost, and that the build and the browser compare words alike."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from hub_plugin import indexing
from hub_plugin.outputs import pieces
from hub_plugin.outputs.pieces.folding import GERMAN, words
from hub_plugin.outputs.pieces.passages import LONG
from hub_plugin.plugin import searching
from tests import sites
from tests.languages.test_folding import FOLDED, PIECES, node
from tests.languages.test_folding import GERMAN as UMLAUTS

CONFIG: dict[str, Any] = {
    "lang": ["en"], "separator": searching.SEPARATOR, "pipeline": ["stopWordFilter"],
    "fields": {"title": {"boost": 1e3}, "text": {"boost": 1.0}, "tags": {"boost": 1.0}},
}  # fmt: skip
LONG_TEXT = " ".join(f"word{number} &amp; &lt;b&gt;" for number in range(1000))
DOCS: list[dict[str, Any]] = [
    {"location": "b/", "title": "Greeting", "text": "By name, by name, by name. Straße", "tags": ["Standard"]},
    {"location": "a/", "title": "Ä \"page\"", "text": "<p>By</p><p>hand</p>" * 300, "boost": 2},
    {"location": "b/#long", "title": "Long", "text": LONG_TEXT},
    {"location": "c/", "title": "字" * 10, "text": "字" * (3 * LONG)},
]  # fmt: skip


def read(files: list[tuple[str, str]], name: str) -> list[Any]:
    """Return what the files of one series hold, one after another."""
    found = {path.rpartition("/")[2].removesuffix(".json"): json.loads(text) for path, text in files}
    return [each for number in range(len(found)) for each in found.get(f"{name}-{number}", [])]


def test_nothing_is_lost() -> None:
    files = list(pieces.cut(CONFIG, DOCS))
    passages = read(files, "passages")
    assert [each["location"] for each in passages if each["location"] != "c/"][-1] == "a/"  # a page lies together
    for doc in DOCS:
        own = [each for each in passages if each["location"] == doc["location"]]
        assert "".join(each["text"] for each in own).replace(" ", "") == doc["text"].replace(" ", "")
        assert {each["title"] for each in own} == {doc["title"]}
        assert "<" in doc["text"] or all(len(each["text"]) <= LONG for each in own)
    (shape,) = (json.loads(text) for path, text in files if path.endswith("shape.json"))
    assert sum(sum(page) for page in shape["pages"]) == sum(shape["blocks"]) == len(passages)
    assert len(shape["pages"]) == 3
    assert shape["boosts"] == {str([each["location"] for each in passages].index("a/")): 2.0}
    path, text = files[-1]
    index = json.loads(text)
    assert (path, index["docs"]) == (pieces.INDEX, [])
    assert index["config"] | CONFIG == index["config"]


def test_each_word_leads_to_its_passages() -> None:
    files = list(pieces.cut(CONFIG, DOCS))
    passages, places = read(files, "passages"), dict[str, list[tuple[str, int]]]()
    for word, steps in read(files, "texts"):
        at = 0
        for step in steps:
            at += step // 3
            places.setdefault(word, []).append((passages[at]["location"], step % 3 + 1))
    assert places["by"] == [("b/", 3), ("a/", 3)]
    assert places["name"] == [("b/", 3)]
    assert places["strasse"] == [("b/", 1)]
    assert places["word999"] == [("b/#long", 1)]
    assert set(places["字字"]) == {("c/", 3)}
    titles = {word: lists for word, *lists in read(files, "titles")}
    assert titles["greeting"] == [[0]]
    assert titles["standard"] == [[], [0]]
    assert "page" in titles
    assert list(places) == sorted(places)


def test_what_cannot_be_cut() -> None:
    assert pieces.possible(CONFIG)
    for other in ({"separator": "(?<"}, {"pipeline": ["stemmer"]}, {"lang": ["ja"]}, {"fields": {"title": {}}}):
        assert not pieces.possible({**CONFIG, **other}), other


def test_a_separator_with_groups_splits_alike() -> None:
    plain = list(pieces.cut(CONFIG, DOCS))
    grouped = list(pieces.cut({**CONFIG, "separator": f"({searching.SEPARATOR})"}, DOCS))
    assert plain[:-1] == grouped[:-1]


def test_the_same_bytes() -> None:
    script = "import sys; from hub_plugin.outputs import pieces; print(list(pieces.cut(*eval(sys.argv[1]))))"
    given = [sys.executable, "-c", script, repr((CONFIG, DOCS))]
    hashed = {**os.environ, "PYTHONHASHSEED": "1"}
    done = subprocess.run(given, cwd=sites.ROOT, env=hashed, capture_output=True, encoding="utf-8", check=True)
    assert done.stdout == f"{list(pieces.cut(CONFIG, DOCS))}\n"


def laid(folder: Path, config: dict[str, Any] = CONFIG) -> Path:
    """Lay a site that has an index, and a script that knows our words."""
    (folder / "search").mkdir(parents=True)
    (folder / "search" / "search_index.json").write_text(json.dumps({"config": config, "docs": DOCS}))
    worker = folder / "assets" / "javascripts" / "workers" / "search.0123abcd.min.js"
    worker.parent.mkdir(parents=True)
    worker.write_bytes(b"".join(path.read_bytes() + b";\n" for path in searching.TAUGHT) + b"theirs()")
    return folder


def is_cut(folder: Path) -> bool:
    """Return whether the index lies in pieces; the script must know."""
    script = next((folder / "assets").rglob("search.*.js")).read_text(encoding="utf-8")
    found = not json.loads((folder / "search" / "search_index.json").read_text(encoding="utf-8"))["docs"]
    assert script.count("const PAGES") == found
    assert (folder / "search" / "pieces").exists() is found
    return found


def test_a_small_index_stays_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert indexing.add_hits(laid(tmp_path / "small"), [], True)
    assert not is_cut(tmp_path / "small")
    monkeypatch.setattr(indexing, "LARGE", 1000)
    assert indexing.add_hits(laid(tmp_path / "large"), [], True)
    assert is_cut(tmp_path / "large")
    assert indexing.add_hits(laid(tmp_path / "told"), [], True, "whole")
    assert not is_cut(tmp_path / "told")
    script = next((tmp_path / "large" / "assets").rglob("search.*.js"))
    order = [
        script.read_text(encoding="utf-8").index(each)
        for each in ("coehubFolding", "const PAGES", "function teach", "theirs()")
    ]
    assert order == sorted(order)


def test_where_the_whole_is_needed(tmp_path: Path) -> None:
    assert indexing.add_hits(laid(tmp_path / "yes"), [], True, "pieces")
    assert is_cut(tmp_path / "yes")
    stems = laid(tmp_path / "stems", {**CONFIG, "pipeline": ["stemmer"]})
    untaught = laid(tmp_path / "untaught")
    next((untaught / "assets").rglob("search.*.js")).write_text("theirs()")
    for folder in (stems, untaught):
        assert not indexing.add_hits(folder, [], True, "pieces"), folder
        assert not is_cut(folder)


def compared(written: str, found: list[Any] | None) -> list[str]:
    """Return what the browser indexes of a word, from what folding.js says of it."""
    return [written] if found is None else [piece[2] for piece in found]


@pytest.mark.parametrize("german", [False, True])
def test_words_are_compared_as_in_the_browser(german: bool) -> None:
    """Each letter, sign and mark alone and between others; newer ones than this Python knows are nobody's."""
    known = [chr(each) for each in (*range(0x20, 0x3400), *range(0x3400, 0x20000, 19), *range(0x20000, 0x32400, 997))]
    written = [f"a{each}b" for each in known if unicodedata.category(each) not in ("Cn", "Co", "Cs")]
    given = [each.lower() for each in (*FOLDED, *PIECES, *UMLAUTS, *written) if not each.isspace()]
    before = GERMAN.decode() if german else ""
    pieced = node([("pieces", [each]) for each in given], before)
    split = [compared(each, found) for each, found in zip(given, pieced, strict=True)]
    folded = iter(node([("fold", [each]) for words in split for each in words], before))
    wrong = {
        each: (ours, theirs) for each, found in zip(given, split, strict=True)
        if (ours := list(words(each, german))) != (theirs := [next(folded) for _ in found])
    }  # fmt: skip
    assert wrong == {}

"""What the search plugin is told where the user has said nothing, and what becomes of the index that it writes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from hub_plugin import indexing
from hub_plugin.model.page import Page
from hub_plugin.plugin import searching
from tests import sites

BY_SPACES = r"[\s\-]+"


def settled(
    folder: Path, language: str, theme: str = "material", plugins: str = "[search]"
) -> tuple[MkDocsConfig, Any]:
    """Return what MkDocs and its search plugin are set to, and that plugin's settings once it has looked at them itself."""
    sites.lay(folder, {}, f"site_name: A hub\ntheme: {{name: {theme}}}\nplugins: {plugins}\n")
    config = load_config(str(folder / "mkdocs.yml"))
    searching.settle(config, language)
    for plugin in config.plugins.values():
        plugin.on_config(config)
        return config, plugin.config
    return config, {}


@pytest.mark.parametrize("language", ["en", "ro", "zh", "zh-Hant", "ar", "eo"])
def test_nobody_needs_to_set_anything(language: str, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    for theme in ("material", "mkdocs"):
        _, options = settled(tmp_path, language, theme)
        assert options["separator"] == searching.SEPARATOR
        assert "zh" not in options["lang"]
    assert options["lang"] == ([language] if language in ("ro", "ar") else ["en"])
    assert options["min_search_length"] == (2 if language.startswith("zh") else 3)
    assert [each for each in caplog.records if each.levelname == "WARNING"] == []


def test_what_the_user_has_set_wins(tmp_path: Path) -> None:
    own = f"[search: {{lang: [de, zh], separator: '{BY_SPACES}|x', pipeline: [stemmer]}}]"
    options = settled(tmp_path, "zh", plugins=own)[1]
    assert (options["lang"], options["separator"], options["pipeline"]) == (
        ["de", "zh"],
        rf"{BY_SPACES}|x",
        ["stemmer"],
    )
    options = settled(tmp_path, "ro", "mkdocs", "[search: {lang: de, separator: x, min_search_length: 1}]")[1]
    assert (options["lang"], options["separator"], options["min_search_length"]) == (["de"], "x", 1)


def test_japanese_is_left_to_the_theme(tmp_path: Path) -> None:
    assert settled(tmp_path, "ja")[1]["separator"] != searching.SEPARATOR


def test_a_site_without_search(tmp_path: Path) -> None:
    config, _ = settled(tmp_path, "ro", plugins="[]")
    files = Files([])
    searching.teach(files, config, "en")
    assert list(files) == []


def test_our_words_stand_before_the_theme_s(tmp_path: Path) -> None:
    config, _ = settled(tmp_path, "ro")
    config.plugins._current_plugin = "coehub"  # as MkDocs does while it asks a plugin
    name, other = "assets/javascripts/workers/search.0123abcd.min.js", "assets/javascripts/bundle.js"
    files = Files(
        [File.generated(config, each, content="theirs()\n//# sourceMappingURL=x.map\n") for each in (name, other)]
    )
    searching.teach(files, config, "en")
    found = {file.dest_uri: file.content_string for file in files}
    ours, _, theirs = found[name].rpartition(";\n")
    assert ours == ";\n".join(path.read_text(encoding="utf-8") for path in searching.TAUGHT)
    assert theirs == "theirs()\n"
    assert found[other].startswith("theirs()\n//#")


def test_the_index_is_made_alike_everywhere(tmp_path: Path) -> None:
    """Whatever is installed: no dictionary has split Chinese, no index was made beforehand, no page stands in it twice."""
    docs = [
        {"location": "about/", "title": "会议\u200b纪要", "text": "\u200b团队\u200b标准 ไทย\u200bไทย"},
        {"location": "teams/", "title": "Teams", "text": ""},
        {"location": "teams/#top", "title": "Teams", "text": ""},
    ]
    (tmp_path / "search").mkdir()
    index = tmp_path / "search" / "search_index.json"
    index.write_text(json.dumps({"config": {}, "docs": docs, "index": {"version": "2.3.9"}}), encoding="utf-8")
    indexing.add_hits(tmp_path, [Page("teams/index.md", "Teams", b"<h1>Teams</h1><p>All.</p>")], True)
    found = json.loads(index.read_text(encoding="utf-8"))
    assert "index" not in found
    assert [(each["location"], each["title"], each["text"]) for each in found["docs"]] == [
        ("about/", "会议纪要", "团队标准 ไทย\u200bไทย"), ("teams/", "Teams", "All."),
    ]  # fmt: skip

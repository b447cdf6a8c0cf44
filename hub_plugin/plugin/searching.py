"""Search as readers type: settings that the search plugin lacks, and our words before the script that searches.

The reader's browser searches with lunr, in Material as in MkDocs' own themes. Both split a text at spaces and compare letter by
letter. What they should do instead stands in ``theme/search`` and is put before their own script, in the same file (decision 18).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel

from hub_plugin.indexing import Hits, add_hits
from hub_plugin.model.page import Page
from hub_plugin.outputs.pieces import GERMAN
from hub_plugin.plugin.settings import from_disk

log = get_plugin_logger("coehub")
TAUGHT = tuple(Path(__file__).parent.parent / "theme" / "search" / name for name in ("folding.js", "teaching.js"))
SCRIPTS = ("assets/javascripts/workers/search.*.js", "search/worker.js")  # Material's, MkDocs' own
# Where words end, beside spaces: "Refunds/Returns" is found by either. Neither a dot (1.2.1) nor "|" (Material takes the text apart there).
SEPARATOR = r'[\s\-\u2010-\u2015/,:!?()\[\]"“”„«»…、。，．：；！？（）]+'
_UNSPACED = ("zh",)  # lunr's Chinese needs a dictionary that no browser has; our own pairs of characters need none
_SEGMENTED = ("ja",)  # Material brings a dictionary, which splits at its own separators


def settle(config: MkDocsConfig, language: str) -> None:
    """Set what the user has not set of the search plugin.

    Args:
        config: of the site.
        language: of the site, as a tag.
    """
    for name, plugin in config.plugins.items():
        if name.rpartition("/")[2] != "search" or "separator" not in plugin.config:
            continue
        base = language.partition("-")[0]
        if "pipeline" in plugin.config:
            _material(plugin.config, base)
        else:
            _mkdocs(plugin.config, base)


def _material(options: Any, base: str) -> None:
    if not options["separator"] and base not in _SEGMENTED:
        options["separator"] = SEPARATOR
    if base in _UNSPACED and options["pipeline"] is None:
        options["pipeline"] = [
            "stopWordFilter"
        ]  # its own choice stems English words, which are then not found by their beginning


def _mkdocs(options: Any, base: str) -> None:
    if options["separator"] == type(options).separator.default and base not in _SEGMENTED:
        options["separator"] = SEPARATOR
    if options["lang"] is None:
        options["lang"] = ["en"] if base in _UNSPACED else type(options).lang.run_validation(base)
    if base in _UNSPACED:  # most Chinese words have two characters
        options["min_search_length"] = min(options["min_search_length"], 2)


def teach(files: Files, config: MkDocsConfig, language: str) -> None:
    """Put our words before the script that searches, under the name by which the theme's pages know it."""
    ours = GERMAN * (language.partition("-")[0] == "de")
    ours += b"".join(path.read_bytes() + b";\n" for path in TAUGHT)
    for file in [each for each in files if any(fnmatchcase(each.dest_uri, name) for name in SCRIPTS)]:
        theirs, _, _ = file.content_bytes.partition(b"//# sourceMappingURL=")  # its lines would be off by ours
        files.remove(file)
        files.append(File.generated(config, file.src_uri, content=ours + theirs, inclusion=InclusionLevel.NOT_IN_NAV))


def complete(config: MkDocsConfig, printed: Sequence[Page], wish: str, known: Mapping[str, Hits] | None) -> None:
    """Add our entries to the index that the search plugin has written, and say so where it cannot be in pieces.

    Args:
        config: of the site.
        printed: the pages that no hand-written page replaces.
        wish: whole, pieces or auto.
        known: the uri of a page → its entries, as far as they are made.
    """
    how = "whole" if from_disk(config) else wish  # pieces need somebody who sends them
    if not add_hits(Path(config.site_dir), printed, config.use_directory_urls, how, known) or how != wish == "pieces":
        log.warning("search: pieces: this theme, or a setting of it, needs the whole index, which it has got")

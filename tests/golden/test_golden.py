"""Whole small hubs and the site that is expected of them: articles, contents, search entries, findings, facts."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from hub_plugin import build
from hub_plugin.model.page import url_of
from hub_plugin.opening import open_hub
from hub_plugin.outputs.search import entries

HERE = Path(__file__).parent
TODAY = "2026-11-23"
HUBS = sorted(path.parent.name for path in HERE.glob("*/content"))
ACCEPT = "python -m tests.golden.test_golden"


def made(hub: str) -> dict[str, str]:
    """Return everything that a hub is expected to give: file → text."""
    opened = open_hub(HERE / hub / "content", TODAY)
    now = build.derive(opened.reading.hub, opened.today)
    site = build.site(
        opened.reading.hub, now, build.Frame(reference=False, edit=lambda path, line: f"edit/{path}#L{line}")
    )
    files = {}
    for page in site.pages:
        contents = "".join(f"<!-- {'#' * each.level} {each.anchor}: {each.text} -->\n" for each in page.headings)
        files[page.uri.removesuffix(".md") + ".html"] = contents + re.sub(r"\n\s*\n+", "\n", page.html).strip() + "\n"
    hits = [
        f"{each.location} | {each.kind} | {each.title} | {each.text}"
        for page in site.pages
        for each in entries(page, url_of(page.uri))
    ]
    files["search.txt"] = "\n".join(hits) + "\n"
    found = [
        f"{each.place.path}:{each.place.line}:{each.place.column} {each.level} {each.rule}"
        for each in opened.reading.findings
    ]
    owed = [f"{each.unit} {each.ask.about} {each.state} {each.counts} {each.due}" for each in now.obligations]
    noticed = [f"{each.about}: {each.why}" for each in now.attentions]
    files["facts.txt"] = "\n".join(["findings", *found, "", "obligations", *owed, "", "attentions", *noticed]) + "\n"
    files["downloads.txt"] = "".join(f"{uri} <- {path}\n" for uri, path in site.downloads.items())
    return files


@pytest.mark.parametrize("hub", HUBS)
def test_golden(hub: str) -> None:
    expected = HERE / hub / "expected"
    stored = {
        path.relative_to(expected).as_posix(): path.read_text(encoding="utf-8")
        for path in expected.rglob("*")
        if path.is_file()
    }
    new = made(hub)
    assert sorted(new) == sorted(stored), f"to accept the change: {ACCEPT}"
    for name, text in new.items():
        assert text == stored[name], f"{hub}/{name}; to accept the change: {ACCEPT}"


def accept() -> None:
    """Write what is made today as what is expected."""
    for hub in HUBS:
        expected = HERE / hub / "expected"
        for path in sorted(expected.rglob("*"), reverse=True):
            path.unlink() if path.is_file() else path.rmdir()
        for name, text in made(hub).items():
            path = expected / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    accept()
    sys.stdout.write(f"accepted: {', '.join(HUBS)}\n")

"""ProperDocs, a fork of MkDocs, runs the plugin unchanged and writes the same site."""

from __future__ import annotations

import re

import pytest

from tests.sites import Site

pytestmark = pytest.mark.properdocs

# What the engine itself writes: its name and version in the theme's head.
GENERATOR = re.compile(r'<meta name="generator" content="[^"]*">')
# Holds the moment of the build.
BY_THE_CLOCK = {"sitemap.xml.gz"}


def test_the_same_files(example: Site, example_properdocs: Site) -> None:
    paths = [
        {path.relative_to(site.folder).as_posix() for path in site.folder.rglob("*") if path.is_file()}
        for site in (example, example_properdocs)
    ]
    assert paths[0] == paths[1]
    assert "WARNING" not in example_properdocs.log


def test_the_same_bytes_but_for_the_generator(example: Site, example_properdocs: Site) -> None:
    different = []
    for path in sorted(each for each in example.folder.rglob("*") if each.is_file()):
        name = path.relative_to(example.folder).as_posix()
        one, other = path.read_bytes(), (example_properdocs.folder / name).read_bytes()
        if name.endswith(".html"):
            one, other = (GENERATOR.sub("", each.decode()).encode() for each in (one, other))
        if one != other and name not in BY_THE_CLOCK:
            different.append(name)
    assert different == []


def test_the_engine_is_another(example: Site, example_properdocs: Site) -> None:
    found = [GENERATOR.findall(site.text("index.html")) for site in (example, example_properdocs)]
    assert found[0] != found[1]
    assert "ProperDocs" in found[1][0]

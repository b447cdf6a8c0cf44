"""Each block of code on a page has a name of its own, by which a button copies it."""

from __future__ import annotations

from hub_plugin.outputs.pages.blocks import named
from tests.sites import Site


def test_two_blocks_in_one_section_have_two_names() -> None:
    page = '<section id="a"><pre><code>one</code></pre>\n<pre><code>two</code></pre></section><pre><code>three</code></pre>'
    _, *rest = named(page).split("<pre ")
    assert [each.partition(">")[0] for each in rest] == ['id="_code-1"', 'id="_code-2"', 'id="_code-3"']
    assert named("<p>no code</p>") == "<p>no code</p>"


def test_every_block_of_a_site_has_one(example: Site) -> None:
    with_code = [path for path in example.pages if "<pre" in example.text(path)]
    ours = [path for path in with_code if not path.startswith(("guide/", "decisions/"))]
    assert len(ours) > 30
    assert [path for path in ours if "<pre><code>" in example.text(path)] == []

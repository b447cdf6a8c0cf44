"""Pages that are poured into a frame are byte for byte what the theme prints."""

from __future__ import annotations

import json
from contextlib import nullcontext
from pathlib import Path

import jinja2

from hub_plugin import pouring
from tests import sites
from tests.sites import Site

BY_THE_CLOCK = {"sitemap.xml", "sitemap.xml.gz"}
HOOK = "def on_page_context(context, **given):\n    return context\n"
COUNT = """
import collections, json
def on_post_build(config):
    frames = config.plugins["coehub"].making.frames
    found = {str(key): [len(pages), frames.known[key] is not None] for key, pages in frames.shapes.items()}
    with open("frames.json", "w") as file:
        json.dump(found, file)
"""
ODD = 'title: "A & B <i>\'s \\"best\\"</i>"\nowner: service\nstatus: active\nurl: https://example.org/{number}\n'


def test_poured_pages_equal_printed_ones(example: Site, tmp_path: Path) -> None:
    folder = sites.lay_example(tmp_path / "printed")
    (folder / "hook.py").write_text(HOOK, encoding="utf-8")
    config = folder / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8") + "\nhooks: [hook.py]\n", encoding="utf-8")
    poured = sites.lay_example(tmp_path / "poured")
    (poured / "count.py").write_text(COUNT, encoding="utf-8")
    with (poured / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("\nhooks: [count.py]\n")
    for laid in (folder, poured):
        for number in range(8):  # neighbours whose titles a theme escapes twice
            path = laid / f"content/tools/odd-{number}.yml"
            path.write_text(ODD.replace("{number}", str(number)), encoding="utf-8")
        done = sites.build(laid, strict=False)
        assert done.code == 0, done.output
    one, other = sites.snapshot(folder / "site"), sites.snapshot(poured / "site")
    assert set(one) == set(other)
    assert [path for path in one if one[path] != other[path] and path not in BY_THE_CLOCK] == []
    shapes = json.loads((poured / "frames.json").read_text(encoding="utf-8")).values()
    assert all(is_poured for number, is_poured in shapes if number >= pouring.FEWEST)
    assert sum(number for number, is_poured in shapes if is_poured) > 100


class Fake:
    """A page of the engine, as far as frames know it."""

    parent = previous_page = next_page = canonical_url = edit_url = None
    title, meta, active, is_index = "x", {}, False, False  # type: ignore[var-annotated]

    def __init__(self, name: str) -> None:
        self.url, self.content = f"tools/{name}/", f"<h1>{name}</h1>"
        self.at_hand = nullcontext
        self.hub_page = type("HubPage", (), {"description": "", "headings": (), "section": ""})()


def frames(main: str) -> tuple[pouring.Frames, list[Fake]]:
    """Return frames over a theme of one template, and pages of one shape."""
    partials = {"partials/toc.html": "<nav></nav>", "partials/language.html": ""}
    environment = jinja2.Environment(loader=jinja2.DictLoader({"main.html": main, **partials}))
    pages = [Fake(f"n{number}") for number in range(9)]
    return pouring.Frames(environment, pages), pages


def test_a_frame_is_used_for_every_page_of_its_shape() -> None:
    made, pages = frames("<nav></nav>{{ page.content }}")
    assert [made.page(page, {"config": {}}) for page in pages] == [f"<nav></nav>{page.content}" for page in pages]
    (pieces,) = made.known.values()
    assert pieces is not None


def test_a_theme_that_prints_what_frames_do_not_know_prints_every_page() -> None:
    made, pages = frames("<nav></nav>{{ page.content }}{{ page.url }}")
    assert [made.page(page, {"config": {}}) for page in pages] == [
        f"<nav></nav>{page.content}{page.url}" for page in pages
    ]
    (pieces,) = made.known.values()
    assert pieces is None


def test_blank_lines_go_where_they_mean_nothing() -> None:
    kept = "<pre>\n\n  a</pre><script>\n  f()\n</script><TEXTAREA>\n  x\n</TEXTAREA>"
    assert (
        pouring.lean(f"<ul>\n\n    <li>one\n  two </li>\n</ul>{kept}\n  ") == f"<ul>\n<li>one\ntwo </li>\n</ul>{kept}\n"
    )
    content = "<h1>x</h1>\n\n  <p>as its author left it</p>"
    assert pouring.leaned(f"<main>\n  {content}\n\n</main>", content) == f"<main>\n{content}\n</main>"


def test_a_page_without_headings_fits_the_frame_of_those_that_have_some() -> None:
    main = "<main>\n  {% include 'partials/toc.html' %}\n  {{ page.content }}\n</main>"
    made, pages = frames(main)
    toc = "{% if page.url != 'tools/n4/' %}\n  <nav>{{ page.url }}</nav>\n{% endif %}"
    made.environment.loader.mapping["partials/toc.html"] = toc  # type: ignore[union-attr]
    printed = [made.page(page, {"config": {}}) for page in pages]
    assert printed[3] == "<main>\n<nav>tools/n3/</nav>\n<h1>n3</h1>\n</main>"
    assert printed[4] == "<main>\n<h1>n4</h1>\n</main>"
    (pieces,) = made.known.values()
    assert pieces is not None

"""No less valid than Material's own: a page of ours breaks no rule of HTML that a page of plain Markdown does not break."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from tests import sites
from tests.browser import judging, serving
from tests.sites import Site

PLAIN = """\
# A page

Words with a [link](#a-table) and `code`.

- one
- two

## A table

| a | b |
| --- | --- |
| c | d |

```text
code
```
"""


def faults(texts: Mapping[str, str]) -> dict[str, list[tuple[str, int, str]]]:
    try:
        return judging.html_faults(texts)
    except serving.Missing as error:
        pytest.fail(str(error), pytrace=False)


@pytest.fixture(scope="session")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Material alone, set up as in the example, of two pages of Markdown."""

    class Loader(yaml.SafeLoader):
        pass

    Loader.add_constructor("!ENV", lambda *_: "")
    config = yaml.load((sites.ROOT / "mkdocs.yml").read_text(encoding="utf-8"), Loader)
    config |= {"plugins": ["search"], "nav": [{"Home": "index.md"}, {"More": ["more/index.md", "more/page.md"]}]}
    folder = tmp_path_factory.mktemp("plain")
    texts = dict.fromkeys(("docs/index.md", "docs/more/index.md", "docs/more/page.md"), PLAIN)
    done = sites.build(sites.lay(folder, texts, yaml.safe_dump(config)))
    assert done.code == 0, done.output
    return Site(folder / "site")


@pytest.fixture(scope="module")
def known(plain: Site) -> set[tuple[str, str]]:
    """What Material's own pages break."""
    found = faults({path: plain.text(path) for path in plain.pages}).values()
    return {(rule, said) for each in found for rule, _, said in each}


def broken(texts: Mapping[str, str], known: set[tuple[str, str]]) -> dict[str, list[tuple[str, int, str]]]:
    wrong = {path: [each for each in all_ if (each[0], each[2]) not in known] for path, all_ in faults(texts).items()}
    return {path: each[:5] for path, each in wrong.items() if each}


def test_no_page_breaks_a_rule_that_material_keeps(
    example: Site, known: set[tuple[str, str]], pages: list[str]
) -> None:
    assert broken({path: example.text(path) for path in pages}, known) == {}


@pytest.mark.slow
def test_neither_does_it_in_another_language(
    example_spoken: Site, known: set[tuple[str, str]], pages: list[str]
) -> None:
    """Marks of languages stand where elements may stand: in Chinese, with much that falls back, and in German, with a little."""
    spoken = [f"{('de', 'zh')[number % 2]}/{path}" for number, path in enumerate(pages)]
    texts = {path: example_spoken.text(path) for path in spoken}
    assert broken(texts, known) == {}


def test_the_judge_sees_faults() -> None:
    text = (
        '<!doctype html><html lang="en"><head><title>x</title></head><body>'
        '<p id="a"><div id="a">x</div></p><ul><p>y</p></ul><table><tr><span></span></tr></table><a hreff="x">z</a><b><i>q</b></i>'
        "</body></html>"
    )
    rules = {rule for rule, _, _ in faults({"x": text})["x"]}
    assert rules >= {"no-dup-id", "element-permitted-content", "close-order"}
    assert (
        faults({"x": "<!doctype html><html lang=en><head><title>x</title></head><body><p>y</p></body></html>"})["x"]
        == []
    )


def test_the_plain_page_is_a_page_of_material(plain: Site) -> None:
    assert "md-content__inner" in plain.text(str(Path("more/page/index.html")))

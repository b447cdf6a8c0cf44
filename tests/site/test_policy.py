"""The policy in each page: what the theme and the makers of the site bring runs, what comes with content does not."""

from __future__ import annotations

import pytest

from hub_plugin.policy import Policy, brought_in, origin_of

LOST = '<!doctype html><html><head>\n<meta charset="utf-8"><script>scope=new URL("/hub/",location)</script></head><body>{}</body></html>'
PAGE = LOST.replace('"/hub/"', '"../.."')
DEEP = 'scope=new URL("../..",location)'


def made(page: str, by_hand: bool = False, **allowed: list[str]) -> dict[str, list[str]]:
    policy = Policy({name.replace("_", "-"): sources for name, sources in allowed.items()})
    policy.learn(LOST)
    text = policy.on(page, by_hand)
    before, _, rest = text.partition('<meta http-equiv="Content-Security-Policy" content="')
    assert before.endswith('<meta charset="utf-8">')
    told = rest.partition('">')[0]
    return {rule.split()[0]: rule.split()[1:] for rule in told.split("; ")}


def test_the_theme_s_script_runs_at_every_depth_and_nothing_else() -> None:
    hostile = PAGE.format("<script>alert(1)</script><SCRIPT >alert(2)</SCRIPT>")
    scripts = made(hostile)["script-src"]
    assert scripts == made(PAGE.format(""))["script-src"]
    assert len(scripts) == 2
    assert scripts[0] == "'self'"
    assert scripts[1] != made(LOST.format(""))["script-src"][1]  # another depth, another hash


def test_the_themes_of_mkdocs_name_the_way_differently() -> None:
    policy = Policy()
    policy.learn(LOST.replace("scope=new URL(", "var base_url = ").replace(",location)", ";"))
    deep = '<html><head><script>var base_url = "../..";</script></head></html>'
    assert "sha256" in policy.on(deep)
    assert "sha256" not in policy.on(deep.replace(";<", ";alert(1)<"))


def test_data_needs_no_leave() -> None:
    data = '<script type="application/json" id="x">{"a": 1}</script><script src="a.js"></script>'
    assert made(PAGE.format(data), by_hand=True) == made(PAGE.format(""))


def test_a_page_by_hand_brings_its_own() -> None:
    own = '<script>draw()</script><script src="https://cdn.example.org/x.js"></script><script src="//b.example/y.js"></script>'
    scripts = made(PAGE.format(own), by_hand=True)["script-src"]
    assert len(scripts) == 5
    assert scripts[-2:] == ["https://cdn.example.org", "https://b.example"]
    assert "https://cdn.example.org" not in made(PAGE.format(own))["script-src"]


def test_what_the_settings_bring_in_is_allowed() -> None:
    found = brought_in(
        ["https://s.example/a.js", "assets/b.js"], ["https://c.example/a.css"], True, "https://github.com/a/b"
    )
    rules = made(PAGE.format(""), **{name.replace("-", "_"): each for name, each in found.items()})
    assert "https://s.example" in rules["script-src"]
    assert {"https://c.example", "https://fonts.googleapis.com"} <= set(rules["style-src"])
    assert rules["font-src"] == ["'self'", "https://fonts.gstatic.com"]
    assert rules["connect-src"] == ["'self'", "https://api.github.com"]
    assert brought_in(["a.js"], [], False, "https://git.example.org/a") == {}


@pytest.mark.parametrize(
    "address", ["", "a/b.js", "javascript:x", "data:,x", "https://", 'https://a"b/', "https://a;b/", "https://a b/"]
)
def test_only_whole_hosts_are_origins(address: str) -> None:
    assert origin_of(address) == ""


def test_without_a_page_of_the_theme_s_own_there_is_no_policy() -> None:
    assert Policy().on(PAGE) == PAGE

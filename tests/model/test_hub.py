"""The hub from both ends: links, links in prose, folders, circles."""

from __future__ import annotations

import datetime
import itertools
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hub_plugin.model.addresses import Address
from hub_plugin.model.facts import Group, Scope
from hub_plugin.model.groups import Reach
from hub_plugin.model.hub import Hub, circles
from tests import staging

A = Address
BASE = staging.folder(staging.BASE)
FILES = {
    "standards/brief.yml": """\
title: Brief
owner: payments
status: active
decided_in: steering/2025-12-09#adopt-prepared-meetings
requirements:
  short:
    must: It is short.
    how: Use the [[template/letter]], or [[standard/prepared-meetings#agenda-shared|the agenda]].
  clear:
    title: Clear
    requirements:
      plain: {should: It is plain., needs: short, helps: [template/letter]}
""",
    "templates/letter.yml": """\
title: Letter
owner: [service, mara-ionescu]
status: active
files: letter.txt
supports: [brief#short]
how_to_use: {en: 'See [[brief]].', ro: 'Vezi [[brief]] și [[team/service]].'}
""",
    "templates/letter.txt": "Dear …\n",
    "teams/desk.yml": "name: Desk\npart_of: service\nleft: 2026-01-31\n",
    "teams/hidden.yml": "name: Hidden\npublish: false\n",
}
BRIEF, LETTER, SERVICE = A("standard", "brief"), A("template", "letter"), A("team", "service")


@pytest.fixture(scope="module")
def hub() -> Hub:
    reading = staging.read(staging.lay(BASE, FILES))
    assert reading.findings == ()
    return reading.hub


def out(hub: Hub, address: Address, *means: str) -> list[tuple[str, str]]:
    return sorted((edge.means, str(edge.to)) for edge in hub.out(address, *means))


def into(hub: Hub, address: Address, *means: str) -> list[tuple[str, str]]:
    return sorted((edge.back, str(edge.about)) for edge in hub.into(address, *means))


def test_a_link_is_written_once_and_read_from_both_ends(hub: Hub) -> None:
    assert out(hub, LETTER, "owned by") == [("owned by", "person/mara-ionescu"), ("owned by", "team/service")]
    assert ("owns", "template/letter") in into(hub, SERVICE, "owned by")
    assert out(hub, SERVICE, "has the member") == [
        ("has the member", "person/ana-pop"),
        ("has the member", "person/mara-ionescu"),
    ]
    assert into(hub, A("person", "ana-pop"), "has the member", "led by") == [
        ("is a member of", "team/service"),
        ("leads", "team/service"),
    ]
    assert into(hub, SERVICE, "part of") == [("has the part", "team/desk")]


def test_links_of_parts_belong_to_the_part(hub: Hub) -> None:
    assert out(hub, BRIEF.at("plain")) == [("is helped by", "template/letter"), ("needs", "standard/brief#short")]
    assert into(hub, BRIEF.at("short"), "supports", "needs") == [
        ("is needed by", "standard/brief#plain"),
        ("supported by", "template/letter"),
    ]
    decision = A("session", "steering/2025-12-09", "adopt-prepared-meetings")
    assert into(hub, decision, "decided in") == [
        ("decides", "standard/brief"),
        ("decides", "standard/prepared-meetings"),
    ]
    assert ("is helped by", "template/letter") not in out(hub, BRIEF)


def test_links_in_prose_are_links_in_every_language(hub: Hub) -> None:
    assert out(hub, BRIEF.at("short"), "mentions") == [
        ("mentions", "standard/prepared-meetings#agenda-shared"), ("mentions", "template/letter"),
    ]  # fmt: skip
    assert into(hub, LETTER, "mentions") == [("mentioned in", "standard/brief#short")]
    assert ("mentions", "standard/brief") in out(hub, LETTER)
    assert ("mentions", "team/service") in out(hub, LETTER)


def test_every_edge_is_found_from_both_ends_and_at_its_line(hub: Hub) -> None:
    edges = list(hub.edges())
    assert len(edges) > 20
    for edge in edges:
        assert edge in hub.out(edge.about)
        assert edge in hub.into(edge.to)
        path, line = hub.line_of(edge.source, edge.route)
        assert 1 <= line <= len(hub.documents[edge.source].lines)
        assert path == hub.documents[edge.source].path
    needs = next(edge for edge in edges if edge.means == "needs")
    assert hub.line_of(needs.source, needs.route) == ("standards/brief.yml", 12)


def test_records_by_kind_and_by_folder(hub: Hub) -> None:
    assert list(hub.records) == sorted(hub.records)
    assert [each.id for each in hub.children(A("meeting", "steering"))] == ["steering/2025-12-09"]
    assert hub.children(SERVICE) == []
    assert hub.get(BRIEF.at("short")) is hub.get(BRIEF) is hub.records[BRIEF]
    assert hub.get(None) is None
    assert hub.get(A("team", "nobody")) is None


def test_what_is_not_published_does_not_show(hub: Hub) -> None:
    assert hub.shows(SERVICE)
    assert not hub.shows(A("team", "hidden"))
    assert not hub.shows(A("team", "nobody"))
    assert hub.shows(BRIEF.at("short"))


def test_who_is_asked_whatever_the_day(hub: Hub) -> None:
    desk = A("team", "desk")
    assert hub.duties.asks(BRIEF, SERVICE)
    assert hub.duties.asks(BRIEF.at("short"), desk)
    assert not hub.duties.asks(BRIEF.at("clear"), SERVICE)
    assert not hub.duties.asks(LETTER, SERVICE)
    assert desk in hub.duties.meant(None)


# ---------------------------------------------------------------------------------------------- circles

NODES = [A("team", name) for name in "abcdef"]
LINKS = st.lists(st.tuples(st.sampled_from(NODES), st.sampled_from(NODES), st.just(("part_of",))), max_size=14)


def reachable(links: list[tuple[Address, Address, tuple[str]]]) -> set[tuple[Address, Address]]:
    """Return every pair of which the second can be reached from the first, the slow way (Warshall)."""
    pairs = {(start, end) for start, end, _ in links}
    for middle, start, end in itertools.product(NODES, NODES, NODES):
        if (start, middle) in pairs and (middle, end) in pairs:
            pairs.add((start, end))
    return pairs


@settings(max_examples=600)
@given(LINKS)
def test_circles_against_brute_force(links: list[tuple[Address, Address, tuple[str]]]) -> None:
    found = circles(links)
    steps = {(start, end) for start, end, _ in links}
    ways = reachable(links)
    for circle in found:
        names = [address for address, _ in circle]
        assert names[0] == min(names)
        assert len(set(names)) == len(names)
        assert all(pair in steps for pair in itertools.pairwise([*names, names[0]]))
    sets = [frozenset(address for address, _ in circle) for circle in found]
    assert len(set(sets)) == len(sets)
    for node in NODES:  # a node that comes back to itself lies in a knot, and every knot is told of
        knot = {other for other in NODES if (node, other) in ways and (other, node) in ways}
        assert bool(knot) is ((node, node) in ways)
        assert not knot or any(each <= knot for each in sets)


@settings(max_examples=100)
@given(st.permutations(NODES))
def test_no_circle_in_an_order(order: list[Address]) -> None:
    assert circles([(a, b, ()) for a, b in itertools.combinations(order, 2)]) == []


def test_a_long_chain_needs_no_stack() -> None:
    chain = [A("team", f"t{number}") for number in range(20_000)]
    links = [(a, b, ("part_of",)) for a, b in itertools.pairwise(chain)]
    assert circles(links) == []
    assert len(circles([*links, (chain[-1], chain[0], ("part_of",))])[0]) == 20_000


def test_a_long_chain_of_teams_is_walked_once() -> None:
    chain = [A("team", f"t{number}") for number in range(10_000)]
    groups = [
        Group(
            about=each,
            source=each,
            title=each.id,
            parent=above,
            disciplines=(),
            type="team",
            tags=(),
            members=(),
            lead=None,
            joined=None,
            left=None,
        )
        for above, each in itertools.pairwise([None, *chain])
        if each
    ]
    began = process_time()
    found = Reach(groups, datetime.date(2026, 11, 23)).meant(Scope(part_of=frozenset({chain[-2], A("team", "nobody")})))
    assert [each.about for each in found] == chain[-2:]
    assert process_time() - began < 1


def test_no_link_is_followed_twice() -> None:
    """Of twenty-two steps, each with two ways to the next, there are four million ways."""
    ways = [(A("team", f"t{number}"), A("team", f"{name}{number}")) for number in range(22) for name in "ab"]
    ends = [(A("team", f"{name}{number}"), A("team", f"t{number + 1}")) for number in range(22) for name in "ab"]
    began = process_time()
    assert circles([(start, end, ("part_of",)) for start, end in (*ways, *ends)]) == []
    assert process_time() - began < 1


@pytest.mark.parametrize(
    ("texts", "rules"),
    [
        ({"teams/desk.yml": "name: Desk\npart_of: desk\n"}, ["teams/desk.yml:2 link/circle"]),
        ({"tools/a-tool.yml": "title: A\nowner: service\nstatus: draft\nreplaces: b-tool\n",
          "tools/b-tool.yml": "title: B\nowner: service\nstatus: draft\nreplaces: a-tool\n"}, ["tools/a-tool.yml:4 link/circle"]),
        ({"tools/a-tool.yml": "title: A\nowner: service\nstatus: draft\nreplaces: b-tool\n",
          "tools/b-tool.yml": "title: B\nowner: service\nstatus: draft\nreplaced_by: a-tool\n"},
         ["tools/b-tool.yml:4 tool/replaced-by-unusable"]),
    ],
    ids=["itself", "replaces", "both-ends-of-one"],
)  # fmt: skip
def test_circles_in_a_hub(texts: dict[str, str], rules: list[str]) -> None:
    findings = staging.read(staging.lay(BASE, texts)).findings
    assert [f"{each.place.path}:{each.place.line} {each.rule}" for each in findings] == rules


def test_a_folder_that_windows_does_not_take_is_told_once() -> None:
    template = "title: Memo\nowner: service\nstatus: draft\nfiles: [{}]\n"
    files = {
        "templates/aux/memo.yml": template.format("memo.txt"),
        "templates/aux/memo.txt": "Dear …\n",
        "templates/note.yml": template.format("'why?.txt'"),
        "templates/note2.yml": template.format("memo.txt"),
        "templates/why?.txt": "Dear …\n",
        "templates/memo.txt": "Dear …\n",
        "templates/con.yml": template.format("memo.txt"),
    }
    told = staging.read(staging.lay(BASE, files)).findings
    assert [(each.rule, each.place.path, each.place.line, each.message) for each in told] == [
        (
            "file/not-on-windows",
            "templates/aux/memo.txt",
            1,
            "'aux' cannot be a folder on Windows, which keeps this name for itself",
        ),
        ("name/reserved", "templates/con.yml", 1, "'con' is a word that Windows keeps for itself"),
        ("file/not-on-windows", "templates/note.yml", 4, "'why?.txt' cannot be a file on Windows, because of '?'"),
    ]

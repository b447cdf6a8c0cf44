"""What a link means: every way to write it, and what is said where it leads nowhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub_plugin.model.addresses import Address, has_letter, is_slug, not_on_windows, slug
from hub_plugin.model.index import Index, Miss
from hub_plugin.model.links import in_prose

A = Address
TEAM, PERSON, STANDARD, SESSION, HUB = (
    A("team", "payments"), A("person", "mara-ionescu"), A("standard", "brief"), A("session", "steering/2026-01-06"), A("hub", "hub"),
)  # fmt: skip


@pytest.fixture
def index() -> Index:
    made = Index(
        kinds=frozenset({"team", "person", "role", "standard", "template", "tool", "meeting", "session", "hub"})
    )
    for each in (TEAM, PERSON, STANDARD, SESSION, HUB, A("meeting", "steering"), A("template", "brief"), A("tool", "desk"),
                 A("role", "chair"),
                 A("standard", "refunds")):  # fmt: skip
        made.add(each)
    for record, part, called in [(STANDARD, "short", "requirement"), (STANDARD, "clear", "requirement"), (SESSION, "five-days", "decision"),
                                 (SESSION, "tell-all", "action"), (HUB, "help", "strategy-point")]:  # fmt: skip
        made.add_part(record.at(part), called)
    made.renamed = {
        A("team", "cash"): TEAM, A("standard", "note"): STANDARD, STANDARD.at("brief-enough"): STANDARD.at("short"),
    }  # fmt: skip
    return made


@pytest.mark.parametrize(
    ("text", "to", "here", "address"),
    [
        ("payments", ("team",), None, TEAM),
        (" payments ", ("team",), None, TEAM),
        ("team/payments", ("team",), None, TEAM),
        ("payments", ("team", "person", "role"), None, TEAM),
        ("payments", (), None, TEAM),
        ("steering/2026-01-06", ("session",), None, SESSION),
        ("steering/2026-01-06", (), None, SESSION),
        ("meeting/steering/2026-01-06", (), None, SESSION),
        ("session/steering/2026-01-06", (), None, SESSION),
        ("steering/2026-01-06#five-days", ("decision",), None, SESSION.at("five-days")),
        ("meeting/steering/2026-01-06#five-days", ("decision",), None, SESSION.at("five-days")),
        ("brief#short", ("requirement",), None, STANDARD.at("short")),
        ("standard/brief#short", (), None, STANDARD.at("short")),
        ("short", ("requirement",), STANDARD, STANDARD.at("short")),
        ("#short", ("requirement",), STANDARD, STANDARD.at("short")),
        ("#short", (), STANDARD, STANDARD.at("short")),
        ("hub", (), None, HUB),
        ("hub#help", ("strategy-point",), None, HUB.at("help")),
        ("hub#help", (), TEAM, HUB.at("help")),
        ("cash", ("team",), None, TEAM),
        ("team/cash", (), None, TEAM),
        ("note", ("standard",), None, STANDARD),
        ("note#short", ("requirement",), None, STANDARD.at("short")),
        ("note#brief-enough", ("requirement",), None, STANDARD.at("short")),
        ("brief#brief-enough", ("requirement",), None, STANDARD.at("short")),
        ("brief", ("standard", "requirement"), None, STANDARD),
        ("brief", ("template",), None, A("template", "brief")),
    ],
)
def test_links(index: Index, text: str, to: tuple[str, ...], here: Address | None, address: Address) -> None:
    assert index.resolve(text, to, here) == address


@pytest.mark.parametrize(
    ("text", "to", "here", "rule", "message", "hint"),
    [
        ("paymets", ("team",), None, "unknown-target", "no team is called 'paymets'", "did you mean 'payments'?"),
        ("Payments", ("team",), None, "unknown-target", "no team is called 'Payments'", "did you mean 'payments'?"),
        ("team/paymets", (), None, "unknown-target", "no team is called 'paymets'", "did you mean 'payments'?"),
        ("zzz", ("team",), None, "unknown-target", "no team is called 'zzz'", ""),
        ("zzz", (), None, "unknown-target", "no record is called 'zzz'", ""),
        ("mara-ionesku", ("team", "person", "role"), None, "unknown-target", "no team or person or role is called 'mara-ionesku'",
         "did you mean 'mara-ionescu'?"),
        ("team/payments", ("person",), None, "wrong-kind", "'team/payments' is a team, expected a person", "link to a person"),
        ("brief", (), None, "ambiguous", "'brief' can be several records", "write 'standard/brief' or 'template/brief'"),
        ("brief", ("standard", "template", "tool"), None, "ambiguous", "'brief' can be several records",
         "write 'standard/brief' or 'template/brief'"),
        ("brief#shrt", ("requirement",), None, "unknown-target", "standard/brief has no part called 'shrt'", "did you mean 'brief#short'?"),
        ("breif#short", ("requirement",), None, "unknown-target", "no requirement is called 'breif#short'", "did you mean 'brief#short'?"),
        ("shrt", ("requirement",), STANDARD, "unknown-target", "no requirement is called 'shrt'", "did you mean 'short'?"),
        ("steering/2026-01-06#tell-all", ("decision",), None, "wrong-kind",
         "'steering/2026-01-06#tell-all' is an action, expected a decision",
         "link to a decision"),
        ("steering/2026-01-07", ("session",), None, "unknown-target", "no session is called 'steering/2026-01-07'",
         "did you mean 'steering/2026-01-06'?"),
        ("hub#hepl", (), None, "unknown-target", "hub has no part called 'hepl'", "did you mean 'hub#help'?"),
        ("", ("team",), None, "unknown-target", "no team is called ''", ""),
        ("#", (), None, "unknown-target", "no record is called '#'", ""),
    ],
)  # fmt: skip
def test_misses(
    index: Index, text: str, to: tuple[str, ...], here: Address | None, rule: str, message: str, hint: str
) -> None:  # fmt: skip
    assert index.resolve(text, to, here) == Miss(f"link/{rule}", message, hint)


def test_two_of_one_name_space_are_one_mistake(index: Index) -> None:
    index.add(A("person", "payments"))
    assert index.resolve("payments", ("team", "person", "role")) == TEAM


def test_present_follows_old_names(index: Index) -> None:
    assert index.present(TEAM) == TEAM == index.present(A("team", "cash"))
    assert index.present(A("team", "never")) == A("team", "never")
    assert index.present(A("standard", "note", "brief-enough")) == STANDARD.at("short")
    assert STANDARD.at("short") in index
    assert STANDARD.at("brief-enough") not in index
    assert index.ids(["team", "role"]) == ["chair", "payments"]


@given(st.text(max_size=30), st.sampled_from([(), ("team",), ("requirement",), ("team", "person", "role"), ("decision",)]),
       st.sampled_from([None, STANDARD, TEAM]))  # fmt: skip
def test_any_text_is_an_address_or_a_miss(text: str, to: tuple[str, ...], here: Address | None) -> None:
    index = Index(kinds=frozenset({"team", "standard", "person", "role"}))
    index.add(TEAM)
    index.add(STANDARD)
    index.add_part(STANDARD.at("short"), "requirement")
    found = index.resolve(text, to, here)
    assert found in index if isinstance(found, Address) else found.message


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("See [[template/brief]].", [("[[template/brief]]", "template/brief", "")]),
        ("[[a#b|the b]] and [[ c ]]", [("[[a#b|the b]]", "a#b", "the b"), ("[[ c ]]", "c", "")]),
        ("[[]] [[|x]] [[a\nb]] [a] [[a", []),
        ("[[[a]]]", [("[[a]]", "a", "")]),
    ],
)
def test_links_in_prose(text: str, links: list[tuple[str, str, str]]) -> None:
    assert in_prose(text) == links


@pytest.mark.parametrize(
    ("text", "good"),
    [("a", True), ("a-1", True), ("2026-01-06", True), ("", False), ("-a", False), ("a-", False), ("a--b", False), ("a_b", False),
     ("A", False),
     ("é", False), ("a b", False), ("٣", False), ("x" * 120, True), ("x" * 121, False), ("a\n", False)],
)  # fmt: skip
def test_ids(text: str, good: bool) -> None:
    assert is_slug(text) is good


@given(st.text(max_size=60))
def test_a_suggested_id_is_one(text: str) -> None:
    made = slug(text)
    assert not made or is_slug(made)
    assert slug(made) == made
    assert has_letter(made) is any("a" <= char <= "z" for char in made)


@pytest.mark.parametrize(
    ("path", "step", "upto"),
    [
        ("templates/a/why?.txt", "why?.txt", "templates/a/why?.txt"),
        ("templates/a|b/brief.txt", "a|b", "templates/a|b"),
        ("templates/a:b/c*d.txt", "a:b", "templates/a:b"),
        ("templates/brief.txt.", "brief.txt.", "templates/brief.txt."),
        ("templates/late /brief.txt", "late ", "templates/late "),
        ("templates/AUX/brief.txt", "AUX", "templates/AUX"),
        ("templates/con.old.txt", "con.old.txt", "templates/con.old.txt"),
        ("Lpt1", "Lpt1", "Lpt1"),
        ("nul /a.txt", "nul ", "nul "),
    ],
)
def test_what_windows_does_not_take(path: str, step: str, upto: str) -> None:
    no = not_on_windows(path)
    assert no is not None
    assert (no.step, no.upto) == (step, upto)


@pytest.mark.parametrize(
    "path",
    ["hub.yml", "templates/a b.c/brief.txt", ".x/console.txt", "auxiliary/com0", "my.aux", "a-con/x con/é'&#.txt"],
)
def test_what_windows_takes(path: str) -> None:
    assert not_on_windows(path) is None


def test_addresses_are_named_as_links() -> None:
    assert [str(each) for each in (TEAM, HUB, HUB.at("help"), STANDARD.at("short"), SESSION.at("x"))] == [
        "team/payments", "hub", "hub#help", "standard/brief#short", "session/steering/2026-01-06#x",
    ]  # fmt: skip
    assert STANDARD.at("short").record == STANDARD == STANDARD.record


def test_what_a_name_meant_is_not_kept_beyond_what_comes_in(index: Index) -> None:
    assert index.resolve("desk", ()) == A("tool", "desk")
    index.add(A("template", "desk"))
    assert isinstance(index.resolve("desk", ()), Miss)
    assert index.resolve("desk", ("tool",)) == A("tool", "desk")


def test_a_name_means_another_thing_inside_the_record_that_has_such_a_part(index: Index) -> None:
    index.add(A("standard", "short"))
    to = ("standard", "requirement")
    assert index.resolve("short", to, SESSION) == A("standard", "short")
    assert index.resolve("short", to, STANDARD) == STANDARD.at("short")
    assert index.resolve("short", to, SESSION) == A("standard", "short")

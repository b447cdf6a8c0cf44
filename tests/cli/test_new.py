"""`coehub new`: what it writes passes, is never written over something else, and explains itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from hub_plugin.kinds import KINDS
from hub_plugin.model.kind import Kind
from hub_plugin.model.record import fields_of
from tests.cli.conftest import Run, write

IDS = {
    "hub": "hub",
    "adoption": "centre-office",
    "session": "steering/2026-02-03",
    "assessment": "service/first-team/2026-02-03",
    "update": "2026-02-01-a-first-month",
    "worksheet": "desk/demand",
    "team-sheet": "desk/demand/centre-office",
    "journal": "sam-lee/2026-w07",
}
WHERE = {
    "session": "meetings/steering/2026-02-03.md",
    "update": "updates/2026-02-01-a-first-month.md",
    "hub": "hub.yml",
    "worksheet": "planning/desk/demand.md",
}
SERIES = {"planning/desk.yml": "title: Desk\nowner: centre-office\n"}
SHEET = {"planning/desk/demand.md": "---\ntitle: Demand\nquestions:\n  one: What?\n---\nText.\n"}
BEFORE = {"worksheet": SERIES, "team-sheet": SERIES | SHEET}  # what must be there already


def lay_before(hub: Path, kind: Kind) -> None:
    for path, text in BEFORE.get(kind.name, {}).items():
        write(hub / "content" / path, text)


def make_room(run: Run, hub: Path, kind: Kind) -> tuple[str, Path]:
    """Return the name of a first record of the kind and where its file will lie, in a hub that has all it needs."""
    if kind.name == "hub":
        (hub / "content/hub.yml").rename(hub / "old.yml")
    lay_before(hub, kind)
    if kind.name == "assessment":
        run("new", "maturity", "service")
    name = IDS.get(kind.name, "a-new-one")
    return name, hub / "content" / WHERE.get(kind.name, f"{kind.folder}/{name}.yml")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_kind(run: Run, hub: Path, kind: Kind) -> None:
    name, path = make_room(run, hub, kind)
    result = run("new", kind.name, name, "--today", "2026-01-14")
    assert result.exit_code == 0, result.output
    text = path.read_text()
    lines = text.split("\n")
    assert lines[0 if path.suffix == ".yml" else 1].startswith("# yaml-language-server: $schema=../")
    run("schema", "--write")
    schema = next(line for line in lines if "$schema=" in line).partition("$schema=")[2]
    assert (path.parent / schema).resolve().is_file()
    for field in set(fields_of(kind.record)) - {kind.record.rest, kind.body if path.suffix == ".md" else ""}:
        assert f"\n{field}:" in text or f"\n#{field}:" in text
    checked = run("check")
    assert checked.exit_code == 0, checked.output
    again = run("new", kind.name, name)
    assert again.exit_code == 2
    assert "already" in again.output
    assert path.read_text() == text


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_kind_may_be_called_by_its_folder_and_by_many(run: Run, hub: Path, kind: Kind) -> None:
    """What is written is the same, so what holds for it holds as well."""
    name, path = make_room(run, hub, kind)
    made = []
    for word in (kind.name, kind.folder or kind.name, kind.many):
        result = run("new", word, name, "--today", "2026-01-14")
        assert result.exit_code == 0, result.output
        made.append((path.read_bytes(), result.output))
        path.unlink()
    assert len(set(made)) == 1


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.name != "hub"], ids=lambda kind: kind.name)
def test_every_field_can_be_taken_into_use(run: Run, hub: Path, kind: Kind) -> None:
    """Every line that is commented out without a space is a field: with the '#' away, the file can still be read."""
    name = IDS.get(kind.name, "a-new-one")
    lay_before(hub, kind)
    if kind.name == "assessment":
        run("new", "maturity", "service")
    run("new", kind.name, name)
    path = hub / "content" / WHERE.get(kind.name, f"{kind.folder}/{name}.yml")
    used = [
        line[1:] if line.startswith("#") and not line.startswith("# ") else line
        for line in path.read_text().split("\n")
    ]
    write(path, "\n".join(used))
    output = run("check").output
    assert "yaml/" not in output
    assert "field/unknown" not in output
    assert "field/missing" not in output


def test_ids_of_the_hub_are_offered(run: Run, hub: Path) -> None:
    for number in range(20):
        write(hub / f"content/people/person-{number:02}.yml", f"name: Person {number}\n")
    run("new", "team", "another")
    text = (hub / "content/teams/another.yml").read_text()
    assert "# Known: alex-morgan, person-00," in text
    assert "person-09" not in text
    assert "…" in text
    run("new", "template", "brief")
    assert "centre-office, first-team" in (hub / "content/templates/brief.yml").read_text()
    run("new", "adoption", "centre-office")
    answers = (hub / "content/adoption/centre-office.yml").read_text()
    assert "#prepared-meetings:\n#  agenda-shared: met   # must: The agenda is shared" in answers
    assert "#tool/wiki: met" in answers


@pytest.mark.parametrize(
    ("kind", "name", "told"),
    [
        ("template", "Meeting Agenda", "write 'meeting-agenda'"),
        ("template", "Café", "write 'cafe'"),
        ("template", "../../escape", "is not an id"),
        ("template", "a/b", "a name of its own"),
        ("template", "/etc/passwd", "is not an id"),
        ("template", "", "is not an id"),
        ("template", "2026", "at least one letter"),
        ("template", "met", "a word that the format needs itself"),
        ("template", "team", "a word that the format needs itself"),
        ("template", "x" * 200, "is not an id"),
        ("session", "steering", "two steps"),
        ("session", "steering/tuesday", "is not a day"),
        ("session", "nowhere/2026-02-03", "no meeting series"),
        ("session", "steering/2026-01-13", "there is already a session"),
        ("adoption", "nobody", "no team is called"),
        ("journal", "sam-lee/2026-w60", "has no week"),
        ("assessment", "service/first-team/2026-02-30", "is not a day"),
        ("team", "sam-lee", "is the id of a"),
        ("team", "first-team", "there is already a team"),
    ],
)
def test_names_that_cannot_be(run: Run, hub: Path, kind: str, name: str, told: str) -> None:
    if kind == "assessment":
        run("new", "maturity", "service")
    before = sorted(hub.rglob("*"))
    if name == "steering/2026-01-13":
        name = next(path.stem for path in (hub / "content/meetings/steering").iterdir())
        name = f"steering/{name}"
    result = run("new", kind, name)
    assert result.exit_code == 2
    assert told in result.output
    assert sorted(hub.rglob("*")) == before


def test_a_link_does_not_lead_it_out(run: Run, hub: Path, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    for path in (hub / "content/tools").iterdir():
        path.unlink()
    (hub / "content/tools").rmdir()
    (hub / "content/tools").symlink_to(tmp_path / "outside")
    assert run("new", "tool", "desk").exit_code == 2
    assert not list((tmp_path / "outside").iterdir())


def test_it_says_what_is_still_to_do(run: Run, hub: Path) -> None:
    output = run("new", "template", "brief").output
    assert "nobody owns 'Brief'" in output
    assert "coehub schema --write" in output
    run("schema", "--write")
    assert "coehub schema --write" not in run("new", "template", "letter").output


def test_into_an_empty_hub(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "content").mkdir()
    assert run("new", "hub", "hub").exit_code == 0
    for kind in ("campaign", "template", "meeting", "role", "person", "team", "calendar", "standard", "tool"):
        assert run("new", kind, f"my-{kind}").exit_code == 0
    assert run("check").exit_code == 0


def test_what_an_assessment_belongs_to_must_be_there(run: Run, hub: Path) -> None:
    assert run("new", "maturity", "service").exit_code == 0
    for name, told in {
        "servise/first-team/2026-02-03": "no maturity is called 'servise'; did you mean 'service'?",
        "service/nobody/2026-02-03": "no team is called 'nobody'; write teams/nobody.yml first",
    }.items():
        result = run("new", "assessment", name)
        assert (result.exit_code, told in result.output) == (2, True), result.output
    assert not (hub / "content/assessments").exists()


def test_the_old_id_of_a_renamed_record_is_taken(hub: Path, run: Run) -> None:
    write(hub / "content/tools/desk.yml", "title: Desk\nowner: centre-office\nstatus: active\nwas: inbox\n")
    done = run("new", "tool", "inbox")
    assert done.exit_code == 2
    assert "'inbox' is what 'tool/desk' was called; give it another id" in done.output
    assert not (hub / "content/tools/inbox.yml").exists()

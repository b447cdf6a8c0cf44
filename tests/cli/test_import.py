"""`coehub import`: what it says, what it writes, and that it writes nothing where anything is wrong."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import Result
from openpyxl import Workbook

from tests.cli.conftest import Run, write
from tests.importing.example import FILE, workbook


def files(hub: Path) -> dict[str, bytes]:
    return {path.relative_to(hub).as_posix(): path.read_bytes() for path in hub.rglob("*") if path.is_file()}


def table(hub: Path, name: str, *rows: Sequence[Any]) -> Path:
    """Write a CSV file."""
    write(hub / name, "".join(",".join(f'"{cell}"' for cell in row) + "\n" for row in rows))
    return hub / name


def book(hub: Path, name: str, **sheets: Sequence[Sequence[Any]]) -> Path:
    """Write a workbook."""
    made = Workbook()
    made.remove(made.active)
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    made.save(hub / name)
    return hub / name


def record(hub: Path, path: str) -> Any:
    return yaml.load((hub / "content" / path).read_text(encoding="utf-8"), yaml.BaseLoader)  # texts, as we read them


def wrong(result: Result) -> list[str]:
    assert result.exit_code == 1, result.output
    assert "Nothing was written." in result.output
    return [line.removeprefix("error: ") for line in result.output.split("\n") if line.startswith("error: ")]


def test_the_example_of_the_guide(run: Run, hub: Path) -> None:
    """The dry run changes nothing and says all; with --write the same files come, and the check has no error."""
    before = files(hub)
    dry = run("import", FILE)
    assert dry.exit_code == 0, dry.output
    assert files(hub) == before
    assert "7 files would be written. Nothing was changed: add --write" in dry.output
    assert "Full name        → name  – The name as it is shown." in dry.output
    assert "Desk             left out: no field of a person is called so" in dry.output
    assert "sheet 'Notes to self': its name is no kind of record" in dry.output
    assert "1 × status 'Pilot' is read as trial" in dry.output
    assert "published only because it is written here" in dry.output
    done = run("import", FILE, "--write")
    assert done.exit_code == 0
    new = {path: data for path, data in files(hub).items() if path not in before}
    assert sorted(new) == sorted(
        line for line in dry.output.split("\n") if line.startswith("content/") and line.endswith(".yml")
    )
    assert {path: data for path, data in files(hub).items() if path in before} == before
    assert run("check").exit_code == 0
    assert record(hub, "templates/complaint-letter.yml") == {
        "title": "Complaint letter", "summary": "The first answer to a complaint: what we heard, what happens next.", "owner": "care",
        "reviewed": "2026-11-02", "status": "active", "expected": {"use": "required"},
        "changes": [{"version": "2.1", "date": "2026-09-01", "what": "Says who calls back."}],
    }  # fmt: skip
    assert record(hub, "people/zoe-alvarez.yml")["responsibilities"] == [
        "Answers for complaints.",
        "Chairs the circle.",
    ]
    assert record(hub, "meetings/complaints-circle.yml")["schedule"] == {
        "every": "2 weeks", "day": "Tuesday", "at": "10:00", "duration": "1h 30m", "from": "2026-12-01",
    }  # fmt: skip
    asked = record(hub, "standards/answered-complaints.yml")["requirements"]
    assert [next(iter(each)) for each in asked.values()] == ["must", "must", "should"]
    assert new["content/teams/care.yml"].startswith(
        b"# yaml-language-server: $schema=../../.coehub/schemas/team.json\n"
    )


def test_the_example_file_is_what_the_script_makes() -> None:
    with zipfile.ZipFile(FILE) as there:
        buffer = io.BytesIO()
        workbook().save(buffer)
        with zipfile.ZipFile(buffer) as made:
            for name in made.namelist():
                if name.startswith("xl/worksheets/") or name == "xl/sharedStrings.xml":
                    assert there.read(name) == made.read(name), "run: python -m tests.importing.example"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ("Name;Job\nZoë;Lead, first\n".encode(), "UTF-8, with semicolons"),
        ("\ufeffName,Job\nZoë,\"Lead, first\"\n".encode(), "UTF-8, with commas"),
        ("Name;Job\r\nZoë;Lead, first\r\n".encode("cp1252"), "Windows-1252, with semicolons"),
        ("Name\tJob\nZoë\tLead, first\n".encode("utf-16"), "UTF-16, with tabs"),
        ("sep=;\nName;Job\nZoë;Lead, first\n".encode(), "UTF-8, with semicolons"),
        ("\n\nStaff list\n\nName;Job\n\nZoë;\"Lead,\u2028 first\"\n".encode(), "UTF-8, with semicolons"),
    ],
)  # fmt: skip
def test_files_of_all_programs(run: Run, hub: Path, data: bytes, told: str) -> None:
    (hub / "staff.csv").write_bytes(data)
    result = run("import", "staff.csv", "--write")
    assert result.exit_code == 0, result.output
    assert told in result.output
    assert record(hub, "people/zoe.yml") == {"name": "Zoë", "job": "Lead, first"}


def test_every_mistake_at_its_cell_and_nothing_written(run: Run, hub: Path) -> None:
    path = book(
        hub, "all.xlsx",
        People=[["Name", "Team"], ["Ana Pop", "Nowhere"], ["ana pop", None], ["王伟", None], [None, "first-team"], ["Sam Lee", None]],
        Templates=[
            ["Title", "Owner", "Status", "Last reviewed", "Use"],
            ["Brief", "First team", "activ", "31.02.2026", "yes"],
            ["Letter", "Ana Pop", "draft", "03/04/2026", "perhaps"],
            ["met", "sam-lee", "draft", "2026-05-01", None],
        ],
        Standards=[["Standard", "Status", "Requirement", "Level"], ["Calls", "draft", "Call back.", "must"],
                   [None, "active", "Call back.", "sometimes"]],
    )  # fmt: skip
    before = files(hub)
    told = wrong(run("import", path, "--write"))
    assert files(hub) == before
    assert [line.split(";")[0] for line in told] == [
        "all.xlsx: People!A3: 'ana-pop' is there twice, also at all.xlsx: People!A2",
        "all.xlsx: People!A4: no id can be made of '王伟'",
        "all.xlsx: People!B5: the row has no name",
        "all.xlsx: Standards!B3: 'status' of 'Calls' says something else at all.xlsx: Standards!B2",
        "all.xlsx: Standards!C3: 'call-back' is there twice, also at all.xlsx: Standards!C2",
        "all.xlsx: People!A6: there is already a person 'sam-lee'",
        "all.xlsx: People!B2: no team is called 'Nowhere'",
        "all.xlsx: Templates!D2: '31.02.2026' is not a date",
        "all.xlsx: Templates!D3: '03/04/2026' can be 2026-04-03 or 2026-03-04",
        "all.xlsx: Templates!C2: 'activ' is not a status",
        "all.xlsx: Templates!E3: 'perhaps' is not an expected use",
        "all.xlsx: Templates!A4: 'met' is a word that the format needs itself",
    ]  # fmt: skip


def test_one_mistake_is_told_once(run: Run, hub: Path) -> None:
    """A cell that nothing can be made of leaves its field empty; that the field is missing is not told beside it."""
    path = table(hub, "meetings.csv", ["Meeting", "Every", "First meeting"], ["Circle", "weekly", "31.02.2026"])
    assert [line.split(";")[0] for line in wrong(run("import", path))] == [
        "meetings.csv:2:3: '31.02.2026' is not a date"
    ]


def test_what_the_check_would_say_is_told_at_the_cell(run: Run, hub: Path) -> None:
    rows = [["Brief", "first-team", "activ", "x", "perhaps"], ["met", "", "draft", "", ""]]
    path = table(hub, "templates.csv", ["Title", "Owner", "Status", "URL", "Use"], *rows)
    told = wrong(run("import", path, "--write"))
    assert "templates.csv:2:3: 'activ' is not a status; did you mean 'active'?" in told
    assert any(line.startswith("templates.csv:2:5: 'perhaps' is not an expected use") for line in told)
    assert any(line.startswith("templates.csv:3:1:") and "needs itself" in line for line in told), told
    assert not (hub / "content/templates/brief.yml").exists()


@pytest.mark.parametrize(
    ("flag", "day"), [("--day-first", "2026-04-03"), ("--month-first", "2026-03-04")]
)  # fmt: skip
def test_days_in_numbers(run: Run, hub: Path, flag: str, day: str) -> None:
    rows = [
        ["One", "03/04/2026"],
        ["Two", "3.4.2026"],
        ["Four", "3 April 2026"],
        ["Five", "2026/4/3"],
        ["Six", "April 3rd, 2026"],
    ]
    table(hub, "templates.csv", ["Title", "Reviewed"], *rows)
    assert run("import", "templates.csv", "--write", flag).exit_code == 0
    read = [record(hub, f"templates/{name}.yml")["reviewed"] for name in ("one", "two", "four", "five", "six")]
    assert read == [day, "2026-04-03", "2026-04-03", "2026-04-03", "2026-04-03"]


def test_days_that_need_no_asking(run: Run, hub: Path) -> None:
    """Between full stops the day stands first everywhere; a number above 12 is no month; 03/03 is the same in both ways."""
    table(
        hub, "templates.csv", ["Title", "Reviewed"], ["One", "3.4.2026"], ["Two", "12/25/2026"], ["Three", "03/03/2026"]
    )
    assert run("import", "templates.csv", "--write").exit_code == 0
    read = [record(hub, f"templates/{name}.yml")["reviewed"] for name in ("one", "two", "three")]
    assert read == ["2026-04-03", "2026-12-25", "2026-03-03"]


def test_cells_in_the_spelling_of_the_format(run: Run, hub: Path) -> None:
    made = Workbook()
    sheet = made.active
    sheet.title = "Metrics"
    sheet.append(["Metric", "Category", "Target", "Warn", "Unit", "Better", "Owner", "Factor", "Tags"])
    sheet.append(["Solved at once", "value", 0.75, 0.7, "percent", "Higher", "centre-office", "quality", "a, b,c"])
    sheet["C2"].number_format = "0%"
    sheet["D2"].number_format = "0.0%"
    other = made.create_sheet("Templates")
    other.append(["Title", "Version", "Changed", "Change", "Code", "Last reviewed"])
    other.append(["404", 2.1, datetime.date(2026, 1, 5), True, 1.5, datetime.datetime(2026, 2, 3, 14, 30)])
    other["B2"].number_format = "0.00"
    other["F2"].number_format = "yyyy-mm-dd"
    made.save(hub / "m.xlsx")
    told = wrong(run("import", "m.xlsx", "--write"))
    assert any("Templates!A2: no id can be made of '404'" in line for line in told)
    other["A2"] = "Form 404"
    other["F2"] = datetime.datetime(2026, 2, 3)
    made.save(hub / "m.xlsx")
    result = run("import", "m.xlsx", "--write")
    assert result.exit_code == 0, result.output
    metric = record(hub, "metrics/solved-at-once.yml")
    assert (metric["target"], metric["warn"], metric["tags"]) == ("75 %", "70 %", ["a", "b", "c"])
    template = record(hub, "templates/form-404.yml")
    assert template["changes"] == [{"version": "2.10", "date": "2026-01-05", "what": "yes"}]
    assert (template["code"], template["reviewed"], template["status"]) == ("1.5", "2026-02-03", "draft")
    assert "1 × filled in: status: draft" in result.output


def test_parts_on_a_sheet_of_their_own(run: Run, hub: Path) -> None:
    path = book(
        hub, "s.xlsx",
        Standards=[["Title", "Owner", "Summary"], ["Calls", "First team", "How we call."]],
        Requirements=[["Standard", "Number", "Title", "Must", "Should", "Deadline"],
                      ["Calls", "1.2", "Call back", "Call within a day.", None, datetime.date(2026, 5, 1)],
                      ["Calls", "1.1", "Say who", None, "Say who you are.", None]],
    )  # fmt: skip
    result = run("import", path, "--write")
    assert result.exit_code == 0, result.output
    assert record(hub, "standards/calls.yml") == {
        "title": "Calls", "summary": "How we call.", "owner": "first-team", "status": "draft",
        "requirements": {
            "call-back": {"code": "1.2", "title": "Call back", "must": "Call within a day.", "adopt_by": "2026-05-01"},
            "say-who": {"code": "1.1", "title": "Say who", "should": "Say who you are."},
        },
    }  # fmt: skip


def test_parts_of_other_kinds(run: Run, hub: Path) -> None:
    path = book(
        hub, "o.xlsx",
        Calendars=[["Calendar", "Owner", "Event", "Date", "Time", "Duration"],
                   ["Campaigns", "First team", "Black Friday", datetime.date(2026, 11, 27), None, None],
                   [None, None, "Launch", datetime.date(2026, 12, 3), datetime.time(9, 30), "2h"]],
        Processes=[["Process", "Owner", "Step", "Step owner", "Uses"], ["Refund", "First team", "Check the order", "Sam Lee", "wiki"],
                   ["Refund", None, "Pay back", "Sam Lee", None]],
    )  # fmt: skip
    result = run("import", path, "--write")
    assert result.exit_code == 0, result.output
    assert record(hub, "calendars/campaigns.yml")["events"] == {
        "black-friday": {"title": "Black Friday", "when": {"date": "2026-11-27"}},
        "launch": {"title": "Launch", "when": {"date": "2026-12-03", "at": "09:30", "duration": "2h"}},
    }
    process = record(hub, "processes/refund.yml")
    assert process["owner"] == "first-team"
    assert [each["owner"] for each in process["steps"].values()] == ["sam-lee", "sam-lee"]
    assert list(process["steps"]) == ["check-the-order", "pay-back"]


def test_what_is_said_on_the_command_line(run: Run, hub: Path) -> None:
    path = table(hub, "forms.csv", ["Form", "Keeper", "Notes"], ["Brief", "first-team", "x"], ["Letter", "", "y"])
    assert "its name is no kind of record" not in run("import", path).output  # 'forms' are templates
    result = run("import", path, "--as", "templates", "--map", "Form=title", "--map", "Keeper=owner", "--map", "Notes=",
                 "--set", "status=active", "--set", "owner=Centre office", "--write")  # fmt: skip
    assert result.exit_code == 0, result.output
    assert record(hub, "templates/brief.yml") == {"title": "Brief", "owner": "first-team", "status": "active"}
    assert record(hub, "templates/letter.yml")["owner"] == "centre-office"
    told = wrong(
        run(
            "import",
            path,
            "--map",
            "Form=titel",
            "--map",
            "Nothing=owner",
            "--set",
            "colour=red",
            "--map",
            "Keeper=title",
        )
    )
    assert {line.split(":")[0] for line in told} == {"--map", "--set"}
    for words in (["--as", "pepole"], ["--map", "x"], ["--as", "adoption"], ["--as", "hub"], ["-C", "nowhere"]):
        assert run("import", path, *words).exit_code == 2


def test_headings_that_could_be_the_same(run: Run, hub: Path) -> None:
    """The field's own name is surer than a word for it; of two columns for one field the second is left out, and that is told."""
    path = table(
        hub, "staff.csv", ["Title", "Mail", "Name", "Contact", "Name"], ["Dr", "m@x.org", "Ana Pop", "c@x.org", "Other"]
    )
    result = run("import", path, "--write")
    assert result.exit_code == 0
    assert record(hub, "people/ana-pop.yml") == {"name": "Ana Pop", "contact": "c@x.org"}
    assert [line.split("  ")[1] for line in result.output.split("\n") if "has a column already" in line] == [
        "Title",
        "Mail",
        "Name",
    ]


def test_existing_records_stay(run: Run, hub: Path) -> None:
    path = table(hub, "people.csv", ["Name", "Job"], ["Sam Lee", "Other"], ["New One", "Job"])
    before = files(hub)
    assert "there is already a person 'sam-lee'" in wrong(run("import", path, "--write"))[0]
    result = run("import", path, "--write", "--skip-existing")
    assert result.exit_code == 0
    assert "person/sam-lee is there already and left out" in result.output
    after = files(hub)
    assert after.pop("content/people/new-one.yml")
    assert after == before
    assert "nothing to write" in run("import", path, "--write", "--skip-existing").output


def test_a_file_in_the_way_is_not_overwritten(run: Run, hub: Path) -> None:
    path = table(hub, "sessions.csv", ["Id", "Title"], ["steering/2026-02-03", "One"], ["steering/2026-02-17", "Two"])
    write(hub / "content/meetings/steering/2026-02-17.md", "---\nagenda: [x]\n---\n")
    before = files(hub)
    assert wrong(run("import", path, "--write"))
    assert files(hub) == before


def test_several_at_once_and_wrong_files(run: Run, hub: Path) -> None:
    (hub / "a.xls").write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600))
    (hub / "b.xlsx").write_bytes(b"PK\x03\x04 not really")
    (hub / "c.csv").write_bytes(b"")
    result = run("import", "a.xls", "b.xlsx", "c.csv", "d.csv")
    assert result.exit_code == 2
    for told in (
        "a.xls: an older format",
        "b.xlsx: the file is damaged",
        "c.csv: the file is empty",
        "'d.csv' cannot be read",
    ):
        assert told in result.output


def test_who_was_renamed_meanwhile_is_not_made_anew(run: Run, hub: Path) -> None:
    (hub / "people.csv").write_text("Name,Job\nAna Pop,Head\n")
    assert run("import", "people.csv", "--write").exit_code == 0
    assert run("rename", "person/ana-pop", "ana-maria-pop").exit_code == 0
    done = run("import", "people.csv")
    assert "there is already a person 'ana-maria-pop', which was called 'ana-pop'" in done.output
    done = run("import", "people.csv", "--skip-existing", "--write")
    assert done.exit_code == 0
    assert "person/ana-maria-pop is there already and left out" in done.output
    assert not (hub / "content/people/ana-pop.yml").exists()

"""The workbook of the guide to `coehub import`, as a newcomer would have it; `python -m tests.importing.example` writes it anew."""

from __future__ import annotations

import datetime
import io
import zipfile
from pathlib import Path

from openpyxl import Workbook

FILE = Path(__file__).parents[2] / "docs" / "guide" / "import" / "centre.xlsx"
DAY = datetime.datetime(2026, 11, 2)


def workbook() -> Workbook:
    made = Workbook()
    people = made.active
    people.title = "People"
    people.append(["Our people, as of November"])
    people.append([])
    people.append(["Full name", "Job title", "Department", "E-mail", "Responsible for", "Desk"])
    people.append(
        ["Zoë Álvarez", "Head of Care", "Care", "zoe@example.org", "Answers for complaints.\nChairs the circle.", 12]
    )
    people.append(["Tom Okoro", "Analyst", "Care", None, "- Brings the figures.", 14])
    teams = made.create_sheet("Teams")
    teams.append(["Team", "Purpose", "Team lead", "Team members", "Member since"])
    teams.append(["Care", "Looks after customers who have a problem.", "Zoë Álvarez", "Zoë Álvarez; Tom Okoro", DAY])
    templates = made.create_sheet("Templates")
    templates.append(
        [
            "Template",
            "Description",
            "Owner",
            "Status",
            "Last reviewed",
            "Version",
            "Changed on",
            "What changed",
            "Mandatory",
        ]
    )
    templates.append(
        ["Complaint letter", "The first answer to a complaint: what we heard, what happens next.", "Care", "In use",
         DAY, 2.1, datetime.datetime(2026, 9, 1), "Says who calls back.", True],
    )  # fmt: skip
    templates.append(
        ["Call-back note", "Who calls back, and when.", "Tom Okoro", "Pilot", None, None, None, None, None]
    )
    templates["F2"].number_format = "0.0"
    standards = made.create_sheet("Standards")
    standards.append(["Standard", "Owner", "Status", "Deadline", "Requirement", "Level", "Rationale", "Evidence"])
    standards.append(
        ["Answered complaints", "Care", "Draft", datetime.datetime(2027, 3, 31), "Every complaint has a first answer within two days.",
         "Must", "Waiting makes people angrier than a no.", "The report of the last month."],
    )  # fmt: skip
    standards.append([None, None, None, None, "The answer names one person who can be called.", "shall", None, None])
    standards.append([None, None, None, None, "Letters are read by a second person.", "Should", None, None])
    meetings = made.create_sheet("Meetings")
    meetings.append(
        [
            "Meeting",
            "Owner",
            "Purpose",
            "Frequency",
            "Weekday",
            "Time",
            "Duration",
            "First meeting",
            "Chair",
            "Participants",
        ]
    )
    meetings.append(
        ["Complaints circle", "Care", "Looks at what complaints teach us.", "Fortnightly", "Tuesday", datetime.time(10, 0),
         datetime.timedelta(hours=1, minutes=30), datetime.datetime(2026, 12, 1), "Zoë Álvarez", "Care"],
    )  # fmt: skip
    notes = made.create_sheet("Notes to self")
    notes.append(["ask Tom about the desks"])
    return made


def write() -> None:
    """Write the file, with the same bytes each time."""
    made = workbook()
    made.properties.created = made.properties.modified = DAY
    buffer = io.BytesIO()
    made.save(buffer)
    FILE.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(buffer) as packed, zipfile.ZipFile(FILE, "w", zipfile.ZIP_DEFLATED) as out:
        for name in packed.namelist():
            info = zipfile.ZipInfo(name, (2026, 11, 2, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            out.writestr(info, packed.read(name))


if __name__ == "__main__":
    write()

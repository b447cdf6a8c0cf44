"""What the folder itself refuses: rules of the files beside records, and of hub.yml."""

from __future__ import annotations

from hub_plugin.model.findings import Level
from hub_plugin.model.rules import describe

FILE_MISSING = describe(
    "file/missing",
    Level.ERROR,
    """A file that a record names lies beside it.

    Bad:
        # templates/brief.yml
        title: Brief
        owner: service
        status: active
        files: brief.docx
    Good:
        # templates/brief.yml
        title: Brief
        owner: service
        status: active
        files: brief.txt
        # templates/brief.txt
        A brief.
    """,
)

FILE_PATH = describe(
    "file/path",
    Level.ERROR,
    """A file is named by its name only; it lies in the folder of its record.

    Bad:
        # templates/brief.yml
        title: Brief
        owner: service
        status: draft
        files: ../brief.txt
    Good:
        # templates/brief.yml
        title: Brief
        owner: service
        status: draft
        files: brief.txt
        # templates/brief.txt
        A brief.
    """,
)

FILE_TYPE = describe(
    "file/type",
    Level.ERROR,
    """A file for download is of a type that a browser does not run.

    HTML, SVG, XML and scripts would run with the rights of the site; documents with macros would run on the reader's machine.

    Bad:
        # templates/brief.yml
        title: Brief
        owner: service
        status: draft
        files: brief.html
        # templates/brief.html
        <p>
    Good:
        # templates/brief.yml
        title: Brief
        owner: service
        status: draft
        files: brief.txt
        # templates/brief.txt
        A brief.
    """,
)

FIRST_BYTES = describe(
    "file/first-bytes",
    Level.ERROR,
    """A file for download is what its name says.

    A web page that is called a text or a picture is one all the same to a browser that is not told a type, and would run with the
    rights of the site. So a document begins with the bytes by which programs know its type, and a text does not begin with a tag.

    Bad:
        # templates/brief.yml
        title: Brief
        owner: service
        status: draft
        files: brief.txt
        # templates/brief.txt
        <script>alert(1)</script>
    Good:
        # templates/brief.yml
        title: Brief
        owner: service
        status: draft
        files: brief.txt
        # templates/brief.txt
        How to write <script>: not at the beginning.
    """,
)

TABLE = describe(
    "file/table",
    Level.ERROR,
    """A table beside a record is plain CSV: the names of the columns first, then one row a line.

    Commas or semicolons stand between the cells, the text is UTF-8, and cells hold values, not formulas. Numbers may have a
    decimal comma where semicolons separate the cells, or in quotes.

    Bad:
        # metrics/contacts.yml
        title: Contacts
        owner: service
        category: tactical
        unit: contacts
        adds: sum
        better: lower
        source: The ticket desk.
        data: contacts.csv
        # metrics/contacts.csv
        date,value
        2026-01,5,5
    Good:
        # metrics/contacts.yml
        title: Contacts
        owner: service
        category: tactical
        unit: contacts
        adds: sum
        better: lower
        source: The ticket desk.
        data: contacts.csv
        # metrics/contacts.csv
        date;value
        2026-01;5,5
    """,
)

FILE_TWICE = describe(
    "file/claimed-twice",
    Level.WARNING,
    """A file belongs to one record.

    Bad:
        # templates/brief.yml
        title: Brief
        owner: service
        status: draft
        files: brief.txt
        # templates/letter.yml
        title: Letter
        owner: service
        status: draft
        files: brief.txt
        # templates/brief.txt
        A brief.
    Good:
        # templates/brief.yml
        title: Brief
        owner: service
        status: draft
        files: brief.txt
        # templates/brief.txt
        A brief.
    """,
)

FILES_ALIKE = describe(
    "file/names-alike",
    Level.ERROR,
    """The names of two files do not differ in capitals or in the writing of accents only.

    On Windows and on macOS they are one file, and one of the two is lost when the hub is checked out.

    Bad:
        # templates/brief.yml
        title: Brief
        owner: service
        status: draft
        files: [brief.txt, Brief.txt]
        # templates/brief.txt
        A brief.
        # templates/Brief.txt
        Another.
    Good:
        # templates/brief.yml
        title: Brief
        owner: service
        status: draft
        files: [brief.txt, brief-long.txt]
        # templates/brief.txt
        A brief.
        # templates/brief-long.txt
        Another.
    """,
)

FILE_NOT_ON_WINDOWS = describe(
    "file/not-on-windows",
    Level.WARNING,
    """Windows takes the name of every file and folder.

    It takes no < > : " | ? * in a name, no blank or dot at the end, and no device such as `aux` or `con.txt`.
    Whoever clones the hub there gets none of its files, because git stops at this name.

    Bad:
        # templates/brief.yml
        title: Brief
        owner: service
        status: draft
        files: why?.txt
        # templates/why?.txt
        A brief.
    Good:
        # templates/brief.yml
        title: Brief
        owner: service
        status: draft
        files: why.txt
        # templates/why.txt
        A brief.
    """,
)

FILE_UNCLAIMED = describe(
    "file/unclaimed",
    Level.WARNING,
    """A file in the content folder belongs to a record.

    What no record names is not published. Often the `files` line was forgotten, or the file is left over.

    Bad:
        # templates/left-over.txt
        A brief.
    Good:
        # templates/brief.yml
        title: Brief
        owner: service
        status: draft
        files: brief.txt
        # templates/brief.txt
        A brief.
    """,
)

NO_HUB = describe(
    "hub/missing",
    Level.ERROR,
    """The content folder holds `hub.yml`.

    It says what the centre is called, its mission and its time zone; everything else is read after it.

    Bad:
        # hub.yaml
        name: Centre
    Good:
        # hub.yml
        format: 1
        name: Centre
        timezone: UTC
        mission: Help.
    """,
)

RULES = (
    FILE_MISSING,
    FILE_PATH,
    FILE_TYPE,
    FIRST_BYTES,
    TABLE,
    FILE_TWICE,
    FILES_ALIKE,
    FILE_NOT_ON_WINDOWS,
    FILE_UNCLAIMED,
    NO_HUB,
)

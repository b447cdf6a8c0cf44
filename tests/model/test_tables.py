"""A table beside the record: what is read, and what is wrong, each at its line of the table."""

from __future__ import annotations

import random

import pytest

from hub_plugin.model import tables
from hub_plugin.model.addresses import Address
from hub_plugin.model.tables import MAX_BYTES, MAX_ROWS, MAX_TOLD, TableBeside
from tests import staging

METRIC = b"title: Solved\nowner: service\nsource: Desk\ncategory: value\nbetter: higher\ndata: solved.csv\n"
HERE = Address("metric", "solved")


def read(table: bytes, metric: bytes = METRIC):
    files = {**staging.folder(staging.BASE), "metrics/solved.yml": metric, "metrics/solved.csv": table}
    return staging.read(files)


def values(table: bytes) -> list[tuple[str, str, str]]:
    reading = read(table)
    assert reading.findings == ()
    record = reading.hub.records[HERE]
    return [(str(each.period), f"{each.amount.value:f}", each.team.id if each.team else "") for each in record.data]


def found(table: bytes) -> list[str]:
    findings = read(table).findings
    assert all(each.place.path == "metrics/solved.csv" for each in findings), findings
    return [f"{each.place.line}:{each.place.column} {each.rule}" for each in findings]


@pytest.mark.parametrize(
    "table",
    [
        b"date,value\n2026-01,68.2\n2026-02,70\n",
        b"\xef\xbb\xbfdate,value\r\n2026-01,68.2\r\n2026-02,70\r\n",
        b"Date;Value\n2026-01;68,2\n2026-02;70 %\n",
        b'"date","value"\n"2026-01","68,2"\n\n"2026-02", 70\n,\n',
        b"value;date\n68,2;2026-01\n70;2026-02",
    ],
    ids=["plain", "bom-crlf", "semicolons", "quotes", "other-order"],
)
def test_forms_that_spreadsheets_write(table: bytes) -> None:
    assert values(table) == [("2026-01", "68.2", ""), ("2026-02", "70", "")]


def test_teams_have_a_column() -> None:
    assert values(b"date,value,team\n2026-01,68,\n2026-01,70,payments\n2026-01,66,service\n") == [
        ("2026-01", "68", ""), ("2026-01", "70", "payments"), ("2026-01", "66", "service"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (b"", ["1:1 file/table"]),
        (b"date,value\n", ["1:1 file/table"]),
        (b"\n\n", ["1:1 file/table"]),
        (b"date\tvalue\n2026-01\t68\n", ["1:1 file/table"]),
        (b"date,worth\n2026-01,68\n", ["1:6 file/table"]),
        (b"date,value,value\n2026-01,68,70\n", ["1:6 file/table"]),
        (b"date\n2026-01\n", ["1:1 file/table"]),
        (b"date,value,note\n2026-01,68,x\n", ["1:12 file/table"]),
        (b"date,value\n2026-01,68,2\n2026-02\n", ["2:1 file/table", "3:1 file/table"]),
        (b'date,value\n2026-01,"68\n', ["2:9 file/table"]),
        (b'date,value\n2026-01,"68"x\n', ["2:13 file/table"]),
        (b"date,value\n2026-01,=SUM(A1:A9)\n2026-02,@x\n", ["2:9 file/table", "3:9 file/table"]),
        (b"date,value\n2026-01,6\x008\n", ["2:10 file/table"]),
        ("date,value\n2026-01,\u202e68\n".encode(), ["2:9 file/table"]),
        ("date,value\n2026-01,68\n".encode("utf-16"), ["1:1 file/table"]),
        ("däte,value\n".encode("latin-1"), ["1:1 file/table"]),
        (b"PK\x03\x04 a workbook", ["1:1 file/table"]),
        (b"date,value\n2026-01," + b"9" * 2000 + b"\n", ["2:9 file/table"]),
        (b"date,value\n2026-13,68\n2026-02,n/a\n2026-03,NaN\n2026-04,\n,7\n2026-05,1e5\n",
         ["2:1 field/wrong-value", "3:9 field/wrong-value", "4:9 field/wrong-value", "5:1 field/wrong-value", "6:1 field/wrong-value",
          "7:9 field/wrong-value"]),
        (b"date,value\n2026-01,68\n2026-02,69\n2026-01,70\n", ["4:1 field/wrong-value"]),
        (b"date,value,team\n2026-01,68,payment\n2026-01,68,payments\n2026-01,69,payments\n",
         ["2:12 field/wrong-value", "4:1 field/wrong-value"]),
        (b"date,value\n01.02.2026,68\n2026-03-32,69\n", ["2:1 field/wrong-value", "3:1 field/wrong-value"]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_at_its_cell(table: bytes, expected: list[str]) -> None:
    assert found(table) == expected


def test_huge_tables_are_refused_and_many_mistakes_are_cut_short() -> None:
    assert found(b"date,value\n" + b"2026-01,68\n" * (MAX_BYTES // 10)) == ["1:1 file/table"]
    rows = b"".join(
        b"%04d-%02d-%02d,1\n" % (1970 + day // 336, day % 336 // 28 + 1, day % 28 + 1) for day in range(MAX_ROWS + 1)
    )
    assert found(b"date,value\n" + rows) == [f"{MAX_ROWS + 2}:1 file/table"]
    told = read(b"date,value\n" + b"2026-01,68,2\n" * 500).findings
    assert len(told) == MAX_TOLD
    assert told[-1].hint == f"and {500 - MAX_TOLD} more lines are wrong in such a way"
    assert len(read(b"date,value\n" + b"2026-13,68\n" * 500).findings) == MAX_TOLD


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("other.csv", "file/missing"),
        ("solved.xlsx", "file/type"),
        ("../solved.csv", "file/path"),
        ("[1, 2]", None),
        ("solved", "file/type"),
    ],
)
def test_a_file_that_is_no_table(name: str, rule: str | None) -> None:
    metric = METRIC.replace(b"solved.csv", name.encode())
    files = {**staging.folder(staging.BASE), "metrics/solved.yml": metric, "metrics/solved.xlsx": b"x"}
    findings = [each.rule for each in staging.read(files).findings if each.place.path.endswith(".yml")]
    assert findings[:1] == ([rule] if rule else findings[:1])
    assert findings


def test_a_table_belongs_to_one_metric_and_is_no_left_over() -> None:
    files = {
        **staging.folder(staging.BASE),
        "metrics/solved.yml": METRIC,
        "metrics/again.yml": METRIC,
        "metrics/solved.csv": b"date,value\n2026,1\n",
    }
    assert [(each.rule, each.place.path) for each in staging.read(files).findings] == [
        ("file/claimed-twice", "metrics/solved.yml")
    ]
    alone = {**staging.folder(staging.BASE), "metrics/left.csv": b"date,value\n"}
    assert [each.rule for each in staging.read(alone).findings] == ["file/unclaimed"]


def test_the_line_of_a_value_is_in_the_table() -> None:
    hub = read(b"date,value\n2026-01,68\n2026-02,70\n").hub
    record = hub.records[HERE]
    assert hub.line_of(HERE, ("data", *record.data[1].route)) == ("metrics/solved.csv", 3)
    assert hub.line_of(HERE, ("title",)) == ("metrics/solved.yml", 1)


def test_any_bytes_give_findings_and_never_raise() -> None:
    chance = random.Random(1)
    seed = b'date;value,team\n2026-01,"68,2"\r\n=1;\t\x00\xff2026-W01,7,payments\n'
    mark = TableBeside(("date", "value", "team"), ("date", "value"))
    for _ in range(3000):
        table = bytes(chance.choice(seed) for _ in range(chance.randrange(120)))
        document, told = tables.read(
            "a/b.csv", (b"date,value\n" if chance.random() < 0.7 else b"") + table, "data", mark
        )
        assert told or document.plain()["data"]
        assert all(1 <= each.place.line <= len(document.lines) for each in told)

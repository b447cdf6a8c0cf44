"""What the columns of the tables are, for programs: ``csv-metadata.json`` (W3C, Metadata Vocabulary for Tabular Data).

Heads are words for people and change with the language; the names here do not.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from hub_plugin.outputs.tables.cells import Cell, Marks

PATH = "csv-metadata.json"  # where the standard lets programs look for it
_NAME = str.maketrans("-/ ", "_..")  # of the characters of an id, names of columns take letters, digits and "_" and "."

Table = tuple[Sequence[str], Sequence[str], Sequence[Sequence[Cell]]]


def described(tables: Mapping[str, Table], language: str, marks: Marks) -> bytes:
    """Return the description of all tables.

    Args:
        tables: file → names of the columns, their heads, the rows below them.
        language: of the heads.
        marks: what stands between cells, and before decimals.
    """
    told = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": language}],
        "dialect": {"delimiter": marks.separator, "encoding": "utf-8", "header": True, "lineTerminators": ["\r\n"]},
        "tables": [
            {"url": name, "tableSchema": {"columns": [
                {"name": column.translate(_NAME), "titles": head, "datatype": _type([row[number] for row in rows], marks)}
                for number, (column, head) in enumerate(zip(columns, heads, strict=True))
            ]}}
            for name, (columns, heads, rows) in tables.items()
        ],
    }  # fmt: skip
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def _type(cells: Sequence[Cell], marks: Marks) -> Any:
    kinds = {type(each) for each in cells if each is not None}
    if kinds == {int}:
        return "integer"
    if kinds and kinds <= {int, Decimal}:
        return {"base": "decimal", "format": {"decimalChar": marks.decimal}}
    return "date" if kinds == {datetime.date} else "string"

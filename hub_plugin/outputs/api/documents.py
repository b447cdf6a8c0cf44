"""Which documents there are, and how a shape becomes bytes and a schema."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from hub_plugin.outputs.api import adoption_shapes, measure_shapes, ratings, shapes, work

FOLDER = "api/v1/"
DIALECT = "https://json-schema.org/draft/2020-12/schema"


@dataclass(frozen=True)
class Document:
    """One document of the interface.

    Args:
        name: how it is called.
        shape: the class that it is made from.
        says: what it holds, in one sentence.
    """

    name: str
    shape: type[Any]
    says: str

    @property
    def path(self) -> str:
        """Where it lies, below the folder of the version."""
        return f"{self.name}.json"

    @property
    def schema_path(self) -> str:
        """Where its schema lies, below the folder of the version."""
        return f"schemas/{self.name}.json"


DOCUMENTS = (
    Document("index", shapes.Index, "All other documents, each with its schema."),
    Document("records", shapes.Records, "Every published record: what it is, who owns it, whether it may be used."),
    Document("adoption", adoption_shapes.Adoption, "Who has adopted what: counts by team, by resource and by item, and every obligation."),
    Document("actions", shapes.Actions, "What somebody has taken on, open and done."),
    Document("decisions", shapes.Decisions, "What the meetings decided, the newest first."),
    Document("calendar", shapes.Calendar, "What happens, from 30 days ago to 366 days ahead."),
    Document("dues", shapes.Dues, "What is to be done by a day: answers, exemptions that end, actions."),
    Document("attentions", shapes.Attentions, "What time or silence made: missing, late, at the same time, or to be looked at again."),
    Document("ratings", ratings.Ratings, "Where teams say that they stand, level by level; only where the hub has any."),
    Document("findings", shapes.Findings, "What was doubtful in the content when the site was built."),
    Document("measures", measure_shapes.Measures, "Every metric with its values against their targets; only where the hub has any."),
    Document("goals", measure_shapes.Goals, "Every goal with its shares and check-ins; only where the hub has any."),
    Document("changes", shapes.Changes, "What has changed: new versions, decisions, news; the newest first."),
    Document("progress", shapes.AllProgress, "How far who is with what is done piece by piece: worksheets, plans; only if there is any."),
    Document("observations", shapes.Observations, "What people noticed, gaps and learnings, and what became of it; only if there is any."),
    Document("stages", work.Stages, "Processes and their steps: how it stands with each, and what puts it at risk; only if there is any."),
    Document("journals", work.Journals, "What people planned for their weeks, and what came of it; only if there is any."),
)  # fmt: skip


@cache
def _adapter(document: Document) -> TypeAdapter[Any]:
    return TypeAdapter(document.shape)


def written(document: Document, value: Any) -> bytes:
    """Return a document in UTF-8; fields stand in the order of their class."""
    return _adapter(document).dump_json(value) + b"\n"


def schema(document: Document) -> dict[str, Any]:
    """Return the JSON Schema of a document, draft 2020-12."""
    made = _adapter(document).json_schema(mode="serialization")
    return {"$schema": DIALECT, **made, "description": document.says}


def fault(document: Document, data: bytes) -> str:
    """Return the first thing in which bytes differ from a document's shape, or an empty text."""
    try:
        _adapter(document).validate_json(data, strict=True)
    except ValidationError as error:
        first = error.errors()[0]
        return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
    return ""


def as_json(value: Any) -> bytes:
    """Return plain values as JSON in UTF-8."""
    return (json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")) + "\n").encode()

"""The hub as data: ``api/v1/``. Its shapes are its own, so that records may change without breaking who reads them.

Within a version, fields and documents are added, never taken away, and never change their meaning.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from hub_plugin.model.derive import Joined
from hub_plugin.model.facts_of_work import Observation, Progress
from hub_plugin.model.findings import Finding
from hub_plugin.model.names import Names
from hub_plugin.model.ratings import Rating
from hub_plugin.model.routines import Stage, Week
from hub_plugin.outputs.api import adoption, lists, measures, ratings, work
from hub_plugin.outputs.api.documents import DOCUMENTS, FOLDER, Document, as_json, schema, written
from hub_plugin.outputs.api.shapes import Index, Listed

__all__ = ["DOCUMENTS", "FOLDER", "Document", "files", "schema"]


def files(now: Joined, names: Names, findings: Iterable[Finding] = ()) -> dict[str, bytes]:
    """Return the documents and their schemas.

    Args:
        now: the joined facts.
        names: names and addresses of what is published.
        findings: those that are shown.

    Returns:
        Where each lies, below the site's root → its bytes.
    """
    return dict(_files(now, names, findings))


def _files(now: Joined, names: Names, findings: Iterable[Finding]) -> Iterator[tuple[str, bytes]]:
    made: dict[str, Any] = {
        "records": lists.records(now, names),
        "adoption": adoption.adoption(now, names),
        "actions": lists.actions(now, names),
        "decisions": lists.decisions(now, names),
        "calendar": lists.calendar(now, names),
        "dues": lists.dues(now, names),
        "attentions": lists.attentions(now, names),
        "findings": lists.findings(now, names, findings),
        "changes": lists.changes(now, names),
    }
    if now.gauges:
        made["measures"] = measures.measures(now, names)
    if now.courses:
        made["goals"] = measures.goals(now, names)
    if now.facts.of(Rating):
        made["ratings"] = ratings.ratings(now, names)
    if now.assigned or now.facts.of(Progress):
        made["progress"] = lists.progress(now, names)
    if now.facts.of(Observation):
        made["observations"] = lists.observations(now, names)
    if now.facts.of(Stage):
        made["stages"] = work.stages(now, names)
    if now.facts.of(Week):
        made["journals"] = work.journals(now, names)
    listed = tuple(Listed(each.path, each.says, each.schema_path) for each in DOCUMENTS if each.name in made)
    made["index"] = Index(now.today, "v1", names.line(names.hub.records[now.settings.about].label), listed)
    for document in (each for each in DOCUMENTS if each.name in made):
        yield FOLDER + document.path, written(document, made[document.name])
        yield FOLDER + document.schema_path, as_json(schema(document))

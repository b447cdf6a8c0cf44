"""The plain words that people write above their columns, beside the names of fields themselves.

They belong to names of fields, not to kinds: `owner` means the same wherever it stands. What a kind is called beside its own names,
the kind says itself (`Kind.also`).
"""

from __future__ import annotations

import re
from collections.abc import Collection

from hub_plugin.model.addresses import unaccented

WORDS: dict[str, tuple[str, ...]] = {
    "title": ("name", "label", "heading", "topic", "subject", "what"),
    "name": ("title", "full name", "display name", "called"),
    "summary": ("description", "short description", "abstract", "about", "details", "in short"),
    "purpose": ("aim", "goal", "description", "what for", "mission", "objective", "summary"),
    "owner": ("owned by", "responsible", "responsible person", "accountable", "owner name", "maintainer", "in charge"),
    "status": ("state", "lifecycle", "may be used"),
    "tags": ("tag", "keywords", "labels", "categories"),
    "contact": ("e-mail", "email", "mail", "e-mail address", "email address", "channel", "phone", "where to ask"),
    "reviewed": ("last reviewed", "reviewed on", "last review", "review date"),
    "review_every": ("review cycle", "review interval", "reviewed every"),
    "code": ("number", "no", "nr", "ref", "reference", "clause", "section", "#"),
    "job": ("job title", "position", "function", "role", "post"),
    "discipline": ("field", "area", "profession"),
    "disciplines": ("discipline", "fields", "areas"),
    "team": ("department", "unit", "group"),
    "responsibilities": ("duties", "tasks", "responsible for"),
    "lead": ("team lead", "leader", "manager", "head", "led by"),
    "members": ("member", "people", "team members", "who"),
    "part_of": ("parent", "department", "belongs to", "above"),
    "type": ("kind", "sort"),
    "joined": ("joined on", "member since", "since"),
    "left": ("left on", "until"),
    "url": ("link", "address", "website", "web address", "location", "where"),
    "access": ("how to get in", "access via"),
    "training": ("trainings", "learn", "documentation", "docs"),
    "use_when": ("when to use", "used for", "use case", "when"),
    "how_to_use": ("how to", "instructions", "usage", "how"),
    "effective": ("in force", "in force from", "valid from", "effective from", "effective date"),
    "adopt_by": ("deadline", "due", "due date", "to be met by", "by when"),
    "applies_to": ("for whom", "scope", "audience", "for"),
    "audience": ("for whom", "applies to", "for"),
    "must": ("shall", "mandatory", "required"),
    "should": ("recommended",),
    "may": ("optional", "can", "could"),
    "why": ("reason", "rationale", "because", "justification"),
    "how": ("guidance", "how to meet it", "how to", "implementation", "notes"),
    "evidence": ("proof", "accepted evidence", "evidence required", "shown by"),
    "helps": ("helps with", "helpful templates"),
    "tier": ("step", "stage", "band"),
    "needs": ("depends on", "after", "prerequisite"),
    "after": ("depends on", "predecessor", "waits for"),
    "chair": ("chaired by", "chairperson", "host", "moderator"),
    "must_agree": ("to agree", "agrees", "decides"),
    "place": ("location", "room", "where", "meeting link"),
    "agenda": ("standing agenda", "topics"),
    "agenda_before": ("agenda sent",),
    "reports_before": ("reports sent",),
    "participants": ("attendees", "participants", "invited", "who"),
    "schedule.every": ("frequency", "cadence", "rhythm", "how often", "recurrence"),
    "schedule.day": ("weekday", "on"),
    "schedule.at": ("time", "start time", "clock time"),
    "schedule.duration": ("length", "how long"),
    "schedule.from": ("first meeting", "first date", "start", "start date", "starts", "starts on", "begins"),
    "schedule.until": ("last meeting", "end date", "ends on"),
    "schedule.date": ("date",),
    "when.date": ("date", "start", "start date"),
    "when.to": ("end", "end date", "last day"),
    "when.at": ("time", "start time"),
    "changes.version": ("version", "current version"),
    "changes.date": (
        "version date",
        "changed",
        "changed on",
        "last changed",
        "last updated",
        "updated",
        "modified",
        "date",
    ),
    "changes.what": ("change", "what changed", "change note"),
    "expected.use": ("use", "expected use", "mandatory", "obligation"),
    "expected.by": ("use by", "expected by"),
    "held_by": ("holder", "held by", "who", "filled by", "person"),
    "deputy": ("stand-in", "substitute", "backup"),
    "category": ("class", "group"),
    "unit": ("measured in", "unit of measure"),
    "better": ("direction", "good is"),
    "target": ("goal", "target value", "objective"),
    "source": ("data source", "where from"),
    "period": ("year", "for period"),
    "due": ("due date", "deadline", "by when", "until"),
    "done_on": ("done", "completed", "completed on", "finished on"),
    "plan": ("action", "measure"),
    "planned": ("task", "to do"),
    "text": ("description", "content", "wording", "notes"),
    "found_on": ("found", "date"),
    "date": ("day", "on", "published"),
    "start": ("start date", "from", "begins"),
    "id": ("key", "identifier", "slug", "short name"),
}
LEVEL = ("level", "obligation", "strength", "must should may", "must/should/may", "modality", "priority", "moscow")
VALUES: dict[str, dict[str, str]] = {  # words of a field's cells that mean a word of the format
    "status": {
        "in use": "active", "live": "active", "current": "active", "published": "active", "approved": "active",
        "final": "active", "valid": "active", "yes": "active", "pilot": "trial", "piloting": "trial", "test": "trial",
        "planned": "draft", "in progress": "draft", "in review": "draft", "new": "draft", "proposed": "draft",
        "outdated": "deprecated", "phasing out": "deprecated", "obsolete": "retired", "withdrawn": "retired",
        "archived": "retired", "no": "retired",
    },
    "use": {"mandatory": "required", "must": "required", "yes": "required", "should": "recommended", "may": "optional",
            "no": "optional"},
    "every": {
        "daily": "day", "weekly": "week", "every week": "week", "biweekly": "2 weeks", "bi-weekly": "2 weeks",
        "fortnightly": "2 weeks", "every two weeks": "2 weeks", "every 2 weeks": "2 weeks", "monthly": "month",
        "every month": "month", "quarterly": "3 months", "every quarter": "3 months", "yearly": "year", "annually": "year",
        "every year": "year",
    },
    "review_every": {"yearly": "1 year", "annually": "1 year", "quarterly": "3 months", "monthly": "1 month",
                     "twice a year": "6 months", "half-yearly": "6 months"},
}  # fmt: skip
WORK = {  # the same for what has steps, where "status" takes other words
    "in progress": "open", "not started": "open", "new": "open", "planned": "open", "to do": "open", "todo": "open",
    "on track": "open", "no": "open", "closed": "done", "completed": "done", "complete": "done", "finished": "done", "yes": "done",
    "cancelled": "dropped", "canceled": "dropped", "stopped": "dropped", "rejected": "dropped",
}  # fmt: skip
TOTALS = ("total", "totals", "grand total", "sum", "gesamt", "summe", "osszesen", "suma", "totalt", "summa", "合计")
EMPTY = ("-", "–", "—", "n/a", "n.a.", "tbd", "tbc", "?")
YES = ("yes", "y", "true", "on", "x", "✓", "✔", "1")
NO = ("no", "n", "false", "off", "-", "0")


def meaning(field: str, word: str, choices: Collection[str]) -> str:
    """Return the word of the format that people mean by another one; empty where it is none, or none of those that can be chosen."""
    if word in choices:
        return ""
    further = WORK if field == "status" else {}
    found = (each[word] for each in (VALUES.get(field, {}), further) if word in each)
    return next((each for each in found if not choices or each in choices), "")


def singular(word: str) -> str:
    """Return what one of several is called: ``policies`` → ``policy``; a word that has no plural stays."""
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def folded(text: str) -> str:
    """Return a heading as it is compared: small letters without accents, single blanks, no marks around it."""
    return re.sub(r"[\s_]+", " ", re.sub(r"\([^)]*\)|[*:?!\"'.]", " ", unaccented(text))).strip()

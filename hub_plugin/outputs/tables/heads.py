"""The heads of tables: a name that programs know, the same in every language, and words for people."""

from __future__ import annotations

from hub_plugin.model.addresses import Address
from hub_plugin.model.names import Names
from hub_plugin.model.texts import Message, say, say_in


def _id(what: Message) -> Message:
    return say("{what} (id)", what=what)


def _percent(what: Message) -> Message:
    return say("{what} in percent", what=what)


_OBSERVED = say("Observation")
HEADS: dict[str, Message] = {
    # who and what: the ids by which the tables and the API can be joined
    "item": _id(say("Item")), "team": _id(say("Team")), "product": _id(say("Product")), "metric": _id(say("Metric")),
    "goal": _id(say("Goal")), "action": _id(say("Action")), "decision": _id(say("Decision")), "assessment": _id(say("Assessment")),
    "model": _id(say("Maturity model")), "dimension": _id(say("Dimension")), "series": _id(say("Planning series")),
    "worksheet": _id(say("Worksheet")), "observation": _id(_OBSERVED), "who": _id(say("Who")),
    # what people call it
    "team_name": say("Team"), "dimension_name": say("Dimension"), "level_name": say("Name of the level"), "title": say("Title"),
    "code": say("Code"), "resource": say("Resource"), "text": say("Text"), "owner": say("Owner"), "meeting": say("Meeting"),
    "category": say("Category"), "unit": say("Unit"), "tier": say("Tier"), "version": say("Version"), "severity": say("Severity"),
    "about": say("About"), "affects": say("Affects"), "supersedes": say("Supersedes"),
    # what was said
    "level": say_in("must, should or may", "Level"), "state": say("State"), "status": say("Status"), "counts_as": say("Counts as"),
    "reason": say("Reason"), "why": say("Reason"), "evidence": say("Evidence"), "plan": say("Plan"), "approved_by": say("Approved by"),
    "provided_by": say("Provided by"), "unclear": say("Not clear"), "confirmed": say("Confirmed in spite of it"),
    "outcome": say("Outcome"), "overdue": say("Overdue"), "latest": say("Latest"), "stated": say("Stated by the team"),
    "expected": say("Expected of the team"), "made_of_teams": say("Made of the teams' values"), "sign": say("How it stands"),
    "step": say("Whole or step"),
    # days
    "date": say("Day"), "on": say("Day"), "adopt_by": say("Adopt by"), "due": say("Due"), "since": say("Since"),
    "by": say("To be met by"), "exempt_until": say("Exempt until"), "done_on": say("Done on"), "first": say("First day"),
    "last": say("Last day"), "target_by": say("To be reached by"), "closed": say("Closed on"), "days_open": say("Days open"),
    # figures
    "applies": say("Applies"), "answered": say("Answered"), "met": say("Met"), "asked": say("Asked"), "levels": say("Levels"),
    "done": say("Done"), "all": say_in("in all: the head of a column of sums", "all"),
    "coverage_percent": _percent(say("Coverage")), "score_percent": _percent(say("Score")), "answered_percent": _percent(say("Answered")),
    "position_percent": _percent(say("Position")), "value": say_in("a figure", "Value"), "actual": say("Actual"),
    "target_low": say("Target, at least"), "target_high": say("Target, at most"), "limit_low": say("Threshold, at least"),
    "limit_high": say("Threshold, at most"), "deviation": say("Deviation"), "wanted_low": say("Wanted by now, at least"),
    "wanted_high": say("Wanted by now, at most"), "target": say_in("the level to be reached", "Target"),
}  # fmt: skip
# Where a table means something else by a name.
OWN: dict[tuple[str, str], Message] = {
    ("ratings.csv", "level"): say_in("of maturity", "Level"),
    ("actions.csv", "text"): say("Action"),
    ("decisions.csv", "text"): say("Decision"),
    ("goals.csv", "metric"): _id(say("Metric")),
    ("goals.csv", "action"): say("Corrective action"),
}


def head(table: str, name: str, names: Names) -> str:
    """Return the head of a column in the language of the site.

    Args:
        table: its file.
        name: of the column; in the matrix ``<kind>/<id> <what>``.
        names: says it.
    """
    about, _, what = name.rpartition(" ")
    said = OWN.get((table, what)) or HEADS[what]
    if not about:
        return names.line(said)
    kind, _, rest = about.partition("/")
    return names.line(say("{thing}: {what}", thing=names.label(Address(kind, rest)), what=said))

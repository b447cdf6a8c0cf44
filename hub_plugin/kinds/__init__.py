"""The kinds of record, in reading order: the table of contents."""

from hub_plugin.kinds import (
    adoption,
    calendar,
    campaign,
    goal,
    hub,
    initiative,
    maturity,
    meeting,
    metric,
    person,
    role,
    standard,
    team,
    template,
    tool,
    update,
)
from hub_plugin.model.kind import Kind

KINDS: tuple[Kind, ...] = (
    hub.KIND,
    template.KIND,
    tool.KIND,
    standard.KIND,
    adoption.KIND,
    campaign.KIND,
    metric.KIND,
    goal.KIND,
    initiative.KIND,
    maturity.KIND,
    maturity.ASSESSMENT,
    calendar.KIND,
    meeting.KIND,
    meeting.SESSION,
    team.KIND,
    person.KIND,
    role.KIND,
    update.KIND,
)

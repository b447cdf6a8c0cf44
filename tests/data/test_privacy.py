"""What is not published does not leave: not its title, not its id, not its contact, not through anybody's link."""

from __future__ import annotations

import pytest

from tests.data import hubs

MARK = b"zqx"
HIDDEN = {
    "people/zqx-person.yml": "name: Zqx Person\njob: Zqx job\ncontact: zqx@example.org\nteam: service\npublish: false\n",
    "teams/zqx-team.yml": "name: Zqx team\nlead: zqx-person\npart_of: service\ncontact: '#zqx'\npublish: false\n",
    "adoption/zqx-team.yml": "answered_on: 2026-10-01\nprepared-meetings:\n  agenda-shared: {met: Zqx reason, evidence: https://zqx.example.org}\n",
    "templates/zqx-template.yml": "title: Zqx template\nsummary: Zqx.\nowner: zqx-person\nstatus: active\nexpected: required\npublish: false\n"
    "changes:\n  - {version: 1.0, date: 2026-11-01, what: Zqx first}\n",
    "updates/2026-11-01-zqx.md": "---\ntitle: Zqx news\ndate: 2026-11-01\npublish: false\n---\nZqx text.\n",
    "meetings/zqx-series.yml": "title: Zqx series\nowner: service\nschedule: {every: week, day: monday, at: 09:00, from: 2026-11-02}\npublish: false\n",
    "meetings/zqx-series/2026-11-09.md": "---\nattended: [ana-pop]\ndecisions:\n  zqx-decided: Zqx is decided.\nactions:\n"
    "  zqx-do: {text: Zqx is done., owner: ana-pop, due: 2026-11-10}\n---\nZqx notes.\n",
    "roles/zqx-role.yml": "title: Zqx role\nrequired: true\npublish: false\n",
    "calendars/zqx-calendar.yml": "title: Zqx calendar\nowner: service\npublish: false\nevents:\n  zqx-event:\n    title: Zqx event\n"
    "    when: {date: 2026-11-27}\n",
}
LEADS_THERE = {
    "adoption/payments.yml": hubs.ANSWERS.replace("approved_by: ana-pop", "approved_by: zqx-person").replace(
        "https://wiki.example.org/payments", "[https://wiki.example.org/payments, template/zqx-template]"),
    "updates/2026-11-20-we-begin.md": hubs.NEWS.replace("author: ana-pop", "author: [ana-pop, zqx-person]\nabout: template/zqx-template")
    + "\nAnd [[template/zqx-template]].\n",
    "meetings/steering/2026-11-10.md": hubs.SESSION.replace("owner: mara-ionescu", "owner: zqx-person").replace(
        "affects: prepared-meetings", "affects: [prepared-meetings, template/zqx-template]").replace(
        "attended: [ana-pop]", "attended: [ana-pop, zqx-person]").replace("Tell everybody.", "Tell [[person/zqx-person]]."),
    "standards/other.yml": "title: Other\nowner: zqx-person\nstatus: active\ndecided_in: zqx-series/2026-11-09#zqx-decided\nreviewed: 2020-01-01\n"
    "review_every: 1 year\napplies_to: {except: [zqx-team]}\nrequirements:\n  one:\n    must: It follows [[template/zqx-template]].\n    helps: zqx-template\n"
    "changes:\n  - {version: 1.0, date: 2026-11-02, what: First version, decided_in: 'zqx-series/2026-11-09#zqx-decided'}\n",
    "teams/service.yml": "name: Service\nlead: zqx-person\nmembers: [ana-pop, zqx-person, mara-ionescu]\ndisciplines: [operations]\ncontact: '#ask-zqy'\n",
    "people/ana-pop.yml": "name: Ana Pop\ncontact: ana-zqy@example.org\n",
}  # fmt: skip


@pytest.mark.parametrize("site_url", ["", hubs.SITE])
def test_nothing_unpublished_leaves(site_url: str) -> None:
    reading = hubs.read({**HIDDEN, **LEADS_THERE})
    there = {str(address) for address in reading.hub.records}
    wanted = {"person/zqx-person", "team/zqx-team", "template/zqx-template", "update/2026-11-01-zqx", "meeting/zqx-series",
              "session/zqx-series/2026-11-09", "role/zqx-role", "calendar/zqx-calendar", "adoption/zqx-team", "standard/other"}  # fmt: skip
    assert wanted <= there, [str(each) for each in reading.findings]
    made = hubs.printed(reading.hub, site_url, reading=reading)
    assert not {path: data[max(0, data.lower().find(MARK) - 90) : data.lower().find(MARK) + 30]
                for path, data in made.items() if MARK in data.lower() or "zqx" in path}  # fmt: skip


def test_contacts_are_in_no_data() -> None:
    reading = hubs.read(LEADS_THERE | HIDDEN)
    assert not [path for path, data in hubs.printed(reading.hub).items() if b"zqy" in data.lower()]


def test_what_is_published_is_there_all_the_same() -> None:
    reading = hubs.read({**HIDDEN, **LEADS_THERE})
    made = hubs.printed(reading.hub)
    assert b"standard/other" in made["api/v1/records.json"]
    assert b"It follows not published." in made["api/v1/adoption.json"]
    assert b'"owner":null' in made["api/v1/actions.json"]
    assert b"Ana Pop" in made["feeds/updates.atom"]

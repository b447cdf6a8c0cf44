"""``coehub remind``: the right things to the right people, and nothing that an author wrote gets out of its place."""

from __future__ import annotations

import email
import email.policy
import json
from pathlib import Path

import pytest

from hub_plugin.outputs.reminders import mail_of, sender_fault
from tests.cli.conftest import Run, write

DAY = ("--today", "2026-02-20")
SESSION = """\
---
actions:
  late: {{text: "{text}", owner: sam-lee, due: 2026-02-10}}
  soon: {{text: Soon, owner: sam-lee, due: 2026-03-01}}
  then: {{text: Much later, owner: sam-lee, due: 2026-09-01}}
---
"""


def acts(hub: Path, text: str = "Call them", contact: str = "sam.lee@example.org", further: str = "") -> None:
    write(hub / "content/meetings/steering/2026-02-03.md", SESSION.format(text=text))
    person = hub / "content/people/sam-lee.yml"
    lines = [line for line in person.read_text().split("\n") if line and not line.startswith("contact:")]
    write(person, "\n".join([*lines, f"contact: {json.dumps(contact)}", further, ""]))


def test_links_lead_to_where_each_language_lies(hub: Path, run: Run) -> None:
    acts(hub)
    charter = hub / "content/hub.yml"
    text = "".join(line for line in charter.read_text().splitlines(True) if not line.startswith("languages:"))
    write(charter, text + "languages: [en, pt-BR, ro]\n")
    config = (hub / "mkdocs.yml").read_text()
    config = "".join(line for line in config.splitlines(True) if not line.startswith("site_url:"))
    for built, places in (
        ("", {"en": "", "pt-BR": "pt-br/", "ro": "ro/"}),
        ("{languages: [ro]}", {"pt-BR": "", "ro": "ro/"}),
    ):
        said = config.replace("- coehub\n", f"- coehub: {built}\n") if built else config
        write(hub / "mkdocs.yml", f"site_url: https://hub.example.org/x\n{said}")
        for tag, place in places.items():
            done = run("remind", *DAY, "--language", tag, "--format", "json")
            urls = [
                item["url"]
                for each in json.loads(done.output)["reminders"]
                for item in [*each["late"], *each["coming"]]
            ]
            assert urls
            assert all(url.startswith(f"https://hub.example.org/x/{place}meetings/") for url in urls), (built, tag)


def mail(folder: Path, who: str = "person-sam-lee") -> email.message.EmailMessage:
    (path,) = folder.glob(f"*-{who}.eml")
    data = path.read_bytes()
    assert b"\r\n\r\n" in data
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert all(len(line) <= 998 for line in data.split(b"\r\n"))
    assert data.isascii()
    found = email.message_from_bytes(data, policy=email.policy.default)
    assert not found.defects
    assert set(found.keys()) == {"From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "Content-Type", "Content-Language",
                                 "Content-Transfer-Encoding", "MIME-Version"}  # fmt: skip
    assert all(len(found.get_all(name, [])) == 1 for name in found)
    assert not any(found[name].defects for name in ("From", "To", "Subject", "Date"))
    return found


def test_text(run: Run, hub: Path) -> None:
    acts(hub)
    output = run("remind", "person/sam-lee", *DAY).output
    assert output == (
        "Sam Lee: 1 late, 1 due soon\n  Late\n    10 February 2026: Call them (to do)\n  Due soon\n    1 March 2026: Soon (to do)\n"
    )
    assert "Much later" in run("remind", "sam-lee", "--ahead", "366", *DAY).output
    assert "Soon" not in run("remind", "sam-lee", "--ahead", "3", *DAY).output
    assert run("remind", "sam-lee", "--today", "2020-01-01").output.startswith("Nothing is late")
    assert run("remind", "--today", "2199-12-31").exit_code == 0


def test_what_somebody_left_behind_belongs_to_nobody(run: Run, hub: Path) -> None:
    acts(hub, further="left: 2026-01-31")
    told = json.loads(run("remind", "--format", "json", *DAY).output)
    assert "person/sam-lee" not in {each["who"] for each in told["reminders"]}
    (nobody,) = (each for each in told["reminders"] if each["who"] is None)
    assert "session/steering/2026-02-03#late" in {each["about"] for each in nobody["late"]}


def test_json(run: Run, hub: Path) -> None:
    acts(hub)
    told = json.loads(run("remind", "--format", "json", *DAY).output)
    (found,) = (each for each in told["reminders"] if each["who"] == "person/sam-lee")
    assert (found["mail"], [each["about"] for each in found["late"]]) == (
        "sam.lee@example.org", ["session/steering/2026-02-03#late"]
    )  # fmt: skip
    assert told["generated_for"] == "2026-02-20"


def test_mails(run: Run, hub: Path) -> None:
    acts(hub)
    done = run("remind", "--mail", "out", "--from", "hub@example.org", *DAY)
    assert done.exit_code == 0, done.output
    assert "nothing is sent" in done.output
    found = mail(hub / "out")
    assert found["To"].addresses[0].addr_spec == "sam.lee@example.org"
    assert found["From"].addresses[0].addr_spec == "hub@example.org"
    assert found["Subject"] == "Centre of Excellence: Sam Lee, 1 late, 1 due soon"
    assert found["Date"].datetime.isoformat()[:13] == "2026-02-20T08"
    assert "10 February 2026: Call them (to do)" in found.get_content()
    first = {path.name: path.read_bytes() for path in (hub / "out").iterdir()}
    run("remind", "--mail", "out", "--from", "hub@example.org", *DAY)
    assert {path.name: path.read_bytes() for path in (hub / "out").iterdir()} == first


def test_what_authors_write_stays_in_its_place(run: Run, hub: Path) -> None:
    acts(hub, "x\\nBcc: all@example.org\\n\\n<!channel> @here [b](https://evil.invalid) ##[error]", further="")
    person = hub / "content/people/sam-lee.yml"
    write(person, person.read_text().replace("name: Sam Lee", 'name: "Sam, <x@y.zz> \\" Ł 李\\n Bcc: z@y.zz"'))
    assert run("remind", "--mail", "out", "--from", "hub@example.org", *DAY).exit_code == 0
    found = mail(hub / "out")
    assert [each.addr_spec for each in found["To"].addresses] == ["sam.lee@example.org"]
    assert "x Bcc: all@example.org <!channel>" in found.get_content()
    said = json.loads(run("remind", "--format", "chat", *DAY).output)
    assert list(said) == ["text"]
    assert not {"@", "<", ">"} & set(said["text"])
    assert "](" not in said["text"]
    assert "://" not in said["text"]
    assert "##[" not in run("remind", *DAY).output


def test_a_chat_is_left_alone_where_nothing_is_due(run: Run, hub: Path) -> None:
    assert run("remind", "first-team", "--format", "chat", "--ahead", "0", *DAY).output == ""
    assert "Nothing is late" in run("remind", "first-team", "--ahead", "0", *DAY).output


@pytest.mark.parametrize("hidden", ["publish: false", "left: 2026-01-31"])
def test_only_published_contacts(run: Run, hub: Path, hidden: str) -> None:
    acts(hub, further=hidden)
    done = run("remind", "--mail", "out", "--from", "hub@example.org", *DAY)
    assert done.exit_code == 0
    assert not list((hub / "out").glob("*sam-lee*"))
    assert "sam.lee@" not in run("remind", "--format", "json", *DAY).output
    if hidden == "publish: false":
        assert "sam-lee" not in run("remind", "--format", "json", *DAY).output


def test_a_team_without_an_address_is_reached_at_its_lead(run: Run, hub: Path) -> None:
    acts(hub)
    team = hub / "content/teams/first-team.yml"
    team.write_text(
        team.read_text() + "contact: '#first'\n" + ("" if "lead:" in team.read_text() else "lead: sam-lee\n")
    )
    lead = next(line for line in team.read_text().split("\n") if line.startswith("lead:")).partition(": ")[2]
    path = hub / f"content/people/{lead}.yml"
    kept = [line for line in path.read_text().split("\n") if not line.startswith("contact:")]
    write(path, "\n".join([*kept, "contact: lead@example.org", ""]))
    run("remind", "--mail", "out", "--from", "hub@example.org", "--today", "2030-01-01")
    found = mail(hub / "out", "team-first-team")
    assert found["To"].addresses[0].addr_spec == "lead@example.org"
    assert "because you lead First team" in found.get_content().replace("\n", " ")


@pytest.mark.parametrize("contact", ["#channel", "a@b", "a@b.cc, c@d.ee", "a b@c.dd", "a@b.cc\nx", ".a@b.cc", "a..b@c.dd", "ä@b.cc",
                                     "x@" + "a." * 130 + "bb", "", None, "<a@b.cc>", "https://a.bb/c@d"])  # fmt: skip
def test_what_is_no_address(contact: str | None) -> None:
    assert mail_of(contact) == ""


def test_what_is_an_address() -> None:
    assert mail_of("mailto:a.b+c@d-e.example") == "a.b+c@d-e.example"
    assert sender_fault("a@b.example") == ""
    for wrong in ("", "a", "a@b.example\nBcc: c@d.example", "A <a@b.example>", "a@b.example "):
        assert sender_fault(wrong)


def test_wrong_use(run: Run, hub: Path) -> None:
    assert "needs --from" in run("remind", "--mail", "out").output
    assert run("remind", "--mail", "out").exit_code == 2
    assert "did you mean" in run("remind", "sam-le").output
    assert run("remind", "--mail", "mkdocs.yml", "--from", "a@b.example", "--today", "2030-01-01").exit_code == 2
    assert run("remind", "--ahead", "-1").exit_code == 2
    write(hub / "content/hub.yml", "format: 1\n")
    assert run("remind").exit_code == 1

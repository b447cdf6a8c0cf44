"""Reminders: what is due or late, by team and person, as text, data, mails and chat messages. Nothing here sends anything."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from email.errors import MessageError
from email.headerregistry import Address as Mailbox
from email.message import EmailMessage
from email.policy import SMTP
from typing import Any

from hub_plugin.model.addresses import Address
from hub_plugin.model.derive import Due, Joined
from hub_plugin.model.facts import Ended, Group
from hub_plugin.model.names import Names
from hub_plugin.model.texts import N_, Message, say, say_many

# One plain address (RFC 5321 without quoted local parts): what anything else means is a guess, and a guess is not sent to.
_MAIL = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}"
)
_UNSEEN = re.compile("[\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
_CALLS = {"@": "＠", "<": "‹", ">": "›", "&": "＆"}  # what would call a whole channel, or hide a link, in a chat
_WHAT = {"answer": N_("an answer"), "exemption": N_("an exemption ends"), "task": N_("to do")}
_LONGEST = 200
Tell = Callable[[Message], str]  # says a sentence of ours in the language of the site


@dataclass(frozen=True)
class Item:
    """One thing that is due.

    Args:
        on: its day.
        about: what it is about, as it stands in links.
        text: what it is.
        what: answer, exemption or task.
        late: its day has passed.
        url: where it is shown; None: nowhere.
    """

    on: datetime.date
    about: str
    text: str
    what: str
    late: bool
    url: str | None


@dataclass(frozen=True)
class Reminder:
    """What one team or person is reminded of.

    Args:
        who: as it stands in links; empty: nobody is named.
        name: what people call them.
        mail: the address to write to, if one is published; for a team without one, its lead's.
        to: whose address that is.
        late, coming: the things, by day.
    """

    who: str
    name: str
    mail: str
    to: str
    late: tuple[Item, ...]
    coming: tuple[Item, ...]


def reminders(now: Joined, names: Names, until: datetime.date) -> tuple[Reminder, ...]:
    """Return whom to remind of what: what is late, and what falls due until a day (included).

    What is not published is left out, and so is whoever is not. What was left behind by who is gone belongs to nobody.
    """
    groups = {group.about: group for group in now.facts.of(Group)}
    gone = {each.about for each in now.facts.of(Ended) if each.on < now.today}
    found: dict[Address | None, list[Due]] = {}
    for due in now.dues:
        if due.on <= until and names.shows(due.about) and (due.who is None or names.shows(due.who)):
            found.setdefault(None if due.who in gone else due.who, []).append(due)

    def one(who: Address | None, many: Sequence[Due]) -> Reminder:
        name = names.line(say("nobody is named")) if who is None else _line(names.label(who))
        mail, to = _reached(who, names, groups, gone) if who else ("", "")
        items = [
            Item(due.on, str(due.about), _line(names.line(due.text)), due.what, due.late, names.url(due.about))
            for due in many
        ]
        late, coming = (tuple(item for item in items if item.late is wanted) for wanted in (True, False))
        return Reminder(str(who or ""), name, mail, to, late, coming)

    made = [one(who, many) for who, many in found.items()]
    return tuple(sorted(made, key=lambda each: (not each.who, each.who)))


def _reached(who: Address, names: Names, groups: dict[Address, Group], gone: set[Address]) -> tuple[str, str]:
    """Return a published mail address and whose it is: one's own, else that of the one who leads the group; nobody who has left."""
    lead = groups[who].lead if who in groups else None
    for each in (who, lead):
        if each is not None and each not in gone and names.shows(each):
            mail = mail_of(getattr(names.hub.records.get(each), "contact", None))
            if mail:
                return mail, _line(names.label(each))
    return "", ""


def mail_of(contact: object) -> str:
    """Return the mail address that a contact is, or an empty text: a channel, a sentence or two addresses are none."""
    text = str(contact or "").strip().removeprefix("mailto:")
    plain = _MAIL.fullmatch(text) is not None and ".." not in text and not text.startswith(".") and ".@" not in text
    return text if plain and len(text) <= 254 else ""


def _line(text: str) -> str:
    """Return a text on one line, without what cannot be seen."""
    line = " ".join(_UNSEEN.sub("", text).split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def subject(each: Reminder, tell: Tell) -> str:
    """Return what a reminder is about, in a few words."""
    late = say_many("{number} late", "{number} late", number=len(each.late))
    coming = say_many("{number} due soon", "{number} due soon", number=len(each.coming))
    both = say("{late}, {coming}", late=late, coming=coming)
    return tell(both if each.late and each.coming else late if each.late else coming)


def _named(each: Reminder, tell: Tell) -> str:
    return tell(say("{thing}: {what}", thing=each.name, what=subject(each, tell)))


def as_text(each: Reminder, tell: Tell) -> list[str]:
    """Return a reminder as lines of text."""
    lines = [_named(each, tell)]
    for head, items in ((say("Late"), each.late), (say("Due soon"), each.coming)):
        lines += [f"  {tell(head)}"] if items else []
        for item in items:
            what = say(_WHAT.get(item.what, item.what))
            lines.append(f"    {tell(say('{day}: {text} ({what})', day=item.on, text=item.text, what=what))}")
            lines += [f"        {item.url}"] if item.url and "://" in item.url else []
    return lines


def as_data(now: Joined, until: datetime.date, found: Sequence[Reminder]) -> dict[str, Any]:
    """Return reminders as plain values for JSON."""

    def item(each: Item) -> dict[str, Any]:
        return {"on": each.on.isoformat(), "about": each.about, "text": each.text, "what": each.what, "url": each.url}

    return {
        "generated_for": now.today.isoformat(), "until": until.isoformat(),
        "reminders": [
            {"who": each.who or None, "name": each.name, "mail": each.mail or None, "late": [item(one) for one in each.late],
             "coming": [item(one) for one in each.coming]}
            for each in found
        ],
    }  # fmt: skip


def as_chat(title: str, found: Sequence[Reminder], tell: Tell) -> dict[str, str]:
    """Return one message as Slack, Mattermost, Teams and others take it: ``{"text": …}``.

    What an author wrote calls nobody and hides no link: the characters for that are replaced by ones that look alike.
    """
    lines = [_quiet(title)]
    for each in found:
        lines += ["", _named(replace(each, name=f"*{_quiet(each.name)}*"), tell)]
        for item in (*each.late, *each.coming):
            where = f" {item.url}" if item.url and "://" in item.url else ""
            text = _quiet(item.text)
            told = (
                say("{day}, late: {text}", day=item.on, text=text)
                if item.late
                else say("{day}: {text}", day=item.on, text=text)
            )
            lines.append(f"• {tell(told)}{where}")
    return {"text": "\n".join(lines)}


def _quiet(text: str) -> str:
    plain = re.sub(r"\](?=[(\[])", "] ", _line(text))
    return "".join(_CALLS.get(letter, letter) for letter in plain).replace("://", ":∕∕").replace("`", "'")


def mails(
    now: Joined, found: Sequence[Reminder], sender: str, hub: str, tell: Tell, language: str
) -> Iterator[tuple[str, bytes]]:
    """Yield a file name and a ready mail (RFC 5322) for everybody whose address is published.

    Args:
        now: the day, and the zone in which it is eight in the morning.
        found: whom to remind of what.
        sender: the address that the mails come from.
        hub: what the hub is called.
        tell: says a sentence of ours.
        language: in which it says them.
    """
    box = Mailbox(addr_spec=sender)
    for each in (each for each in found if each.mail):
        mail = EmailMessage(policy=SMTP.clone(max_line_length=78))
        mail["From"] = Mailbox(_box(hub), box.username, box.domain)
        user, _, domain = each.mail.rpartition("@")
        mail["To"] = Mailbox(_box(each.to), user, domain)
        mail["Subject"] = tell(
            say("{hub}: {name}, {what}", hub=_line(hub), name=_line(each.name), what=subject(each, tell))
        )
        mail["Date"] = datetime.datetime.combine(now.today, datetime.time(8), now.settings.zone)
        body = _body(each, hub, tell)
        key = hashlib.sha256("\0".join((now.today.isoformat(), each.who, each.mail, body)).encode()).hexdigest()[:32]
        mail["Message-ID"] = f"<{key}@{box.domain}>"
        mail["Auto-Submitted"] = "auto-generated"  # RFC 3834: no answer from a machine
        mail.set_content(body)
        mail["Content-Language"] = language
        yield f"{now.today}-{each.who.replace('/', '-')}.eml", mail.as_bytes()


def sender_fault(sender: str) -> str:
    """Return what is wrong with the address of a sender, or an empty text."""
    try:
        Mailbox(addr_spec=sender)
    except (MessageError, ValueError, IndexError):
        return "it is no mail address"
    return "" if mail_of(sender) == sender else "it is no plain mail address"


def _box(name: str) -> str:
    """Return a name as it may stand before an address."""
    return re.sub(r'["\\\x00-\x1f\x7f]', "", _line(name))[:70]


def _body(each: Reminder, hub: str, tell: Tell) -> str:
    foot = tell(say("This is a reminder of {hub}, made from what its pages show.", hub=_line(hub)))
    if each.to != each.name:
        foot += " " + tell(say("You get this because you lead {team}.", team=each.name))
    text = "\n".join(as_text(each, tell))
    return f"{text}\n\n-- \n{foot}\n"

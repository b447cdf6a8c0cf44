"""What verbs say: hostile words typed behind each of them, and hostile hubs that each of them is asked about."""

from __future__ import annotations

import email
import email.policy
import gc
import html
import json
import re
import subprocess
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import click

from tests import sites
from tests.data import test_hostile
from tests.hardness import contract, leaving, planted
from tests.hardness.asking import PLAYS, commands, named, plays
from tests.hardness.planting import MARKS
from tests.hardness.strings import ADDRESSES, EVIL, UNREADABLE, WRITTEN
from tests.hardness.words import Case, Sort

_COMMANDS = re.compile(r"^::(error|warning|notice) file=")
_HEADERS = [
    "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type",
    "Content-Transfer-Encoding", "Content-Language",
]  # fmt: skip


def forget() -> None:
    """Give back what verbs have read: a verb is a process of its own elsewhere, and leaves that to its end."""
    gc.unfreeze()
    gc.collect()


def faults_of(folder: Path, *words: str) -> Iterator[str]:
    """Run a verb, and yield what is wrong with how it ends and with what it prints."""
    code, out, err = contract.run(folder, *words)
    told = " ".join(words[:3])
    if code not in (0, 1, 2):
        yield f"{told}: it ends with {code}: {err[:400]}"
    for line in (out + err).split("\n"):
        if "github" in words and _COMMANDS.match(line):
            yield from leaving.logged(told, _COMMANDS.sub("", line))
        else:
            yield from leaving.logged(told, line)
    if words[-1] == "json" or "json" in words:
        yield from leaving.held(told, lambda: json.loads(out) if code == 0 else None)


def verbs() -> Sequence[Case]:
    """Each text as each word of each verb; and a hub with each text in every field, of which each verb is asked."""
    assert commands()
    typed = [Case(f"typed {number}", partial(_typed, text)) for number, text in enumerate((*WRITTEN, *UNREADABLE))]
    few = [
        (0, *(number for number in range(1 + each, len(WRITTEN), GROUPS) if number not in ADDRESSES))
        for each in range(GROUPS)
    ]
    hubs = [Case(f"hub {number}", partial(_hub, some)) for number, some in enumerate(few, 1)]
    return [typed[EVIL[1]], *hubs, *typed[: EVIL[1]], *typed[EVIL[1] + 1 :]]


GROUPS = 12


def _typed(text: str, folder: Path) -> int:
    """A hostile text as each word that a verb takes; the words around it are those of a call that goes through."""
    text = re.sub("[\ud800-\udfff]", "\udcff", text.replace("\0", ""))  # what a system hands over
    contract.lay(folder, {"templates/a-brief.yml": _TEMPLATE})
    prepare(folder, "plain")
    sound = {"team": "payments", "template": "template/a-brief", "item": ITEM, "text": "why", "language": "en"}
    faults, number = list[str](), 0
    for verb, command in commands().items():
        for words in _with(
            command, tuple(named(PLAYS[verb][0], sound)), f"{text} {verb}"
        ):  # each has a path of its own
            faults += faults_of(folder, verb, *words)
            number += 1
        faults += faults_of(folder, verb, f"--{text}")
    faults += faults_of(folder, text)
    forget()
    assert not faults, "\n".join(faults[:20])
    return number


ITEM = "prepared-meetings#agenda-shared"
_TEMPLATE = b"title: Brief\nsummary: A brief.\nowner: payments\nstatus: draft\n"


def _with(command: click.Command, sound: tuple[str, ...], text: str) -> Iterator[tuple[str, ...]]:
    """Yield the sound words of a call with a text in place of each, and as each option that takes a word."""
    for at, word in enumerate(sound):
        if not word.startswith("--"):
            yield (*sound[:at], text, *sound[at + 1 :])
    for each in command.params:
        flag = isinstance(each, click.Option) and each.is_flag
        if not flag and isinstance(each, click.Option) and each.opts[-1] not in sound:
            yield (*sound, each.opts[-1], text)
        elif isinstance(each, click.Argument) and not each.required:
            yield (*sound, text)


def prepare(folder: Path, *texts: str) -> None:
    """Lay beside a hub what some verbs read: a repository, rows, an answer that was handed over, a built site, a wrong one."""
    rows = ["Title,Summary,Purpose", *(",".join([_cell(each)] * 3) for each in texts)]
    links = "".join(
        f'<a href="{html.escape(start + each)}" id="{html.escape(each)}">{html.escape(each)}</a>'
        for each in texts
        for start in ("", "https://z.invalid/", "x/", "#")
    )
    page = "<!doctype html><html><head><title>x</title></head><body>{}</body></html>"
    wrong = page.format(links).encode("utf-8", "replace")
    sites.lay(
        folder,
        {
            "rows.csv": "\n".join(rows).encode("utf-8", "replace"),
            "handed.yml": json.dumps(
                {"team": texts[-1], "answers": [{"item": texts[-1], "state": texts[-1]}]}
            ).encode(),
            "built/index.html": page.format("<p>Here.</p>").encode(),
            "wrong/index.html": wrong,
            **{f"wrong/{each.replace('/', '∕')[:40].strip()}.html": wrong for each in texts},
        },
    )
    for words in (("init", "-q", "-b", "main"), ("add", "content", "mkdocs.yml"), ("commit", "-q", "-m", "A hub")):
        who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
        subprocess.run(["git", *who, *words], cwd=folder, capture_output=True, check=True)


def _cell(text: str) -> str:
    return '"' + " ".join(text.replace('"', '""').split()) + '"'


def _hub(texts: Sequence[int], folder: Path) -> int:
    """A hub with these texts wherever they may stand: what each verb says of it, and writes."""
    plain, address = planted.free()
    made = planted.whole(texts, plain | address, "ro")
    said = [WRITTEN[each].replace("MARK", "s00x") for each in texts]
    files = {f"content/{path}": data for path, data in made.files.items()}
    for number in texts:  # to whom mails are written; the centre in whose name they are
        for path in (f"content/teams/team-{number:02}.yml", f"content/people/person-{number:02}.yml"):
            files[path] = re.sub(rb'(?m)^"contact": .*', b"contact: t%d@example.org" % number, files[path])
    files["content/hub.yml"] = re.sub(
        rb"(?m)^name: .*",
        lambda _: f"name: {json.dumps(said[-1], ensure_ascii=False)}".encode(),
        files["content/hub.yml"],
        count=1,
    )
    sites.lay(folder, files, sites.PLAIN)
    prepare(folder, *said)
    faults, calls = list[str](), dict[tuple[str, ...], None]()  # many are the same for each text
    for number, text in zip(texts, said, strict=True):
        names = {
            "team": f"team-{number:02}",
            "template": f"template/template-{number:02}",
            "text": text,
            "language": "ro",
        }
        calls |= dict.fromkeys(plays(item=ITEM, **names))
    for words in calls:
        faults += faults_of(folder, *words)
    forget()
    faults += mail_faults(folder / "mails")
    if len(list((folder / "mails").glob("*.eml"))) < len(texts):
        faults.append("mails: not every team is written to")
    for path in sorted((folder / "audit").glob("*.csv")):
        faults += leaving.held(path.name, lambda path=path: test_hostile.check_csv(path.read_bytes()))
    assert not faults, "\n".join(faults[:20])
    return sum(1 for _ in made.standing())


def mail_faults(folder: Path) -> Iterator[str]:
    """Yield what is wrong with the mails in a folder: a header that is not ours, somebody else who gets it, a sign that is no text."""
    for path in sorted(folder.glob("*.eml")):
        data = path.read_bytes()
        mail = email.message_from_bytes(data, policy=email.policy.SMTP)
        if sorted(mail.keys()) != sorted(_HEADERS):
            yield f"{path.name}: {mail.keys()}"
        if mail.defects or any(mail[name].defects for name in _HEADERS if name in mail):
            yield f"{path.name}: {mail.defects}, {[each.defects for each in mail.values()]}"
        if len(mail["To"].addresses) != 1 or len(mail["From"].addresses) != 1:
            yield f"{path.name}: to {mail['To']}, from {mail['From']}"
        if mail["From"].addresses[0].addr_spec != "hub@example.org":
            yield f"{path.name}: from {mail['From']}"
        if MARKS.search(mail["To"].addresses[0].addr_spec):
            yield f"{path.name}: to {mail['To']}"
        head = data.partition(b"\r\n\r\n")[0].decode("ascii", "replace")
        if re.search(r"[^\x20-\x7e\t]", head.replace("\r\n", "")):
            yield f"{path.name}: {head!r}"
        if mail.get_content_type() != "text/plain":
            yield f"{path.name}: {mail.get_content_type()}"
        for said in (*map(str, mail.values()), mail.get_content().replace("\r\n", "\n")):
            if found := leaving.MOVES.search(said):
                yield f"{path.name}: {said[max(0, found.start() - 60) : found.end() + 60]!r} moves the cursor"


VERBS = Sort(
    "what verbs say",
    "In what a verb prints no text gives orders to a terminal or a log; in a mail none adds a header.",
    verbs,
    10_000,
    short=2,  # of words that are typed; what is said of hubs is tried with the texts
    memory=4096,
    settled=False,
    long=True,
    parts=6,
)

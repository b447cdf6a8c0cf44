"""``coehub remind``: what is due or late, ready to be sent by whatever sends things."""

from __future__ import annotations

import datetime
import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hub_plugin.cli.opened import content_option, language_option, today_option
from hub_plugin.cli.saying import hand_over, speak

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hub_plugin.outputs.reminders import Reminder

FORMATS = ("text", "json", "chat")


@click.command("remind")
@click.argument("who", required=False)
@click.option(
    "--ahead", metavar="DAYS", type=click.IntRange(0, 366), default=14, show_default=True, help="How far to look ahead."
)
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="For whom.")
@click.option(
    "--mail",
    "folder",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Write a ready mail file for each into this folder.",
)
@click.option("--from", "sender", metavar="ADDRESS", default="", help="The mail address that those mails come from.")
@content_option
@today_option
@language_option
def command(
    who: str | None,
    ahead: int,
    form: str,
    folder: Path | None,
    sender: str,
    content: str | None,
    today: str,
    language: str,
) -> None:
    """Say what is late or falls due soon, by team and person; with WHO, such as payments or person/li-wei, for that one.

    Nothing is sent. '--format chat' prints what incoming webhooks of Slack, Mattermost and Teams take,
    and nothing where nothing is due; '--mail' writes files that
    a mail program or 'sendmail -t' sends. Mails go to published contacts only; a team without one is reached at its lead.

    \b
    Examples:
      coehub remind
      coehub remind payments --format chat > message.json
      coehub remind --language ro
      coehub remind --mail reminders --from hub@example.org
    """
    from hub_plugin import build
    from hub_plugin.cli.configured import configured
    from hub_plugin.cli.opened import from_here, here, open_readable, spoken, wrong_use
    from hub_plugin.cli.settings import plugin_options
    from hub_plugin.model.addresses import HUB
    from hub_plugin.model.english import counted
    from hub_plugin.model.languages import places
    from hub_plugin.model.safe import as_json
    from hub_plugin.model.texts import say
    from hub_plugin.outputs import reminders

    if folder is not None and (fault := reminders.sender_fault(sender)):
        raise wrong_use(f"--mail needs --from with the address that the mails come from; '{sender[:60]}': {fault}")
    opened = open_readable(content, today)
    hub = opened.reading.hub
    now = build.derive(hub, opened.today)
    try:
        until = opened.today + datetime.timedelta(days=ahead)
    except OverflowError:
        until = datetime.date.max
    site_url = configured(here(), os.environ, "").site_url
    tag, built = spoken(opened, language), plugin_options(here(), os.environ).languages
    if site_url:  # of a language that is not built, the pages of the first one are shown
        site_url = f"{site_url.rstrip('/')}/{places(opened.reading.languages, built).get(tag, '')}"
    frame = build.Frame(language=tag, catalogs=opened.catalogs, site_url=site_url)
    found, tell = build.reminders(hub, now, frame, until), build.naming(hub, now, frame).line
    if who is not None:
        found = _chosen(found, who, {str(address) for address in hub.records})
    title = tell(hub.records[HUB].label)
    if folder is not None:
        number = _mails(folder, dict(reminders.mails(now, found, sender, title, tell, frame.language)))
        without = [each.name for each in found if each.who and not each.mail]
        speak(
            f"{counted(number, 'mail')} {'is' if number == 1 else 'are'} in {from_here(folder) or '.'}/; nothing is sent"
        )
        if without:
            speak(f"no mail address is published for {', '.join(without)}")
        return
    if form == "json":
        hand_over(as_json(reminders.as_data(now, until, found)))
    elif form == "chat":
        if found:  # else nothing is printed, so that whoever sends can leave it
            head = tell(say("{hub}: what is due by {day}", hub=title, day=until))
            hand_over(as_json(reminders.as_chat(head, found, tell)))
    else:
        for number, each in enumerate(found):
            speak(*[""] * bool(number), *reminders.as_text(each, tell))
        if not found:
            speak(tell(say("Nothing is late, and nothing falls due by {day}.", day=until)))


def _chosen(found: Sequence[Reminder], who: str, known: set[str]) -> tuple[Reminder, ...]:
    """Return the reminders of one team or person.

    Raises:
        click.ClickException: there is none of that name.
    """
    from hub_plugin.cli.opened import wrong_use
    from hub_plugin.model.findings import did_you_mean

    wanted = [each for each in (who, f"team/{who}", f"person/{who}", f"role/{who}") if each in known]
    if not wanted:
        names = {each.partition("/")[2]: each for each in known if each.startswith(("team/", "person/"))}
        raise wrong_use(
            f"no team or person is called '{who}'; {did_you_mean(who, names) or 'coehub status lists what is due'}"
        )
    return tuple(each for each in found if each.who == wanted[0])


def _mails(folder: Path, made: dict[str, bytes]) -> int:
    """Write the mails of one run.

    Raises:
        click.ClickException: a file cannot be written.
    """
    from hub_plugin.cli.opened import not_written
    from hub_plugin.cli.report import write_whole

    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_whole({folder / name: data for name, data in made.items()})
    except OSError as error:
        raise not_written(error, folder) from None
    return len(made)

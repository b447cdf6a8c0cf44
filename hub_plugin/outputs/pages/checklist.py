"""The lines of a checklist, put together by hand: a large hub prints tens of thousands, and Jinja takes five times as long.

The one page part that is not a template. Every value goes through ``escape`` or comes as Markup from the press.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import Any

from markupsafe import Markup, escape

from hub_plugin.model.derive import Joined, Obligation, State
from hub_plugin.model.facts import Answer
from hub_plugin.outputs.pages.wording import Wording

MOST_HELPERS = 5


class Checklist:
    """Prints items for the page at one address.

    Args:
        now: the joined facts.
        words: says things in the page's language.
        here: what templates may call on this page.
    """

    def __init__(self, now: Joined, words: Wording, here: dict[str, Callable[..., Any]]) -> None:
        self._now, self._words, self._say = now, words, words.say
        self._link, self._shown, self._edit, self._shared = here["link"], here["shown"], here["edit"], here["shared"]
        self._number = count(1)

    def item(self, one: Obligation) -> Markup:
        """Return one line: sign, state, statement, level, date; it opens to the answer and, while something is still to be done,
        to why, how, evidence and who can help. What is met leads to the requirement instead of repeating it."""
        ask, say = one.ask, self._say
        tier = f' <span class="coehub-level">{self._text(ask.tier)}</span>' if ask.tier else ""
        more = self._changed(one) if one.changed else ""
        if one.answer is not None:
            more += self.answer(one, one.answer)
        if one.counts_as_open:
            more += self._help(one)
        asked = f"_asked-{next(self._number)}"  # dozens of links say the same words: each is told with what it is about
        link = str(self._link(ask.about, say("Read the requirement")))
        foot = Markup(link.replace("<a ", f'<a aria-describedby="{asked}" ', 1))
        address = self._edit(one.answer.source, one.answer.route) if one.answer is not None else None
        if address:
            foot += Markup(f' · <a aria-describedby="{asked}" href="{escape(address)}">{say("Change this answer")}</a>')
        return Markup(
            f'<details class="coehub-item coehub-item--{one.state.value}" data-coehub-asked="{ask.about}">\n'
            f'<summary><span class="coehub-box" aria-hidden="true"></span>'
            f'{self._words.badge(one.state)} <span class="coehub-item__text" id="{asked}">{self._text(ask.title)}</span> '
            f'<span class="coehub-level">{self._words.word(ask.level)}</span>{tier}{self.due(one)}</summary>\n'
            f'<div class="coehub-item__more">{more}\n<p class="coehub-item__foot">{foot}</p></div></details>\n'
        )

    def due(self, one: Obligation) -> str:
        """Return the date of an item while it matters, with a space before it."""
        if one.due is None:
            return ""
        say, day = self._say, self._words.day(one.due, "short")
        if one.counts_as_open:
            late = one.due < self._now.today
            text = say("was due %(day)s", day=day) if late else say("by %(day)s", day=day)
            return f' <span class="coehub-due{" coehub-due--late" if late else ""}">{text}</span>'
        if one.state is State.EXEMPT:
            return f' <span class="coehub-due">{say("until %(day)s", day=day)}</span>'
        return ""

    def answer(self, one: Obligation, said: Answer) -> str:
        """Return what was said, as a list."""
        say, day = self._say, self._words.day
        lines: list[str] = []
        if one.state is State.CONFIRM:
            lines.append(f"{say('Answered before the change:')} {escape(self._words.word(said.state))}")
        if one.via:
            lines.append(f"{say('Counts because of the answer to')} {self._link(one.via)}")
        if said.why:
            lines.append(self._text(said.why))
        if said.since:
            lines.append(say("since %(day)s", day=day(said.since)))
        elif said.dated:
            lines.append(say("answered on %(day)s", day=day(said.dated)))
        if said.evidence:
            lines.append(f"{say('Evidence:')} {', '.join(map(self._shown, said.evidence))}")
        if said.plan:
            lines.append(f"{say('Plan:')} {self._shown(said.plan)}")
        if said.by:
            lines.append(say("will be met by %(day)s", day=day(said.by)))
        if said.provider:
            lines.append(f"{say('Provided by')} {self._shown(said.provider)}")
        if said.unclear:
            lines.append(f"{say('Not clear:')} {self._text(said.unclear)}")
        if said.state == "exempt":
            lines.append(self._exempt(said))
        return f'<ul class="coehub-said"><li>{"</li><li>".join(lines)}</li></ul>' if lines else ""

    def _exempt(self, said: Answer) -> str:
        say = self._say
        parts: list[str] = []
        if said.until:
            parts.append(say("until %(day)s", day=self._words.day(said.until)))
            if said.until < self._now.today:
                parts[-1] += Markup(f" — <strong>{say('this exemption has ended and counts as not met')}</strong>")
        if said.approver:
            parts.append(f"{say('approved by')} {self._link(said.approver)}")
        return self._words.comma.join(parts)

    def _changed(self, one: Obligation) -> str:
        say = self._say
        words = self._words
        what = words.semicolon.join(
            f"{escape(version)}{words.colon}{self._text(text)}" for version, text in one.changed
        )
        return f"<p><strong>{say('Changed since your answer:')}</strong> {what}</p>"

    def _help(self, one: Obligation) -> str:
        say = self._say
        more = str(self._shared("help.html", one.ask.about, ask=one.ask))
        if helpers := self._now.helpers(one.ask.about, one.unit.group):
            found = self._words.between.join(self._link(group.about) for group in helpers[:MOST_HELPERS])
            more += f"<p><strong>{say('Who has met it and can be asked:')}</strong> {found}</p>"
        if one.drives:
            found = self._words.between.join(self._link(drive.about) for drive in one.drives)
            more += f"<p><strong>{say('Campaign:')}</strong> {found}</p>"
        return more

    def _text(self, text: str) -> str:
        return escape(self._words.finalize(text))

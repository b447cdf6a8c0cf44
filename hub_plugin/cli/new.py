"""``coehub new``: the beginning of a record, in the right folder, with every field explained."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hub_plugin.cli.opened import content_option, today_option
from hub_plugin.cli.saying import speak
from hub_plugin.model.english import a, with_hint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hub_plugin.model.findings import Finding
    from hub_plugin.model.kind import Kind
    from hub_plugin.opening import Opened
    from hub_plugin.outputs.scaffold import Start

_BY_DEFAULT = "publish: true\n"  # a file of comments is no record yet; with this it is, and its name is asked about


@click.command("new")
@click.argument("kind")
@click.argument("name", metavar="ID")
@content_option
@today_option
def command(kind: str, name: str, content: str | None, today: str) -> None:
    """Begin a record: KIND is what it is ('template') or its folder ('templates'), ID becomes its file name.

    What every record of the kind needs is filled in; every other field stands there as a comment with its explanation.
    Nothing is ever overwritten.

    \b
    Examples:
      coehub new template meeting-agenda
      coehub new session steering/2026-12-08
      coehub new maturity service      (a whole model; name its owner)
    """
    from hub_plugin.cli.opened import from_here, kind_called, open_hub

    opened = open_hub(content, today)
    chosen = kind_called(kind, opened.reading.hub.kinds, len(name.split("/")))
    path, start = _planned(opened, chosen, name)
    ready = chosen.ready(start.id)
    text = f"# yaml-language-server: $schema={start.schema}\n{ready}" if ready else start.text
    to_do = list(_refused_or_to_do(opened, chosen, path, text))
    file = opened.folder.root / path
    _write(file, text, opened.folder.root)
    speak(f"{from_here(file)} is written. Fill it in, then run: coehub check")
    for finding in to_do:
        speak(f"  line {finding.place.line}: {finding.message}")
    if not (opened.folder.root.parent / ".coehub" / "schemas" / f"{chosen.name}.json").exists():
        speak("coehub schema --write lets your editor know its fields.")


def _planned(opened: Opened, kind: Kind, name: str) -> tuple[str, Start]:
    """Return the path below the content folder, and what the record begins with."""
    from hub_plugin.cli.opened import from_here, wrong_use
    from hub_plugin.model.addresses import Address
    from hub_plugin.model.findings import did_you_mean
    from hub_plugin.outputs.scaffold import Start
    from hub_plugin.outputs.schema import ids

    hub = opened.reading.hub
    if not kind.folder:
        name = kind.name
    steps = [name] if not kind.folder else _checked(name, kind)
    address = Address(kind.name, "/".join(steps))
    if address in hub.index:
        document = hub.documents.get(address)
        where = f" in {from_here(opened.folder.file(hub.origin(document.path)))}" if document else ""
        raise wrong_use(f"there is already {a(kind.name)} '{address.id}'{where}")
    if address in hub.index.renamed:
        now = hub.index.renamed[address]
        raise wrong_use(f"'{address.id}' is what '{now}' was called; give it another id, or take 'was' out of '{now}'")
    for name_, step in zip(kind.belongs, steps, strict=False):
        if Address(name_, step) not in hub.index:
            hint = did_you_mean(step, hub.index.ids([name_])) or f"write {hub.kinds[name_].folder}/{step}.yml first"
            raise wrong_use(f"no {name_} is called '{step}'; {hint}")
    places = [kind.folder, *steps] if kind.folder else steps
    targets = sorted({*hub.kinds, *(called for parts in hub.index.parts.values() for called in parts.values())})
    start = Start(
        kind,
        address.id,
        _title(kind, steps[-1]),
        "../" * len(places) + f".coehub/schemas/{kind.name}.json",
        opened.today,
        {target: ids(hub.index, [target]) for target in targets},
        tuple(_asked(opened, steps[0])) if kind.record.rest else (),
    )
    return "/".join(places) + (".md" if start.front_matter else ".yml"), start


def _checked(name: str, kind: Kind) -> list[str]:
    """Return the steps of an id, if they can be one."""
    from hub_plugin.cli.opened import wrong_use
    from hub_plugin.model.addresses import ID_HINT, has_letter, is_slug, slug

    steps = name.strip().removesuffix(".yml").removesuffix(".md").split("/")
    depths = kind.depth or (1,)
    better = [slug(step) for step in steps]
    if not all(is_slug(step) for step in steps) or not (has_letter(name) or len(steps) > 1):
        good = all(better) and has_letter("".join(better))
        raise wrong_use(f"'{name}' is not an id: " + (f"write '{'/'.join(better)}'" if good else ID_HINT))
    if len(steps) not in depths:
        form = {1: "a name of its own: 'my-name'", 2: "two steps: 'weekly/2026-12-01'",
                3: "three steps: 'service/payments/2026-12-01'"}  # fmt: skip
        asked = " or ".join(form.get(depth, f"{depth} steps") for depth in depths)
        raise wrong_use(f"'{name}' does not fit: the id of {a(kind.name)} has {asked}")
    return steps


def _title(kind: Kind, name: str) -> str:
    words = re.sub(r"^\d{4}-\d{2}-\d{2}-?", "", name).replace("-", " ") or name
    return words.title() if kind.name == "person" else words[:1].upper() + words[1:]


def _asked(opened: Opened, group: str) -> Iterator[str]:
    """Yield what a team is asked, as answers that can be taken into use."""
    from hub_plugin import build
    from hub_plugin.model.addresses import Address
    from hub_plugin.model.facts import Ask

    hub = opened.reading.hub
    resource = None
    for ask in build.state(hub, opened.today).of(Ask):
        if not ask.active or ask.retired or not hub.duties.asks(ask.about, Address("team", group)):
            continue
        told = f"met   # {ask.level}: {textwrap.shorten(str(ask.title), 80, placeholder=' …')}"
        if ask.about == ask.resource:
            yield f"{ask.resource}: {told}"
            continue
        if ask.resource != resource:
            resource = ask.resource
            yield f"{resource.id}:"
        yield f"  {ask.about.part}: {told}"


def _refused_or_to_do(opened: Opened, kind: Kind, path: str, text: str) -> list[Finding]:
    """Read the hub as it would be; refuse a name that cannot be, and return what is still to be filled in."""
    from hub_plugin.cli.opened import wrong_use
    from hub_plugin.model.findings import Level

    begun = any(line and not line.startswith("#") for line in text.split("\n"))
    reading = opened.reread({path: (text if begun else f"{text}{_BY_DEFAULT}").encode()})
    before = {(finding.rule, finding.message, finding.place.path) for finding in opened.reading.findings}
    found = [each for each in reading.findings if (each.rule, each.message, each.place.path) not in before]
    rooms = ("name", kind.name)
    for each in found:
        if each.level is Level.ERROR and (each.rule.partition("/")[0] in rooms or each.rule == "link/shared-name"):
            raise wrong_use(with_hint(each.message, each.hint))
    return [each for each in found if begun and each.place.path == path and each.level is not Level.ADVICE]


def _write(file: Path, text: str, root: Path) -> None:
    from hub_plugin.cli.opened import wrong_use

    try:
        if not file.parent.resolve().is_relative_to(root):
            raise wrong_use(f"'{file.parent}' is a link that leads out of the content folder")
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8", newline="\n") as out:
            out.write(text)
    except FileExistsError:
        raise wrong_use(f"'{file}' is already there, and nothing is overwritten") from None
    except OSError as error:
        raise wrong_use(f"'{file}' cannot be written: {error.strerror or error}") from None

"""CODEOWNERS, as GitHub, GitLab and Gitea read it: whom the git host asks to approve a change of which file.

Of several lines that match a file the last one counts, so what is wide comes first. Only the block between our two marks is
written; what people write around it stays.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from hub_plugin.model.addresses import HUB, Address
from hub_plugin.model.contribution import Account
from hub_plugin.model.derive.approvers import accounts, approvers
from hub_plugin.model.facts import Facts
from hub_plugin.model.hub import Hub

BEGIN = "# coehub begin: 'coehub codeowners' writes this block from the records"
END = "# coehub end"
_FIT = re.compile(r"[\w./+@ -]+")


def block(hub: Hub, facts: Facts, content: str, itself: str) -> str:
    """Return the block, with its marks.

    Args:
        hub: the records; those of a source lie in another repository, and are left out.
        facts: what they state.
        content: the way from the top of the repository to the content folder; empty: they are one.
        itself: where the file lies, seen from the top of the repository.
    """
    centre = " ".join(each.name for each in facts.about(HUB, Account))
    top = f"/{content}/" if content else "/"
    lines = [f"{_written(top)} {centre}", f"/{itself} {centre}"] if centre else []
    found = dict(_owned(hub, facts))
    lines += [f"{_written(top + path)} {found[path]}" for path in sorted(found) if _FIT.fullmatch(path)]
    return "\n".join([BEGIN, *lines, END])


def _owned(hub: Hub, facts: Facts) -> Iterator[tuple[str, str]]:
    """Yield the paths that somebody in particular approves; a folder with a slash at its end."""
    deepest: dict[str, int] = defaultdict(int)
    for kind in hub.kinds.values():
        deepest[kind.folder] = max(deepest[kind.folder], *kind.depth, 2 if kind.fragments else 0)
    names: dict[Address, str] = {}
    for address, document in hub.documents.items():
        found = (name for who in approvers(hub, facts, address) for name in accounts(facts, who))
        names[address] = " ".join(dict.fromkeys(found))
        if not names[address] or document.path in hub.origins:
            continue
        yield document.path, names[address]
        yield from ((each.document.path, names[address]) for each in hub.siblings.get(address, ()))
        if (
            address.id.count("/") + 1 < deepest[hub.kinds[address.kind].folder]
        ):  # sessions, products, further files: those to come, too
            yield document.path.rpartition(".")[0] + "/", names[address]
    for path, owners in hub.claims.items():
        if owners and names.get(owners[0]) and path not in hub.origins:
            yield path, names[owners[0]]


def _written(path: str) -> str:
    return path.replace(" ", "\\ ")


def within(text: str, made: str) -> str:
    """Return the text of a CODEOWNERS file with our block in it: where it was, else at the end."""
    found, end_of_line = _place(text), "\r\n" if "\r\n" in text else "\n"
    made = made.replace("\n", end_of_line)
    if found is None:
        before = text.rstrip("\r\n")
        return f"{before}{end_of_line * 2}{made}{end_of_line}" if before else f"{made}\n"
    start, end = found
    return text[:start] + made + text[end:]


def current(text: str) -> str | None:
    """Return our block as it stands in a file, or None where there is none."""
    found = _place(text)
    return None if found is None else text[found[0] : found[1]].replace("\r\n", "\n")


def _place(text: str) -> tuple[int, int] | None:
    found = re.search(rf"^{re.escape(BEGIN)}\r?$.*?^{re.escape(END)}(?=\r?$)", text, re.MULTILINE | re.DOTALL)
    return (found.start(), found.end()) if found else None

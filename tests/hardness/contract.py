"""The error contract: what holds for each rejected input, at both doors."""

from __future__ import annotations

import contextlib
import io
import json
import logging
import os
import re
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from hub_plugin.cli import main
from hub_plugin.model.safe import safe
from tests import sites, staging
from tests.hardness.cost import COST

DAY = "2026-11-23"
BASE = staging.folder(staging.BASE)
SITE = {"index.html": b"the last good site", "teams/payments/index.html": b"<p>Payments</p>\n"}
_PLACE = re.compile(
    r"(?P<path>.+?):(?P<line>[0-9]+):(?P<column>[0-9]+): (?P<message>.+?)( \((?P<hint>.+)\))? \[[a-z0-9/-]+\]"
)
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")

Bytes = Mapping[str, bytes | None]


def lay(folder: Path, files: Bytes, base: Mapping[str, bytes] = BASE) -> Path:
    """Write a hub with some files over a sound one, and a site that was built before; None takes a file away."""
    content = {path: data for path, data in {**base, **files}.items() if data is not None}
    sites.lay(folder, {f"content/{path}": data for path, data in content.items()})
    (folder / "docs" / "about.md").write_text("# About\n")
    for path, data in SITE.items():
        target = folder / "site" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return folder


def check(folder: Path, *words: str) -> tuple[int, str]:
    """Run ``coehub check`` in a folder, in this process; return its exit code and all that it prints."""
    code, out, err = run(folder, "check", "--today", DAY, *words)
    assert err == "", err
    return code, out


def run(folder: Path, *words: str) -> tuple[int, str, str]:
    """Run a verb in a folder, in this process; return its exit code, what it prints, and what it complains of."""
    out, err = io.StringIO(), io.StringIO()
    os.chdir(folder)
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        # With colour, as on a terminal: without it click takes out some of what would move the cursor.
        code = main.main(list(words), standalone_mode=False, color=True)
    return code, out.getvalue(), err.getvalue()


def built(folder: Path) -> tuple[bool, list[str]]:
    """Run ``mkdocs build`` in this process; return whether it went through, and the lines of its log."""
    lines: list[str] = []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.levelno >= logging.WARNING:
                lines.append(record.getMessage())

    logger = logging.getLogger("mkdocs")
    keep, propagates = Keep(), logger.propagate
    logger.addHandler(keep)
    logger.propagate = False
    os.chdir(folder)
    try:
        config = load_config(str(folder / "mkdocs.yml"))
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
    except MkDocsException as error:
        return False, [*lines, str(error)]
    finally:
        logger.removeHandler(keep)
        logger.propagate = propagates
    return True, lines


def findings(folder: Path, *words: str) -> list[dict[str, Any]]:
    """Return what the terminal door finds, as its JSON says it."""
    return list(json.loads(check(folder, "--format", "json", *words)[1])["findings"])


def refused(
    folder: Path, files: Bytes, base: Mapping[str, bytes] = BASE, rules: Collection[str] = ()
) -> list[dict[str, Any]]:
    """See that an input is refused as the contract says, and return the findings.

    Args:
        folder: where it is tried.
        files: what is wrong, over a sound hub.
        base: the sound hub.
        rules: if given, exactly these rules are broken.

    Raises:
        AssertionError: a part of the contract does not hold.
    """
    lay(folder, files, base)
    before = sites.snapshot(folder)
    code, printed = COST.of(lambda: check(folder, "--format", "json"))
    found: list[dict[str, Any]] = json.loads(printed)["findings"]
    told = "\n".join(
        f"{each['path']}:{each['line']}:{each['column']} {each['rule']} {each['message']}" for each in found
    )
    assert [each for each in found if each["level"] == "error"], f"not refused\n{told}"
    assert code == 1, f"exit code {code}\n{told}"
    for each in found:
        _located(each, folder)
    if rules:
        assert {each["rule"] for each in found} == set(rules), told
    code, text = check(folder)
    assert code == 1
    assert "Traceback" not in text
    assert not _UNSAFE.search(text), f"a character that harms a terminal: {text!r}"
    for each in found:
        assert f"--> {safe(each['path'])}:{each['line']}:{each['column']}\n" in text, (
            f"{each['path']}:{each['line']} is not told\n{text}"
        )
    went, lines = built(folder)
    assert not went, "the site was built"
    assert not any("Traceback" in line for line in lines), lines
    said = {line for line in lines if _PLACE.fullmatch(line.removeprefix("coehub: "))}
    places = {f"{safe(each['path'])}:{each['line']}:{each['column']}: " for each in found}
    assert all(any(place in line for line in said) for place in places), f"{places} in {lines}"
    assert all("\n" not in line for line in lines), lines
    assert sites.snapshot(folder) == before, "something was written"
    return found


def _located(found: dict[str, Any], folder: Path) -> None:
    shown = f"{found['path']}:{found['line']}:{found['column']} {found['rule']}: {found['message']} ({found['hint']})"
    assert found["message"], shown
    assert found["hint"], f"it is not said how to mend it: {shown}"
    assert not found["message"].endswith("."), shown
    assert max(len(found["message"]), len(found["hint"]) / 5) < 600, f"too long a line: {shown[:900]}"
    assert min(found["line"], found["column"]) >= 1, shown
    path = folder / found["path"]
    if path.is_file() and not path.is_symlink():
        text = path.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
        assert found["line"] <= text.count("\n") + 1, f"behind the end of the file: {shown}"


def taken(folder: Path, files: Bytes, base: Mapping[str, bytes] = BASE) -> None:
    """See that an input is taken without a word.

    Raises:
        AssertionError: something is found.
    """
    lay(folder, files, base)
    assert findings(folder) == []


def kept(folder: Path, files: Bytes, base: Mapping[str, bytes] = BASE) -> None:
    """See that an input is either taken or refused as the contract says."""
    lay(folder, files, base)
    code, _ = check(folder)
    if code:
        refused(folder, files, base)


def plain(text: str) -> Any:
    """Return what a YAML text means to other programs."""
    return yaml.safe_load(text)

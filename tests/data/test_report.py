"""``coehub report``: one file that needs nothing else, never half written, never over another one."""

from __future__ import annotations

import os
import re
import threading
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hub_plugin.cli import main
from hub_plugin.cli.report import write_whole
from hub_plugin.outputs.tables import TABLES
from tests import sites
from tests.data import hubs
from tests.data.test_hostile import check_csv, check_html


def run(*words: object) -> Result:
    result = CliRunner().invoke(main, ["report", *map(str, words), "--today", "2026-11-23"])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a small hub in it; it is the current folder."""
    for name, text in hubs.SMALL.items():
        path = tmp_path / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for name, data in hubs.staging.folder(hubs.staging.BASE).items():
        path = tmp_path / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    return tmp_path


def test_the_report_stands_alone_and_says_it_all(here: Path) -> None:
    done = run()
    assert (done.exit_code, done.output) == (0, "The report as of 2026-11-23 is in adoption-2026-11-23.html\n")
    text = (here / "adoption-2026-11-23.html").read_text(encoding="utf-8")
    check_html(text)
    page = sites.Document(text)
    for words in (
        "Adoption report as of 23 November 2026", "1 of 2 teams have answered", "Not heard from yet: Service.",
        "The agenda is shared three days before the meeting.", "https://wiki.example.org/payments", "One-person team until March.",
        "until 31 March 2027, approved by Ana Pop", "We go on.", "◇ exempt",
    ):  # fmt: skip
        assert words in page.whole, words
    assert "<td>Tell everybody.</td><td>Mara Ionescu</td><td>20 November 2026 <strong>(overdue)</strong></td>" in text
    assert not sites.left_over(page.said)
    assert all(link[1:] in page.ids for _, link, _ in page.links if link.startswith("#"))
    assert max(page.ids.values()) == 1
    assert "default-src 'none'" in text
    assert "@page { size: A4" in text


def test_the_report_of_the_example_hub() -> None:
    hub, now, made = hubs.example()
    text = made["report.html"].decode()
    check_html(text)
    page = sites.Document(text)
    must = now.progress(now.obligations)
    assert f"{must.coverage}% of what must be met is answered ({must.answered}/{must.applies})" in page.whole
    assert all(str(hub.records[group.about].label) in page.whole for group in now.groups)
    assert not sites.left_over(page.said)
    assert page.whole.count("approved by") >= 2


def test_tables_beside(here: Path) -> None:
    done = run("--to", "out/a.html", "--csv", "out/tables")
    assert done.exit_code == 0
    assert f"{len(TABLES)} tables are in out/tables/" in done.output
    assert {path.name for path in (here / "out/tables").iterdir()} == {*TABLES, "csv-metadata.json"}
    for path in (here / "out/tables").glob("*.csv"):
        check_csv(path.read_bytes())


def test_never_over_another_file(here: Path) -> None:
    (here / "tables").mkdir()
    (here / "tables/actions.csv").write_text("mine", encoding="utf-8")
    before = sites.snapshot(here)
    done = run("--csv", "tables")
    assert done.exit_code == 2
    assert done.output == "Error: 'tables/actions.csv' is there already; --force writes over it\n"
    assert sites.snapshot(here) == before
    assert run("--csv", "tables", "--force").exit_code == 0
    assert (here / "tables/actions.csv").read_bytes() != b"mine"


def test_into_a_pipe_and_through_a_link(here: Path) -> None:
    """A device of that name would otherwise be a file from then on."""
    os.mkfifo(here / "pipe")
    heard: list[bytes] = []
    (reader := threading.Thread(target=lambda: heard.append((here / "pipe").read_bytes()))).start()
    assert run("--to", "pipe", "--force").exit_code == 0
    reader.join(30)
    assert (here / "pipe").is_fifo()
    (here / "link.html").symlink_to("whole.html")
    assert run("--to", "link.html", "--force").exit_code == 0
    assert (here / "link.html").is_symlink()
    assert heard == [(here / "whole.html").read_bytes()]


def test_errors_in_the_content_end_it(here: Path) -> None:
    (here / "content/teams/payments.yml").write_text("name: [\n", encoding="utf-8")
    before = sites.snapshot(here)
    done = run()
    assert done.exit_code == 1
    assert re.search(r"\d errors? in the content; nothing was written \(coehub check shows them\)", done.output)
    assert sites.snapshot(here) == before


@pytest.mark.parametrize(
    "target", ["content", "content/hub.yml/x.html", "content/hub.yml", "content/new.html", "mkdocs.yml"]
)
def test_wrong_targets(here: Path, target: str) -> None:
    (here / "mkdocs.yml").write_text("site_name: A hub\n", encoding="utf-8")
    before = sites.snapshot(here)
    assert run("--csv", "content", "--force").exit_code == 2
    done = run("--to", target, "--force")
    assert done.exit_code == 2
    assert done.output.startswith("Error: '")
    assert sites.snapshot(here) == before


def test_no_hub_is_wrong_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run().exit_code == 2


def test_a_write_that_fails_leaves_all_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_bytes(b"old")

    def fails(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fails)
    with pytest.raises(OSError, match="No space"):
        write_whole({tmp_path / "a": b"new", tmp_path / "b": b"new"})
    assert sites.snapshot(tmp_path) == {"a": b"old"}


def test_the_same_bytes_each_time(here: Path) -> None:
    assert run("--to", "a.html").exit_code == run("--to", "b.html").exit_code == 0
    assert (here / "a.html").read_bytes() == (here / "b.html").read_bytes()

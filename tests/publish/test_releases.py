"""Publishing: whatever happens, the live site is one whole site, and never an older one over a newer."""

from __future__ import annotations

import errno
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from hub_plugin.publishing import RefusedError, hold, manifest, releases
from tests import sites
from tests.publish.small import lay, mark, publish, roll_back

CHILD = """
import sys
from pathlib import Path
from tests.publish.small import publish
print("begins", flush=True)
publish(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
"""


@pytest.fixture
def live(tmp_path: Path) -> Path:
    return tmp_path / "live"


def names(live: Path) -> list[str]:
    return sorted(path.name for path in (live / "releases").iterdir())


def tidy(live: Path) -> bool:
    return {path.name for path in live.iterdir()} <= {"releases", "current", "withdrawn.json", ".lock"}


def test_five_are_kept_and_each_was_whole(live: Path, tmp_path: Path) -> None:
    for number in range(1, 8):
        done = publish(live, lay(tmp_path / "site", f"s{number}"), 1000 + number)
        assert mark(live) == f"s{number}"
        assert done.live == names(live)[-1]
    assert [name.partition("-")[0] for name in names(live)] == ["000003", "000004", "000005", "000006", "000007"]
    assert os.readlink(live / "current") == "releases/000007-19700101T001647Z"
    assert tidy(live)


def test_the_same_again_changes_nothing(live: Path, tmp_path: Path) -> None:
    site = lay(tmp_path / "site")
    assert publish(live, site, 5).changed
    assert not publish(live, site, 5).changed
    assert publish(live, site, 6).changed  # a newer commit that changes no file is still what is live
    assert publish(live, lay(site, "b"), 6).changed
    assert len(names(live)) == 3


def test_never_an_older_one_over_a_newer(live: Path, tmp_path: Path) -> None:
    publish(live, lay(tmp_path / "new", "new"), 2000)
    with pytest.raises(RefusedError, match="older than what is live"):
        publish(live, lay(tmp_path / "old", "old"), 1999)
    assert mark(live) == "new"
    assert tidy(live)


def test_the_same_commit_as_of_an_earlier_day_is_older(live: Path, tmp_path: Path) -> None:
    def of(day: str) -> Path:
        site = lay(tmp_path / day, day)
        (site / "api/v1").mkdir(parents=True)
        listed = f'{{"generated_for":"{day}","version":"v1","hub":"x","documents":[]}}\n'
        (site / "api/v1/index.json").write_text(listed)
        return site

    publish(live, of("2026-11-24"), 7)
    with pytest.raises(RefusedError, match="as of 2026-11-23"):
        publish(live, of("2026-11-23"), 7)
    assert publish(live, of("2026-11-25"), 7).changed
    assert mark(live) == "2026-11-25"


def test_roll_back(live: Path, tmp_path: Path) -> None:
    for number in (1, 2, 3):
        publish(live, lay(tmp_path / "site", f"s{number}"), number)
    assert roll_back(live).before.startswith("000003")
    assert mark(live) == "s2"
    with pytest.raises(RefusedError, match="was rolled back; commit what mends it"):
        publish(live, tmp_path / "site", 3)  # the nightly build of the bad commit
    assert mark(live) == "s2"
    roll_back(live)
    assert mark(live) == "s1"
    with pytest.raises(RefusedError, match="no release before"):
        roll_back(live)
    with pytest.raises(RefusedError, match="rolled back"):
        publish(live, lay(tmp_path / "site", "s2"), 2)
    publish(live, lay(tmp_path / "site", "s4"), 4)
    assert mark(live) == "s4"
    assert [name[:6] for name in names(live)] == ["000001", "000004"]
    assert not (live / "withdrawn.json").exists()
    roll_back(live)
    assert mark(live) == "s1"


@pytest.mark.parametrize("damaged", ["", "{", "[]", '{"files": 1}'])
def test_a_damaged_manifest_is_said_and_can_be_mended(live: Path, tmp_path: Path, damaged: str) -> None:
    for number in (1, 2):
        publish(live, lay(tmp_path / "site", f"s{number}"), number)
    there = live / "current" / manifest.NAME
    there.write_text(damaged, encoding="utf-8")
    for again in (roll_back, lambda live: publish(live, lay(tmp_path / "site", "s3"), 3)):
        with pytest.raises(RefusedError, match=f"{manifest.NAME}' is damaged.*delete that file"):
            again(live)
    assert there.is_file()  # and so is what was live
    there.unlink()
    publish(live, tmp_path / "site", 3)
    assert mark(live) == "s3"


def test_nothing_to_roll_back(live: Path) -> None:
    with pytest.raises(RefusedError, match="nothing is live"):
        roll_back(live)


@pytest.mark.parametrize(
    ("path", "text", "said"),
    [
        ("index.html", '<html><a href="gone/">x</a></html>', "index.html: 'gone/' leads to no file"),
        ("index.html", '<html><a href="page-1/#no">x</a></html>', "'page-1/#no' leads to no anchor"),
        ("index.html", '<html><img src="/no.png"></html>', "'/no.png' leads to no file"),
        ("page-1/index.html", '<html><a href="../../x">x</a></html>', "leads to no file"),
        ("index.html", "<html><p>half", "the page ends before </html>"),
        ("index.html", "", "the page ends before </html>"),
        ("a.json", "[1, NaN]", "'NaN' is no JSON"),
        ("a.json", '{"a": 1, "a": 2}', "a name stands twice"),
        ("a.json", '{"a": 1', "a.json: Expecting"),
        ("api/v1/index.json", "{}", "does not keep its schema: generated_for"),
        ("api/v1/schemas/index.json", "{}", "another version of the tool"),
        ("feeds/a.atom", "<feed xmlns='http://www.w3.org/2005/Atom'><id/><title/>", "no element found"),
        ("feeds/a.atom", "<feed xmlns='http://www.w3.org/2005/Atom'><id/><title/></feed>", "<feed> has no <updated>"),
        ("feeds/a.atom", "<html/>", "it is no Atom feed"),
        ("a.svg", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "it declares an entity"),
        ("a.ics", "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\n", "VEVENT does not end"),
        ("a.ics", "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n", "a VCALENDAR has no PRODID"),
        ("a.ics", "BEGIN:VCALENDAR\nEND:VCALENDAR\r\n", "something else than CRLF"),
        ("data/t.csv", "a,b\r\n1\r\n", "its rows differ in length"),
        ("data/t.csv", "a,b\r\n1,2", "its last line has no end"),
        ("sitemap.xml.gz", "no", "sitemap.xml.gz: "),
        ("search/search_index.json", '{"docs": [{"location": "gone/#x"}]}', "search_index.json: 'gone/#x' leads to no file"),
        ("search/pieces/0a/passages-0.json", '[{"location": "gone/#x"}]', "passages-0.json: 'gone/#x' leads to no file"),
    ],
)  # fmt: skip
def test_what_is_broken_is_refused(live: Path, tmp_path: Path, path: str, text: str, said: str) -> None:
    publish(live, lay(tmp_path / "good", "good"), 1)
    bad = lay(tmp_path / "bad", "bad")
    (bad / path).parent.mkdir(parents=True, exist_ok=True)
    (bad / path).write_text(text, newline="")
    with pytest.raises(RefusedError) as refused:
        publish(live, bad, 2)
    assert any(said in each for each in refused.value.faults), refused.value.faults
    assert mark(live) == "good"
    assert tidy(live)


@pytest.mark.parametrize(
    "html",
    [
        '<html><!-- <a href="no"> --><script>"<a href=no>"</script><title><a href=no></title></html>',
        '<html><b title="> href=no <a href=no>">x</b><a href="mailto:a@b.c">x</a><a href="//else.where/x">x</a></html>',
        '<html><a href=page-1/>x</a><a href="page-1">x</a><a href="./#">x</a><a href="?q#top">x</a><a href="">x</a></html>',
        '<html><a href="page-1/index.html#h&#101;re">x</a><a href="%70age-1/">x</a><a name=old></a><a href=#old>x</a></html>',
    ],
)
def test_what_leads_somewhere_is_let_through(live: Path, tmp_path: Path, html: str) -> None:
    site = lay(tmp_path / "site")
    (site / "index.html").write_text(html)
    publish(live, site, 1)


def test_whole_addresses_of_the_site_are_links_inside(live: Path, tmp_path: Path) -> None:
    site = lay(tmp_path / "site")
    (site / "404.html").write_text('<html><a href="/hub/page-1/">x</a><a href="/other/">x</a></html>')
    (site / "index.html").write_text('<html><a href="https://x.example/hub/gone/">x</a></html>')
    with hold(live, 9) as place, pytest.raises(RefusedError) as refused:
        place.publish(site, 1, "https://x.example/hub/")
    assert refused.value.faults == ("index.html: 'https://x.example/hub/gone/' leads to no file",)


def test_strange_sites_are_refused(live: Path, tmp_path: Path) -> None:
    site = lay(tmp_path / "site")
    (site / "link").symlink_to("/etc/passwd")
    with pytest.raises(RefusedError, match="neither a file nor a folder"):
        publish(live, site, 1)
    (site / "link").unlink()
    os.mkfifo(site / "pipe")
    with pytest.raises(RefusedError, match="neither a file nor a folder"):
        publish(live, site, 1)
    (site / "pipe").unlink()
    with pytest.raises(RefusedError, match="lies in the site"):
        publish(site / "live", site, 1)
    shutil.rmtree(site / "live")
    (site / "release.json").write_text("{}")
    with pytest.raises(RefusedError, match="the name of the manifest"):
        publish(live, site, 1)
    with pytest.raises(RefusedError, match="no built site"):
        publish(live, tmp_path / "nowhere", 1)


def test_folders_of_others_are_refused(tmp_path: Path) -> None:
    (tmp_path / "home/mine").mkdir(parents=True)
    with pytest.raises(RefusedError, match="holds 'mine', which is no release"):
        publish(tmp_path / "home", tmp_path, 1)
    (tmp_path / "real/current").mkdir(parents=True)
    with pytest.raises(RefusedError, match="is no link"):
        publish(tmp_path / "real", tmp_path, 1)
    (tmp_path / "file").touch()
    with pytest.raises(RefusedError, match="is a file"):
        publish(tmp_path / "file", tmp_path, 1)


def test_a_system_without_locks_is_told_so(live: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(releases.sys, "platform", "win32")
    with pytest.raises(RefusedError, match="this system has not"):
        publish(live, live, 1)
    assert not live.exists()


def test_a_full_disk_at_any_write(live: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk fills at the first write, at the second, … and at the last; nothing of it is seen."""
    publish(live, lay(tmp_path / "good", "good", 2), 1)
    bad = lay(tmp_path / "bad", "bad", 2)
    real, left, times = os.fsync, 0, 0

    def full(number: int) -> None:
        nonlocal left
        if left == 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        left -= 1
        real(number)

    monkeypatch.setattr(os, "fsync", full)
    for number in range(100):
        left, times = number, number
        try:
            publish(live, bad, 2)
            break
        except OSError as error:
            if error.errno != errno.ENOSPC:
                raise
        assert mark(live) in ("good", "bad")  # after the switch, only the order to flush can fail
        assert tidy(live)
    assert times > 6
    assert mark(live) == "bad"


def test_two_at_once(live: Path, tmp_path: Path) -> None:
    """Many publish at the same time, in any order: the newest is live, and no run saw a half one."""
    chosen = list(range(1, 7))
    random.Random(5).shuffle(chosen)
    for stamp in chosen:
        lay(tmp_path / str(stamp), f"s{stamp}")
    running = [
        subprocess.Popen([sys.executable, "-c", CHILD, live, tmp_path / str(stamp), str(stamp)], cwd=sites.ROOT,
                         env=sites.environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        for stamp in chosen
    ]  # fmt: skip
    for each in running:
        said = each.communicate(timeout=120)[1].decode()
        assert each.returncode == 0 or "older than what is live" in said, said
    assert mark(live) == "s6"
    assert tidy(live)


def test_whoever_waits_too_long_is_told(live: Path, tmp_path: Path) -> None:
    site, told = lay(tmp_path / "site"), []
    publish(live, site, 1)
    with hold(live, 1), pytest.raises(RefusedError, match="try again"), hold(live, 0.2, lambda: told.append(1)):
        pass
    assert told == [1]


@pytest.mark.slow
def test_killed_at_any_moment(live: Path, tmp_path: Path) -> None:
    """Killed ten times at random (two hundred times in ``make hardness``): what is live is one whole site, and the next run sweeps."""
    chosen, seen, killed = random.Random(20261123), [], 0
    publish(live, lay(tmp_path / "s0", "s0", 40), 1)
    lasts = 0.4
    for stamp in range(2, 12):
        site = lay(tmp_path / "site", f"s{stamp}", 40)
        child = subprocess.Popen([sys.executable, "-c", CHILD, live, site, str(stamp)], cwd=sites.ROOT,
                                 env=sites.environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)  # fmt: skip
        assert child.stdout is not None
        child.stdout.readline()
        begun = time.monotonic()
        try:
            child.wait(chosen.uniform(0, 1.1) * lasts)
            lasts = max(time.monotonic() - begun, 0.05)
        except subprocess.TimeoutExpired:
            child.send_signal(signal.SIGKILL)
            killed += 1
            lasts *= 1.1
        child.communicate()
        seen.append(int(mark(live).removeprefix("s")))
        assert len(names(live)) <= releases.KEPT + 2
    assert seen == sorted(seen)
    assert killed > 1
    publish(live, lay(tmp_path / "site", "last"), 99)
    assert mark(live) == "last"
    assert tidy(live)
    assert len(names(live)) <= releases.KEPT

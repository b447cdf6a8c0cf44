"""The same hub and the same day give the same bytes, wherever and whenever it is built."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import sites
from tests.sites import Site

# MkDocs packs the moment of the build into it, and the day of the build into the other if there is a site_url.
BY_THE_CLOCK = {"sitemap.xml", "sitemap.xml.gz"}

# Python without UTF-8, as on an old server.
PLAIN = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


@pytest.mark.parametrize(
    "environ",
    [
        pytest.param({**PLAIN, "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "7"}, id="plain"),
        pytest.param(
            {"TZ": "America/Los_Angeles", "PYTHONHASHSEED": "1", "LC_ALL": "C.UTF-8", "LANGUAGE": "ro"}, id="utf-8"
        ),
    ],
)
def test_another_folder_zone_locale_and_seed(example: Site, tmp_path: Path, environ: dict[str, str]) -> None:
    folder = sites.lay_example(tmp_path / "another folder, ș")
    done = sites.build(folder, **environ)
    assert done.code == 0, done.output
    one, other = sites.snapshot(example.folder), sites.snapshot(folder / "site")
    assert set(one) == set(other)
    assert [path for path in one if one[path] != other[path] and path not in BY_THE_CLOCK] == []
    assert len(one) > 300


def test_without_a_date_the_epoch_of_the_source_is_the_day(hub: Path) -> None:
    sites.lay(hub, {}, sites.PLAIN.replace(', {coehub: {today: "2026-11-23"}}', ", coehub"))
    builds = []
    for zone in ("Pacific/Kiritimati", "America/Los_Angeles"):
        assert sites.build(hub, TZ=zone, SOURCE_DATE_EPOCH="1795435200").code == 0
        builds.append(sites.snapshot(hub / "site"))
    assert [path for path in builds[0] if builds[0][path] != builds[1][path] and path not in BY_THE_CLOCK] == []

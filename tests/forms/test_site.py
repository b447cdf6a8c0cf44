"""``forms`` in mkdocs.yml: the built site has the admin page, whole and without another host, or the build says what is wrong."""

from __future__ import annotations

import json
from pathlib import Path

from tests import sites
from tests.sites import PLAIN

FORMS = PLAIN.replace('{today: "2026-11-23"}', '{today: "2026-11-23", forms: {host: gitlab, repo: a/b, app_id: x1}}')


def test_the_built_site_has_the_forms(tmp_path: Path) -> None:
    folder = sites.lay_small(tmp_path / "hub", {"docs/about.md": "# About\n"}, FORMS)
    done = sites.build(folder)
    assert done.code == 0, done.output
    site = sites.Site(folder / "site")
    assert [wrong for page in ("admin/index.html", "reference/forms/index.html") for _, link, _ in site.page(page).links
            for wrong in site.wrong_link(page, link)] == []  # fmt: skip
    assert ("a", "../../admin/") in {(tag, link) for tag, link, _ in site.page("reference/forms/index.html").links}
    policy = "connect-src 'self' blob: https://gitlab.com https://*.gravatar.com;"
    assert policy in site.text("admin/index.html")
    told = json.loads(site.text("admin/forms.json"))["config"]
    assert (told["backend"]["repo"], told["publish_mode"]) == ("a/b", "editorial_workflow")
    assert {each.get("folder", "content") for each in told["collections"]} >= {"content/teams", "content/meetings"}
    assert (folder / "site/admin/decap-cms.js").stat().st_size > 5_000_000


def test_what_cannot_be_used_stops_the_build(tmp_path: Path) -> None:
    folder = sites.lay_small(tmp_path / "hub", {}, FORMS.replace("gitlab", "github"))
    done = sites.build(folder)
    assert done.code == 1
    assert "forms: GitHub asks for a login service; write 'login: https://…'" in done.output
    assert "Traceback" not in done.output
    assert not (folder / "site").exists()

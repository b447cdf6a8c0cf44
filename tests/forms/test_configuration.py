"""What the form tool is told: every kind that fits, with every field, and nothing that is not published."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from hub_plugin import build, kinds
from hub_plugin.model.kind import Kind
from hub_plugin.model.record import fields_of
from hub_plugin.opening import Opened, open_hub
from hub_plugin.outputs import forms
from hub_plugin.outputs.forms.collections import collections, misfit
from hub_plugin.outputs.forms.fields import Way, fields
from tests.sites import TODAY, lay_small

LOCAL = {"host": "local"}


@pytest.mark.parametrize("kind", kinds.KINDS, ids=lambda kind: kind.name)
def test_every_field_of_every_kind_is_accounted_for(kind: Kind) -> None:
    """No field is forgotten: it has a widget, or is written as in the file, or the page says that it is left."""
    (fit,) = forms.fits({kind.name: kind})
    if fit.reason:
        assert fit.reason == misfit(kind)
        return
    top = {name for name in (*fit.widgets, *fit.written, *fit.left) if "." not in name}
    assert top == set(fields_of(kind.record))


def test_only_what_is_named_by_others_does_not_fit() -> None:
    assert [kind.name for kind in kinds.KINDS if misfit(kind)] == ["adoption"]


def test_every_kind_that_fits_has_a_collection(example_hub: Opened) -> None:
    hub = example_hub.reading.hub
    assert {each.kind.name for each in collections(hub)} == {
        name for name, kind in hub.kinds.items() if not misfit(kind)
    }
    names = [each.name for each in collections(hub)]
    assert len(names) == len(set(names))


def test_every_record_lies_in_exactly_one_collection(example_hub: Opened) -> None:
    hub = example_hub.reading.hub
    known = {(each.kind.name, each.ending, each.depth) for each in collections(hub)}
    for address, document in hub.documents.items():
        if not misfit(hub.kinds[address.kind]):
            assert (address.kind, document.path.rpartition(".")[2], address.id.count("/") + 1) in known


def test_every_choice_of_a_link_is_there(example_hub: Opened) -> None:
    told = forms.configuration(example_hub.reading.hub, forms.host(LOCAL))

    def walk(piece: Any) -> None:
        if isinstance(piece, dict):
            if set(piece) == {"links"}:
                assert " ".join(piece["links"]) in told["links"]
            for each in piece.values():
                walk(each)
        elif isinstance(piece, list):
            for each in piece:
                walk(each)

    walk(told["config"])
    mara = {"label": "Mara Ionescu (mara-ionescu)", "value": "mara-ionescu", "address": "person/mara-ionescu"}
    assert mara in told["links"]["person"]
    assert any(each["value"] == "prepared-meetings#agenda-shared" for each in told["links"]["requirement"])


def test_every_offered_link_leads_where_it_should(example_hub: Opened) -> None:
    """An id that is offered is understood by the reader, from any record."""
    index = example_hub.reading.hub.index
    told = forms.configuration(example_hub.reading.hub, forms.host(LOCAL))
    for to, options in told["links"].items():
        for option in options:
            assert not hasattr(index.resolve(option["value"], tuple(to.split())), "hint"), option


def test_what_is_not_published_is_not_named(tmp_path: Path) -> None:
    hidden = "name: Wilhelmina Brandt\npublish: false\n"
    folder = lay_small(tmp_path / "hub", {"content/people/wilhelmina-brandt.yml": hidden})
    hub = open_hub(folder / "content", TODAY).reading.hub
    made = forms.files(hub, forms.host(LOCAL))["admin/forms.json"]
    assert b'"value"' in made
    assert b"ilhelmina" not in made


def test_the_same_hub_gives_the_same_bytes(example_hub: Opened) -> None:
    hub = example_hub.reading.hub
    one, other = (forms.files(hub, forms.host(LOCAL)) for _ in range(2))
    assert one == other
    assert json.loads(one["admin/forms.json"])["config"]["load_config_file"] is False


def test_a_part_inside_itself_ends() -> None:
    """Requirements hold requirements: the form goes two levels down, and the page says that it stops."""
    standard = next(kind for kind in kinds.KINDS if kind.name == "standard")
    (fit,) = forms.fits({"standard": standard})
    assert fit.left == ("requirements.requirements.requirements",)
    assert fields(standard.record)["tiers"].way is Way.WRITTEN


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"host": "sourcehut"}, "'host: sourcehut' is not a git host"),
        ({"host": "github"}, "'repo' is missing"),
        ({"host": "github", "repo": "a/b"}, "write 'login: https://"),
        ({"host": "gitlab", "repo": "a/b"}, "write 'app_id: "),
        ({"host": "gitea", "repo": "a/b", "app_id": "x"}, "'server: https://…' of the host is missing"),
        ({"host": "gitea", "repo": "a/b", "app_id": "x", "server": "ftp://h"}, "'server: ftp://h' is not an address"),
        ({"host": "local", "repository": "x"}, "'repository' is not an option"),
        ({"host": "gitea", "repo": "a/b", "app_id": "x", "server": 'https://h"; script-src *'}, "is not an address"),
    ],
)  # fmt: skip
def test_a_host_that_cannot_be_used_is_told(options: dict[str, Any], told: str) -> None:
    with pytest.raises(forms.HostError) as error:
        forms.host(options)
    assert told in str(error.value)


@pytest.mark.parametrize(
    ("options", "backend", "talks", "mode"),
    [
        ({"host": "github", "repo": "a/b", "login": "https://login.example.org/auth"},
         {"name": "github", "repo": "a/b", "base_url": "https://login.example.org", "auth_endpoint": "auth"},
         ("https://api.github.com", "https://*.githubusercontent.com"), "editorial_workflow"),
        ({"host": "gitlab", "repo": "g/s/p", "app_id": "1", "server": "https://git.example.org", "branch": "trunk"},
         {"name": "gitlab", "auth_type": "pkce", "api_root": "https://git.example.org/api/v4", "branch": "trunk"},
         ("https://git.example.org", "https://*.gravatar.com"), "editorial_workflow"),
        ({"host": "gitea", "repo": "a/b", "app_id": "1", "server": "https://code.example.org/"},
         {"name": "gitea", "base_url": "https://code.example.org", "api_root": "https://code.example.org/api/v1"},
         ("https://code.example.org",), "simple"),
    ],
)  # fmt: skip
def test_each_host_is_told_in_its_own_words(
    options: dict[str, Any], backend: dict[str, Any], talks: tuple[str, ...], mode: str
) -> None:
    made = forms.host({**options, "content": "content"})
    assert {key: made.backend[key] for key in backend} == backend
    assert (made.talks, made.mode) == (talks, mode)
    assert f"connect-src 'self' blob: {' '.join(talks)};" in made.policy


def test_the_content_folder_is_found_below_the_repository() -> None:
    assert (
        forms.host({"host": "local", "folder": "hubs/service/", "content": "content"}).content == "hubs/service/content"
    )


def test_a_site_without_forms_has_none_of_it(tmp_path: Path) -> None:
    opened = open_hub(lay_small(tmp_path / "hub") / "content", TODAY)
    hub = opened.reading.hub
    site = build.site(hub, build.derive(hub, opened.today), build.Frame())
    assert not [path for path in site.files if path.startswith("admin/")]
    page = next(page for page in site.pages if page.uri == "reference/forms.md")
    assert "This site has no forms" in page.html
    assert "Its fields are named by other records" in page.html

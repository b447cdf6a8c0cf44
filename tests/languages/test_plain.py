"""Every word that an author writes is a text, a word of the hub's list, a word of ours, or in no language; and says which one it is in.

The list of what is in no language is compared with the fields of all kinds: a new field has to be decided about.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Annotated, Any, get_args, get_origin

import pytest

from hub_plugin import build
from hub_plugin.kinds import KINDS
from hub_plugin.model.fields import Sentence
from hub_plugin.model.page import Frame, Site
from hub_plugin.model.record import PartsOf, Written
from hub_plugin.model.texts import Term
from tests import staging
from tests.languages.test_content import said
from tests.languages.test_leaving import TODAY
from tests.languages.test_words import everything

# A plain word: its field, and why it is in no language.
NO_LANGUAGE = {
    "code": "a number that people cite",
    "kinds": "names of Python modules",
    "maps_to": "names and numbers of other catalogues",
    "review_every": "names of kinds",
    "target_level": "ids of dimensions",
    "words": "what the list itself translates",
}
# Types whose values are no words: what they take is checked, and the same in every language.
NO_WORDS = re.compile(
    r"an id|a web address|a period|language tags .*|one of .*|an account .*|the name of a file .*|a folder .*|a path .*"
)
# A title of a drawing is no place for elements: a sentence of ours with a name in it is in the language of the page.
_SCRIPT = re.compile(r"<(template(?= id=)|title|desc)\b.*?</\1>", re.DOTALL)
KEYS_OF_OTHERS = {"answers", "parts", "value"}  # mappings whose keys are links


def plain(annotation: Any, marks: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield what is said of each plain string inside an annotation."""
    if get_origin(annotation) is Annotated:
        inner, *own = get_args(annotation)
        yield from plain(inner, (*marks, *own))
    elif get_origin(annotation) is not None:
        keyed = get_origin(annotation) is dict and any(isinstance(each, PartsOf) for each in marks)
        for each in get_args(annotation)[1:] if keyed else get_args(annotation):
            yield from plain(each, () if get_origin(annotation) is dict else marks)
    elif annotation is str:
        yield marks


def fields() -> Iterator[tuple[str, str, str]]:
    """Yield class, field and explanation of each plain string that some author may write."""
    todo: list[type[Written]] = [kind.record for kind in KINDS]
    for written in todo:
        for name, info in written.model_fields.items():
            for marks in plain(info.annotation, tuple(info.metadata)):
                sentence = next((each.says for each in marks if isinstance(each, Sentence)), "")
                yield written.__name__, info.alias or name, sentence
            todo += [each for each in _inside(info.annotation) if each not in todo]


def _inside(annotation: Any) -> Iterator[type[Written]]:
    if isinstance(annotation, type) and get_origin(annotation) is None:
        if issubclass(annotation, Written):
            yield annotation
        return
    for each in get_args(annotation):
        yield from _inside(each)


def test_every_plain_word_is_decided_about() -> None:
    found = set(fields())
    assert len(found) > 100
    open_ = {
        f"{written}.{name} ({says or 'no type of ours'})"
        for written, name, says in found
        if not NO_WORDS.fullmatch(says)
        and name not in NO_LANGUAGE
        and not (name == "id" or (name in KEYS_OF_OTHERS and not says))
        and (written, name) != ("Team", "roles")  # a role's id, or a word of the hub's list
    }
    assert not open_, "say in which language these are: as a text, a Term, or in NO_LANGUAGE with the reason"
    assert {name for _, name, _ in found if name in NO_LANGUAGE} == set(NO_LANGUAGE)


def in_two(words: dict[str, str]) -> tuple[Site, build.Reading]:
    """Return the Romanian site of a hub with everything in it, written in English but for the words given."""
    files = everything()
    listed = "".join(f"  {word!r}: {{ro: {other!r}}}\n" for word, other in words.items())
    hub = re.sub(rb"(languages|words):.*\n", b"", files["hub.yml"])
    files["hub.yml"] = hub + b"languages: [en, ro]\n" + (f"words:\n{listed}".encode() if words else b"")
    reading = staging.read(files)
    now = build.derive(reading.hub, TODAY)
    return build.site(reading.hub, now, Frame(language="ro", reference=False)), reading


@pytest.fixture(scope="module")
def bare() -> tuple[Site, build.Reading]:
    return in_two({})


def terms(reading: build.Reading) -> list[str]:
    """Return the words of a hub that no Romanian sentence holds."""
    all_ = {str(each): each for each in (*reading.hub.vocabulary.shared.values(), *reading.hub.vocabulary.own)}
    assert all(isinstance(each, Term) for each in all_.values())
    return [word for word in all_ if len(word) > 3 and word not in ("team", "Plan", "Room")]


def spoken(site: Site, words: list[str]) -> list[str]:
    """Return where the pages say words in their own language."""
    asked = {word: re.compile(rf"(?<![\w#/.-]){re.escape(word)}(?![\w/-]|\.\w)") for word in words}
    return [
        f"{page.uri}: {word}"
        for page in site.pages
        if not page.uri.startswith("translations/")
        for text in [said(_SCRIPT.sub("", page.html))]
        for word, pattern in asked.items()
        if word in text and pattern.search(text)
    ]


def test_a_word_without_a_translation_names_its_language(bare: tuple[Site, build.Reading]) -> None:
    site, reading = bare
    words = terms(reading)
    assert len(words) > 12
    assert spoken(site, words) == []
    whole = " ".join(page.html for page in site.pages)
    assert sum(f'<span lang="en" class="coehub-foreign">{word}</span>' in whole for word in words) >= 5


def test_a_name_among_the_choices_of_a_filter_names_its_language(bare: tuple[Site, build.Reading]) -> None:
    """The owners of standards: records have names, which are no words of the hub's list."""
    page = next(page.html for page in bare[0].pages if page.uri == "standards/index.md")
    told = json.loads(html.unescape(page.partition('data-coehub-filter="')[2].partition('"')[0]))
    owners = set(re.findall(r'data-owner="([^"]*)"', page))
    assert owners
    assert told["values"]["owner"] == {
        each: [each, "en"] for owner in owners for each in html.unescape(owner).split("\n")
    }


def test_the_hubs_list_is_said_everywhere_and_chosen_by_the_same_word(bare: tuple[Site, build.Reading]) -> None:
    words = {word: f"ț{number}ț" for number, word in enumerate(terms(bare[1]))}
    site, reading = in_two(words)
    assert not [each for each in reading.findings if "word" in each.rule]
    whole = " ".join(page.html for page in site.pages)
    for word in words:
        assert f'<span lang="en" class="coehub-foreign">{word}</span>' not in whole or word in (
            "Figures",
            "Background",
        ), word
    assert sum(f">{other}<" in whole or f" {other}" in whole for other in words.values()) > 15
    teams = next(page.html for page in site.pages if page.uri == "teams/index.md")
    word = next(each for each in reading.hub.words_of_teams["disciplines"] if each in words)
    assert f'data-discipline="{word}"' in teams
    assert f"&#34;{word}&#34;: &#34;" in teams
    assert f">{words[word]}<" in teams
    told = b"".join(data for path, data in site.files.items() if path.startswith("api/"))
    assert not any(each.encode() in told for each in words.values()), "programs know words as they are written"

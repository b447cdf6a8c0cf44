"""The types of the format: what they take, what they say of what they do not take, and that their schemas agree."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from hub_plugin import build
from hub_plugin.model import fields
from hub_plugin.model.facts import Download
from hub_plugin.model.fields import Quantity, Status
from hub_plugin.model.heads import AudienceField, ExpectedField
from hub_plugin.model.hub import SOME_DAY
from hub_plugin.model.index import Index
from hub_plugin.model.links import Context
from hub_plugin.model.texts import Message, Prose, Text, say
from hub_plugin.model.times import Duration, Version
from tests import staging

TYPES: dict[str, TypeAdapter[Any]] = {
    name: TypeAdapter(getattr(fields, name))
    for name in (
        "TextField", "ProseField", "Date", "Moment", "Duration", "Version", "Zone", "Url", "Slug", "Boolean", "Whole",
        "Number", "StatusField", "Word", "ScheduleField",
    )
}  # fmt: skip
SHORT = {"Many": fields.Many[fields.Date], "Expected": ExpectedField, "Audience": AudienceField}
TYPES |= {name: TypeAdapter(each) for name, each in SHORT.items()}


class _Context(Context):
    def __init__(self) -> None:
        super().__init__(Index(), None)  # type: ignore[arg-type]


def take(name: str, value: Any) -> Any:
    return TYPES[name].validate_python(value, context=_Context())


def refuse(name: str, value: Any) -> tuple[str, str]:
    """Return message and hint of the one error."""
    with pytest.raises(ValidationError) as caught:
        take(name, value)
    errors = caught.value.errors(include_url=False)
    assert len(errors) == 1
    return errors[0]["ctx"]["message"], errors[0]["ctx"]["hint"]


@pytest.mark.parametrize("written", ["résumé.pdf", "re\u0301sume\u0301.pdf"])
@pytest.mark.parametrize("there", ["résumé.pdf", "re\u0301sume\u0301.pdf"])
def test_an_accent_of_a_file_s_name_is_written_in_two_ways(written: str, there: str) -> None:
    """macOS names files with the accent behind its letter; nobody sees it."""
    record = f"title: Brief\nowner: service\nstatus: active\nfiles: [{written}]\n"
    files = staging.lay(staging.folder(staging.BASE), {"templates/brief.yml": record, f"templates/{there}": "%PDF-1.7"})
    reading = staging.read(files)
    assert [each.message for each in reading.findings] == []
    (download,) = build.state(reading.hub, SOME_DAY).of(Download)
    assert download.path == f"templates/{there}"


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("TextField", "Payments", "Payments"),
        ("TextField", "  two \n lines ", "two lines"),
        ("TextField", "12:30", "12:30"),
        ("TextField", "no", "no"),
        ("ProseField", "a\n\n  b\n", "a\n\n  b\n"),
        ("Date", "2026-12-01", datetime.date(2026, 12, 1)),
        ("Moment", "2026-12-01 09:30", datetime.datetime(2026, 12, 1, 9, 30)),
        ("Duration", "3 days", Duration(days=3)),
        ("Version", "2.10", Version((2, 10))),
        ("Url", "https://x.example.org/a?b=c#d", "https://x.example.org/a?b=c#d"),
        ("Url", "mailto:a@example.org", "mailto:a@example.org"),
        ("Slug", "meeting-agenda", "meeting-agenda"),
        ("Boolean", "Yes", True),
        ("Boolean", "off", False),
        ("Whole", "-12", -12),
        ("Whole", "010", 10),
        ("Number", "75%", Quantity(Decimal(75), "percent")),
        ("Number", "75 %", Quantity(Decimal(75), "percent")),
        ("Number", "75 percent", Quantity(Decimal(75), "percent")),
        ("Number", "68,2", Quantity(Decimal("68.2"))),
        ("Number", "68.20", Quantity(Decimal("68.2"))),
        ("Number", "1 200 h", Quantity(Decimal(1200), "h")),
        ("Number", "1\u202f200,5", Quantity(Decimal("1200.5"))),
        ("Number", "-3", Quantity(Decimal(-3))),
        ("Number", "0,125", Quantity(Decimal("0.125"))),
        ("Number", "12.500", Quantity(Decimal("12.5"))),
        ("Number", "12,5000", Quantity(Decimal("12.5"))),
        ("Number", "1200,500", Quantity(Decimal("1200.5"))),
        ("Number", "1 200,500", Quantity(Decimal("1200.5"))),
        ("StatusField", "Active", Status.ACTIVE),
        ("Word", " customer service ", "customer service"),
        ("Many", None, ()),
        ("Many", "2026-12-01", (datetime.date(2026, 12, 1),)),
        ("Many", ["2026-12-01", "2026-12-02"], (datetime.date(2026, 12, 1), datetime.date(2026, 12, 2))),
    ],
)
def test_taken(name: str, text: Any, value: Any) -> None:
    assert take(name, text) == value


ONE = "write one value only; a text that begins with '[' or '-' needs quotes"


@pytest.mark.parametrize(
    ("name", "value", "message", "hint"),
    [
        ("TextField", None, "expected a text, found nothing", "write it, or delete the field"),
        ("TextField", ["a"], "expected a text, found a list", ONE),
        ("TextField", " ", "the text is empty", "write it, or delete the field"),
        ("TextField", {}, "the text is missing", "write it, or delete the field"),
        ("TextField", {"en": None}, "the text for the language 'en' is missing", "write it, or delete the field"),
        ("TextField", {"Note": "it is so"}, "expected a text, found the field 'Note'", 'put the text in quotes: "Note: it is so"'),
        ("TextField", {"Ends with": None}, "expected a text, found the field 'Ends with'", 'put the text in quotes: "Ends with:"'),
        ("TextField", {'He said "no': 'never"'}, "expected a text, found the field 'He said \"no'",
         'put the text in quotes: "He said \\"no: never\\""'),
        ("TextField", {"en": "a", "Note": "b"}, "expected a text, found the field 'Note'",
         "write the text itself, or one text per language: {en: …}"),
        ("TextField", "x" * 2001, "the text has 2001 characters, the limit is 2000", "put the details into a longer field"),
        ("Date", "2026-13-01", "'2026-13-01' is not a date", "write it as 2026-12-01"),
        ("Date", ["2026-12-01"], "expected a date, found a list", ONE),
        ("Date", {"on": "x"}, "expected a date, found several fields", "write it as one value; a text that holds ': ' needs quotes"),
        ("Url", "javascript:alert(1)", "'javascript:alert(1)' is not an address that starts with https://, http:// or mailto:",
         "write a web address, such as https://example.org/page"),
        ("Url", "https://x y", "'https://x y' is not an address: it holds a space, a quote or a backslash",
         "write a web address, such as https://example.org/page"),
        ("Url", "https://a@b\\c", "'https://a@b\\c' is not an address: it holds a space, a quote or a backslash",
         "write a web address, such as https://example.org/page"),
        ("Slug", "Meeting Agenda", "'Meeting Agenda' is not an id", "write 'meeting-agenda'"),
        ("Slug", "议程", "'议程' is not an id: use small letters a-z, digits and '-', with at least one letter",
         "write an id, such as meeting-agenda"),
        ("Boolean", "maybe", "'maybe' is neither true nor false", "write true or false"),
        ("Whole", "1.5", "'1.5' is not a whole number", "write a whole number, such as 3"),
        ("Number", "12,500 h", "'12,500 h' can be read in two ways", "write 12500, or 12.500"),
        ("Number", "1 000 000 000 000 000", "'1 000 000 000 000 000' is not a number",
         "write a number, with its unit if it has one, such as 75 %"),
        ("Number", "about 3", "'about 3' is not a number", "write a number, with its unit if it has one, such as 75 %"),
        ("StatusField", "activ", "'activ' is not a status", "did you mean 'active'?"),
        ("StatusField", "on", "'on' is not a status", "write one of: draft, trial, active, deprecated, retired"),
        ("Expected", {"use": "requird"}, "'requird' is not an expected use", "did you mean 'required'?"),
        ("Expected", "requird", "'requird' is not an expected use", "did you mean 'required'?"),
    ],
)  # fmt: skip
def test_refused(name: str, value: Any, message: str, hint: str) -> None:
    assert refuse(name, value) == (message, hint)


@pytest.mark.parametrize(
    "url",
    ["", "x", "//x", "https://", "https:///x", "http://[", "http://[::1", "https://x:y/", "data:text/html,x", "file:///etc/passwd",
     "JaVaScRiPt:alert(1)", "vbscript:x", "mailto:", "mailto:x", "https://x/<script>", 'https://x/"onclick="', "https://x/\u00a0y",
     "java\tscript:alert(1)", "ftp://x"],
)  # fmt: skip
def test_addresses_that_are_none(url: str) -> None:
    assert not fields.is_address(url)
    refuse("Url", url)


PLAIN = st.recursive(
    st.none() | st.text(max_size=20) | st.sampled_from(["2026-12-01", "10:00", "3 days", "2.1", "yes", "75 %", "active", "en", "ro"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8) | st.sampled_from(["en", "every", "day", "use"]), inner,
                                                               max_size=3),
    max_leaves=6,
)  # fmt: skip


@pytest.mark.parametrize("name", TYPES)
@settings(max_examples=60)
@given(value=PLAIN)
def test_whatever_is_written_is_taken_or_refused_in_a_few_words(name: str, value: Any) -> None:
    try:
        taken = take(name, value)
    except ValidationError as error:
        for each in error.errors(include_url=False):
            assert len(each.get("ctx", {}).get("message", each["msg"])) < 250
    else:
        assert not isinstance(taken, dict)


@pytest.mark.parametrize("name", TYPES)
def test_every_type_has_a_schema_that_takes_its_own_examples(name: str) -> None:
    schema = TYPES[name].json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    for example in schema.get("examples", ()):
        jsonschema.validate(example, schema)
        take(name, example)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("TextField", ["a", 404, 2.1, True, {"en": "a", "pt-BR": "b"}]),
        ("Version", [2.1, 3, "2.10"]),
        ("Boolean", [True, False, "yes", "no"]),
        ("Many", [["2026-12-01"], "2026-12-01", None]),
        ("Expected", ["required", {"use": "optional", "by": "2026-12-01"}]),
        ("Audience", ["all", ["payments"], "payments", {"tags": "pilot", "except": ["lab"]}]),
        (
            "ScheduleField",
            ["ad hoc", {"every": "week", "day": "monday", "from": "2026-01-05"}, [{"date": "2026-01-05"}]],
        ),
    ],
)
def test_schemas_take_what_an_editor_sees_of_a_short_form(name: str, values: list[Any]) -> None:
    for value in values:
        jsonschema.validate(value, TYPES[name].json_schema())


def test_schemas_refuse_what_the_reader_refuses() -> None:
    for name, value in [("TextField", ["a"]), ("TextField", {"Note": "x"}), ("Date", {}), ("Expected", {"uze": "required"}),
                        ("StatusField", "activ"), ("Audience", {"team": "x"})]:  # fmt: skip
        assert not jsonschema.Draft202012Validator(TYPES[name].json_schema()).is_valid(value)


def test_a_text_knows_its_translations() -> None:
    text = take("TextField", {"en": " Payments  team", "pt": "Pagamentos", "ro": "Plăți"})
    assert isinstance(text, Text)
    assert not isinstance(text, Prose)
    assert text == "Payments team"
    assert [text.within(each) for each in ("ro", "pt-BR", "de", "en")] == [
        "Plăți",
        "Pagamentos",
        "Payments team",
        "Payments team",
    ]
    assert take("TextField", "x").within("ro") == "x"


def test_a_message_keeps_its_sentence() -> None:
    message = say("{role} is vacant", role="Chair")
    assert str(message) == "Chair is vacant"
    assert message == say("{role} is vacant", role="Chair") != say("{role} is vacant", role="Lead")
    assert len({message, say("{role} is vacant", role="Chair")}) == 1
    assert isinstance(message, Message)


@given(st.integers(-999_999, 999_999), st.integers(0, 99), st.sampled_from(["", "%", "h", "€"]), st.booleans())
def test_numbers_are_read_back(whole: int, part: int, unit: str, comma: bool) -> None:
    text = f"{whole}{',' if comma else '.'}{part:02} {unit}".strip()
    value = Quantity.parse(text).value
    assert value == Decimal(f"{whole}.{part:02}")
    grouped = f"{abs(whole):,}".replace(",", " ")
    assert Quantity.parse(grouped).value == abs(whole)

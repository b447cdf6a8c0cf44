"""Steps from format to format: proved with one that exists in this test only."""

from __future__ import annotations

import pytest

from hub_plugin.rewriting.draft import CannotEdit
from hub_plugin.rewriting.upgrading import Drafts, Migration, upgrade


def aim_becomes_purpose(drafts: Drafts) -> None:
    for draft in drafts.below("teams"):
        if draft.value(("purpose",)) is not None:
            draft.rename(("purpose",), "aim")


STEP = Migration(2, "'purpose' of a team is called 'aim'.", aim_becomes_purpose)
HUB = b"# our hub\r\nformat: 1   # the first\r\nname: H\r\n"
FILES = {
    "hub.yml": HUB,
    "teams/a.yml": b"# a team\nname: A   # short\npurpose: 'x'  # keep\n",
    "teams/b.yml": b"name: B\n",
    "templates/t.md": b"# no record\n",
}


def test_a_step_changes_its_lines_and_the_number() -> None:
    written, told = upgrade(FILES, [STEP], 2)
    assert written == {
        "hub.yml": HUB.replace(b"format: 1 ", b"format: 2 "),
        "teams/a.yml": b"# a team\nname: A   # short\naim: 'x'  # keep\n",
    }
    assert told == ("'purpose' of a team is called 'aim'.",)


def test_the_present_format_is_up_to_date() -> None:
    assert upgrade(FILES) == ({}, ())


@pytest.mark.parametrize(
    ("files", "present", "message"),
    [
        ({"hub.yml": b"format: 3\nname: H\n"}, 2, "install a newer"),
        ({"hub.yml": b"format: \xd9\xa1\nname: H\n"}, 2, "says 'format: ١', which there is not: write 'format: 1'"),
        ({"hub.yml": b"format: 0\nname: H\n"}, 2, "says 'format: 0', which there is not: write 'format: 1'"),
        ({"hub.yml": b"name: H\n"}, 2, "states no format"),
        ({}, 2, "no hub.yml"),
        ({"hub.yml": b"format: 1\nname: [\n"}, 2, "mended first"),
        (FILES, 3, "no step leads from format 2"),
    ],
)
def test_what_cannot_be_upgraded_is_said_in_words(files: dict[str, bytes], present: int, message: str) -> None:
    with pytest.raises(CannotEdit, match=message):
        upgrade(files, [STEP], present)

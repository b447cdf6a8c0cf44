"""A text as its kind keeps it, and one value per language, as authors write it in braces: ``{en: Payments, ro@3f9a21bc: Plăți}``."""

from __future__ import annotations

import json
from typing import Any

from hub_plugin.model.findings import Route
from hub_plugin.model.refusals import wrong
from hub_plugin.model.texts import Prose, Text, are_languages, is_language, is_mark, split_mark

MAX_TEXT = 2_000


def tidied(text: str, kind: type[Text], at: Route = ()) -> str:
    """Return a text as its kind keeps it: prose as it stands, any other on one line.

    Raises:
        PydanticCustomError: it is too long for its kind; ``at`` is the way to its place inside the value.
    """
    if kind is Prose:
        return text
    short = " ".join(text.split())
    if len(short) > MAX_TEXT:
        message = f"the text has {len(short)} characters, the limit is {MAX_TEXT}"
        raise wrong(message, "put the details into a longer field", at=at)
    return short


def by_language(
    value: dict[str, Any], what: str, noun: str, kind: type[Text] | None = None
) -> tuple[dict[str, str], dict[str, str]]:
    """Read ``{en: Payments, ro@3f9a21bc: Plăți}``.

    Args:
        value: what was written.
        what: what is written in each language, for the message.
        noun: the same in one word.
        kind: which texts they are, if they are any.

    Returns:
        language → what is written in it, and language → the hash of the text that it was made from.

    Raises:
        PydanticCustomError: a key is no language, or is there twice; nothing stands behind one, or too much.
    """
    strange = next((key for key in value if not is_language(split_mark(key)[0])), None)
    if strange is not None:
        hint = f"write the {noun} itself, or one {noun} per language: {{en: …}}"
        if noun == "text" and len(value) == 1 and isinstance(rest := value[strange] or "", str):
            hint = "put the text in quotes: " + json.dumps(f"{strange}: {rest}".rstrip(), ensure_ascii=False)
        raise wrong(f"expected {what}, found the field '{strange}'", hint)
    empty = next((key for key, text in value.items() if not isinstance(text, str) or not text.strip()), None)
    if empty is not None or not value:
        missing = f"the {noun} for the language '{empty}' is missing" if empty else f"the {noun} is missing"
        raise wrong(missing, "write it, or delete the field")
    texts: dict[str, str] = {}
    hashes: dict[str, str] = {}
    for key, text in value.items():
        language, made_from = split_mark(key)
        if language in texts:
            raise wrong(f"the {noun} for the language '{language}' is there twice", "keep one of them", needle=key)
        if (made_from and not is_mark(made_from)) or key.endswith("@"):
            hint = "delete what stands behind the '@'; 'coehub translations --accept' writes it"
            raise wrong(f"'{made_from[:20]}' is not the hash of a text", hint, needle=key)
        texts[language] = tidied(text, kind, (key,)) if kind else text
        if made_from:
            hashes[language] = made_from
    return texts, hashes


def in_languages(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the JSON Schema of a mapping from languages to something."""
    return {
        "type": "object", "minProperties": 1, "additionalProperties": schema,
        "propertyNames": {"pattern": "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*(@[0-9a-f]{8})?$"},
    }  # fmt: skip


def is_bare(value: Any, main: str) -> bool:
    """Tell whether a value stands for a group of fields: a text, or one text per language, that fills the field ``main``."""
    return isinstance(value, str) or (isinstance(value, dict) and main not in value and are_languages(value))

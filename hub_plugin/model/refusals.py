"""How a type refuses a value: one error, that becomes one finding at its place."""

from __future__ import annotations

from typing import Any

from pydantic_core import PydanticCustomError

from hub_plugin.model.findings import Route


def wrong(
    message: str, hint: str = "", rule: str = "field/wrong-value", needle: str = "", at: Route = ()
) -> PydanticCustomError:
    """Return the error that becomes a finding of ``rule``; ``at`` is the way to its place inside the value."""
    context = {"message": message, "hint": hint, "needle": needle, "more": [(at, message, hint)]}
    return PydanticCustomError(rule, "{message}", context)


def name_of(value: Any) -> str:
    """Say in one word what was written."""
    return {dict: "several fields", list: "a list", type(None): "nothing"}.get(type(value), "a text")


_INSTEAD: dict[type, str] = {
    dict: "write it as one value; a text that holds ': ' needs quotes",
    list: "write one value only; a text that begins with '[' or '-' needs quotes",
}


def as_text(value: Any, sentence: str) -> str:
    """Return the value if it is text.

    Raises:
        PydanticCustomError: it is a list, several fields, or nothing.
    """
    if isinstance(value, str):
        return value
    raise wrong(
        f"expected {sentence}, found {name_of(value)}", _INSTEAD.get(type(value), "write it, or delete the field")
    )

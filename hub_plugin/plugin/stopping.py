"""What stops a build is told in one line, as MkDocs tells what plugins raise."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from mkdocs.exceptions import PluginError

from hub_plugin.opening import SetupError, blaming


@contextmanager
def stopping() -> Iterator[None]:
    """Do something with the hub and the kinds from outside.

    Raises:
        PluginError: something around the content is wrong, or a kind from outside fails.
    """
    try:
        with blaming():
            yield
    except SetupError as error:
        raise PluginError(f"coehub: {error}") from None

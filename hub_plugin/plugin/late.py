"""Files of the content that are read after they were checked: by then one may be gone."""

from __future__ import annotations

from collections.abc import Callable

from mkdocs.exceptions import PluginError

from hub_plugin.model.safe import safe
from hub_plugin.opening import Opened


def read_if_there(opened: Opened) -> Callable[[str], bytes]:
    """Return what reads a file under serve, where one that is gone is a finding of the next state of the hub."""

    def read(path: str) -> bytes:
        try:
            return opened.folder.read(path)
        except OSError:
            return b""

    return read


def read_or_stop(opened: Opened) -> Callable[[str], bytes]:
    """Return what reads a file for a site that others will read: it raises PluginError if that is gone, and the build stops."""

    def read(path: str) -> bytes:
        try:
            return opened.folder.read(path)
        except OSError as error:
            was = f"'{safe(path)}' was a file when it was checked, and is none now"
            raise PluginError(f"coehub: {was}: {error.strerror or error}") from None

    return read

"""The manifest of a release: which files it has, with the SHA-256 of each, so that anybody can see whether what they hold is whole."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

NAME = "release.json"
_CHUNK = 1 << 20


@dataclass(frozen=True)
class Manifest:
    """What is known of a release.

    Args:
        release: its name.
        stamp: when its content was committed, in seconds since 1970.
        day: the day as of which the site was made; empty: the site does not say.
        files: path → SHA-256 in hexadecimal and number of bytes.
    """

    release: str
    stamp: int
    day: str
    files: Mapping[str, tuple[str, int]]

    @property
    def age(self) -> tuple[int, str]:
        """What releases are ordered by: the commit, then the day as of which it was built."""
        return self.stamp, self.day

    @property
    def when(self) -> str:
        """The stamp in words."""
        return f"{moment(self.stamp):%Y-%m-%d %H:%M:%S} UTC"

    def written(self) -> bytes:
        """Return it as JSON."""
        value = {
            "format": 1, "release": self.release, "stamp": self.stamp, "generated_for": self.day,
            "files": {path: {"sha256": digest, "bytes": size} for path, (digest, size) in sorted(self.files.items())},
        }  # fmt: skip
        return (json.dumps(value, indent=1, ensure_ascii=True) + "\n").encode()


def read(folder: Path) -> Manifest:
    """Read the manifest of a release.

    Raises:
        OSError, ValueError: it is not there, or is no manifest.
    """
    value: Any = json.loads((folder / NAME).read_bytes())
    try:
        files = {str(path): (str(each["sha256"]), int(each["bytes"])) for path, each in value["files"].items()}
        return Manifest(str(value["release"]), int(value["stamp"]), str(value["generated_for"]), files)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"{NAME} of {folder.name} is no manifest ({error})") from None


def digest(path: Path) -> tuple[str, int]:
    """Return the SHA-256 and the size of a file."""
    found, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            found.update(chunk)
            size += len(chunk)
    return found.hexdigest(), size


def moment(stamp: int) -> datetime.datetime:
    """Return a stamp as a moment.

    Raises:
        ValueError: it lies out of all calendars.
    """
    try:
        return datetime.datetime.fromtimestamp(stamp, datetime.UTC)
    except (OverflowError, OSError) as error:
        raise ValueError(f"{stamp} is no time in seconds since 1970") from error

"""What waits until it is written, in little memory: ten thousand pages and their data are a third of a gigabyte, packed a tenth."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import replace

from hub_plugin.model.page import LaterPage, Page

_QUICK = 1  # of zlib's levels: what we write repeats itself, and shrinks as well at once


class Packed(Mapping[str, bytes]):
    """Files by name, of all parts together, each unpacked when it is asked for."""

    def __init__(self, *parts: Mapping[str, bytes]) -> None:
        self._held: dict[str, bytes] = {}
        for each in parts:
            if isinstance(each, Packed):
                self._held |= each._held
            else:
                self._held |= {name: zlib.compress(data, _QUICK) for name, data in each.items()}

    def __getitem__(self, name: str) -> bytes:
        return zlib.decompress(self._held[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)


class PackedPage(LaterPage):
    """A printed page whose article is unpacked when it is asked for.

    Args:
        bare: the page without its article.
        body: the article, packed.
    """

    __slots__ = ("_packed",)
    _packed: tuple[Page, bytes]

    def __init__(self, bare: Page, body: bytes) -> None:
        super().__init__(bare, lambda: replace(bare, body=zlib.decompress(body)))
        object.__setattr__(self, "_packed", (bare, body))

    def __reduce__(self) -> tuple[type[PackedPage], tuple[Page, bytes]]:
        return PackedPage, self._packed


def packed(page: Page) -> PackedPage:
    """Return a printed page in little memory."""
    return PackedPage(replace(page, body=b""), zlib.compress(page.body, _QUICK))

"""How words are compared, as theme/search/folding.js does it in the browser; a test holds the two together."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator

# Letters that Unicode takes for letters of their own, and readers for another one with a stroke or a twin.
_TWINS = str.maketrans(
    {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t",
     "ŋ": "n", "ĸ": "k", "ſ": "s"}
)  # fmt: skip
_MARKS = re.compile("[\u0300-\u036f]")
_UMLAUT = re.compile("([ao])e|(^|[^aeioq])ue")
GERMAN = b"var coehubGerman=1;\n"  # what stands before folding.js where it compares as German readers do
# Scripts that leave no space between words: Han, Hiragana, Katakana (Unicode's Scripts.txt), and the signs that stand for a character.
_UNSPACED = re.compile(
    "[\u2e80-\u2e99\u2e9b-\u2ef3\u2f00-\u2fd5\u3005\u3007\u3021-\u3029\u3038-\u303b\u3041-\u3096\u309d-\u309f\u30a1-\u30fa"
    "\u30fc-\u30ff\u31f0-\u31ff\u32d0-\u32fe\u3300-\u3357\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufa6d\ufa70-\ufad9\uff66-\uff6f"
    "\uff71-\uff9d\U00016fe2-\U00016fe3\U00016ff0-\U00016ff6\U0001aff0-\U0001b122\U0001b132\U0001b150-\U0001b167\U0001f200\U00020000-\U000323af]+"
)
_PLAIN = re.compile("[a-z0-9]+")
_ENTITY = re.compile("&(?:amp|lt|gt|quot|#39);")
_END = "\u200b"  # stands behind the last character of a run


def fold(text: str, german: bool = False) -> str:
    """Return a text as it is compared: without case, accents and width.

    Args:
        text: any.
        german: ``ue`` is compared as ``u``, and so on: who has no key for an umlaut writes it so.
    """
    lower = text.lower()
    if lower.isascii():
        return _joined(lower) if german else lower
    bare = _MARKS.sub("", unicodedata.normalize("NFKD", lower)).translate(_TWINS)
    return unicodedata.normalize("NFC", _joined(bare) if german else bare)


def _joined(text: str) -> str:
    made = _UMLAUT.sub(lambda found: found[1] or f"{found[2]}u", text)
    return made if made == text else _joined(made)  # what is folded stays so


def words(written: str, german: bool = False) -> tuple[str, ...]:
    """Return what is indexed of a word that stood between two separators: trimmed, folded, of a run without spaces each pair.

    Args:
        written: as it stands in the text, which may hold entities.
        german: see :func:`fold`.
    """
    lower = written.lower()
    if _PLAIN.fullmatch(lower):
        return (_joined(lower) if german else lower,)
    return tuple(
        fold(each, german) for each in _pieces(_ENTITY.sub(lambda sign: html.unescape(sign[0]), lower)) if each
    )


def _pieces(text: str) -> Iterator[str]:
    start = 0
    for run in _UNSPACED.finditer(text):
        yield _trimmed(text[start : run.start()])
        for here, behind in zip(run[0], [*run[0][1:], _END], strict=True):
            yield here + behind
        start = run.end()
    yield _trimmed(text[start:])


def _trimmed(word: str) -> str:
    start, end = 0, len(word)
    while start < end and not _counts(word[start]):
        start += 1
    while start < end and not _counts(word[end - 1]):
        end -= 1
    return word[start:end]


def _counts(character: str) -> bool:
    return unicodedata.category(character)[0] in "LNM"

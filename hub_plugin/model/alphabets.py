"""How names are sorted: by the alphabet of a language, Chinese by its sounds.

The one place that knows. CLDR holds an order for every language, but Babel brings none of them, and what does is too heavy, too old or
too coarse: see docs/decisions/014-languages.md. What stands below says of each language which letters differ from the order that
all languages share; tests compare it with ICU.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache

from hub_plugin.model.texts import Text

# "z å ä": after z, and before what follows z, come å and ä, each a letter of its own; "ö=ø": ø is a form of ö. Swedish has one such line.
# The languages of the interface, and those whose order was at hand to compare; all others share the order of English or their script.
_ALPHABETS = {
    "cs": ("c č", "h ch", "r ř", "s š", "z ž"),
    "da": ("z æ=ä ø=ö=œ å=aa",),
    "es": ("n ñ",),
    "et": ("s š z ž", "w õ ä ö ü"),
    "fi": ("z å ä=æ ö=ø",),
    "hr": ("c č ć", "d dž đ", "l lj", "n nj", "s š", "z ž"),
    "hu": ("c cs", "d dz dzs", "g gy", "l ly", "n ny", "o ö=ő", "s sz", "t ty", "u ü=ű", "z zs"),
    "nb": ("z æ=ä ø=ö=œ å=aa",),
    "nn": ("z æ=ä ø=ö=œ å=aa",),
    "no": ("z æ=ä ø=ö=œ å=aa",),
    "pl": ("a ą", "c ć", "e ę", "l ł", "n ń", "o ó", "s ś", "z ź ż"),
    "ro": ("a ă â", "i î", "s ș=ş", "t ț=ţ"),
    "sk": ("a ä", "c č", "h ch", "o ô", "s š", "z ž"),
    "sl": ("c č ć", "d đ", "s š", "z ž"),
    "sv": ("z å ä=æ ö=ø",),
    "tr": ("c ç", "g ğ", "h ı", "o ö", "s ş", "u ü"),
    "uk": ("г ґ", "е є", "и і ї"),
}
_DOUBLED = frozenset({"hu"})  # a long "cs" is written "ccs", and sorted as "cscs"
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "ı": "i", "ħ": "h", "æ": "ae", "œ": "oe", "ð": "d", "đ": "d", "þ": "th"})
_LATER = "\uf8ff"  # after every letter
# The order of marks where nothing else differs (DUCET): acute, grave, breve, circumflex, caron, ring, diaeresis, double acute, tilde, …
_MARKS = {
    char: chr(2 + number) for number, char in enumerate("\u0301\u0300\u0306\u0302\u030c\u030a\u0308\u030b\u0303\u0307")
}
_NUMBER = re.compile("[0-9]+")
_HAN = re.compile("[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")

Key = tuple[str, str, str]


def order(text: str, language: str = "") -> Key:
    """Return the key by which names are sorted: letters first, their marks after, small letters before capital ones (UTS #10).

    Numbers count as such: "Round 2" comes before "Round 10".

    Args:
        text: a name; one in several languages counts as it is called in this one.
        language: a BCP 47 tag; empty: the order that most languages share.
    """
    return _key(text.within(language) if language and isinstance(text, Text) else str(text), _alphabet(language))


@cache
def _alphabet(language: str) -> str:
    """Return which of our alphabets holds in a language, or an empty text."""
    base = language.partition("-")[0]
    if base == "zh":
        return "" if re.search("-(Hant|TW|HK|MO)", language) else "zh"
    return base if base in _ALPHABETS else ""


@lru_cache(maxsize=100_000)
def _key(text: str, alphabet: str) -> Key:
    small = unicodedata.normalize("NFC", text)
    if alphabet == "tr":
        small = small.replace("I", "ı").replace("İ", "i")
    small = _NUMBER.sub(lambda found: found[0].zfill(9), unicodedata.normalize("NFC", small.casefold()))
    if alphabet == "zh":
        small = _HAN.sub(lambda found: _sounds()(found[0]), small)
    letters, places = _letters(alphabet)
    first = letters.sub(lambda found: places[found[0]], small) if letters else small
    first = "".join(map(_plain, first))
    marks = (
        _MARKS.get(char, char) if unicodedata.combining(char) else "\x01"
        for char in unicodedata.normalize("NFKD", small)
    )
    return first, "".join(marks), text.swapcase()


@cache
def _letters(alphabet: str) -> tuple[re.Pattern[str] | None, dict[str, str]]:
    """Return what finds the letters of a language that are sorted in a way of their own, and where each is sorted."""
    places: dict[str, str] = {}
    for line in _ALPHABETS.get(alphabet, ()):
        after, *further = line.split()
        for number, word in enumerate(further, 1):
            places |= dict.fromkeys(word.split("="), after + _LATER * number)
    if alphabet in _DOUBLED:
        places |= {letter[0] + letter: place * 2 for letter, place in places.items() if len(letter) > 1}
    found = sorted(places, key=len, reverse=True)
    return (re.compile("|".join(map(re.escape, found))) if found else None), places


@cache
def _plain(char: str) -> str:
    """Return a character for comparison: a letter without its marks; digits come before letters, all else before digits."""
    if char == _LATER:
        return char
    if "\u0400" <= char <= "\u052f" and char not in "ѐёѝ":
        return char  # in Cyrillic, й and ї are letters and no и with marks
    bare = "".join(each for each in unicodedata.normalize("NFKD", char) if not unicodedata.combining(each)).casefold()
    bare = bare.translate(_PLAIN)
    if bare and not bare[0].isalnum() and bare[0] != _LATER:
        return "\x01" + bare
    return bare


@cache
def _sounds() -> Callable[[str], str]:
    """Return what turns Chinese characters into something that sorts by their sound; they come before Latin letters.

    Loaded only when it is needed: the library's tables take a fraction of a second.
    """
    from pypinyin import Style, lazy_pinyin

    def sounds(text: str) -> str:
        said = lazy_pinyin(text, style=Style.TONE3, neutral_tone_with_five=True, errors=lambda text: list(text))  # type: ignore[arg-type,return-value]
        # The character itself follows its sound, so that names that begin with the same character stay together.
        return "".join(_syllable(sound) + char for sound, char in zip(said, text, strict=True))

    return sounds


def _syllable(sound: str) -> str:
    """Return ``lv4`` so that it sorts: after all digits; ü after u but before ua, whatever the tone."""
    letters, tone = (sound[:-1], sound[-1]) if sound[-1:].isdigit() else (sound, "5")
    return f"9{_LATER}{letters.replace('v', 'u')}{int('v' in letters)}{tone}"

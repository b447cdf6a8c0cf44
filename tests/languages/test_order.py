"""Names in the order of each language: lists from its dictionaries, and ICU's own opinion."""

from __future__ import annotations

import json
import random
import shutil
import subprocess

import pytest

from hub_plugin.model.alphabets import order
from hub_plugin.model.texts import Text

LISTS = {
    "hu": "cukor cuppant csalit Csaba dob dzéta gáz gyár ház lap lyuk nap nyár ok ól öl őr öz szó tej tyúk út üt űz zab zseb",
    "ro": "an ancora ăla âmbla barcă iar ied îmi în sac scoală șa șeic talpă tun țap țel zi",
    "da": "abe aften zebra ærlig æske øl øre år århus",
    "nb": "abe aften zebra ærlig æske øl øre år århus",
    "zh": "阿里 安徽 北京 长城 重庆 广州 李四 路 绿 乱 上海 王五 银行 张三 章程 中国 a Zoo",
}
LETTERS = {
    "en": "abcdefghijklmnopqrstuvwxyz", "de": "aäbcdefghijklmnoöpqrstuüvwxyz", "sv": "abcdefghijklmnopqrstuvwxyzåäöé",
    "hu": "aábcdeéfghiíjklmnoóöőprstuúüűvyz", "ro": "aăâbcdefghiîjklmnopqrsștțuvwxyz", "cs": "aábcčdďeéěfghiíjklmnňoópqrřsštťuúůvwxyýzž",
    "es": "aábcdeéfghiíjklmnñoópqrstuúüvwxyz", "et": "abcdefghijklmnopqrsšzžtuvwõäöüxy", "fi": "abcdefghijklmnopqrstuvwxyzåäö",
    "fr": "abcçdeéèêfghiîïjklmnoôpqrstuùvwxyz", "hr": "abcčćdđefghijklmnoprsštuvzž", "pl": "aąbcćdeęfghijklłmnńoóprsśtuwyzźż",
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя", "sk": "aáäbcčdďeéfghiíjklĺľmnňoóôpqrŕsštťuúvwxyýzž", "sl": "abcčdefghijklmnoprsštuvzž",
    "tr": "abcçdefgğhıijklmnoöprsştuüvyz", "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
}  # fmt: skip


NAMED = {
    "sv": ["az", "zz", "å", "ä", "ö"],
    "hu": ["cz", "cs", "d", "o", "oz", "ö", "ő", "öz", "p", "zz", "zs"],
    "ro": ["az", "ă", "â", "b", "iz", "î", "j", "sz", "ș", "tz", "ț", "u"],
    "zh": ["阿", "北", "中", "a"],
    "de": ["ab", "äc", "ad", "z"],
    "tr": ["hz", "ırak", "Irmak", "iç", "İzmir", "j"],
}


@pytest.mark.parametrize("language", NAMED)
def test_what_the_interface_promises(language: str) -> None:
    assert sorted(set(NAMED[language]), key=lambda word: order(word, language)) == NAMED[language]


@pytest.mark.parametrize("language", ["da", "hu", "nb", "ro"])
def test_a_dictionary(language: str) -> None:
    words = LISTS[language].split()
    assert sorted(words, key=lambda word: order(word, language)) == icu(words, language)


def test_chinese_by_its_sounds() -> None:
    words = LISTS["zh"].split()
    found = sorted(set(words), key=lambda word: order(word, "zh"))
    assert found == words  # 长 and 重 as they are said in these names: ICU knows single characters only
    assert sorted(["张三", "章程", "张伟"], key=lambda word: order(word, "zh")) == ["张三", "张伟", "章程"]
    assert sorted(["路", "绿", "乱"], key=lambda word: order(word, "zh-Hans-CN")) == ["路", "绿", "乱"]


def test_hungarian_long_letters() -> None:
    words = ["meggyel", "megggy", "megy", "mez"]
    assert sorted(words, key=lambda word: order(word, "hu")) == icu(words, "hu")


def test_a_text_is_sorted_as_it_is_called() -> None:
    one, other = Text.of({"en": "Zebra", "sv": "Anka"}), Text.of({"en": "Ape", "sv": "Örn"})
    assert sorted([one, other], key=lambda text: order(text, "en")) == [other, one]
    assert sorted([one, other], key=lambda text: order(text, "sv")) == [one, other]


@pytest.mark.parametrize("language", ["", "en", "hu", "zh"])
def test_numbers_count(language: str) -> None:
    names = ["2026", "Round", "Round 1", "Round 2", "Round 02b", "Round 10", "Round 10 north", "Round 99"]
    assert sorted(set(names), key=lambda name: order(name, language)) == names


def icu(words: list[str], language: str) -> list[str]:
    """Sort by ICU, which every Node.js brings."""
    node = shutil.which("node")
    if node is None:
        pytest.fail("Node.js is missing, whose ICU is asked: install the Debian package 'nodejs'", pytrace=False)
    script = (
        "const words = JSON.parse(require('fs').readFileSync(0)); const icu = new Intl.Collator(process.argv[1]);"
        "console.log(JSON.stringify(words.sort(icu.compare)))"
    )
    done = subprocess.run(
        [node, "-e", script, language], input=json.dumps(words), capture_output=True, text=True, check=True
    )
    found: list[str] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("language", LETTERS)
def test_as_icu_sorts(language: str) -> None:
    letters, chance = LETTERS[language], random.Random(1)
    words = {one + other for one in letters for other in letters}
    words |= {"".join(chance.choice(letters) for _ in range(chance.randint(1, 5))) for _ in range(600)}
    many = sorted(words) + [word.title() for word in sorted(words)[:80] if language != "tr"]
    many = sorted(set(many))
    assert sorted(many, key=lambda word: order(word, language)) == icu(many, language)

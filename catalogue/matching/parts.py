"""Numbers of volumes and parts to one form, in their own subfield or hidden in a title."""

import re
from functools import cache
from typing import Final

from catalogue.matching.words import meanings, rows
from shapes.folding import fold

_ORDINAL: Final = re.compile(r"(\d{1,4})(?:[a-z]{1,4}|[а-я]{1,3})?")
_ROMAN: Final = re.compile(r"(?=[ivxlc])(c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})")
_HAN_DIGITS: Final = "〇零一二三四五六七八九"
_HAN_NUMBER: Final = re.compile(rf"[{_HAN_DIGITS}十百]{{1,6}}")
#: 第三卷, 上册, 2辑 at the end of a word, and a lone 上 or (一).
_HAN_PART: Final = re.compile(
    rf"第?(\d{{1,4}}|[{_HAN_DIGITS}十百]{{1,6}}|[上中下])(?:卷|册|集|辑|编|篇|分册|部分|部|期|巻|函|季)$"
)
_HAN_BETWEEN: Final = re.compile(
    rf"第?(\d{{1,4}}|[{_HAN_DIGITS}十百]{{1,6}}|[上中下])(?:卷|册|集|辑|编|篇|分册|部分|部|期|巻|函|季)"
)
_THIRDS: Final = {"上": "shang", "中": "zhong", "下": "xia"}
_TABLE: Final = "part_words"


@cache
def _words(where: str) -> frozenset[str]:
    return frozenset(
        fold(word) for name, words in rows(_TABLE) if name == where for word in words.split(";")
    )


def number(word: str) -> str:
    """``"3"`` for ``3``, ``03``, ``3rd``, ``third``, ``iii`` and ``三``; ``""`` for other words."""
    if word[0].isdecimal():
        found = _ORDINAL.fullmatch(word)
        return str(int(found[1])) if found else ""
    known = meanings("numerals").get(word)
    if known:
        return known
    if word in _THIRDS:
        return _THIRDS[word]
    if word.isascii():
        roman = _ROMAN.fullmatch(word) if len(word) < 10 else None
        return str(_roman(roman)) if roman else ""
    return str(_han(word)) if _HAN_NUMBER.fullmatch(word) else ""


def _roman(found: re.Match[str]) -> int:
    hundreds, tens, ones = found.groups()
    total = 100 * len(hundreds)
    total += {"xc": 90, "xl": 40}.get(tens) or 50 * ("l" in tens) + 10 * tens.count("x")
    return total + ({"ix": 9, "iv": 4}.get(ones) or 5 * ("v" in ones) + ones.count("i"))


def _han(word: str) -> int:
    """Up to hundreds; digits only are read one by one: 一九 is 19."""
    if "十" not in word and "百" not in word:
        return int("".join(str(max(_HAN_DIGITS.index(sign) - 1, 0)) for sign in word))
    total, digit = 0, 0
    for sign in word:
        if sign in "十百":
            total += (digit or 1) * (10 if sign == "十" else 100)
            digit = 0
        else:
            digit = max(_HAN_DIGITS.index(sign) - 1, 0)
    return total + digit


def designation(text: str) -> str:
    """A part's designation, folded, words for "part" left out: ``"3 2"`` for ``Bd. 3, T. 2``."""
    folded = _HAN_BETWEEN.sub(r" \1 ", fold(text))
    said = []
    for word in folded.split():
        if word in _words("hidden") or word in _words("number"):
            continue
        said.append(number(word) or word)
    return " ".join(said) or folded


def hidden(title: str) -> tuple[str, list[str]]:
    """A folded title without the designations in it, and these: ``algebra v 1`` has ``1``."""
    words = title.split()
    kept: list[str] = []
    found: list[str] = []
    skip = False
    for place, word in enumerate(words):
        if skip:
            skip = False
            continue
        after = words[place + 1] if place + 1 < len(words) else ""
        if place and after and word in _words("hidden") and number(after):
            found.append(number(after))
            skip = True
        elif place and not word.isascii() and (said := _han_part(word, last=not after)):
            rest, part = said
            found.append(part)
            if rest:
                kept.append(rest)
        elif not place and not word.isascii() and (said := _han_part(word, last=False)) and said[0]:
            kept.append(said[0])
            found.append(said[1])
        else:
            kept.append(word)
    return " ".join(kept), found[:8]


def _han_part(word: str, *, last: bool) -> tuple[str, str] | None:
    """What is left of a word in Chinese, and the part its end names."""
    if last and (word in _THIRDS or _HAN_NUMBER.fullmatch(word)):
        return "", number(word)
    if found := _HAN_PART.search(word[-12:]):
        start = len(word) - len(word[-12:]) + found.start()
        return word[:start], number(found[1])
    return None

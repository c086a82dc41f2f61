"""How surprising a text is, in bits: what tells the right reading of some bytes from a wrong one.

A text is taken as a walk between kinds of characters (a Latin consonant, a Han character, a
mark), and at each step as one character of that kind. How often libraries' records do both was
counted; the rest is Shannon's.
"""

import unicodedata
from functools import cache
from importlib.resources import files
from typing import Final

#: Kinds by the first code point of a range, up to the next range's; ``?`` asks the category.
_RANGES: Final = (
    (0x00, "x"), (0x1D, "s"), (0x20, "s"), (0x30, "d"), (0x3A, "s"), (0x41, "U"), (0x5B, "s"),
    (0x61, "l"), (0x7B, "s"), (0x7F, "x"), (0x98, "s"), (0x99, "x"), (0x9C, "s"), (0x9D, "x"),
    (0xA0, "q"), (0xC0, "?"), (0x250, "i"), (0x2B0, "v"), (0x300, "m"), (0x370, "g"), (0x400, "?"),
    (0x530, "o"), (0x590, "h"), (0x600, "a"), (0x700, "o"), (0x750, "a"), (0x780, "o"),
    (0x900, "n"), (0xE00, "t"), (0xE80, "o"), (0x1E00, "?"), (0x1F00, "g"), (0x2000, "y"),
    (0x2100, "w"), (0x2E80, "r"), (0x3000, "p"), (0x3040, "k"), (0x3100, "r"), (0x3400, "R"),
    (0x4E00, "H"), (0xA000, "o"), (0xAC00, "K"), (0xD7B0, "x"), (0xF900, "R"), (0xFB00, "o"),
    (0xFB50, "o"), (0xFE20, "m"), (0xFE30, "r"), (0xFF00, "p"), (0xFFF0, "x"), (0x10000, "o"),
    (0x20000, "R"), (0x40000, "x"),
)  # fmt: skip
KINDS: Final = "sdUlVeEqivmgcbChantokKHRrpywx"
#: Vowels stand apart in the two alphabets that are most often read as each other's.
_VOWELS: Final = dict.fromkeys("aeiouy", "V") | dict.fromkeys("аеёиоуыэюяіїє", "b")
#: Bits of a character that was never counted: one of many Han, or hardly a character at all.
_UNCOUNTED: Final = {"H": 17.0, "R": 19.0, "x": 20.0}
_ELSE: Final = 14.0
_SELDOM: Final = 20.0
#: A mark is told with the letter it stands on; on this one it was never counted.
_MARK: Final = KINDS.index("m")
_NONE: Final = KINDS.index("x")
_STRANGE: Final = _MARK, 14.0
#: Left out of the count: the blank, and the marks around what does not sort.
_SIGNS: Final = {" ": 1.0, "\x98": 6.0, "\x9c": 6.0, "\x1f": 2.0, "\x1e": 2.0, "〓": 20.0}
#: Enough for every character of every language at hand; hostile text must not fill memory.
_KEPT: Final = 50_000


def kind(sign: str) -> str:
    """The kind of one character, by its block and, in alphabets, its case."""
    code = ord(sign)
    if sign in _VOWELS:
        return _VOWELS[sign]
    found = next(name for start, name in reversed(_RANGES) if code >= start)
    if found == "?":
        if sign in "×÷":
            return "q"
        small = not sign.isupper()
        return ("c" if small else "C") if 0x400 <= code < 0x530 else ("e" if small else "E")
    return "x" if code > 0x2FF and unicodedata.category(sign) == "Cn" else found


def cost(text: str) -> float:
    """Bits that this text takes; the less, the likelier that it was meant."""
    signs, steps = _signs(), _steps()
    bits = 0.0
    row = steps[0]
    last = ""
    for sign in text:
        number, own = signs.get(sign) or _new(sign)
        if number == _MARK:
            own = signs.get(last + sign, _STRANGE)[1]
        bits += own + row[number]
        row = steps[number]
        last = sign
    return bits


def surprise(text: str) -> float:
    """Bits that one character beyond ASCII takes on average, the steps to it and from it too."""
    signs, steps = _signs(), _steps()
    bits, count = 0.0, 0
    last, before, after = 0, "", True
    for sign in text:
        number, own = signs.get(sign) or _new(sign)
        if number == _MARK:
            own = signs.get(before + sign, _STRANGE)[1]
        if sign > "\x7f" or number == _NONE:
            bits += own + steps[last][number]
            count += 1
        elif not after:
            bits += steps[last][number]
        last, before, after = number, sign, sign <= "\x7f"
    return bits / max(count, 1)


def _new(sign: str) -> tuple[int, float]:
    found = kind(sign)
    bits = _UNCOUNTED.get(found, _ELSE)
    if found == "H" and not _common(sign):
        bits = _SELDOM
    value = KINDS.index(found), bits
    if len(_signs()) < _KEPT:
        _signs()[sign] = value
    return value


def _common(sign: str) -> bool:
    """Whether a Han character is of the first level of GB 2312 or of Big5: in daily use."""
    simplified = sign.encode("gb2312", "ignore")
    traditional = sign.encode("big5", "ignore")
    return b"\xb0" <= simplified < b"\xd8" or b"\xa4" <= traditional < b"\xc7"


@cache
def _signs() -> dict[str, tuple[int, float]]:
    signs = {}
    for line in _lines("characters.tsv"):
        bits, found = line.split("\t")
        for sign in found.split(" "):
            signs[sign] = KINDS.index(kind(sign[-1])), float(bits)
    signs |= {sign: (KINDS.index("s"), bits) for sign, bits in _SIGNS.items()}
    return signs


@cache
def _steps() -> list[list[float]]:
    return [[float(bits) for bits in line.split("\t")[1:]] for line in _lines("kinds.tsv")]


def _lines(name: str) -> list[str]:
    return (files(__package__) / name).read_text(encoding="utf-8").splitlines()[2:]

"""Invented words of several languages, and texts of any length made of them.

The words are made of syllables chosen here to look like their language; they mean nothing.
"""

from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Final

from samples.synthetic.drawing import Chance, one_of

#: Beginnings, middles and ends of words, and the small words between them, by language.
_SYLLABLES: Final = {
    "eng": (
        "br c ch d f g h l m n p pr r s st t th tr w",
        "a e i o u ea ou ai oo",
        "nd rt l m n st ck ver ting ment ness ly ton ship ward",
        "of the and in to for a on from with",
    ),
    "ger": (
        "b br d f g gr h k l m n r s sch st str t v w z",
        "a e i o u ä ö ü ei au ie",
        "ung heit keit lich er en el nd cht st schaft tum mel",
        "der die das und von in zur mit des für",
    ),
    "fre": (
        "b ch cl d f fr g j l m n p pl r s t tr v",
        "a e i o u é è ou ai eau oi",
        "tion té ment ique esse eur elle ard oir ance ette",
        "de la le et du les des en à pour",
    ),
    "spa": (
        "b c d f g h j l ll m n p pr r s t tr v",
        "a e i o u ia ue ó á í",
        "ción dad miento ero illa ado eza ista ble nte",
        "de la el y en los las del para con",
    ),
    "ita": (
        "b c ch d f g gl l m n p qu r s sp t v z",
        "a e i o u ia io à",
        "zione tà mento ello etto ista anza ore ura otto",
        "di la il e del della in per con le",
    ),
    "rus": (
        "b v g d z k l m n p r s st t kh ch sh vs",
        "a e i o u y ia iu",
        "nost' stvo nie skii ova tel' nik ka enko ich ost",
        "i v na o po iz dlia k s ot",
    ),
    "jpn": (
        "k s t n h m r g z d b y sh ch ts",
        "a i u e o ō ū",
        "ka shi ta no ri ken gaku ron kai shū mi ku",
        "no to ni wa o ga kara",
    ),
    "chi": (
        "b p m f d t l g k h j q x zh ch sh r z c s",
        "a e i u ao ai ou uo ia ian ie",
        "n ng ao i",
        "de yu he zhi",
    ),
    "und": (
        "b d f g h k l m n p r s t v y j",
        "a e i o u aa ei",
        "n r k l m s t ni la ran tas im ot",
        "i na ve ha al da",
    ),
}
#: Whose words stand for those of another language.
_LIKE: Final = {"mul": "eng", "por": "spa", "cat": "spa", "lat": "ita", "rum": "ita", "dut": "ger",
                "swe": "ger", "dan": "ger", "nor": "ger", "ukr": "rus", "bul": "rus", "scr": "rus",
                "cze": "rus", "pol": "rus", "srp": "rus", "slo": "rus", "enm": "eng"}  # fmt: skip
_WORDS: Final = 4_000
_TEXT: Final = 20_000
#: The longest piece that is ever cut out.
_LONGEST: Final = 4_000


@dataclass(frozen=True, slots=True)
class Prose:
    """The words of a language, and a long text to cut pieces from."""

    words: tuple[str, ...]
    text: str
    starts: tuple[int, ...]

    def cut(self, chance: Chance, length: int) -> str:
        """Some words, with at most so many characters where the first is not longer."""
        start = one_of(chance, self.starts)
        end = self.text.rfind(" ", start + 1, start + length + 1)
        return self.text[start : end if end > start else start + length].rstrip(" ")

    def sentence(self, chance: Chance, length: int) -> str:
        """The same with a capital."""
        said = self.cut(chance, length)
        return said[:1].upper() + said[1:]


def prose(language: str) -> Prose:
    """The words of a language (its MARC code), or of one like it."""
    return _made(language if language in _SYLLABLES else _LIKE.get(language, "und"))


@cache
def _made(name: str) -> Prose:
    onsets, vowels, ends, small = (part.split() for part in _SYLLABLES[name])
    chance = Random(f"catena {name}").random  # noqa: S311 - not a secret
    found: dict[str, None] = {}
    while len(found) < _WORDS:
        word = one_of(chance, onsets) + one_of(chance, vowels)
        if chance() < 0.6:
            word += one_of(chance, onsets) + one_of(chance, vowels)
        found[word + one_of(chance, ends)] = None
    words = tuple(found)
    pieces: list[str] = []
    starts: list[int] = []
    at = 0
    while len(pieces) < _TEXT:
        # The first words come oftener, as in any language.
        word = one_of(chance, small) if chance() < 0.3 else words[int(chance() * chance() * _WORDS)]
        starts.append(at)
        pieces.append(word)
        at += len(word) + 1
    text = " ".join(pieces)
    return Prose(words, text, tuple(start for start in starts if start < len(text) - _LONGEST))

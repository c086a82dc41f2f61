"""Pinyin for CNMARC: one syllable for each character, from the record or, failing it, by machine.

The form is that of the National Library: small letters, single blanks, no marks of tone or
punctuation, foreign letters as capitals; ``v`` stands for ü, as the input methods have it.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from converters.crosswalk.cnmarc.isbd import has_han

_UNIT: Final = re.compile(r"[a-z0-9à-ÿĀ-ɏ]+", re.IGNORECASE)
_KANA_OR_HANGUL: Final = re.compile(r"[\u3041-\u30fa\u30fc-\u30ff\uac00-\ud7a3\u1100-\u11ff]")
#: 的 is romanised "di" by the Library of Congress everywhere; its reading is no evidence.
_NO_EVIDENCE: Final = "的"
#: Longer texts are no headings or titles, and are not spelled out.
_LONGEST: Final = 500


def _surnames() -> Mapping[str, str]:
    lines = files(__package__).joinpath("surnames.tsv").read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines if not line.startswith("#"))


_SURNAMES: Final = _surnames()


@cache
def _machine() -> tuple[Callable[..., list[str]], Mapping[int, str]]:
    """The machine that spells, and its readings by character; it takes 50 MB, so only if needed."""
    from pypinyin import lazy_pinyin  # noqa: PLC0415
    from pypinyin.constants import PINYIN_DICT  # noqa: PLC0415

    return lazy_pinyin, PINYIN_DICT


def can_be_spelled(text: str) -> bool:
    """Whether a text is Chinese by its characters: Han, and no kana or hangul."""
    return len(text) <= _LONGEST and has_han(text) and not _KANA_OR_HANGUL.search(text)


def from_record(han: str, romanised: str) -> str:
    """The romanisation in a record, put into the form of CNMARC; empty when it does not match.

    It matches when its letters are, one after the other, readings of the characters; a text in
    another system (Wade–Giles), of another title or with a slip does not. What is left over at the
    end is of no matter. Time grows with the length of the text alone.
    """
    if not can_be_spelled(han):
        return ""
    # The Library of Congress leaves the dots away where no other reading is possible: lue, nue.
    letters = _letters(romanised).replace("lue", "lve").replace("nue", "nve")
    by_machine: list[str] | None = None
    written: list[str] = []
    place = 0
    units = list(_units(han))
    for number, unit in enumerate(units):
        if not has_han(unit):
            if not letters.startswith(unit.lower(), place):
                return ""
            place += len(unit)
            written.append(unit.upper())
            continue
        reading = _reading(
            unit, letters, place, units[number + 1] if number + 1 < len(units) else ""
        )
        if not reading:
            return ""
        place += len(reading)
        if unit in _NO_EVIDENCE:
            by_machine = by_machine or _spelled(units)
            reading = by_machine[number]
        written.append(reading)
    return " ".join(written)


def by_machine(han: str, *, name: bool = False) -> str:
    """Pinyin as a dictionary of words and characters has it; ``name``: the surname as surnames go.

    Empty when the text cannot be spelled out.
    """
    if not can_be_spelled(han):
        return ""
    if name:
        for length in (2, 1):
            if (surname := _SURNAMES.get(han[:length])) is not None:
                rest = list(_units(han[length:]))
                return " ".join([surname, *_spelled(rest)])
    return " ".join(_spelled(list(_units(han))))


def tidied(pinyin: str) -> str:
    """Pinyin typed by a person in the form of CNMARC, as far as that goes without the text."""
    return " ".join(_UNIT.findall(_folded(pinyin).lower()))


def _units(text: str) -> Iterator[str]:
    """Each Chinese character, and each word or number between them; marks are left out."""
    begin = -1
    for place, character in enumerate(text):
        if has_han(character):
            if begin >= 0:
                yield from _UNIT.findall(_folded(text[begin:place]))
                begin = -1
            yield character
        elif begin < 0:
            begin = place
    if begin >= 0:
        yield from _UNIT.findall(_folded(text[begin:]))


def _spelled(units: list[str]) -> list[str]:
    # Runs of characters are read together: the reading of one depends on its neighbours.
    written: list[str] = []
    run: list[str] = []
    for unit in [*units, ""]:
        if unit and has_han(unit):
            run.append(unit)
            continue
        if run:
            spelled = _machine()[0]("".join(run), errors="default")
            written += spelled if len(spelled) == len(run) else map(_alone, run)
            run = []
        if unit:
            written.append(unit.upper())
    return written


def _alone(character: str) -> str:
    return next(iter(_readings(character)), character)


def _reading(character: str, letters: str, place: int, following: str) -> str:
    """The reading the letters go on with, so that the next character can follow."""
    found = [each for each in _readings(character) if letters.startswith(each, place)]
    if len(found) < 2 or not following:
        return max(found, key=len, default="")
    going_on = [
        each
        for each in found
        if (
            any(letters.startswith(other, place + len(each)) for other in _readings(following))
            if has_han(following)
            else letters.startswith(following.lower(), place + len(each))
        )
    ]
    return max(going_on or found, key=len)


@lru_cache(maxsize=8192)
def _readings(character: str) -> frozenset[str]:
    """All readings of a character, without tones."""
    known = _machine()[1].get(ord(character), "")
    return frozenset(_letters(each) for each in known.split(",") if each)


def _letters(text: str) -> str:
    """The small letters and digits of a text, ü as ``v``, without marks of tone and all else."""
    return "".join(_UNIT.findall(_folded(text).lower()))


def _folded(text: str) -> str:
    if text.isascii():
        return text
    kept = unicodedata.normalize("NFD", unicodedata.normalize("NFC", text).translate(_UMLAUT))
    return unicodedata.normalize("NFC", "".join(c for c in kept if not unicodedata.combining(c)))


_UMLAUT: Final = str.maketrans("üǖǘǚǜÜǕǗǙǛ", "v" * 5 + "V" * 5)

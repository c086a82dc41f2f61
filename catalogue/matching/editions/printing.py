"""What notes tell of one printing: its frame, its issue, its number in bibliographies."""

import re
from functools import cache
from typing import Final, NamedTuple

import pymarc

from catalogue.matching.editions.fields import Fields, joined, values
from catalogue.matching.editions.numbers import lccn
from catalogue.matching.words import rows
from shapes.folding import fold

#: Height and width of the frame of a block-printed page, in centimetres; then its lines.
_FRAME: Final = re.compile(r"(\d{1,2}(?:\.\d)?) ?[x×] ?(\d{1,2}(?:\.\d)?) ?cm")
_LINES: Final = re.compile(r"in (\d{1,2}) (?:vertical )?lines|半[葉页叶頁](\d{1,2})行")
_YEAR: Final = re.compile(r"(?<!\d)1[4-9]\d\d(?!\d)|(?<!\d)20\d\d(?!\d)")
_REPRINTED: Final = re.compile(r"reprinted|reissued|impression|printing|nachdruck|réimpr|重印|印刷")
_IMPRESSION: Final = re.compile(
    r"\d(?:st|nd|rd|d|th) (?:thousand|impression|printing)|[a-z] (?:impression|printing)\b"
    r"|\d\. tausend|第 ?\d+ ?次印刷|第 ?\d+ ?刷"
)
_RECORD: Final = re.compile(r"(?:lccn|lc record)s? (\d{2,4}-?\d{4,6})")
_EDITION: Final = re.compile(r'"[^."]{0,20}\b(?:edition|ed|aufl|auflage|édition|издание)\b')
_HELD: Final = re.compile(r"\W*(?:hearings?|meetings?|sessions?)\b.{0,40}\bheld\b")
_MONTHS: Final = re.compile(r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\b")
#: The date on a cover, as a note copies it: "April 1997."
_DATED: Final = re.compile(r'"[^"]{2,20}(?:1[5-9]|20)\d\d[^"]{0,8}"')
_DATE: Final = 34
#: Notes that are read, and their characters.
_NOTES: Final = 16
_CHARACTERS: Final = 2000
_MOST: Final = 4


class Printing(NamedTuple):
    """``edition``: a statement from a note; ``frame``: height and width in millimetres (0: it has
    none) and lines (0: not said); ``issue``: what sort of issue it is; ``printed``: years of
    printings; ``later``: a later printing, as it says; ``held``: when and where a hearing was;
    ``dated``: the date a report bears; ``beside``: LCCNs of other issues.
    """

    edition: str = ""
    frame: tuple[int, ...] = ()
    issue: tuple[str, ...] = ()
    printed: tuple[int, ...] = ()
    later: bool = False
    held: str = ""
    dated: str = ""
    beside: tuple[str, ...] = ()


def read(fields: Fields) -> Printing:
    """What the general notes (500), the edition statement and 245 $c tell of the printing."""
    notes = [
        joined(field, "a").lower() for field in (*fields.of("500"),)[:_NOTES] if not _of_copy(field)
    ]
    told = [joined(field, "ab").lower() for field in fields.own.get("250", ())[:2]]
    text = " | ".join((*told, *notes))[:_CHARACTERS]
    stated = [joined(field, "c").lower() for field in fields.own.get("245", ())[:1]]
    later = bool(_IMPRESSION.search(" | ".join((text, *stated))))
    if not text:
        return Printing(later=later)
    return Printing(
        next((t for t in notes if len(t) < 40 and _EDITION.match(t)), ""),
        _frame(text) if " cm" in text or "no borders" in text else (),
        _issue(text) if _hints().search(text) else (),
        _printed(notes) if _REPRINTED.search(text) else (),
        later,
        _held(notes) if " held" in text else "",
        next((_months(t) for t in notes if len(t) < _DATE and _DATED.match(t)), ""),
        _beside(text) if "lccn" in text or "lc record" in text else (),
    )


def _of_copy(field: pymarc.Field) -> bool:
    """Whether a note is on one library's copy ($5)."""
    return any(part.code == "5" for part in field.subfields)


def _frame(text: str) -> tuple[int, ...]:
    found, lines = _FRAME.search(text), _LINES.search(text)
    count = int(lines[1] or lines[2]) if lines else 0
    if found:
        return round(10 * float(found[1])), round(10 * float(found[2])), count
    return (0, 0, count) if "no borders" in text else ()


@cache
def _issues() -> tuple[tuple[str, str], ...]:
    return tuple(
        (f" {fold(word)} " if word.isascii() else fold(word), kind)
        for kind, words in rows("editions/issue_words")
        for word in words.split(";")
    )


@cache
def _hints() -> re.Pattern[str]:
    """The beginning of the longest word of each phrase: most notes have none of them."""
    longest = {max(phrase.split(), key=len)[:5] for phrase, _ in _issues()}
    return re.compile("|".join(sorted(map(re.escape, longest))))


def _issue(text: str) -> tuple[str, ...]:
    folded = f" {fold(text)} "
    return tuple(sorted({kind for words, kind in _issues() if words in folded}))


def _printed(notes: list[str]) -> tuple[int, ...]:
    named = {int(y) for text in notes if _REPRINTED.search(text) for y in _YEAR.findall(text)}
    return tuple(sorted(named)[:6])


def _held(notes: list[str]) -> str:
    told = next((text for text in notes if _HELD.match(text[:80])), "")
    return _months(told[:160])


def _months(text: str) -> str:
    """Folded, with English months in three letters."""
    return _MONTHS.sub(r"\1", fold(text)) if text else ""


def _beside(text: str) -> tuple[str, ...]:
    found = {lccn(number) for number in _RECORD.findall(text)}
    return tuple(sorted(f"lccn:{number}" for number in found if number)[:_MOST])


def cited(fields: Fields) -> list[list[str]]:
    """``[bibliography, number]`` where a bibliography (510) numbers what was printed: Evans 6434.

    A page of a bibliography is no number: all editions stand on it.
    """
    found = []
    for field in fields.own.get("510", ())[:8]:
        where = fold("".join(values(field, "c")[:1])[:40])
        number = where.replace(" ", "")
        if not 0 < len(number) < 14 or not any(sign.isdecimal() for sign in number):
            continue
        if not where.startswith(("p ", "pp ", "v ", "vol ", "s ")) and " p " not in where:
            found.append([fold(joined(field, "a"))[:24], number])
    return found[:_MOST]

"""A cascade of twelve rules for doubled books, published in Chinese in 2025, made anew.

We know it by a summary: with an equal ISBN, ISSN or 统一书号 two records are one when title and
year agree (rule 1), else title and pages (2), else title and edition (3); without such a
number when title, publisher, year and pages agree (4), and eight fall-backs add author or
edition where one of these is missing. We had to choose: "without" is that one record or both
have no number (different numbers are no double); each fall-back replaces what is missing in
either record by the author (rules 5, 7, 9, 11) or, without an author, by the edition (6, 8,
10, 12): pages missing (5, 6), year (7, 8), publisher (9, 10), pages and year (11, 12). Of
several readings the one that does best is taken: the title has its subtitle and part (the
proper title alone joins twice as many wrongly), all words are compared by our folding
function, and of two lists one common member is enough.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import pymarc

from shapes.folding import fold
from shapes.standard_numbers import digits, ways

_DIGITS: Final = re.compile(r"[0-9]+")
_YEAR: Final = re.compile(r"(?<![0-9])[12][0-9]{3}(?![0-9])")


@dataclass(frozen=True, slots=True)
class Elements:
    """What the cascade compares of a record; an empty one is missing."""

    numbers: frozenset[str]
    title: str
    publisher: frozenset[str]
    year: str
    pages: str
    author: str
    edition: str


def elements(record: pymarc.Record) -> Elements:
    """Out of a MARC 21 record."""
    return Elements(
        numbers=frozenset(_numbers(record)),
        title=fold(" ".join(_texts(record, ("245",), "abnp"))),
        publisher=frozenset(map(fold, _texts(record, ("260", "264"), "b"))) - {""},
        year=_year(record),
        pages=max(_DIGITS.findall(" ".join(_texts(record, ("300",), "a"))), key=int, default=""),
        author=next(map(fold, _texts(record, ("100", "110", "111", "700", "710", "711"), "a")), ""),
        edition=_edition(fold(" ".join(_texts(record, ("250",), "a")))),
    )


def is_double(a: Elements, b: Elements) -> bool:
    """Whether one of the twelve rules joins the two."""
    if not a.title or a.title != b.title:
        return False
    year, pages = _agree(a.year, b.year), _agree(a.pages, b.pages)
    if a.numbers and b.numbers:
        edition = _agree(a.edition, b.edition)
        return not a.numbers.isdisjoint(b.numbers) and True in (year, pages, edition)
    publisher = None
    if a.publisher and b.publisher:
        publisher = not a.publisher.isdisjoint(b.publisher)
    return _fallen_back(publisher, year, pages, _instead(a, b))


def _fallen_back(
    publisher: bool | None, year: bool | None, pages: bool | None, instead: bool | None
) -> bool:
    told = (publisher, year, pages)
    if False in told:
        return False
    if None not in told:
        return True
    may_miss = {(True, True, None), (True, None, True), (None, True, True), (True, None, None)}
    return told in may_miss and instead is True


def _instead(a: Elements, b: Elements) -> bool | None:
    """Whether the authors agree; the editions, where one record names no author."""
    by_author = _agree(a.author, b.author)
    return _agree(a.edition, b.edition) if by_author is None else by_author


def _agree(a: str, b: str) -> bool | None:
    return a == b if a and b else None


def _texts(record: pymarc.Record, tags: Iterable[str], codes: str) -> list[str]:
    return [
        text for field in record.get_fields(*tags) for text in field.get_subfields(*codes) if text
    ]


def _numbers(record: pymarc.Record) -> Iterable[str]:
    """ISBNs in 13 digits and ISSNs; 统一书号 by its scheme (024 $2 is ubsn over the pivot)."""
    for text in _texts(record, ("020", "022"), "a"):
        if number := ways(digits(text.split("(", 1)[0])):
            yield max(number, key=len)
    for field in record.get_fields("024"):
        if "ubsn" in field.get_subfields("2"):
            yield from field.get_subfields("a")


def _year(record: pymarc.Record) -> str:
    """Of the imprint; what 008 says where it says none."""
    coded = [str(field.data)[7:11] for field in record.get_fields("008")]
    for text in (*_texts(record, ("260", "264"), "c"), *coded):
        if found := _YEAR.search(text):
            return found[0]
    return ""


def _edition(text: str) -> str:
    """Its number, so that ``2nd ed.`` is ``2. Aufl.``; its words where it has none."""
    found = _DIGITS.search(text)
    return found[0] if found else text

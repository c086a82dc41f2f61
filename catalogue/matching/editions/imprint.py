"""Publishers without what all publishers are called, places, and years by what they mean."""

import re
from functools import cache, lru_cache
from typing import Final

import pymarc

from catalogue.matching.editions.fields import Fields, indicator, joined, values
from catalogue.matching.words import rows
from shapes.folding import fold

_YEAR: Final = re.compile(r"(©|\bcop[.y ]{1,2}|[cp℗])?\s?(1[4-9]\d\d|20\d\d)(?!\d)", re.IGNORECASE)
_CHINESE: Final = re.compile(
    r"(?:出版社|出版公司|出版有限公司|出版|书局|书店|有限公司|公司|社|藏板|藏版|板行|刊行|发行|板|版|刻|梓)$"
)
#: … and 9 others, ほか 2 名.
_OTHERS: Final = re.compile(r" (?:and )?\d+ others?$|外\d+名$")
_KNOWN_AS: Final = re.compile(r"\S[^\[]*\[([^\]\[=?]{2,40})\??\]")
#: Codes of three letters in the MARC Code List for Countries, by their last one.
_STATES: Final = {"u": "us", "k": "uk", "c": "ca"}
_MOST: Final = 4


@cache
def _words(role: str) -> frozenset[str]:
    return frozenset(
        fold(word)
        for name, words in rows("editions/publisher_words")
        if name == role
        for word in words.split(";")
    )


@cache
def _ends() -> re.Pattern[str]:
    return re.compile(rf"(?:^| )(?:{'|'.join(sorted(map(re.escape, _words('ends'))))})(?: |$)")


@cache
def _phrases() -> re.Pattern[str]:
    several = sorted((word for word in _words("common") if " " in word), key=len, reverse=True)
    return re.compile(rf" (?:{'|'.join(map(re.escape, several))})(?= )")


@lru_cache(maxsize=8192)
def publisher(text: str) -> str:
    """``knopf`` for ``A. A. Knopf, Inc.``-like names' own words; ``""`` when none is named."""
    folded = _OTHERS.sub("", fold(text))
    if cut := _ends().search(folded):
        folded = folded[: cut.start()]
    if folded in _words("never"):
        return ""
    folded = _phrases().sub(" ", f" {folded} ").strip() or folded
    common = _words("common")
    kept = [word for word in folded.split() if word not in common]
    named = " ".join(kept) or folded
    if not named.isascii():
        named = _CHINESE.sub("", named) or named
    return named[:60]


@lru_cache(maxsize=8192)
def place(text: str) -> str:
    """The name of the place alone: ``chichester`` for ``Chichester, West Sussex [England]``."""
    folded = fold(re.split(r"[,(\[;]", text.strip(" ["), maxsplit=1)[0])
    return "" if folded in ("s l", "sl", "place of publication not identified") else folded[:40]


@lru_cache(maxsize=8192)
def _known_as(text: str) -> str:
    """The place in brackets behind the one on the title page: Kyoto of ``Kōto [Kyoto]``."""
    found = _KNOWN_AS.search(text[:120])
    named = fold(found[1]) if found else ""
    return named if len(named) > 3 and named != "etc" else ""


def country(coded: str) -> str:
    """The country of publication (008/15-17), of states and provinces the country; or ``""``."""
    code = coded[15:18].strip().lower()
    if len(code) == 3 and code[2] in _STATES:
        return _STATES[code[2]]
    return code if len(code) == 2 and code.isalpha() and code not in ("xx", "vp") else ""


def imprints(fields: Fields) -> tuple[list[str], list[str]]:
    """Publishers and places, each once; makers, distributors and copyright of 264 left out."""
    publishers: list[str] = []
    places: list[str] = []
    for field in _published(fields):
        publishers += [publisher(text) for text in values(field, "b")[:_MOST]]
        places += [place(text) for text in values(field, "a")[:_MOST]]
        places += [_known_as(text) for text in values(field, "a")[:_MOST] if "[" in text]
    if any(name in _words("body") for name in publishers):
        body = next((joined(f, "ab") for f in fields.of("110", "710")), "")
        publishers = [publisher(body) if n in _words("body") else n for n in publishers]
    return _first(publishers), _first(places)


def _published(fields: Fields) -> list[pymarc.Field]:
    every = fields.of("260", "264")
    return [f for f in every if f.tag == "260" or indicator(f, 1) not in "234" or f.tag == "880"][
        :6
    ]


def _first(texts: list[str]) -> list[str]:
    return [text for text in dict.fromkeys(texts) if text][:_MOST]


def years(fields: Fields, coded: str) -> tuple[list[int], list[int], list[int]]:
    """Years of publication, of copyright, and of the original of a reprint, sorted.

    ``coded`` is field 008: type of date 06, dates 07–14 (MARC 21, 008 "All materials").
    """
    published: set[int] = set()
    rights: set[int] = set()
    for field in fields.of("260", "264"):
        copyright_ = field.tag != "260" and indicator(field, 1) == "4"
        for text in values(field, "c")[:3]:
            for sign, year in _YEAR.findall(text)[:6]:
                (rights if sign or copyright_ else published).add(int(year))
    kind, first, second = coded[6:7], _coded(coded[7:11]), _coded(coded[11:15])
    if first and kind != "b":
        published.add(first)
    if second and kind == "t":
        rights.add(second)
    if second and kind in "cdikmqu":
        published.add(second)
    published -= {year for year in rights if year == first and len(published) > 1}
    old = {second} - published - rights if kind == "r" and second else set()
    return sorted(published)[:6], sorted(rights)[:4], sorted(old - {0})


def _coded(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and 1400 <= int(text) < 2100 else 0

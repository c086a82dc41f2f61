"""A record as CSL-JSON, the data of citation programs (Zotero, pandoc, every CSL processor).

The schema is that of CSL 1.0.2 (citationstyles.org). Everything is taken from the MARC 21 pivot,
because it still has the order of the names, which a graph has not.
"""

import json
import re
from collections.abc import Callable
from typing import Any, Final

import pymarc

from converters.bibframe.codes import pairs
from converters.citations.names import cited
from converters.writing.both import Both, Read, Wanted, clean, titled, unbracketed

#: Leader/06 to the types of CSL; ``book`` for all others.
_TYPES: Final = {
    "c": "musical_score",
    "d": "musical_score",
    "e": "map",
    "f": "map",
    "g": "motion_picture",
    "i": "song",
    "j": "song",
    "k": "graphic",
    "m": "software",
    "p": "collection",
    "t": "manuscript",
}
_YEAR: Final = re.compile(r"(?<!\d)(1[0-9]{3}|20[0-9]{2})(?!\d)")
_EDITION: Final = (
    re.compile(r"第\s*([0-9]{1,3})\s*版"),
    re.compile(r"(?:^|[^\d])([0-9]{1,3})\s*版"),
    re.compile(r"\bdi\s+([0-9]{1,3})\s+ban\b", re.IGNORECASE),
    re.compile(
        r"^([0-9]{1,3})(?:st|nd|rd|th|d|\.|a|e|ème|º|ª)?[\s,.-]*(?:\w+[\s,.]+){0,2}"
        r"(?:ed|éd|aufl|izd|изд|wyd|vyd|uitg|udg|uppl)\b",
        re.IGNORECASE,
    ),
)
_CHINESE: Final = re.compile(r"第\s*([一二三四五六七八九十]{1,3})\s*版")
_DIGITS: Final = {c: n for n, c in enumerate("一二三四五六七八九", start=1)}
_ORDINALS: Final = {
    word: number
    for number, word in enumerate(
        ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"), 1
    )
}
_UNKNOWN: Final = re.compile(
    r"^\W*(s\.?\s?[ln]\.?|sine (loco|nomine)|(place of )?publi\w+ not identified"
    r"|出版[地者社].{0,3}不详)\W*$",
    re.IGNORECASE,
)
_PAGES: Final = re.compile(r"(\d+)\s*(?:p\b|p\.|pages|页|頁|s\.|с\.|S\b)")
_VOLUMES: Final = re.compile(r"^\W*(\d+)\s*(?:v\b|v\.|vols?\b|volumes|册|冊|卷|Bde?\b|т\.)")

type Item = dict[str, Any]


def item(marc: pymarc.Record, wanted: Wanted = "own") -> Item:
    """One item; texts in the script of the work, or in Latin letters where the record has them."""
    record = Read(marc)
    made: Item = {"id": record.data("001") or "record", "type": _type(record)}
    made |= {name: value for name, value in _plain(record, wanted).items() if value}
    for one in cited(record, wanted):
        if one.variable and not (one.corporate and one.variable == "illustrator"):
            made.setdefault(one.variable, []).append(one.name)
    if "author" in made and any(one.corporate for one in cited(record, wanted)):
        _persons_before_bodies(made, record, wanted)
    if "author" not in made and made["type"] == "song" and "composer" in made:
        made["author"] = made["composer"]
    return made


def as_csl(marc: pymarc.Record) -> bytes:
    """One item as JSON, to stand in the array a CSL-JSON file is."""
    return json.dumps(item(marc), ensure_ascii=False, indent=2).encode("utf-8", "replace")


def _persons_before_bodies(made: Item, record: Read, wanted: Wanted) -> None:
    """A body is an author only where it is the main entry, or no person is one."""
    authors = [one for one in cited(record, wanted) if one.variable == "author"]
    persons = [one for one in authors if not one.corporate]
    if persons and record.field("110", "111") is None:
        made["author"] = [one.name for one in persons]


def _plain(record: Read, wanted: Wanted) -> Item:
    """Everything but names and type."""
    place, publisher = _published(record, wanted)
    edition = _edition(record, wanted)
    volumes = _VOLUMES.match(_first(record, "300", "a"))
    pages = _PAGES.search(_first(record, "300", "a"))
    series = record.field("490", "830", "440")
    made: Item = {
        "title": title(record, wanted),
        "language": language(record),
        "edition": edition,
        "publisher-place": place,
        "publisher": publisher,
        "issued": issued(record),
        "ISBN": _first(record, "020", "a").partition(" ")[0],
        "ISSN": _first(record, "022", "a"),
        "number-of-volumes": volumes[1] if volumes and int(volumes[1]) > 1 else "",
        "number-of-pages": pages[1] if pages and not volumes else "",
        "collection-title": _capital(series.value("a", wanted)) if series else "",
        "collection-number": series.value("v", wanted) if series else "",
        "genre": _genre(record),
    }
    thesis = record.field("502")
    if thesis is not None:
        made["publisher"] = thesis.value("c", wanted) or publisher
    made |= _electronic(record) | _contained(record, wanted)
    return made


def title(record: Read, wanted: Wanted) -> str:
    """Title proper, its parts, and what follows the colon, with one mark between each two."""
    field = record.field("245", "246", "240", "130")
    if field is None:
        return "[untitled]"
    text = ""
    for code, raw in field.half(wanted).subfields:
        if code not in "abnpk" or not (value := clean(raw)):
            continue
        if value[0] == "[" and value.find("]") in (-1, len(value) - 1):
            value = unbracketed(value)
        if code == "b":
            value = value.partition(" = ")[0]
        mark = {"b": ": ", "p": ", " if text and text[-1].isdigit() else ". "}.get(code, ". ")
        text += (mark if text else "") + value
    return _capital(titled(text)) or "[untitled]"


def _capital(text: str) -> str:
    """A romanisation that was made by rule, all in small letters, as the beginning of a title."""
    romanised = text.isascii() and text.islower() and " " in text
    return text[0].upper() + text[1:] if romanised else text


def language(record: Read) -> str:
    """BCP 47 of 008/35-37: ``zh-CN`` and ``en-US`` where CSL's locales are called so."""
    code = record.fixed[35:38].strip()
    short = pairs("iso639-1").get(code, "")
    return {"zh": "zh-CN", "en": "en-US"}.get(short, short)


def issued(record: Read) -> Item:
    """The year of publication, from 008/07-10, else from the statement; empty without one."""
    kind, first, last = record.fixed[6], record.fixed[7:11], record.fixed[11:15]
    stated = " ".join(_all(record, "264", "c", "1") or _all(record, "260", "c", ""))
    year = first if first.isdigit() and "1000" <= first <= "2100" else ""
    if not year and (found := _YEAR.search(stated)):
        year = found[1]
    if not year:
        return {}
    years = [[int(year)]]
    if kind == "c" and last == "9999":
        return {"date-parts": years, "literal": f"{year}-"}
    if kind in "mcdu" and last.isdigit() and year < last < "2100":
        years.append([int(last)])
    made: Item = {"date-parts": years}
    if kind == "q" or "?" in stated or "ca." in stated:
        made["circa"] = True
    return made


def _type(record: Read) -> str:
    form, level = record.leader[6], record.leader[7]
    if record.field("502") is not None:
        return "thesis"
    if form in "at" and level in "si":
        return "periodical"
    if level in "ab" and record.field("773") is not None:
        return "article-journal" if record.leader[7] == "b" else "chapter"
    return _TYPES.get(form, "book")


def _published(record: Read, wanted: Wanted) -> tuple[str, str]:
    """The first place and the first publisher; none where the record says it is not known."""
    for field in record.fields("264", "260"):
        if field.tag == "264" and field.second not in "1 ":
            continue
        found = [unbracketed(field.value(code, wanted)) for code in "ab"]
        place, publisher = ("" if _UNKNOWN.match(text) else text for text in found)
        if place or publisher:
            return _capital(place), _capital(publisher)
    return "", ""


def _edition(record: Read, wanted: Wanted) -> str:
    """A number where the statement is one; none for a first edition, which is not cited."""
    field = record.field("250")
    text = unbracketed(field.value("a", wanted)) if field else ""
    for pattern in _EDITION:
        if found := pattern.search(text):
            return "" if int(found[1]) == 1 else str(int(found[1]))
    if found := _CHINESE.search(text):
        number = _number(found[1])
        return "" if number == 1 else str(number)
    first = text.partition(" ")[0].casefold()
    if first in _ORDINALS and "ed" in text.casefold().partition(" ")[2]:
        return "" if first == "first" else str(_ORDINALS[first])
    return text


def _number(text: str) -> int:
    """Ten, eleven to ninety-nine, in Chinese."""
    tens, ten, ones = text.partition("十")
    if not ten:
        return _DIGITS.get(text, 1)
    return 10 * (_DIGITS.get(tens, 1) if tens else 1) + (_DIGITS.get(ones, 0) if ones else 0)


def _genre(record: Read) -> str:
    thesis = record.field("502")
    return thesis.value("b") or clean(thesis.value("a").partition("--")[0]) if thesis else ""


def _electronic(record: Read) -> Item:
    """DOI, and the address of the resource itself (856, second indicator 0)."""
    doi = next(
        (one.value("a") for one in record.fields("024") if one.value("2").casefold() == "doi"), ""
    )
    addresses = [one.value("u") for one in record.fields("856") if one.second == "0"]
    url = next((one for one in addresses if one.startswith(("http://", "https://"))), "")
    return {"DOI": doi, "URL": url}


def _contained(record: Read, wanted: Wanted) -> Item:
    host = record.field("773")
    if host is None or record.leader[7] not in "ab":
        return {}
    pages = re.search(r"\b(?:p|pp|S|页)\.?\s*(\d+(?:\s*[-–]\s*\d+)?)", host.value("g", wanted))
    return {
        "container-title": host.value("t", wanted),
        "page": pages[1] if pages else "",
    }


def _first(record: Read, tag: str, code: str) -> str:
    return next((value for one in record.fields(tag) if (value := one.value(code))), "")


def _all(record: Read, tag: str, code: str, second: str) -> list[str]:
    wanted: Callable[[Both], bool] = lambda one: not second or one.second == second  # noqa: E731
    return [value for one in record.fields(tag) if wanted(one) for value in one.values(code)]

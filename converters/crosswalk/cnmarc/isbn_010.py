"""010, the ISBN as CNMARC writes it: with hyphens, binding in $b and price in $d."""

import re
from collections.abc import Mapping
from importlib.resources import files
from typing import Final

from converters.crosswalk.cnmarc import reasons
from converters.crosswalk.cnmarc.coded_100 import fixed
from converters.crosswalk.cnmarc.isbd import bare, tidy
from converters.crosswalk.cnmarc.practice import Practice
from converters.crosswalk.fields import Field, Subfields, Target

_WITH_QUALIFIER: Final = re.compile(r"^([0-9Xx\- ]{9,17})\s*[(（](.*?)[)）]?\s*$")
_PRINTING: Final = re.compile(r"\b(\d{4}) printing\b|^\(?(\d{4})\)?年?(?:第?\d*次?)?(?:印|重印)?$")


def isbn(practice: Practice, source: Field, target: Target) -> None:
    """010 from 020: $q binding or volume is $b, $c price is $d.

    What older records have in brackets behind the number is $b. Practice decides whether the year
    of the printing stands in $b too.
    """
    written: Subfields = []
    chinese = fixed(target.source)[35:38] == "chi"
    for code, value in source.subfields:
        text = tidy(value).removesuffix(":").removesuffix(";").strip()
        if code in "az":
            match = _WITH_QUALIFIER.match(text)
            number = match[1].strip() if match else text
            written.append((code, hyphenated(number) if code == "a" else number))
            if match and match[2]:
                written.append(("b", binding(match[2].strip(), chinese=chinese)))
        elif code == "q":
            plain = text.removeprefix("(").removesuffix(")") if text.count("(") <= 1 else text
            written.append(("b", binding(plain.strip(), chinese=chinese)))
        elif code == "c":
            written.append(("d", bare(text)))
        else:
            target.leave(source, code, reasons.NO_PLACE)
    if practice.printing_year and not target.pairs and (year := _printing(target)):
        target.pairs = 1
        place = next((n + 1 for n, (code, _) in enumerate(written) if code in "az"), 0)
        written.insert(place, ("b", f"{year}印"))
    target.add("010", "  ", written)


def hyphenated(number: str) -> str:
    """An ISBN of mainland China, Hong Kong or Taiwan with its hyphens, as CNMARC has them."""
    match = _CHINESE_ISBN.fullmatch(number)
    if match is None or len(number) not in {10, 13} or bool(match[1]) != (len(number) == 13):
        return number
    prefix, group, rest, check = match.groups()
    for first, last in _RANGES.get(group, ()):
        if first <= rest[: len(first)] <= last and len(rest) > len(first):
            parts = [group, rest[: len(first)], rest[len(first) :], check]
            return "-".join([prefix, *parts] if prefix else parts)
    return number


def _ranges() -> Mapping[str, list[tuple[str, str]]]:
    lines = files(__package__).joinpath("isbn_ranges.tsv").read_text(encoding="utf-8").splitlines()
    ranges: dict[str, list[tuple[str, str]]] = {}
    for line in lines:
        if not line.startswith("#"):
            group, _, registrants = line.partition("\t")
            pairs = [each.partition("-") for each in registrants.split()]
            ranges[group.removeprefix("978-")] = [(first, last) for first, _, last in pairs]
    return ranges


_RANGES: Final = _ranges()
_CHINESE_ISBN: Final = re.compile(r"(978)?(7|988|962|957|986)(\d+)(\d|[Xx])")
_BINDINGS: Final = {
    "set": "全套",
    "pbk": "平装",
    "paperback": "平装",
    "hbk": "精装",
    "hardcover": "精装",
    "hardback": "精装",
    "hard": "精装",
    "cloth": "精装",
    "paper": "平装",
    "electronic": "电子版",
}


def binding(text: str, *, chinese: bool) -> str:
    """A qualification of an ISBN in Chinese, in records for Chinese texts: 精装, 全套."""
    return _BINDINGS.get(text.rstrip(". ").lower(), text) if chinese else text


def _printing(target: Target) -> str:
    """The year of the printing, where the record names one beside the date of publication."""
    field = target.source.first("260")
    match = _PRINTING.search(field.get("g").strip("()")) if field is not None else None
    return (match[1] or match[2]) if match else ""

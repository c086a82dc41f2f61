"""Identifiers as IRIs: which one a number of a known source stands for, if its form is right."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from converters.authorities.codes import rows

#: Numbers of the Library of Congress: its prefix says which of its files.
_LC: Final = ("lcnaf", "lcsh", "lcshac", "lcgft", "lcmpt", "lcdgt")
_LC_SOURCES: Final = frozenset({"dlc", "lccn", "lc", "uk-lc"})
_WITH_CHECK: Final = frozenset({"isni", "orcid"})
_PREFIXED: Final = re.compile(r"\(([A-Za-z0-9-]{1,20})\) ?(.{1,100})")


@cache
def _forms() -> dict[str, tuple[re.Pattern[str], str]]:
    return {code: (re.compile(form, re.ASCII), iri) for code, form, iri in rows("identifiers")}


def iri_of(source: str, number: str) -> str:
    """The IRI of a number by its source's code (:file:`codes/identifiers.tsv`), or ``""``.

    None where the number has not the source's form, or (ISNI, ORCID) its check digit is wrong.
    """
    code, number = source.strip().lower(), number.strip()
    if code in _LC_SOURCES:
        number = number.replace(" ", "")
        return next((iri for each in _LC if (iri := iri_of(each, number))), "")
    if code in {"oclc", "ocolc"}:
        return iri_of("fast", number)
    if code in ("isni", "fast"):
        number = number.replace(" ", "")
    found = _forms().get(code)
    if found is None or not found[0].fullmatch(number):
        return ""
    if code in _WITH_CHECK and not checked(number):
        return ""
    number = number.removeprefix("fst").lstrip("0") if code == "fast" else number
    return found[1].format(number)


def checked(number: str) -> bool:
    """Whether the last digit of an ISNI or ORCID is right (ISO 7064, MOD 11-2)."""
    digits = number.replace("-", "")
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    return "0123456789X"[(12 - total % 11) % 11] == digits[-1]


def address(zero: str) -> str:
    """The IRI a ``$0`` or ``$1`` gives: an address, ``(uri)…`` or a known source's number."""
    value = zero.strip().removeprefix("(uri)").strip()
    if value.startswith(("http://", "https://")):
        return _plain(value)
    if match := _PREFIXED.fullmatch(value):
        return iri_of(match[1], match[2])
    return ""


def _plain(value: str) -> str:
    """The IRIs of id.loc.gov and VIAF begin with ``http:``, however a record writes them."""
    for host in ("id.loc.gov", "viaf.org", "www.wikidata.org/entity"):
        if value.startswith(f"https://{host}/"):
            return f"http:{value[6:]}"
    return value


def first_address(values: Sequence[str]) -> str:
    """The first of them that gives an IRI, or ``""``."""
    return next((iri for value in values if (iri := address(value))), "")

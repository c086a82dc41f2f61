"""The numbers an edition is known by: each with its scheme, checked and in one form."""

import re
from typing import Final

import pymarc

from catalogue.matching.editions.fields import Fields, indicator, values
from shapes.standard_numbers import corrected, digits, ways

_OCLC: Final = re.compile(r"\s*(?:ocm|ocn|on)?0*(\d{1,15})\s*\Z")
_AGENCY: Final = re.compile(r"\s*\(([^()\s]{1,24})\)\s*(\S.{0,60})")
_SPACES: Final = re.compile(r"\s+")
_LEADING_ZEROS: Final = re.compile(r"\A0+(?=.)")
#: Other standard numbers by the first indicator of 024 (MARC 21, 024).
_KINDS: Final = {"0": "isrc", "1": "upc", "2": "ismn", "3": "ean", "4": "sici"}
#: 统一书号, the numbers of Chinese books before ISBN: 091 of CNMARC, crosswalked to a 024 with $2.
_UNIFIED: Final = frozenset({"ubsn", "tongyishuhao"})
_MOST: Final = 20


def isbns(fields: Fields) -> tuple[list[str], list[str]]:
    """ISBNs in 13 digits, those with a wrong check digit apart (020 $a, and wrong ones of $z)."""
    right: list[str] = []
    wrong: list[str] = []
    for field in fields.own.get("020", ())[:60]:
        for text in values(field, "az")[:3]:
            head = text.split("(", 1)[0]
            plain = digits(head)[:13]
            if len(plain) < 13:
                plain = plain[:10]
            if len(plain) not in (10, 13):
                continue
            if corrected(plain) or "X" in plain[:-1]:
                wrong.append(plain)
            elif any(part.code == "a" and part.value == text for part in field.subfields):
                right.append(plain if len(plain) == 13 else ways(plain)[1])
    return list(dict.fromkeys(right))[:_MOST], list(dict.fromkeys(wrong))[:4]


def issns(fields: Fields) -> list[str]:
    """ISSNs and linking ISSNs with a right check digit (022 $a, $l)."""
    found = [digits(text) for text in fields.texts("022", "al")]
    return sorted({number for number in found if len(number) == 8 and not corrected(number)})[:4]


def lccn(text: str) -> str:
    """An LCCN in LC's normal form: without spaces, what follows ``/`` cut, six digits behind ``-``.

    LC, "Structure of the LC Control Number", normalisation.
    """
    plain = _SPACES.sub("", text).split("/", 1)[0]
    head, hyphen, tail = plain.partition("-")
    plain = f"{head}{tail:0>6}" if hyphen and tail.isdecimal() else plain.replace("-", "")
    return plain.lower() if 6 <= len(plain) <= 14 and plain.isalnum() else ""


def cancelled(fields: Fields) -> list[str]:
    """The LCCNs this record has given up or was merged with (010 $z), as in :func:`others`."""
    found = {lccn(text) for text in fields.texts("010", "z")[:4]}
    return sorted(f"lccn:{number}" for number in found if number)


def others(fields: Fields) -> list[str]:
    """Every other number as ``scheme:number``, sorted: lccn, oclc, doi, no (an agency's own), …"""
    found = {f"lccn:{number}" for text in fields.texts("010", "a")[:3] if (number := lccn(text))}
    source = fields.control("003").strip().lower() or _agency(fields)
    own = fields.control("001").strip()
    if own and source:
        found.add(_numbered(source, own))
    for text in fields.texts("035", "a"):
        if read := _AGENCY.match(text):
            found.add(_numbered(read[1].lower(), read[2].strip()))
    for field in fields.own.get("024", ())[:8]:
        found |= _standard(_kind(field), values(field, "a")[:2])
    for field in fields.own.get("015", ())[:4]:
        found |= {f"nb:{_plain(text)}" for text in values(field, "a")[:2] if len(_plain(text)) > 5}
    found |= {f"music:{_plain(text)}" for text in fields.texts("028", "a")[:4] if _plain(text)}
    found -= {f"lcno:{each[5:]}" for each in found if each.startswith("lccn:")}
    return sorted(each[:80] for each in found if each)[:_MOST]


def _kind(field: pymarc.Field) -> str:
    """The scheme of a 024: by its first indicator, or as its $2 says."""
    first = indicator(field, 0)
    if first == "7":
        said = values(field, "2")
        return said[0].strip().lower()[:12] if said else ""
    return _KINDS.get(first, "")


def _standard(kind: str, texts: list[str]) -> set[str]:
    if not kind:
        return set()
    if kind == "doi":
        return {f"doi:{text.lower().rpartition('doi.org/')[2].strip()}" for text in texts}
    if kind in _UNIFIED:
        kind = "csbn"
    return {f"{kind}:{_plain(text)}" for text in texts if _plain(text)}


def _plain(text: str) -> str:
    return "".join(sign for sign in text[:60].lower() if sign.isalnum())


def _agency(fields: Fields) -> str:
    """The agency of 040, when it alone made, transcribed and nobody changed the record."""
    made, copied, changed = (fields.texts("040", code) for code in "acd")
    alone = made and made == copied and not changed and len(made[0]) < 24
    return made[0].strip().lower() if alone else ""


def _numbered(agency: str, number: str) -> str:
    if agency in ("ocolc", "oclc"):
        found = _OCLC.match(number.lower())
        return f"oclc:{found[1]}" if found else ""
    if agency == "dlc" and (known := lccn(number)):
        return f"lcno:{known}"
    return f"no:{agency}:{_LEADING_ZEROS.sub('', _SPACES.sub('', number.lower()))}"

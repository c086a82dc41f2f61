"""102, country and region of publication."""

import re
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Final

from converters.crosswalk.cnmarc import reasons
from converters.crosswalk.cnmarc.coded_100 import fixed
from converters.crosswalk.fields import Record, Subfields, Target
from converters.crosswalk.table import Table

_SIX_DIGITS: Final = re.compile(r"\d{6}")
#: What stands in another field, and is read by :func:`country`.
TABLE: Final[Table] = {"044": ()}


@lru_cache(maxsize=1)
def _countries() -> Mapping[str, str]:
    return dict(_lines("countries.tsv"))


@lru_cache(maxsize=1)
def _regions() -> tuple[tuple[str, str], ...]:
    pairs = [(name, code) for code, names in _lines("regions.tsv") for name in names.split()]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


def _lines(name: str) -> list[tuple[str, str]]:
    lines = files(__package__).joinpath(name).read_text(encoding="utf-8").splitlines()
    cells = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [(first, second) for first, second in cells]


def iso_country(code: str) -> str:
    """The ISO 3166 code for one of MARC's country codes; ``XX`` when it names none."""
    code = code.strip(" |").lower()
    last = {"u": "US", "c": "CA", "k": "GB", "a": "AU", "r": "SU"}
    return _countries().get(code) or (last.get(code[2], "XX") if len(code) == 3 else "XX")


def country(source: Record, target: Target) -> None:
    """102 from 008 and 044; the region by GB/T 2260, as coded in 044 or by the place named first.

    Hong Kong, Macau and Taiwan are regions of that standard (810000, 820000, 710000).
    """
    codes = [fixed(source)[15:18].strip(" |")]
    regions: list[str] = []
    for field in source.all("044"):
        codes += field.all("a")
        regions += [value for value in field.all("b") if _SIX_DIGITS.fullmatch(value)]
        rest = {
            each
            for each, value in field.subfields
            if each not in "a2" and not (each == "b" and _SIX_DIGITS.fullmatch(value.strip()))
        }
        target.leave(field, "".join(rest), reasons.NO_PLACE)
    written: Subfields = []
    for place, code in enumerate(code for code in dict.fromkeys(codes) if code):
        found = iso_country(code)
        region = _region(source) if not place and not regions else ""
        fixed_region = {"TW": "710000", "HK": "810000", "MO": "820000"}.get(found, "")
        if fixed_region:
            found, region = "CN", fixed_region
        written.append(("a", found))
        if found == "CN":
            written += [("b", each) for each in regions or [region] if each]
    target.add("102", "  ", written or [("a", "XX")])


def _region(source: Record) -> str:
    for field in source.all("260", "264"):
        place = field.get("a").strip("[]: ")
        for name, code in _regions():
            if place.startswith(name):
                return code
    return ""

"""Provision as 008 codes it: the date (06-14), the country (15-17), and what they tell of."""

from dataclasses import dataclass, field
from typing import Final

from converters.bibframe.graph import Class, Node, thing
from converters.bibframe.rules.c008 import EDTF, UNCODED
from converters.bibframe.rules.provision_26x_groups import (
    COPYRIGHT,
    DISTRIBUTION,
    PRODUCTION,
    PUBLICATION,
)
from converters.bibframe.terms import literal, term, typed
from converters.bibframe.text import normalize, u_to_x, url_encoded

COUNTRIES: Final = "http://id.loc.gov/vocabulary/countries/"
STATUS: Final = term("bf:status")
_STATUSES: Final = "http://id.loc.gov/vocabulary/mstatus/"
_COPYRIGHT_DATE: Final = term("bf:copyrightDate")
_DATE: Final = term("bf:date")
_LABEL: Final = term("rdfs:label")
_NOTE: Final = term("bf:note")
_PLACE: Final = term("bf:place")


def _status(name: str) -> tuple[str, Node]:
    node = thing(Class("bf:Status"), _STATUSES + name)
    node.said.append(f"{_LABEL} {literal(name)}")
    return STATUS, node


def _note(label: str) -> tuple[str, Node]:
    node = thing(Class("bf:Note"))
    node.said.append(f"{_LABEL} {literal(label)}")
    return _NOTE, node


#: Constant statements of a status, which all provisions share.
CURRENT: Final = _status("current")
EARLIEST: Final = _status("earliest")
#: What else the type of date (008/06) says of the activity.
_MORE: Final = {
    "c": CURRENT,
    "d": _status("ceased"),
    "i": _note("inclusive collection dates"),
    "k": _note("bulk collection dates"),
}
#: The activity the first date tells of, where that is not publication.
_ACTIVITY: Final = {"i": PRODUCTION, "k": PRODUCTION, "p": DISTRIBUTION}


@dataclass(slots=True)
class Coded:
    """One activity 008 tells of, as the second indicator of 264, and what it says of it."""

    activity: str
    said: list[str] = field(default_factory=list)
    links: list[tuple[str, Node]] = field(default_factory=list)

    def describe(self, node: Node) -> None:
        node.said += self.said
        node.links += self.links


def coded(data: str) -> list[Coded]:
    """The activities an 008 tells of."""
    kind, second = data[6:7], data[11:15]
    first = Coded(_ACTIVITY.get(kind, PUBLICATION))
    # Intended differences: LC says of blanks that they are a date, and a country.
    if date := _date(data):
        if date.strip():
            first.said.append(f"{_DATE} {typed(u_to_x(date), EDTF)}")
        if kind in _MORE:
            first.links.append(_MORE[kind])
    place = data[15:17] if data[17:18] == " " else data[15:18]
    if place.strip() and place != "|||":
        first.said.append(f"{_PLACE} <{COUNTRIES}{url_encoded(normalize(place))}>")
    found = [first] if first.said else []
    if kind == "p" and date:
        found.append(Coded(PRODUCTION, [f"{_DATE} {typed(u_to_x(second), EDTF)}"]))
    elif kind == "t" and date and second not in UNCODED:
        found.append(Coded(COPYRIGHT, [f"{_COPYRIGHT_DATE} {typed(u_to_x(second), EDTF)}"]))
    return found


def _date(data: str) -> str:
    """The date in EDTF, ``u`` still for unknown digits; ``""`` where there is none."""
    kind, first, second = data[6:7], data[7:11], data[11:15]
    has_first = first not in ("", *UNCODED)
    has_second = second not in ("", *UNCODED)
    date = ""
    match kind:
        case "c":
            date = f"{first}/.."
        case "d" | "i" | "k" | "m" | "u":
            date = f"{first}/{second}"
        case "q":
            date = f"{first}~/{second}~"
        case "e":
            day = data[13:15]
            date = f"{first}-{data[11:13]}" + ("" if day == "  " else f"-{day}")
        case "p" | "r" | "s" | "t":
            date = first
        case "n" | "|" if has_first:
            date = f"{first}/{second}" if has_second else first
        case "n":
            date = "XXXX"
    return date

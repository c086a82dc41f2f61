"""The publication a linking field 4XX names, as the subfields of a linking entry of MARC 21.

Both techniques give the same: embedded fields ($1), and standard subfields ($t $a $x …).
"""

from collections.abc import Callable
from typing import Final

from converters.crosswalk.fields import Field, Subfields, Target
from converters.crosswalk.unimarc import names, reasons
from converters.crosswalk.unimarc.embedded import begins_field, embedded, styled
from converters.crosswalk.unimarc.marks import bare, unmarked

#: Standard subfields → MARC 21; those of one statement are gathered below.
_STANDARD: Final = {
    "a": "a",
    "e": "b",
    "g": "n",
    "l": "n",
    "b": "n",
    "u": "n",
    "p": "h",
    "s": "k",
    "v": "g",
    "x": "x",
    "y": "z",
    "z": "y",
    "m": "o",
    "0": "w",
    "3": "w",
}
ORDER: Final = "iastbcdhkgnoruwxyz"


def link_subfields(source: Field) -> Subfields:
    """The other publication as the subfields of a linking entry of MARC 21, in their order."""
    made = _from_embedded(embedded(source)) + _from_standard(styled(source))
    return sorted(made, key=lambda each: ORDER.find(each[0]))


def _from_standard(source: Field) -> Subfields:
    made: Subfields = []
    has_author = "a" in source
    title = " ; ".join(unmarked(text) for text in source.all("t"))
    for code, value in source.subfields:
        text = unmarked(value).strip()
        if code in _TITLE_MARKS:
            title += _TITLE_MARKS[code] + bare(text) if title else text
        elif code == "f":
            made.append(("n" if has_author else "a", text))
        elif code in _STANDARD:
            made.append((_STANDARD[code], _number(code, text)))
    date = ", ".join(source.all("d"))
    publication = _publication(source.all("c"), source.all("n"), date)
    return [*made, ("t", title), ("d", publication)]


_TITLE_MARKS: Final = {"o": " : ", "i": ". ", "h": ". "}


def _number(code: str, text: str) -> str:
    """An ISBN without hyphens; all else as it is."""
    return text.replace("-", "") if code == "y" else text


def _from_embedded(fields: list[Field]) -> Subfields:
    made: Subfields = []
    for each in fields:
        made += _EMBEDDED[each.tag](each) if each.tag in _EMBEDDED else _other(each)
    return made


def _title_of(source: Field) -> Subfields:
    text = ""
    made: Subfields = []
    for code, value in source.subfields:
        part = unmarked(value).strip()
        if code == "v":
            made.append(("g", part))
        elif code in "fg":
            made.append(("n", part))
        elif code in _IN_TITLE and part:
            text += f"{_IN_TITLE[code]}{bare(part)}" if text else part
    return [("t", text), *made] if text else made


_IN_TITLE: Final = {"a": " ; ", "c": ". ", "d": " = ", "e": " : ", "h": ". ", "i": ". "}


def _publication(places: list[str], publishers: list[str], date: str) -> str:
    before = " : ".join(text for text in (" ; ".join(filter(None, places)), *publishers) if text)
    return ", ".join(text for text in (before, date) if text)


def _physical(source: Field) -> Subfields:
    text = ""
    for code, value in source.subfields:
        part = value.strip()
        text += (
            f"{' ; ' if code == 'd' else ' : ' if code == 'c' else ' + '}{part}" if text else part
        )
    return [("h", text)]


def _joined(code: str, mark: str = ", ") -> Callable[[Field], Subfields]:
    return lambda source: [(code, mark.join(_texts(source)))]


def _first(code: str) -> Callable[[Field], Subfields]:
    return lambda source: [(code, text.strip()) for text in source.all("a")]


def _other(source: Field) -> Subfields:
    """A field that no subfield of a linking entry stands for: its text, as a note."""
    text = " ".join(_texts(source))
    return [("n", text)] if text else []


def _texts(source: Field) -> list[str]:
    """What a field says, without numbers, codes and pinyin."""
    return [
        unmarked(value).strip()
        for code, value in source.subfields
        if code.islower() and code != "z" and value.strip()
    ]


def _uniform(source: Field) -> Subfields:
    return [("s", ". ".join(unmarked(text) for text in source.all("ahiklmnqrsuw")))]


def _name(source: Field) -> Subfields:
    return [("a", names.heading(source))]


_EMBEDDED: Final[dict[str, Callable[[Field], Subfields]]] = {
    "001": lambda source: [("w", source.data or "")],
    "010": lambda source: [("z", text.replace("-", "")) for text in source.all("a")],
    "011": _first("x"),
    "013": _first("o"),
    "015": _first("r"),
    "040": _first("y"),
    "200": _title_of,
    "205": _joined("b"),
    "210": lambda source: [
        ("d", _publication(source.all("a"), source.all("c"), ", ".join(source.all("d"))))
    ],
    "215": _physical,
    "225": _joined("k"),
    "410": _joined("k"),
    "500": _uniform,
    **dict.fromkeys(("700", "701", "702", "710", "711", "712", "720", "721", "722"), _name),
}


_UNREAD: Final = {
    "5": reasons.INSTITUTION,
    "6": reasons.LINKING,
    "7": reasons.LINKING,
    "9": "a number of the system's own",
}


def leave_unread(source: Field, target: Target) -> None:
    """Tells of what is inside embedded fields and not carried over: marks that are no data."""
    inside = False
    for place, (code, value) in zip(source.places, source.subfields, strict=True):
        if code == "1":
            inside = begins_field(value)
            if inside:
                target.left[source.place, place] = "begins an embedded field; it has no text"
        elif code.isupper() or (code == "9" and inside):
            target.left[source.place, place] = "pinyin or a number of the other publication"
        elif inside and code in "234567z":
            target.left[source.place, place] = "a number or code of the other record's own field"
        elif not inside and code in _UNREAD:
            target.left[source.place, place] = _UNREAD[code]

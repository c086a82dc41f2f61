"""The description of a UNIMARC record as ISBD displays it: areas with their punctuation.

UNIMARC leaves the punctuation out and lets the order of subfields carry it (UNIMARC Manual, 2--;
ISBD Consolidated, A.3). Pinyin is no part of the description and is left out.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

import pymarc

type Subfields = Iterable[tuple[str, str]]

#: Marks before a subfield, by its code and, after a blank, by the code before it.
_TITLE: Final = {
    "a": " ; ",
    "a f": ". ",
    "a g": ". ",
    "c": ". ",
    "d": " = ",
    "e": " : ",
    "f": " / ",
    "f f": " ; ",
    "f g": " ; ",
    "g": " / ",
    "g f": " ; ",
    "g g": " ; ",
    "h": ". ",
    "i": ". ",
    "i h": ", ",
    "v": " ; ",
    "x": ", ",
}
_EDITION: Final = {"a": " ; ", "b": ", ", "d": " = ", "f": " / ", "g": " ; ", "f f": " ; "}
_EXTENT: Final = {"a": " ; ", "b": " : ", "c": " : ", "d": " ; ", "e": " + "}
_PUBLICATION: Final = {"a": " ; ", "c": " : ", "d": ", "}
_MANUFACTURE: Final = {"e": " ; ", "g": " : ", "h": ", "}
_RESPONSIBILITY: Final = "fg"
_LEADING: Final = " =:;/"


def _joined(subfields: Subfields, marks: Mapping[str, str]) -> str:
    text, before = "", ""
    for code, value in subfields:
        part = value.strip()
        if code not in marks or not part:
            continue
        mark = marks.get(f"{code} {before}", marks[code])
        if part.startswith("="):
            mark = " = "
        part = part.lstrip(_LEADING)
        text += mark + part if text else part
        before = code
    return text


def title_and_responsibility(subfields: Subfields) -> str:
    """Area 1, field 200, the general material designation ($b) in square brackets."""
    text, before = "", ""
    for code, value in subfields:
        part = value.strip()
        if code == "b" and part:
            text += f" [{part.strip('[]')}]"
        elif code in _TITLE and code not in "vx" and part:
            mark = _TITLE.get(f"{code} {before}", _TITLE[code])
            if part.startswith("="):
                mark, part = " = ", part.lstrip(_LEADING)
            text += mark + part if text else part
            before = code
    return text


def title(subfields: Subfields) -> str:
    """The titles of area 1 alone, without statements of responsibility."""
    return _joined(((code, value) for code, value in subfields if code in "acdehi"), _TITLE)


def responsibility(subfields: Subfields) -> str:
    """The statements of responsibility of area 1 alone."""
    return " ; ".join(
        value.strip(_LEADING)
        for code, value in subfields
        if code in _RESPONSIBILITY and value.strip()
    )


def title_pinyin(subfields: Subfields) -> str:
    """The pinyin beside the title proper: ``$A``, or ``$9`` in the practice of the NLC."""
    return next((value.strip() for code, value in subfields if code in "A9"), "")


def edition(subfields: Subfields) -> str:
    """Area 2, field 205."""
    return _joined(subfields, _EDITION)


def mathematical_data(subfields: Subfields) -> str:
    """Area 3 of maps, field 206: scale; projection, co-ordinates and equinox in round brackets."""
    parts = list(subfields)
    scale = ". ".join(value.strip() for code, value in parts if code in "ab")
    projection = [value.strip() for code, value in parts if code == "c"]
    around = " ; ".join(value.strip() for code, value in parts if code in "def")
    text = " ; ".join([*([scale] if scale else []), *projection])
    if not around:
        return text
    return f"{text} ({around})" if text else f"({around})"


def numbering(subfields: Subfields) -> str:
    """Area 3 of serials, field 207."""
    return _joined(subfields, {"a": " ; "})


def music_format(subfields: Subfields) -> str:
    """Area 3 of printed music, field 208."""
    return _joined(subfields, {"a": " ; ", "d": " = "})


def publication(subfields: Subfields) -> str:
    """Area 4, field 210; who made it in round brackets."""
    parts = list(subfields)
    text, made = _joined(parts, _PUBLICATION), _joined(parts, _MANUFACTURE)
    if not made:
        return text
    return f"{text} ({made})" if text else f"({made})"


def publisher(subfields: Subfields) -> str:
    """The publishers of area 4."""
    return _joined(subfields, {"c": " : "})


def publication_date(subfields: Subfields) -> str:
    """The date of area 4."""
    return _joined(subfields, {"d": ", "})


def physical_description(subfields: Subfields) -> str:
    """Area 5, field 215."""
    return _joined(subfields, _EXTENT)


def extent(subfields: Subfields) -> str:
    """Pages, volumes: the extent of area 5."""
    return _joined(subfields, {"a": " ; "})


def series(subfields: Subfields) -> str:
    """Area 6, field 225, in its round brackets."""
    text = _joined(subfields, _TITLE)
    return f"({text})" if text else ""


def subject(subfields: Subfields) -> str:
    """A subject heading, 600-607, its parts with a dash between them."""
    return "-".join(value.strip() for code, value in subfields if code in "ajxyz" and value.strip())


def classification(subfields: Subfields) -> str:
    """A class number, 675-692, without its edition."""
    return next((value.strip() for code, value in subfields if code == "a"), "")


#: The areas in their order, by the tags they are made of.
AREAS: Final[Mapping[str, Callable[[Subfields], str]]] = MappingProxyType(
    {
        "200": title_and_responsibility,
        "205": edition,
        "206": mathematical_data,
        "207": numbering,
        "208": music_format,
        "210": publication,
        "215": physical_description,
        "225": series,
    }
)


def description(marc: pymarc.Record) -> Sequence[str]:
    """The areas of a UNIMARC record's description, each as one text, in ISBD's order."""
    return [
        text
        for tag, area in AREAS.items()
        for field in marc.get_fields(tag)
        if (text := area([(code, value or "") for code, value in field.subfields]))
    ]

"""A record as Dublin Core, for harvesters: ``oai_dc``, the fifteen elements of DCMES 1.1.

After the Library of Congress's crosswalk of MARC to Dublin Core (loc.gov/marc/marc2dc, facts only),
from the MARC 21 pivot for the same reasons as :mod:`converters.writing.mods`.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Final, NamedTuple

import pymarc
from lxml import etree

from converters.citations.csl import issued, title
from converters.writing.both import Read, clean, unbracketed, values
from converters.writing.mods_tables import RESOURCES

OAI_DC: Final = "http://www.openarchives.org/OAI/2.0/oai_dc/"
DC: Final = "http://purl.org/dc/elements/1.1/"
_UNLAWFUL: Final = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])
#: DCMI's own words for what MARC's leader/06 says.
_TYPES: Final = {
    "text": "Text",
    "notated music": "Text",
    "cartographic": "Image",
    "moving image": "MovingImage",
    "sound recording-nonmusical": "Sound",
    "sound recording-musical": "Sound",
    "still image": "StillImage",
    "software, multimedia": "InteractiveResource",
    "mixed material": "Collection",
    "three dimensional object": "PhysicalObject",
}
_LINKS: Final = ("760", "765", "767", "770", "773", "774", "775", "776", "780", "785", "787")


class Row(NamedTuple):
    """An element, the fields it is made of, their subfields, and the mark between these."""

    element: str
    tags: tuple[str, ...]
    codes: str
    mark: str = " "


#: In the order of DCMES's elements; those without tags are made by the function of that name.
ROWS: Final = (
    Row("title", (), ""),
    Row("creator", ("100", "110", "111"), "abcdq"),
    Row("contributor", ("700", "710", "711", "720"), "abcdq"),
    Row("subject", ("600", "610", "611", "630", "650", "653"), "abcdtvxyz", "--"),
    Row("subject", ("050", "080", "082", "084"), "a"),
    Row("description", ("500", "502", "504", "505", "508", "511"), "abcdgrt"),
    Row("description", ("520", "545", "546"), "ab"),
    Row("publisher", (), ""),
    Row("date", (), ""),
    Row("type", (), ""),
    Row("type", ("655",), "avxyz", "--"),
    Row("format", ("300",), "abce"),
    Row("identifier", (), ""),
    Row("source", ("786", "534"), "at"),
    Row("language", (), ""),
    Row("relation", ("490",), "av", ". "),
    Row("relation", _LINKS, "at", ". "),
    Row("coverage", ("651",), "avxyz", "--"),
    Row("rights", ("506", "540"), "abcd"),
)
#: Texts that keep the punctuation between their parts.
_AS_THEY_ARE: Final = ("description", "format", "rights")


def as_dublin_core(marc: pymarc.Record) -> bytes:
    """One ``oai_dc:dc`` element; each statement once, in the order of DCMES's elements."""
    root = etree.Element(f"{{{OAI_DC}}}dc", nsmap={"oai_dc": OAI_DC, "dc": DC})
    for name, value in dict.fromkeys(statements(Read(marc))):
        text = value.translate(_UNLAWFUL).encode("utf-8", "replace").decode().strip()
        if text:
            etree.SubElement(root, f"{{{DC}}}{name}").text = text
    return etree.tostring(root, encoding="UTF-8", pretty_print=True)


def statements(record: Read) -> Iterator[tuple[str, str]]:
    """Element and value, in both scripts where the record has both."""
    for row in ROWS:
        if not row.tags:
            for value in _MADE[row.element](record):
                yield row.element, value
            continue
        for field in record.fields(*row.tags):
            for half in field.halves():
                if row.element in _AS_THEY_ARE:
                    yield (
                        row.element,
                        clean(" ".join(v for c, v in half.subfields if c in row.codes)),
                    )
                else:
                    yield row.element, row.mark.join(values(half, row.codes))


def _titles(record: Read) -> Iterator[str]:
    yield title(record, "own")
    yield title(record, "latin")


def _publishers(record: Read) -> Iterator[str]:
    for field in record.fields("260", "264"):
        if field.tag == "260" or field.second in "1 ":
            for half in field.halves():
                yield from map(unbracketed, values(half, "b"))


def _dates(record: Read) -> Iterator[str]:
    for years in issued(record).get("date-parts", [])[:1]:
        yield str(years[0])


def _types(record: Read) -> Iterator[str]:
    if kind := RESOURCES.get(record.leader[6]):
        yield _TYPES[kind]


def _languages(record: Read) -> Iterator[str]:
    if (code := record.fixed[35:38]).isalpha():
        yield code


def _identifiers(record: Read) -> Iterator[str]:
    for field in record.fields("020"):
        for value in field.values("a"):
            yield f"urn:isbn:{value.partition(' ')[0]}"
    for field in record.fields("022"):
        for value in field.values("a"):
            yield f"urn:issn:{value}"
    for field in record.fields("856"):
        yield from field.values("u")


_MADE: Final[Mapping[str, Callable[[Read], Iterator[str]]]] = {
    "title": _titles,
    "publisher": _publishers,
    "date": _dates,
    "type": _types,
    "identifier": _identifiers,
    "language": _languages,
}

"""A record as RIS, the tagged lines that EndNote, NoteExpress and Zotero import."""

from typing import Final

import pymarc

from converters.citations import csl
from converters.citations.names import spoken

_TYPES: Final = {
    "book": "BOOK",
    "thesis": "THES",
    "periodical": "JFULL",
    "chapter": "CHAP",
    "article-journal": "JOUR",
    "map": "MAP",
    "motion_picture": "VIDEO",
    "musical_score": "MUSIC",
    "song": "SOUND",
    "graphic": "ART",
    "software": "COMP",
    "manuscript": "UNPB",
}
#: RIS's tags and where their values are in CSL-JSON, in the order they are written.
_FIELDS: Final = (
    ("TI", "title"),
    ("T2", "container-title"),
    ("T3", "collection-title"),
    ("ET", "edition"),
    ("NV", "number-of-volumes"),
    ("CY", "publisher-place"),
    ("PB", "publisher"),
    ("SP", "number-of-pages"),
    ("SN", "ISBN"),
    ("SN", "ISSN"),
    ("DO", "DOI"),
    ("UR", "URL"),
    ("LA", "language"),
    ("M3", "genre"),
)
_PEOPLE: Final = (("AU", "author"), ("A2", "editor"), ("A4", "translator"))


def as_ris(marc: pymarc.Record) -> bytes:
    """One reference, from ``TY`` to ``ER``; lines end with CR LF as the format says."""
    item = csl.item(marc)
    lines = [_line("TY", _TYPES.get(item["type"], "GEN")), _line("ID", str(item["id"]))]
    for tag, variable in _PEOPLE:
        lines += [_line(tag, name) for name in spoken(item.get(variable, []))]
    lines += [_line(tag, str(item[name])) for tag, name in _FIELDS if item.get(name)]
    for years in item.get("issued", {}).get("date-parts", [])[:1]:
        lines.append(_line("PY", str(years[0])))
    lines.append("ER  - ")
    return "".join(f"{line}\r\n" for line in lines).encode("utf-8", "replace")


def _line(tag: str, value: str) -> str:
    """A tag and its value on one line, whatever the value holds."""
    return f"{tag}  - {' '.join(value.split())}"

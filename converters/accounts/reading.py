"""Which fields of a record are read together, so that one can be understood in a small record."""

from collections.abc import Collection, Mapping
from itertools import islice
from types import MappingProxyType
from typing import Final

from converters.accounts.parts import WHOLE, Origin
from converters.record import MarcRecord

#: No more fields than these are the context of all others; records have about five.
MOST: Final = 50
_NAMES: Final = ("100", "110", "111")
_MARC21: Final[Mapping[str, Collection[str]]] = MappingProxyType(
    {"240": _NAMES, "243": _NAMES, "856": ("245",)}
)
_UNIMARC: Final[Mapping[str, Collection[str]]] = MappingProxyType(
    {
        "225": ("410", "461", "462"),
        "410": ("225",),
        "461": ("200", "225"),
        "462": ("200", "225"),
        "500": ("700", "710", "720"),
        "801": ("801",),
    }
)
_NONE: Final[Mapping[str, Collection[str]]] = MappingProxyType({})
#: Besides control fields: languages, and the coded data of UNIMARC.
_CONTEXT_MARC21: Final = frozenset({"041", "377"})
_CONTEXT_OTHERS: Final = frozenset({"100", "101", "102"})
#: The first digits of what an authority record may be about; UNIMARC's headings are 2XX.
_HEADINGS: Final[Mapping[bool, str]] = MappingProxyType({True: "1", False: "12"})


def context(record: MarcRecord) -> frozenset[int]:
    """The places of the fields without which no other can be understood."""
    tags = _CONTEXT_MARC21 if record.dialect == "marc21" else _CONTEXT_OTHERS
    found = (
        place
        for place, field in enumerate(record.marc.fields)
        if field.tag[:2] == "00" or field.tag in tags or _is_heading(record, field.tag)
    )
    return frozenset(islice(found, MOST))


def read_with(record: MarcRecord) -> Mapping[str, Collection[str]]:
    """For a tag, the tags of the fields that are read together with it."""
    if record.kind != "bib":
        return _NONE
    return _MARC21 if record.dialect == "marc21" else _UNIMARC


def bones(record: MarcRecord) -> frozenset[Origin]:
    """What an authority record is about, and no more of it than that."""
    return frozenset(
        Origin(place, min((i for i, (code, _) in enumerate(subfields) if code == "a"), default=0))
        if (subfields := field.subfields)
        else Origin(place, WHOLE)
        for place, field in enumerate(record.marc.fields)
        if _is_heading(record, field.tag)
    )


def _is_heading(record: MarcRecord, tag: str) -> bool:
    return record.kind == "auth" and tag[:1] in _HEADINGS[record.dialect == "marc21"]

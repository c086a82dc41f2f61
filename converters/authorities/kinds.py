"""Kinds of headings: what each tag of 1XX, 4XX, 5XX and 7XX names, in MADS/RDF and BIBFRAME."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from converters.bibframe.field import Field
from converters.bibframe.terms import term

_TYPE = term("rdf:type")


def type_(name: str) -> str:
    """The statement that a node is of a class: ``type_("bf:Person")``."""
    return f"{_TYPE} {term(name)}"


@dataclass(frozen=True, slots=True)
class Kind:
    """What a heading names: the ``fragment`` of its IRI, its class in MADS, those of BIBFRAME."""

    fragment: str
    mads: str
    bibframe: tuple[str, ...]


#: By the last two digits of the tag (MARC 21 Format for Authority Data, 1XX).
KINDS: Final[Mapping[str, Kind]] = {
    "00": Kind("Agent", "PersonalName", ("Agent", "Person")),
    "10": Kind("Agent", "CorporateName", ("Agent", "Organization")),
    "11": Kind("Agent", "ConferenceName", ("Agent", "Meeting")),
    "30": Kind("Hub", "Title", ("Hub",)),
    "47": Kind("Topic", "Topic", ("Topic", "Event")),
    "48": Kind("Temporal", "Temporal", ("Temporal",)),
    "50": Kind("Topic", "Topic", ("Topic",)),
    "51": Kind("Place", "Geographic", ("Place",)),
    "55": Kind("GenreForm", "GenreForm", ("GenreForm",)),
    "62": Kind("Medium", "Medium", ("MusicMedium",)),
    "80": Kind("Topic", "Topic", ("Topic",)),
    "81": Kind("Place", "Geographic", ("Place",)),
    "82": Kind("Temporal", "Temporal", ("Temporal",)),
    "85": Kind("GenreForm", "GenreForm", ("GenreForm",)),
}
FAMILY: Final = Kind("Agent", "FamilyName", ("Agent", "Family"))
JURISDICTION: Final = Kind("Agent", "CorporateName", ("Agent", "Jurisdiction"))
NAME_TITLE: Final = Kind("Hub", "NameTitle", ("Hub",))
#: A heading with subdivisions, whatever it begins with; but places divided by places.
DIVIDED: Final = Kind("Topic", "ComplexSubject", ("Topic",))
DIVIDED_PLACE: Final = Kind("Place", "ComplexSubject", ("Place",))
#: A subdivision by itself that is made of several.
_DIVISIONS: Final = {
    suffix: Kind(kind.fragment, "ComplexSubject", kind.bibframe)
    for suffix, kind in KINDS.items()
    if suffix > "79"
}
#: A heading under a tag the format does not have.
UNKNOWN: Final = KINDS["50"]
NAMES: Final = frozenset({"00", "10", "11"})
#: The subfields that subdivide a heading.
DIVISIONS: Final = frozenset("vxyz")


def kind_of(field: Field) -> Kind:
    """What the heading of a field names: 1XX or tracing, or an 880 that stands for one.

    With subdivisions it is a subject (``Topic``) as on bibliographic records, but a place divided
    by places alone is a place; a name with ``$t`` (or a collective title ``$k``) is a work.
    """
    suffix, by = field.tag[1:3], field.by
    if suffix in _DIVISIONS:
        several = sum(len(values) for code, values in by.items() if code in DIVISIONS) > 1
        return _DIVISIONS[suffix] if several else KINDS[suffix]
    if "x" in by or "y" in by or "v" in by:
        return DIVIDED
    if "z" in by:
        return DIVIDED_PLACE if suffix == "51" else DIVIDED
    if suffix in NAMES and ("t" in by or "k" in by):
        return NAME_TITLE
    return name_kind(field)


def name_kind(field: Field) -> Kind:
    """What the first part of a heading names by itself."""
    suffix = field.tag[1:3]
    if suffix == "00" and field.ind1 == "3":
        return FAMILY
    if suffix == "10" and field.ind1 == "1":
        return JURISDICTION
    return KINDS.get(suffix, UNKNOWN)

"""Medium of performance and numbers of musical works, 382-383."""

from collections.abc import Iterator, Sequence
from typing import Final

from converters.bibframe.administrative import number
from converters.bibframe.codes import values
from converters.bibframe.control import SOURCE, say_applies_to, say_source
from converters.bibframe.field import Field
from converters.bibframe.graph import Class, Node, thing
from converters.bibframe.table import By, Table, work
from converters.bibframe.terms import expand, term

COMPONENT: Final = Class("bf:MediumComponent")
ENSEMBLE: Final = Class("bf:Ensemble")
ENSEMBLE_SIZE: Final = Class("bf:EnsembleSize")
MEDIUM: Final = Class("bf:MediumOfPerformance")
NOTE: Final = Class("bf:Note")
OPUS_NUMBER: Final = Class("bf:OpusNumber")
QUALIFIER: Final = Class("bf:MediumComponentQualifier")
SERIAL_NUMBER: Final = Class("bf:SerialNumber")
STATUS: Final = Class("bf:Status")
THEMATIC_NUMBER: Final = Class("bf:ThematicCatalogNumber")
_CODE = term("bf:code")
_COMPONENT = term("bf:mediumComponent")
_COUNT = term("bf:count")
_ENSEMBLE = term("bf:ensemble")
_IDENTIFIED_BY = term("bf:identifiedBy")
_LABEL = term("rdfs:label")
_MEDIUM = term("bf:mediumOfPerformance")
_NOTE = term("bf:note")
_QUALIFIER = term("bf:mediumComponentQualifier")
_SIZE = term("bf:ensembleSize")
_SOURCE = term("bf:source")
_STATUS = term("bf:status")
_TYPE = f"<{expand('rdf:type')}>"
_VALUE = term("rdf:value")


def _labelled(class_: Class, iri: str, label: str) -> Node:
    node = thing(class_, iri)
    node.text(_LABEL, label)
    return node


_LCMPT: Final = thing(SOURCE, "http://id.loc.gov/authorities/performanceMediums")
_LCMPT.text(_CODE, "lcmpt")
_LARGE: Final = _labelled(
    ENSEMBLE_SIZE, "http://id.loc.gov/vocabulary/ensemblesize/ensemble", "large ensemble"
)
_PARTIAL: Final = _labelled(STATUS, "http://id.loc.gov/vocabulary/mstatus/part", "partial")
_SOLO: Final = _labelled(QUALIFIER, "http://id.loc.gov/vocabulary/medcompqual/solo", "solo")
#: The types of the notes that $d, $p and $v are.
_NOTES: Final = {
    "d": f"{_TYPE} <http://id.loc.gov/vocabulary/mnotetype/doubling>",
    "p": f"{_TYPE} <http://id.loc.gov/vocabulary/mnotetype/alternative>",
    "v": "",
}


def say_ensemble(field: Field, node: Node) -> None:
    """bf:ensemble a bf:Ensemble:
    bf:mediumComponent a bf:MediumComponent for each $a or $b and what follows it:
    bf:mediumOfPerformance a bf:MediumOfPerformance: rdfs:label “$a” or “$b”, bf:source “$2”
    bf:mediumComponentQualifier solo, of a $b
    bf:note “$d” (doubling), “$p” (alternative) or “$v”
    bf:count the first $e or $n
    bf:status partial, where the first indicator is 1
    bf:ensembleSize by $s, large where there is $t
    bflc:appliesTo a bflc:AppliesTo: rdfs:label “$3” each
    """
    ensemble = thing(ENSEMBLE)
    say_applies_to(ensemble, field)
    for component in _components(field):
        ensemble.links.append((_COMPONENT, _component(field, component)))
    if field.ind1 == "1":
        ensemble.links.append((_STATUS, _PARTIAL))
    if (size := _size(field)) is not None:
        ensemble.links.append((_SIZE, size))
    node.links.append((_ENSEMBLE, ensemble))


type _Component = Sequence[tuple[str, str]]


def _components(field: Field) -> Iterator[_Component]:
    """The subfields of each component; none after a subfield that is about no component.

    The first subfield begins the first component whatever it is.
    """
    component: list[tuple[str, str]] = list(field.subfields[:1])
    for code, value in field.subfields[1:]:
        if code in ("a", "b"):
            if component[-1][0] != "3":
                yield component
                component = []
        elif code not in ("p", "d", "e", "n", "v"):
            break
        component.append((code, value))
    yield component


def _component(field: Field, subfields: _Component) -> Node:
    component = thing(COMPONENT)
    counted = False
    for code, value in subfields:
        if code in ("a", "b"):
            medium = thing(MEDIUM)
            medium.text(_LABEL, value)
            _say_source(field, medium)
            component.links.append((_MEDIUM, medium))
            if code == "b":
                component.links.append((_QUALIFIER, _SOLO))
        elif code in _NOTES:
            note = thing(NOTE)
            if type_ := _NOTES[code]:
                note.said.append(type_)
            note.text(_LABEL, value)
            component.links.append((_NOTE, note))
        elif code in ("e", "n") and not counted:
            counted = True
            component.text(_COUNT, value)
    return component


def _say_source(field: Field, medium: Node) -> None:
    twos = field.by.get("2", ())
    if "lcmpt" in twos:
        medium.links.append((_SOURCE, _LCMPT))
        return
    for two in twos:
        say_source(medium, two)


def _size(field: Field) -> Node | None:
    """The size of the ensemble by the number of performers."""
    if "t" in field.by:
        return _LARGE
    if "s" not in field.by:
        return None
    performers = field.first("s")
    if number(performers) >= 10:
        return _LARGE
    size = values("ensembleSizes").get(f"_{performers}")
    return size.thing(ENSEMBLE_SIZE) if size else None


_NUMBERS: Final = {"a": SERIAL_NUMBER, "b": OPUS_NUMBER, "c": THEMATIC_NUMBER}


def say_numbers(field: Field, node: Node) -> None:
    """bf:identifiedBy a bf:OpusNumber “$b, $a” where there is one $a and a $b
    where there is one $a and no $b, a bf:SerialNumber “$a” alone
    elsewhere for each $a a bf:SerialNumber, $b a bf:OpusNumber, $c a bf:ThematicCatalogNumber,
    with bflc:appliesTo a bflc:AppliesTo: rdfs:label “$3” each
    bf:source the first $d or $e ($e for “$b, $a”, none for $a alone)
    """
    by = field.by
    if len(by.get("a", ())) == 1:
        serial = by["a"][0]
        if "b" in by:
            _say_number(node, OPUS_NUMBER, f"{by['b'][0]}, {serial}", by.get("e", ()))
        else:
            _say_number(node, SERIAL_NUMBER, serial, ())
        return
    sources = field.all("ed")
    for code, value in field.subfields:
        if code in _NUMBERS:
            say_applies_to(_say_number(node, _NUMBERS[code], value, sources), field)


def _say_number(node: Node, class_: Class, value: str, sources: Sequence[str]) -> Node:
    identifier = thing(class_)
    identifier.text(_VALUE, value)
    if sources:
        source = thing(SOURCE)
        source.text(_CODE, sources[0])
        identifier.links.append((_SOURCE, source))
    node.links.append((_IDENTIFIED_BY, identifier))
    return identifier


TABLE: Final[Table] = {
    "382": (work(By(say_ensemble)),),
    "383": (work(By(say_numbers)),),
}

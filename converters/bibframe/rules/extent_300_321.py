"""Extent, duration and frequency, 300-321."""

from typing import Final

from converters.bibframe.control import identify, say_source
from converters.bibframe.field import Field
from converters.bibframe.graph import Class, Node, thing
from converters.bibframe.table import (
    AppliesTo,
    By,
    Condition,
    Each,
    ForEach,
    Has,
    Is,
    Table,
    Text,
    This,
    When,
    instance,
    shared,
    with_,
)
from converters.bibframe.terms import expand, literal, term, typed
from converters.bibframe.text import chop
from converters.bibframe.things.properties import PRIMARY

FREQUENCY: Final = Class("bf:Frequency")
STATUS: Final = Class("bf:Status")
_DATE = term("bf:date")
_DURATION = term("bf:duration")
_FREQUENCY = term("bf:frequency")
_LABEL = term("rdfs:label")
_STATUS = term("bf:status")
_XSD_DURATION: Final = expand("xsd:duration")
_NOTE_TYPES: Final = "http://id.loc.gov/vocabulary/mnotetype/"
_STATUSES: Final = "http://id.loc.gov/vocabulary/mstatus/"


def without_end(text: str) -> str:
    """Without end punctuation, but for a full stop."""
    return chop(text, ":;,/=+")


def without_end_or_stop(text: str) -> str:
    """Without end punctuation."""
    return chop(text, ":;,/=+.")


def say_duration(field: Field, node: Node) -> None:
    """bf:duration for each $a, six digits as an xsd:duration: PT01H02M03S."""
    for text in field.by.get("a", ()):
        if len(text) == 6:
            text = f"PT{text[:2]}H{text[2:4]}M{text[4:]}S"  # noqa: PLW2901 - the same, spelled out
        said = typed(text, _XSD_DURATION) if text.startswith("PT") else literal(text)
        node.said.append(f"{_DURATION} {said}")


def _status(label: str) -> Node:
    status = thing(STATUS, f"{_STATUSES}{label}")
    status.text(_LABEL, label)
    return status


_BY_TAG: Final = {"310": _status("current"), "321": _status("former")}


def say_frequency(field: Field, node: Node) -> None:
    """for each $a: bf:frequency a bf:Frequency, the thing of the world whose address is in $0:
    rdfs:label “$a” and bf:date “$b” each, without end punctuation
    bf:status current (310) or former (321)
    bf:source “$2”
    bf:identifiedBy each $0 that is no address
    """
    if "a" not in field.by:
        return
    language = field.language
    zeros = field.by.get("0", ())
    iri = next((zero for zero in zeros if "://" in zero), "")
    for text in field.by["a"]:
        frequency = thing(FREQUENCY, iri)
        frequency.text(_LABEL, chop(text), language)
        for date in field.by.get("b", ()):
            frequency.text(_DATE, chop(date), language)
        frequency.links.append((_STATUS, _BY_TAG[field.tag]))
        for two in field.by.get("2", ()):
            say_source(frequency, two)
        for zero in zeros:
            if "://" not in zero:
                identify(frequency, zero)
        node.links.append((_FREQUENCY, frequency))


_OF_A_PART: Final = Condition(
    "$3 is not “all” and this is no secondary Instance",
    lambda field: (
        not field.record.is_secondary and any(three != "all" for three in field.by.get("3", ()))
    ),
)

TABLE: Final[Table] = {
    "300": (
        instance(
            When(
                with_("afg"),
                Has(
                    "bf:extent",
                    "bf:Extent",
                    Text("rdfs:label", "afg", clean=without_end, empty=True),
                    When(_OF_A_PART, AppliesTo()),
                    ForEach(
                        "b",
                        Has(
                            "bf:note",
                            "bf:Note",
                            Is("rdf:type", f"{_NOTE_TYPES}physical"),
                            This("rdfs:label", without_end),
                        ),
                    ),
                ),
            ),
            ForEach(
                "e",
                Has(
                    "bf:note",
                    "bf:Note",
                    Is("rdf:type", f"{_NOTE_TYPES}accmat"),
                    This("rdfs:label", without_end),
                    When(PRIMARY, AppliesTo()),
                ),
            ),
            Each("bf:dimensions", "c", without_end_or_stop),
        ),
    ),
    "306": (instance(By(say_duration)),),
    **shared("310 321", instance(By(say_frequency))),
}

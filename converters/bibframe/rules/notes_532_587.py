"""Notes with a shape of their own, 532 to 587: systems, languages, linking, awards …"""

from typing import Final

from converters.bibframe.rules.note_parts import (
    Others,
    note_type,
    with_number,
)
from converters.bibframe.table import (
    AppliesTo,
    Each,
    ForEach,
    Has,
    Institution,
    Locator,
    Table,
    This,
    When,
    first_indicator,
    instance,
    work,
)
from converters.bibframe.text import chop


def _keeping_stop(value: str) -> str:
    """without end punctuation but the full stop"""
    return chop(value, ":;,/=")


TABLE: Final[Table] = {
    "532": (
        instance(
            ForEach(
                "a",
                Has(
                    "bf:contentAccessibility",
                    "bf:ContentAccessibility",
                    This("rdfs:label"),
                    AppliesTo(),
                ),
            )
        ),
    ),
    "538": (
        instance(
            Has(
                "bf:systemRequirement",
                "bf:SystemRequirement",
                Each("rdfs:label", "a"),
                Locator(),
                AppliesTo(),
                Institution(),
            )
        ),
    ),
    "546": (
        work(
            ForEach(
                "a",
                Has(
                    "bf:note",
                    "bf:Note",
                    note_type("lang"),
                    This("rdfs:label", _keeping_stop),
                    Others("rdfs:label", "a", _keeping_stop, with_number),
                    AppliesTo(),
                ),
            ),
            ForEach(
                "b",
                Has(
                    "bf:notation",
                    "bf:Notation",
                    This("rdfs:label", chop),
                    Others("rdfs:label", "b", _keeping_stop, with_number),
                    AppliesTo(),
                ),
            ),
        ),
    ),
    "586": (
        work(
            ForEach(
                "a", Has("bf:note", "bf:Note", note_type("award"), This("rdfs:label"), AppliesTo())
            )
        ),
    ),
    "587": (
        work(
            Has(
                "bf:note",
                "bf:Note",
                When(first_indicator(" "), note_type("datasource")),
                When(first_indicator("0"), note_type("datanf")),
                Each("bf:preferredCitation", "a", chop, tagged=False),
                Each("rdfs:label", "b", tagged=False),
                Locator(),
            )
        ),
    ),
}

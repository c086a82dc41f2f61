"""What indexes a resource, and where it is described, 510."""

from typing import Final

from converters.bibframe.rules.editions_250_265 import First
from converters.bibframe.table import (
    AppliesTo,
    ForEach,
    Has,
    Is,
    Locator,
    Table,
    This,
    When,
    first_indicator,
    instance,
    with_,
    work,
)
from converters.bibframe.text import chop, normalize

_INDEXED_IN: Final = "http://id.loc.gov/vocabulary/relationship/indexedin"
_NOTES: Final = "http://id.loc.gov/vocabulary/mnotetype/"

TABLE: Final[Table] = {
    "510": (
        instance(
            When(
                first_indicator("34"),
                Has(
                    "bf:note",
                    "bf:Note",
                    Is("rdf:type", f"{_NOTES}refcitation"),
                    First("rdfs:label", "a", normalize, empty=True),
                    When(
                        with_("b"),
                        Has(
                            "bf:enumerationAndChronology",
                            "bf:EnumerationAndChronology",
                            First("rdfs:label", "b", normalize, empty=True, tagged=False),
                        ),
                    ),
                    When(
                        with_("c"),
                        First("bflc:citation", "c", normalize, empty=True, tagged=False),
                    ),
                    Locator(),
                    AppliesTo(),
                ),
            )
        ),
        work(
            When(
                first_indicator("012"),
                Has(
                    "bf:relation",
                    "bf:Relation",
                    Is("bf:relationship", _INDEXED_IN),
                    Has(
                        "bf:associatedResource",
                        "bf:Work",
                        ForEach("a", Has("bf:title", "bf:Title", This("bf:mainTitle", chop))),
                        ForEach(
                            "b",
                            Has(
                                "bf:note",
                                "bf:Note",
                                Is("rdf:type", f"{_NOTES}coverage"),
                                This("rdfs:label", chop),
                            ),
                        ),
                        ForEach(
                            "c",
                            Has(
                                "bf:note",
                                "bf:Note",
                                Is("rdf:type", f"{_NOTES}loc"),
                                This("rdfs:label", chop),
                            ),
                        ),
                        ForEach(
                            "x",
                            Has(
                                "bf:identifiedBy",
                                "bf:Issn",
                                This("rdf:value", chop, tagged=False),
                            ),
                        ),
                        Locator(),
                    ),
                    AppliesTo(),
                ),
            )
        ),
    ),
}

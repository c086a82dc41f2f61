"""What befell the copies: how they came (541), who had them (561), bindings, actions."""

from typing import Final

from converters.bibframe.rules.note_parts import Label, note_type
from converters.bibframe.table import (
    AppliesTo,
    Each,
    ForEach,
    Has,
    Institution,
    Locator,
    Source,
    Table,
    This,
    instance,
    item,
)
from converters.bibframe.text import chop

_CHOPPED_LABEL: Final = This("rdfs:label", chop)

TABLE: Final[Table] = {
    "541": (
        item(
            Has(
                "bf:immediateAcquisition",
                "bf:ImmediateAcquisition",
                Label("abcdefhno"),
                AppliesTo(),
                Institution(),
            )
        ),
    ),
    "561": (instance(Each("bf:custodialHistory", "a"), AppliesTo()),),
    "563": (
        instance(
            ForEach(
                "a",
                Has("bf:note", "bf:Note", note_type("binding"), This("rdfs:label")),
            )
        ),
    ),
    "583": (
        instance(
            Has(
                "bf:note",
                "bf:Note",
                note_type("action"),
                Each("rdfs:label", "ah"),
                Each("bf:date", "c", chop, tagged=False),
                ForEach("k", Has("bf:agent", "bf:Agent", _CHOPPED_LABEL)),
                ForEach("l", Has("bf:status", "bf:Status", _CHOPPED_LABEL)),
                ForEach("z", Has("bf:note", "bf:Note", _CHOPPED_LABEL)),
                Locator(),
                Source(),
                AppliesTo(),
            )
        ),
    ),
}

"""Notes with a shape of their own, 502 to 525: theses, contents, summaries, audiences …"""

from typing import Final

from converters.bibframe.field import Field
from converters.bibframe.graph import Node
from converters.bibframe.rules.note_parts import (
    LABEL,
    Label,
    Others,
    after,
    begun,
    language_of_all,
    note_type,
    paired,
)
from converters.bibframe.table import (
    AppliesTo,
    By,
    Condition,
    Each,
    ForEach,
    Has,
    Locator,
    Part,
    Rule,
    Says,
    Source,
    Table,
    Text,
    This,
    When,
    first_indicator,
    instance,
    with_,
    work,
)
from converters.bibframe.terms import term
from converters.bibframe.text import chop, delimited, joined, normalize

_STATUS: Final = "http://id.loc.gov/vocabulary/mstatus/"
_CITATION_SCHEMES: Final = "http://id.loc.gov/vocabulary/citationschemes/"
_CONTENTS: Final = "agrt"
_LOCATOR: Final = term("bf:electronicLocator")


def _chopped(code: str) -> tuple[Part, Part]:
    """A label for the subfield at hand, and those of the 880s."""
    return This("rdfs:label", chop), Others("rdfs:label", code, chop)


def say_contents_of_others(field: Field, node: Node) -> None:
    """rdfs:label “$a $g $r $t” of the 880s paired with it, empty where there are none (as LC)."""
    if field.record.as_lc and "6" in field.by and "-00" not in field.first("6"):
        others = begun(field)
        texts = [text for other in others for text in other.all(_CONTENTS)]
        node.text(LABEL, joined(texts), language_of_all(others))


def say_first_locator(field: Field, node: Node) -> None:
    """bf:electronicLocator the address in the first $u."""
    node.point(_LOCATOR, field.first("u"))


def _status(indicator: str, code: str, label: str) -> When:
    status = Has("bf:status", "bf:Status", Says("rdfs:label", label), iri=f"{_STATUS}{code}")
    return When(first_indicator(indicator), status)


def _performers(kind: str, *labels: Part) -> Rule:
    """508 and 511."""
    return work(ForEach("a", Has("bf:note", "bf:Note", note_type(kind), *labels, AppliesTo())))


_cast = after("Cast: ")
_NO_CAST: Final = Condition("the first indicator is not 1", lambda field: field.ind1 != "1")


def say_audience(field: Field, node: Node) -> None:
    """rdfs:label “$a”, several with semicolons between them."""
    if label := normalize(delimited(field.by.get("a", ()))):
        node.text(LABEL, label, field.language)


def _level(indicator: str, label: str) -> When:
    said = Says("rdfs:label", label)
    return When(first_indicator(indicator), Has("bf:note", "bf:Note", said))


def say_source_of_audience(field: Field, node: Node) -> None:
    """rdfs:label “$b”, the first."""
    node.text(LABEL, field.first("b"))


TABLE: Final[Table] = {
    "502": (
        work(
            Has(
                "bf:dissertation",
                "bf:Dissertation",
                Each("rdfs:label", "a"),
                When(with_("a"), Others("rdfs:label", "a")),
                Each("bf:degree", "b", chop),
                Others("bf:degree", "b", chop),
                ForEach("c", Has("bf:grantingInstitution", "bf:Agent", *_chopped("c"))),
                Each("bf:date", "d", chop),
                Others("bf:date", "d", chop),
                ForEach("g", Has("bf:note", "bf:Note", *_chopped("g"))),
                ForEach(
                    "o",
                    Has(
                        "bf:identifiedBy",
                        "bf:DissertationIdentifier",
                        This("rdf:value", chop, tagged=False),
                        Others("rdf:value", "o", chop),
                    ),
                ),
            )
        ),
    ),
    "504": (
        instance(
            Has(
                "bf:note",
                "bf:Note",
                note_type("biblio"),
                Each("rdfs:label", "a"),
                When(with_("a"), Others("rdfs:label", "a", which=begun)),
                Each("bf:count", "b", chop, tagged=False),
            )
        ),
    ),
    "505": (
        work(
            Has(
                "bf:tableOfContents",
                "bf:TableOfContents",
                Label(_CONTENTS),
                By(say_contents_of_others),
                By(say_first_locator),
                _status("1", "incmp", "Incomplete"),
                _status("2", "part", "Partial"),
            )
        ),
    ),
    "507": (work(Has("bf:scale", "bf:Scale", Label("ab"))),),
    "508": (_performers("credits", This("rdfs:label"), Others("rdfs:label", "a")),),
    "511": (
        _performers(
            "participants",
            When(
                first_indicator("1"),
                This("rdfs:label", _cast),
                Others("rdfs:label", "a", _cast),
            ),
            When(_NO_CAST, This("rdfs:label"), Others("rdfs:label", "a")),
        ),
    ),
    "518": (
        work(
            Has(
                "bf:capture",
                "bf:Capture",
                Each("rdfs:label", "a"),
                Each("bf:date", "d", chop),
                ForEach("o", Has("bf:note", "bf:Note", This("rdfs:label", chop))),
                ForEach("p", Has("bf:place", "bf:Place", This("rdfs:label", chop))),
                AppliesTo(),
            )
        ),
    ),
    "520": (
        work(
            Has(
                "bf:summary",
                "bf:Summary",
                Text("rdfs:label", "abc"),
                Others("rdfs:label", "a", which=paired),
                Locator(),
                AppliesTo(),
            )
        ),
    ),
    "521": (
        work(
            Has(
                "bf:intendedAudience",
                "bf:IntendedAudience",
                By(say_audience),
                _level("0", "reading grade level"),
                _level("1", "interest age level"),
                _level("2", "interest grade level"),
                When(with_("b"), Has("bf:source", "bf:Source", By(say_source_of_audience))),
                AppliesTo(),
            )
        ),
    ),
    "522": (
        work(
            ForEach(
                "a",
                Has("bf:geographicCoverage", "bf:GeographicCoverage", This("rdfs:label")),
            )
        ),
    ),
    "524": (
        instance(
            Has(
                "bf:note",
                "bf:Note",
                note_type("citeas"),
                Label("a", delimited),
                Source(_CITATION_SCHEMES),
                AppliesTo(),
            )
        ),
    ),
    "525": (work(ForEach("a", Has("bf:note", "bf:Note", note_type("suppl"), This("rdfs:label")))),),
}

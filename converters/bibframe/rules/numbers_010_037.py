"""Numbers and codes that identify, 010-037: LCCN, ISBN, ISSN, publishers' numbers and others."""

from typing import Final

from converters.bibframe.codes import values
from converters.bibframe.control import ORGANIZATIONS
from converters.bibframe.field import Field
from converters.bibframe.graph import Node
from converters.bibframe.table import (
    AppliesTo,
    By,
    Condition,
    Each,
    ForEach,
    Has,
    Institution,
    Part,
    Says,
    Source,
    Table,
    This,
    When,
    first_indicator,
    instance,
    work,
)
from converters.bibframe.terms import expand, literal, term, typed
from converters.bibframe.text import chop, joined
from converters.bibframe.things.identifiers import (
    AGENCY,
    ASSIGNER,
    BRACKETED,
    CANCELED,
    QUALIFIER,
    TERMS,
    ByValue,
    Identifier,
    Kinds,
    address,
    address_without_blanks,
    after_bracket,
    outside_brackets,
    say_system,
)

CANADA: Final = "http://id.loc.gov/authorities/names/no2004037399"
_NATIONAL = "http://id.loc.gov/vocabulary/nationalbibschemes/"
_FINGERPRINTS = "http://id.loc.gov/vocabulary/fingerprintschemes/"
_DATE = term("bf:date")
_DATE_TYPE: Final = expand("xsd:date")
_VALUE = term("rdf:value")

#: 024, by the first indicator; where that is 7, by ``$2``. An EIDR is a Work's.
STANDARD: Final = Kinds(
    "bf:Identifier",
    {"0": "bf:Isrc", "1": "bf:Upc", "2": "bf:Ismn", "3": "bf:Ean", "4": "bf:Sici"},
    {
        code: f"bf:{value.class_}" if value.class_ != "Eidr" else ""
        for code, value in values("standard", "identifiers").items()
    },
)
#: 028, by the first indicator.
PUBLISHERS: Final = Kinds(
    "bf:PublisherNumber",
    {
        "0": "bf:AudioIssueNumber",
        "1": "bf:MatrixNumber",
        "2": "bf:MusicPlate",
        "3": "bf:MusicPublisherNumber",
        "4": "bf:VideoRecordingNumber",
        "6": "bf:MusicDistributorNumber",
    },
)

NUMBERED: Final = Condition("$a has no ***", lambda field: "***" not in field.first("a"))
SOURCED: Final = Condition("$2 is there", lambda field: "2" in field.by)
CANADIAN: Final = first_indicator(" ")
NOT_CANADIAN: Final = Condition("the first indicator is not blank", lambda f: f.ind1 != " ")
AGENCIES: Final = Condition(
    "the first indicator is blank or $2 is there",
    lambda field: field.ind1 == " " or "2" in field.by,
)
EIDR: Final = Condition(
    "the first indicator is 7 and $2 is eidr",
    lambda field: field.ind1 == "7" and "eidr" in field.by.get("2", ()),
)
UNKNOWN: Final = Condition(
    "it is a bf:Identifier", lambda field: STANDARD.of(field) == STANDARD.otherwise
)
OCLC: Final = Condition("$a has OCoLC", lambda field: "OCoLC" in field.first("a"))
NOT_OCLC: Final = Condition("$a has no OCoLC", lambda field: "OCoLC" not in field.first("a"))


def say_registered(field: Field, node: Node) -> None:
    """bf:date the first $d, yyyy-mm-dd"""
    if date := field.first("d"):
        node.say(_DATE, typed(f"{date[:4]}-{date[4:6]}-{date[6:8]}", _DATE_TYPE))


def say_fingerprint(field: Field, node: Node) -> None:
    """rdf:value “$a $b $c $d”, or “$e” each where there is none of them"""
    if parts := field.all("abcd"):
        node.said.append(f"{_VALUE} {literal(joined(parts))}")
    else:
        node.said += [f"{_VALUE} {literal(value)}" for value in field.by.get("e", ())]


def _note(text: Part) -> Part:
    return Has("bf:note", "bf:Note", text)


_024 = (BRACKETED, TERMS, QUALIFIER)
_024_NOTE = (ForEach("d", _note(This("rdfs:label"))),)
_LINKING = Has("bf:identifiedBy", "bf:IssnL", This("rdf:value", tagged=False), AGENCY)
_CANCELED_LINKING = Has(
    "bf:identifiedBy",
    "bf:IssnL",
    This("rdf:value", tagged=False),
    Has("bf:status", "bf:Status", Says("rdfs:label", "canceled"), iri=CANCELED),
    AGENCY,
)
_CANADA = Has(
    "bf:source", "bf:Source", Says("rdfs:label", "Library and Archives Canada"), iri=CANADA
)

TABLE: Final[Table] = {
    "010": (instance(Identifier("bf:Lccn", QUALIFIER, Source())),),
    "015": (
        instance(
            When(
                SOURCED,
                When(
                    NUMBERED,
                    Identifier(
                        "bf:Nbn", BRACKETED, QUALIFIER, Source(_NATIONAL), value=outside_brackets
                    ),
                ),
            )
        ),
    ),
    "016": (
        instance(
            When(
                AGENCIES,
                When(
                    NUMBERED,
                    Identifier(
                        "bf:Local",
                        QUALIFIER,
                        When(CANADIAN, _CANADA),
                        When(NOT_CANADIAN, Source(ORGANIZATIONS)),
                    ),
                ),
            )
        ),
    ),
    "017": (
        instance(
            Identifier("bf:CopyrightNumber", ASSIGNER, QUALIFIER, By(say_registered), Source())
        ),
    ),
    "020": (
        instance(
            Identifier("bf:Isbn", BRACKETED, TERMS, QUALIFIER, Source(), value=outside_brackets)
        ),
    ),
    "022": (
        work(
            Identifier(
                "bf:Issn", QUALIFIER, AGENCY, canceled="canceled", iri=address_without_blanks
            ),
            ForEach("l", _LINKING),
            ForEach("m", _CANCELED_LINKING),
        ),
    ),
    "023": (
        work(
            When(
                first_indicator("0"),
                Identifier("bf:IssnL", QUALIFIER, AGENCY, canceled="canceled", iri=address),
            )
        ),
    ),
    "024": (
        work(When(EIDR, Identifier("bf:Eidr", *_024, value=outside_brackets, valid=_024_NOTE))),
        instance(
            Identifier(
                STANDARD,
                *_024,
                When(UNKNOWN, Source()),
                value=outside_brackets,
                iri=address,
                valid=_024_NOTE,
            )
        ),
    ),
    "025": (instance(Identifier("bf:LcOverseasAcq", QUALIFIER, Source())),),
    "026": (
        instance(
            Has(
                "bf:identifiedBy",
                "bf:Fingerprint",
                By(say_fingerprint),
                Source(_FINGERPRINTS),
                Institution(),
            )
        ),
    ),
    "027": (
        instance(Identifier("bf:Strn", BRACKETED, QUALIFIER, Source(), value=outside_brackets)),
    ),
    "028": (instance(Identifier(PUBLISHERS, ASSIGNER, QUALIFIER, Source(), value=chop)),),
    "030": (instance(Identifier("bf:Coden", QUALIFIER, Source())),),
    "032": (instance(Identifier("bf:PostalRegistration", ASSIGNER, QUALIFIER, Source())),),
    "035": (
        instance(
            When(
                OCLC,
                Identifier("bf:OclcNumber", QUALIFIER, ByValue(say_system), value=after_bracket),
            ),
            When(
                NOT_OCLC,
                Identifier("bf:Local", QUALIFIER, ByValue(say_system), value=after_bracket),
            ),
        ),
    ),
    "036": (instance(Identifier("bf:StudyNumber", ASSIGNER, TERMS, QUALIFIER, Source())),),
    "037": (
        instance(
            Has(
                "bf:acquisitionSource",
                "bf:AcquisitionSource",
                When(first_indicator("2"), _note(Says("rdfs:label", "intervening source"))),
                When(first_indicator("3"), _note(Says("rdfs:label", "current source"))),
                AppliesTo(),
                ForEach(
                    "a",
                    Has("bf:identifiedBy", "bf:StockNumber", This("rdf:value", tagged=False)),
                ),
                Each("rdfs:label", "b", chop),
                Each("bf:acquisitionTerms", "c", chop),
                ForEach("fgn", _note(This("rdfs:label", chop))),
                Institution(),
            )
        ),
    ),
}

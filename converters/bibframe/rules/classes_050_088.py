"""Class numbers, 050-088: of LC, Canada, NLM, NAL, UDC, Dewey and other schemes; two numbers."""

from typing import Final

from converters.bibframe import control
from converters.bibframe.control import AGENT, ORGANIZATIONS
from converters.bibframe.field import Field
from converters.bibframe.graph import Class, Node, thing
from converters.bibframe.rules.coded_033_043 import CLASS_G
from converters.bibframe.rules.numbers_010_037 import CANADA
from converters.bibframe.table import (
    By,
    Condition,
    Each,
    ForEach,
    Has,
    Is,
    Part,
    Says,
    Source,
    Table,
    This,
    When,
    first_indicator,
    instance,
    item,
    work,
)
from converters.bibframe.terms import literal, term
from converters.bibframe.text import normalize
from converters.bibframe.things.classification import Classification, classified, relate
from converters.bibframe.things.identifiers import QUALIFIER, Identifier

LC: Final = f"{ORGANIZATIONS}dlc"
NLM: Final = f"{ORGANIZATIONS}dnlm"
NAL: Final = f"{ORGANIZATIONS}dnal"
GPO: Final = f"{ORGANIZATIONS}dgpo"
#: Used, or not used, by the agency.
USED: Final = "http://id.loc.gov/vocabulary/mstatus/uba"
NOT_USED: Final = "http://id.loc.gov/vocabulary/mstatus/nuba"
SCHEMES: Final = "http://id.loc.gov/vocabulary/classSchemes/"

DEWEY: Final = Class("bf:ClassificationDdc")
LCC: Final = Class("bf:ClassificationLcc")
NOTE: Final = Class("bf:Note")
SOURCE: Final = control.SOURCE
TOPIC: Final = Class("bf:Topic")

_ASSIGNER = term("bf:assigner")
_CLASSIFICATION = term("bf:classification")
_CODE = term("bf:code")
_COVERAGE = term("bf:geographicCoverage")
_ITEM_PORTION = term("bf:itemPortion")
_LABEL = term("rdfs:label")
_NOTE = term("bf:note")
_PORTION = term("bf:classificationPortion")
_SOURCE = term("bf:source")
_STATUS = term("bf:status")
_SUBJECT = term("bf:subject")
_BY_CANADA = f"{_ASSIGNER} <{CANADA}>"
_BY_LC = f"{_ASSIGNER} <{LC}>"
_EDITION: Final = term("bf:edition")
_EDITIONS: Final = {
    indicator: f"{_EDITION} {literal(edition)}"
    for indicator, edition in {"0": "full", "1": "abridged"}.items()
}
_USE: Final = {"0": f"{_STATUS} <{USED}>", "1": f"{_STATUS} <{NOT_USED}>"}
#: A thing of the world that is always the same; one node of it serves all records.
_LC_AGENT: Final = thing(AGENT, LC)


def _made_by(field: Field, agency: str) -> bool:
    """Whether 040 says that the agency catalogued it."""
    return agency in next(iter(field.record.values("040", "a")), "")


def say_lc_copy(field: Field, node: Node) -> None:
    """bf:classification a bf:ClassificationLcc: the first $a, $b and $c
    bf:classificationPortion “$a”, bf:itemPortion “$b”, bf:note a bf:Note: rdfs:label “$c”
    bf:assigner LC
    """
    made = thing(LCC)
    made.text(_PORTION, field.first("a"))
    if "b" in field.by:
        made.text(_ITEM_PORTION, field.first("b"))
    if "c" in field.by:
        note = thing(NOTE)
        note.text(_LABEL, field.first("c"))
        made.link(_NOTE, note)
    made.said.append(_BY_LC)
    node.link(_CLASSIFICATION, made)


def say_edition_of_scheme(field: Field, node: Node) -> None:
    """bf:edition what follows the slash in $2 (clc/5)"""
    for scheme in field.by.get("2", ()):
        _, slash, edition = scheme.partition("/")
        if slash and edition:
            node.text(_EDITION, edition)


def say_areas(field: Field, node: Node) -> None:
    """bf:geographicCoverage the class $a.$b of LCC's schedule G for each $b; without $b, each $a"""
    if "b" in field.by:
        area = field.first("a")
        for place in field.by["b"]:
            node.point(_COVERAGE, f"{CLASS_G}{area}.{place}")
    else:
        for area in field.by.get("a", ()):
            node.point(_COVERAGE, CLASS_G + area)


def say_canadian(field: Field, node: Node) -> None:
    """bf:classification a bf:ClassificationLcc: bf:classificationPortion “$a” each,
    bf:itemPortion “$b” each, the addresses and identifiers of $0 as in 050
    second indicator 0, 1 or 2: bf:assigner Library and Archives Canada,
    bf:status by the first indicator, used (0) or not used (1) by it
    """
    made = classified(LCC, field.by.get("0", ()), itemized="b" in field.by)
    made.said += [f"{_PORTION} {literal(value)}" for value in field.by.get("a", ())]
    made.said += [f"{_ITEM_PORTION} {literal(value)}" for value in field.by.get("b", ())]
    if field.ind2 in ("0", "1", "2"):
        made.said.append(_BY_CANADA)
        if use := _USE.get(field.ind1):
            made.said.append(use)
    node.link(_CLASSIFICATION, made)


def say_category(field: Field, node: Node) -> None:
    """bf:subject a bf:Topic: bf:code “$a$x”, the first of each
    second indicator 0: bf:source AGRICOLA; if not, bf:source $2, BISAC as a scheme of id.loc.gov
    """
    topic = thing(TOPIC)
    topic.text(_CODE, normalize(field.first("a") + field.first("x")))
    if field.ind2 == "0":
        topic.link(_SOURCE, thing(SOURCE, f"{SCHEMES}agricola"))
    else:
        for two in field.by.get("2", ()):
            if two == "bisacsh":
                topic.link(_SOURCE, thing(SOURCE, f"{SCHEMES}bisacsh"))
            else:
                control.say_source(topic, two)
    node.link(_SUBJECT, topic)


def say_first_item(field: Field, node: Node) -> None:
    """bf:itemPortion the first $b"""
    if "b" in field.by:
        node.text(_ITEM_PORTION, field.first("b"))


def say_authorities(field: Field, node: Node) -> None:
    """madsrdf:hasRelatedAuthority each $0 that is an address, bf:identifiedBy each that is none"""
    relate(node, field.by.get("0", ()))


def say_dewey(field: Field, node: Node) -> None:
    """bf:classification a bf:ClassificationDdc, its IRI in $1:
    bf:classificationPortion “$a” each, bf:itemPortion “$b” each (if there is $a)
    bf:assigner a bf:Agent: rdfs:label “$q”; second indicator 0, or no $q and 040 $a DLC: LC
    bf:source $2; bf:edition by the first indicator: full (0), abridged (1)
    """
    made = thing(DEWEY, control.iri_from_1(field) if "1" in field.by else "")
    if "a" in field.by:
        made.said += [f"{_PORTION} {literal(value)}" for value in field.by["a"]]
        made.said += [f"{_ITEM_PORTION} {literal(value)}" for value in field.by.get("b", ())]
    for name in field.by.get("q", ()):
        agent = thing(AGENT)
        agent.text(_LABEL, name)
        made.link(_ASSIGNER, agent)
    for two in field.by.get("2", ()):
        control.say_source(made, two, of_082=field.own == "082")
    if edition := _EDITIONS.get(field.ind1):
        made.said.append(edition)
    if field.ind2 == "0" or (field.ind2 == " " and "q" not in field.by and _made_by(field, "DLC")):
        made.links.append((_ASSIGNER, _LC_AGENT))
    node.link(_CLASSIFICATION, made)


LC_CLASSED: Final = Condition(
    "the second indicator is 0, or it is blank and the first 040 $a has DLC",
    lambda field: field.ind2 == "0" or (field.ind2 == " " and _made_by(field, "DLC")),
)
NLM_CLASSED: Final = Condition(
    "the second indicator is 0, or it is blank and the first 040 $a has NLM",
    lambda field: field.ind2 == "0" or (field.ind2 == " " and _made_by(field, "NLM")),
)
CANADIAN: Final = Condition(
    "the second indicator is 0 or 1, or the first is 2",
    lambda field: field.ind2 in ("0", "1") or field.ind1 == "2",
)
OTHER_DOCUMENTS: Final = Condition(
    "the first indicator is neither 0 nor 1", lambda field: field.ind1 not in ("0", "1")
)


def _in_use(agency: str) -> tuple[Part, ...]:
    """Who gave the number, and whether it is used there."""
    return (
        Is("bf:assigner", agency),
        When(first_indicator("0"), Is("bf:status", USED)),
        When(first_indicator("1"), Is("bf:status", NOT_USED)),
    )


_UNTAGGED_CODE = This("bf:code", tagged=False)

TABLE: Final[Table] = {
    "050": (
        work(
            Classification("bf:ClassificationLcc", When(LC_CLASSED, *_in_use(LC)), items=1),
        ),
    ),
    "051": (item(By(say_lc_copy), copies=False),),
    "052": (work(When(first_indicator(" "), By(say_areas))),),
    "055": (work(When(CANADIAN, By(say_canadian))),),
    "060": (work(Classification("bf:ClassificationNlm", When(NLM_CLASSED, *_in_use(NLM)))),),
    "070": (
        work(
            Classification(
                "bf:ClassificationNal",
                When(first_indicator("0"), Is("bf:assigner", NAL), Is("bf:status", USED)),
            )
        ),
    ),
    "072": (work(By(say_category)),),
    "074": (
        instance(
            Identifier("bf:Identifier", QUALIFIER, Has("bf:assigner", "bf:Agent", iri=GPO)),
        ),
    ),
    "080": (
        work(
            ForEach(
                "a",
                Has(
                    "bf:classification",
                    "bf:ClassificationUdc",
                    This("bf:classificationPortion", tagged=False),
                    By(say_first_item),
                    Each("bf:code", "x", tagged=False),
                    Source(),
                    When(first_indicator("0"), Says("bf:edition", "full")),
                    When(first_indicator("1"), Says("bf:edition", "abridged")),
                    By(say_authorities),
                ),
            )
        ),
    ),
    "082": (work(By(say_dewey)),),
    "084": (
        work(
            Classification(
                "bf:Classification",
                ForEach("q", Has("bf:assigner", "bf:Agent", This("rdfs:label", tagged=False))),
                Source(),
                By(say_edition_of_scheme),
            )
        ),
    ),
    "086": (
        work(
            Classification(
                "bf:Classification",
                When(first_indicator("0"), Has("bf:source", "bf:Source", iri=f"{SCHEMES}sudocs")),
                When(first_indicator("1"), Has("bf:source", "bf:Source", iri=f"{SCHEMES}cacodoc")),
                When(
                    OTHER_DOCUMENTS,
                    ForEach("2", Has("bf:source", "bf:Source", _UNTAGGED_CODE)),
                ),
                codes="az",
                predicate="rdfs:label",
                items=0,
            )
        ),
    ),
    "088": (instance(Identifier("bf:ReportNumber", QUALIFIER, Source())),),
}

"""The leader: what kind of thing the record describes, and how fully."""

from typing import Final

from converters.bibframe.codes import meanings, values
from converters.bibframe.field import Field
from converters.bibframe.graph import Class, Node
from converters.bibframe.table import LEADER, By, Table, admin, instance, work
from converters.bibframe.terms import expand, literal, term

CONTENT: Final = Class("bf:Content")
CONVENTIONS: Final = Class("bf:DescriptionConventions")
ENCODING_LEVEL: Final = Class("bflc:EncodingLevel")
_CODE = term("bf:code")
_CONTENT = term("bf:content")
_CONVENTIONS = term("bf:descriptionConventions")
_ENCODING_LEVEL = term("bflc:encodingLevel")
_ISSUANCE = term("bf:issuance")
_SECONDARY = term("bflc:SecondaryInstance")
_TYPE = term("rdf:type")

#: Leader/07: the class of the Work, and the code of the Instance's mode of issuance.
_LEVELS: Final = {
    "a": ("Monograph", "mono"),
    "b": ("Serial", "serl"),
    "c": ("Collection", "mulm"),
    "d": ("Collection", "mono"),
    "m": ("Monograph", "mono"),
    "i": ("Integrating", "intg"),
    "s": ("Serial", "serl"),
}
_ISSUANCES: Final = "http://id.loc.gov/vocabulary/issuance/"


def say_encoding_level(field: Field, node: Node) -> None:
    """bflc:encodingLevel by leader/17."""
    level = f"_{field.data[17:18].replace(' ', '0')}"
    if value := values("menclvl").get(level):
        node.link(_ENCODING_LEVEL, value.thing(ENCODING_LEVEL))


def say_conventions(field: Field, node: Node) -> None:
    """bf:descriptionConventions by leader/18; not ISBD where 040 $e is rda."""
    code = field.data[18:19].replace(" ", "_")
    rules = field.record.values("040", "e")
    if not rules or any(rule != "rda" for rule in rules) or (code and code not in "apr"):
        for value in meanings("descriptionConventions").get(code, ()):
            said = field.record.thing(CONVENTIONS, value.iri)
            said.said.append(f"{_CODE} {literal(value.label)}")
            node.link(_CONVENTIONS, said)


def say_content(field: Field, node: Node) -> None:
    """rdf:type by leader/06, and bf:content where there is no 336; rdf:type by leader/07."""
    kind = field.data[6:7]
    for value in meanings("contentTypes").get(kind, ()):
        node.say(_TYPE, f"<{expand('bf:')}{value.class_}>")
        if value.iri and kind != "q" and "336" not in field.record.tags:
            node.link(_CONTENT, value.thing(CONTENT))
    if level := _LEVELS.get(field.data[7:8]):
        node.say(_TYPE, f"<{expand('bf:')}{level[0]}>")


def say_issuance(field: Field, node: Node) -> None:
    """bf:issuance by leader/07, where there is no 334; a secondary Instance's type."""
    if field.record.is_secondary:
        node.say(_TYPE, _SECONDARY)
    level = _LEVELS.get(field.data[7:8])
    if level and "334" not in field.record.tags:
        node.say(_ISSUANCE, f"<{_ISSUANCES}{level[1]}>")


TABLE: Final[Table] = {
    LEADER: (
        admin(By(say_encoding_level), By(say_conventions)),
        work(By(say_content)),
        instance(By(say_issuance)),
    )
}

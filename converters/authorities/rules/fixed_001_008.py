"""Leader, control number and coded data: LDR, 001, 008."""

from typing import Final

from converters.authorities.authority import authority_of
from converters.authorities.codes import rows
from converters.authorities.kinds import kind_of
from converters.authorities.table import Table, admin, entity
from converters.bibframe.control import AGENT
from converters.bibframe.field import Field
from converters.bibframe.graph import Class, Node, thing
from converters.bibframe.rules.leader import CONVENTIONS
from converters.bibframe.table import LEADER, By
from converters.bibframe.terms import literal, term

LANGUAGE: Final = Class("bf:Language")
LOCAL: Final = Class("bf:Local")
NOTE: Final = Class("bf:Note")
LANGUAGES: Final = "http://id.loc.gov/vocabulary/languages/"
AACR: Final = "http://id.loc.gov/vocabulary/descriptionConventions/aacr"
#: LC's collection of names that stand for several persons.
UNDIFFERENTIATED: Final = "http://id.loc.gov/authorities/names/collection_NamesUndifferentiated"
_SCHEMES: Final = "http://id.loc.gov/vocabulary/subjectSchemes/"
_ASSIGNER = term("bf:assigner")
_CODE = term("bf:code")
_COLLECTION = term("madsrdf:isMemberOfMADSCollection")
_CONVENTIONS = term("bf:descriptionConventions")
_DESCRIPTION_LANGUAGE = term("bf:descriptionLanguage")
_IDENTIFIED_BY = term("bf:identifiedBy")
_LABEL = term("rdfs:label")
_NOTE = term("bf:note")
_SCHEME = term("madsrdf:isMemberOfMADSScheme")
_VALUE = term("rdf:value")
#: What positions say: (field, position, code) to words.
_SAID: Final = {(field, int(at), code): label for field, at, code, label in rows("fixed")}
_POSITIONS: Final = {
    field: sorted({at for each, at, _ in _SAID if each == field}) for field in ("008", LEADER)
}
#: 008/08, the languages of the catalogue the record is for.
_CATALOGUES: Final = {"b": ("eng", "fre"), "e": ("eng",), "f": ("fre",)}
#: 008/11, the subject headings the heading belongs to.
_SYSTEMS: Final = {
    "a": "http://id.loc.gov/authorities/subjects",
    "b": "http://id.loc.gov/authorities/childrensSubjects",
    "c": f"{_SCHEMES}mesh",
    "d": f"{_SCHEMES}nal",
    "k": f"{_SCHEMES}cash",
    "r": f"{_SCHEMES}aat",
    "s": f"{_SCHEMES}sears",
    "v": f"{_SCHEMES}rvm",
}
_NAMES: Final = frozenset({"Agent", "Hub"})


def say_control_number(field: Field, node: Node) -> None:
    """bf:identifiedBy a bf:Local: rdf:value the control number;
    bf:assigner a bf:Agent: bf:code 003, where there is one
    """
    if not field.data.strip():
        return
    number = thing(LOCAL)
    number.said.append(f"{_VALUE} {literal(field.data.strip())}")
    if agency := field.record.control("003").strip():
        assigner = thing(AGENT)
        assigner.said.append(f"{_CODE} {literal(agency)}")
        number.link(_ASSIGNER, assigner)
    node.link(_IDENTIFIED_BY, number)


def say_notes(field: Field, node: Node) -> None:
    """bf:note a bf:Note: rdfs:label what a code says, for each position whose code is not the usual
    one: subdivision, romanization, kind of record, rules, series, use of the heading, agency,
    references, undifferentiated name, level of establishment, source
    """
    for at in _POSITIONS[field.own]:
        if label := _SAID.get((field.own, at, field.data[at : at + 1])):
            note = thing(NOTE)
            note.said.append(f"{_LABEL} {literal(label)}")
            node.link(_NOTE, note)


def say_cataloguing(field: Field, node: Node) -> None:
    """bf:descriptionLanguage English or French by 008/08; bf:descriptionConventions AACR 2 where
    008/10 is c
    """
    for language in _CATALOGUES.get(field.data[8:9], ()):
        node.link(_DESCRIPTION_LANGUAGE, thing(LANGUAGE, LANGUAGES + language))
    if field.data[10:11] == "c":
        conventions = thing(CONVENTIONS, AACR)
        conventions.said.append(f"{_CODE} {literal('aacr')}")
        node.link(_CONVENTIONS, conventions)


def say_scheme(field: Field, node: Node) -> None:
    """Of a subject, madsrdf:isMemberOfMADSScheme the subject headings 008/11 names, or, where it
    is z, 040 $f; of a name where 008/32 is b, madsrdf:isMemberOfMADSCollection LC's of
    undifferentiated names
    """
    authority = authority_of(field)
    heading = authority.heading
    if heading is None:
        return
    if kind_of(heading).fragment not in _NAMES:
        if scheme := _SYSTEMS.get(field.data[11:12]):
            node.point(_SCHEME, scheme)
        elif field.data[11:12] == "z":
            for source in authority.values("040", "f"):
                if source.isascii() and source.isalnum():
                    node.point(_SCHEME, f"{_SCHEMES}{source}")
    if field.data[32:33] == "b" and heading.tag == "100":
        node.point(_COLLECTION, UNDIFFERENTIATED)


TABLE: Final[Table] = {
    LEADER: (admin(By(say_notes)),),
    "001": (admin(By(say_control_number)),),
    "008": (admin(By(say_notes), By(say_cataloguing)), entity(By(say_scheme))),
}

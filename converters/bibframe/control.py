"""Control subfields, whatever field they stand in: ``$0 $1 $2 $3 $4 $5 $7 $u $w``.

MARC 21 Format, appendix A. Each function gives what the template of marc2bibframe2's
ConvSpec-ControlSubfields named in its docstring gives.
"""

from collections.abc import Iterable
from typing import Final

from converters.bibframe.field import Field
from converters.bibframe.graph import Class, Node, thing
from converters.bibframe.terms import expand, literal, mend_iri, term
from converters.bibframe.text import chop, code

ORGANIZATIONS: Final = "http://id.loc.gov/vocabulary/organizations/"
FAST: Final = "http://id.worldcat.org/fast/"
GND: Final = "https://d-nb.info/gnd/"

AGENT: Final = Class("bf:Agent")
IDENTIFIER: Final = Class("bf:Identifier")
SOURCE: Final = Class("bf:Source")
ROLE: Final = Class("bf:Role")
ISSUANCE: Final = Class("bf:Issuance")
APPLIES_TO: Final = Class("bflc:AppliesTo")

_APPLIES_TO = term("bflc:appliesTo")
_ASSIGNER = term("bf:assigner")
_BY_AUTHORITY = term("madsrdf:isIdentifiedByAuthority")
_CODE = term("bf:code")
_IDENTIFIED_BY = term("bf:identifiedBy")
_INSTITUTION = term("bflc:applicableInstitution")
_ISSUANCE = term("bf:issuance")
_LABEL = term("rdfs:label")
_LOCATOR = term("bf:electronicLocator")
_ROLE = term("bf:role")
_SOURCE = term("bf:source")
_TYPE = term("rdf:type")
_VALUE = term("rdf:value")


def _first(values: Iterable[str], *starts: str) -> str:
    return next((value for value in values if value.startswith(starts)), "")


def _containing(values: Iterable[str], part: str) -> str:
    return next((value for value in values if part in value), "")


def _from_uri(value: str) -> str:
    """``(uri)http…`` or ``http…`` as the address; anything else as nothing."""
    if value.startswith("(uri)"):
        return value[5:]
    return value if value.startswith("http") else ""


def _plain_http(value: str) -> str:
    """id.loc.gov's IRIs begin with ``http:``, however a record writes them."""
    for start, kept in (("(uri)https://", "http://"), ("(uri) ", ""), ("(uri)", "")):
        if value.startswith(start):
            return kept + value[len(start) :]
    if value.startswith("https://"):
        return f"http://{value[8:]}"
    return value


def authority_iri(field: Field, entity: str) -> str:
    """The IRI ``$0``, ``$1`` or ``$w`` give for the ``"Agent"`` or the ``"Hub"`` of a field.

    In a field with ``$t`` what stands before it is about the agent, what follows about the work.
    (Mode ``generateUri``.) ``""`` where there is none.
    """
    if "t" in field.by:
        return _from_uri(_beside_title(field, entity))
    if one := _first(field.by.get("1", ()), "http"):
        return one
    if fast := _first(field.by.get("0", ()), "(OCoLC)fst"):
        return FAST + fast.partition("(OCoLC)fst")[2]
    return _from_uri(_first(field.all("0w"), "(uri)", "http"))


def _beside_title(field: Field, entity: str) -> str:
    """The address nearest to ``$t``: before it for the agent, after it for the work."""
    nearest = ""
    seen = False
    for code_, value in field.subfields:
        if code_ == "t":
            if entity == "Agent" and nearest:
                return nearest
            seen = True
        elif code_ in "0w" and value.startswith(("(uri)", "http")):
            if entity != "Agent" and seen:
                return value
            nearest = value
    return ""


def iri_from_0(field: Field) -> str:  # noqa: PLR0911 - one for each kind of address
    """The IRI of an authority, ``$0`` first (mode ``generateUriFrom0``)."""
    zeros, ones = field.by.get("0", ()), field.by.get("1", ())
    if not zeros and not ones and "w" not in field.by:
        return ""
    if loc := _containing(zeros, "id.loc.gov/authorities/"):
        iri = _plain_http(loc)
        return iri if iri.startswith("http") or loc.startswith("(uri)") else ""
    if _containing(ones, "id.loc.gov/rwo/agents/"):
        one = field.first("1")
        before, found, _ = one.partition("rwo/agents")
        after = one.partition("rwo/agents/")[2]
        iri = f"{before if found else ''}authorities/names/{after}"
        iri = f"http://{iri[8:]}" if iri.startswith("https://") else iri
        return iri if iri.startswith("http") else ""
    if fast := _first(zeros, "(OCoLC)fst"):
        return FAST + fast.partition("(OCoLC)fst")[2]
    if uri := _first(field.all("0w"), "(uri)", "http"):
        return _from_uri(uri)
    if gnd := _first(zeros, "(DE-588)"):
        return GND + gnd.removesuffix(".").partition("(DE-588)")[2]
    return _containing(ones, "homosaurus.org/v")


def iri_from_1(field: Field) -> str:
    """The IRI of a thing of the real world, ``$1`` first (mode ``generateUriFrom1``)."""
    zeros, ones = field.by.get("0", ()), field.by.get("1", ())
    if agent := _containing(ones, "id.loc.gov/rwo/agents/"):
        return f"http://{agent[8:]}" if agent.startswith("https://") else agent
    if name := _containing(zeros, "id.loc.gov/authorities/names/"):
        before, _, rest = name.partition("authorities/names/")
        return _plain_http(f"{before}rwo/agents/{rest}")
    if isni := _containing(ones, "isni.org/isni/"):
        return isni.removesuffix(".")
    return _first(ones, "http")


def identify(node: Node, value: str, code_: str = "0", class_: Class = IDENTIFIER) -> None:
    """What one ``$0`` or ``$w`` says of a node: its authority's IRI, or an identifier.

    (Mode ``subfield0orw``.)
    """
    if value.startswith("http"):
        node.point(_BY_AUTHORITY, value)
    elif value.startswith("(uri)"):
        node.point(_BY_AUTHORITY, value[6:] if value.startswith("(uri) ") else value[5:])
    elif value.startswith("(OCoLC)fst"):
        node.point(_BY_AUTHORITY, FAST + value.partition("(OCoLC)fst")[2])
    else:
        node.link(_IDENTIFIED_BY, _identifier(value, code_, class_))


def _identifier(value: str, code_: str, class_: Class) -> Node:
    before, close, after = value.partition(")")
    inside = value.partition("(")[2]
    # As long as what stands before the ")", from after the "(".
    source = inside[: max(len(before) - 1, 0)] if close else ""
    number = after if source else value
    node = thing(class_)
    if "://" in number:
        node.point(_VALUE, number)
    else:
        node.text(_VALUE, number)
    if source and source != "uri":
        predicate, class_ = (_ASSIGNER, AGENT) if code_ == "w" else (_SOURCE, SOURCE)
        by = thing(class_, f"{ORGANIZATIONS}dlc" if source == "DLC" else "")
        by.text(_CODE, source)
        node.link(predicate, by)
    return node


def say_source(node: Node, value: str, stem: str = "", *, of_082: bool = False) -> None:
    """``bf:source`` from one ``$2``; ``stem`` begins its vocabulary's IRI (mode ``subfield2``).

    Punctuation is not stripped from the code; call :func:`source` with a code of your own if so.
    """
    source(node, source_code(value, of_082=of_082), stem)


def source_code(value: str, *, of_082: bool = False) -> str:
    """The code in a ``$2``, without what follows a slash (``lcgft/eng``)."""
    if "%2F" in value:
        return value.partition("%2F")[0]
    return value if of_082 else value.partition("/")[0]


def source(node: Node, value: str, stem: str = "", *, strip: bool = False) -> None:
    """``bf:source`` for a code; FAST is pointed to, the others described."""
    iri = stem + code(value, strip=strip) if stem else ""
    if "/fast" in iri:
        node.point(_SOURCE, iri)
        return
    said = thing(SOURCE, iri)
    said.text(_CODE, value)
    node.link(_SOURCE, said)


def say_applies_to(node: Node, field: Field) -> None:
    """``bflc:appliesTo`` from every ``$3`` (mode ``subfield3``)."""
    for value in field.by.get("3", ()):
        applies = thing(APPLIES_TO)
        applies.text(_LABEL, chop(value), field.language)
        node.link(_APPLIES_TO, applies)


def say_role(node: Node, value: str) -> None:
    """``bf:role`` from one ``$4``, an IRI or a label (mode ``subfield4``)."""
    role = thing(ROLE, value if "://" in value else "")
    if "://" not in value:
        role.text(_LABEL, value)
    node.link(_ROLE, role)


def say_institution(node: Node, field: Field) -> None:
    """``bflc:applicableInstitution`` from every ``$5`` (mode ``subfield5``)."""
    for value in field.by.get("5", ()):
        agent = thing(AGENT, ORGANIZATIONS + code(value, strip=True))
        agent.text(_CODE, value)
        node.link(_INSTITUTION, agent)


_TYPES: Final = {
    "a": "Text",
    "c": "NotatedMusic",
    "d": "NotatedMusic",
    "e": "Cartography",
    "f": "Cartography",
    "g": "MovingImage",
    "i": "Audio",
    "j": "Audio",
    "k": "StillImage",
    "o": "MixedMaterial",
    "p": "MixedMaterial",
    "r": "Object",
    "t": "Text",
}
_ISSUANCES: Final = {"a": "m", "b": "s", "d": "d", "i": "i", "m": "m", "s": "s"}


def say_type(node: Node, value: str) -> None:
    """``rdf:type`` and ``bf:issuance`` from one ``$7`` of a linking entry (mode ``subfield7``)."""
    if name := _TYPES.get(value[:1]):
        node.say(_TYPE, f"<{expand('bf:')}{name}>")
    if name := _ISSUANCES.get(value[1:2]):
        issuance = thing(ISSUANCE)
        issuance.said.append(f"{_CODE} {literal(name)}")
        node.link(_ISSUANCE, issuance)


def say_locators(node: Node, field: Field, codes: str = "u") -> None:
    """``bf:electronicLocator`` from every ``$u`` (mode ``subfieldu``)."""
    for value in field.all(codes):
        if good := mend_iri(value):
            node.say(_LOCATOR, f"<{good}>")

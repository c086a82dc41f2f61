"""What subject headings share: their vocabularies, and the lists of their components."""

from collections.abc import Mapping, Sequence
from typing import Final

from converters.bibframe import control
from converters.bibframe.field import Field
from converters.bibframe.graph import Class, Node, bound_list
from converters.bibframe.terms import literal, term
from converters.bibframe.text import chop
from converters.bibframe.text import code as normalized_code
from converters.bibframe.things.uniform_titles import counterparts

SUBJECT_SCHEMES: Final = "http://id.loc.gov/vocabulary/subjectSchemes/"
GENRE_FORM_SCHEMES: Final = "http://id.loc.gov/vocabulary/genreFormSchemes/"

TOPIC: Final = Class("bf:Topic")
#: Subdivisions of a heading, in any 6XX, and what each is.
SUBDIVISIONS: Final = {
    "v": Class("madsrdf:GenreForm"),
    "x": Class("madsrdf:Topic"),
    "y": Class("madsrdf:Temporal"),
    "z": Class("madsrdf:Geographic"),
}
COMPLEX: Final = Class("madsrdf:ComplexSubject").statement

MADS_LABEL: Final = term("madsrdf:authoritativeLabel")
_SCHEME = term("madsrdf:isMemberOfMADSScheme")
_SOURCE = term("bf:source")
_COMPONENT_LIST = term("madsrdf:componentList")
_FIRST = term("rdf:first")
_REST = term("rdf:rest")
_END = f"{_REST} {term('rdf:nil')}"

#: The vocabulary a second indicator stands for (MARC 21, 6XX).
_VOCABULARIES: Final = {
    "0": f"{_SOURCE} <http://id.loc.gov/authorities/subjects>",
    "1": f"{_SOURCE} <http://id.loc.gov/authorities/childrensSubjects>",
    "2": f"{_SOURCE} <{SUBJECT_SCHEMES}mesh>",
    "3": f"{_SOURCE} <{SUBJECT_SCHEMES}nal>",
    "5": f"{_SOURCE} <{SUBJECT_SCHEMES}cash>",
    "6": f"{_SOURCE} <{SUBJECT_SCHEMES}rvm>",
}
_SCHEMES: Final = {
    "0": f"{_SCHEME} <http://id.loc.gov/authorities/subjects>",
    "1": f"{_SCHEME} <http://id.loc.gov/authorities/childrensSubjects>",
}


def say_vocabulary(field: Field, node: Node, stem: str = SUBJECT_SCHEMES) -> None:
    """bf:source by the second indicator, or by each ``$2`` where it is 4 or 7."""
    if said := _VOCABULARIES.get(field.ind2):
        node.said.append(said)
    elif field.ind2 in ("4", "7"):
        for two in field.by.get("2", ()):
            control.say_source(node, two, stem)


def describes_vocabulary(field: Field) -> bool:
    """Whether :func:`say_vocabulary` describes the vocabulary, and does not only point to it."""
    return field.ind2 in ("4", "7") and any(
        (name := control.source_code(two)) and "/fast" not in f"/{normalized_code(name)}"
        for two in field.by.get("2", ())
    )


def say_scheme(field: Field, node: Node) -> None:
    """madsrdf:isMemberOfMADSScheme by the second indicator."""
    if said := _SCHEMES.get(field.ind2):
        node.said.append(said)


def subdivided(field: Field) -> bool:
    """Whether the heading has subdivisions."""
    by = field.by
    return "x" in by or "z" in by or "v" in by or "y" in by


def component(class_: Class, label: str, language: str, predicate: str = MADS_LABEL) -> Node:
    """One component of a heading."""
    made = Node(class_.kind)
    made.said += [class_.statement, f"{predicate} {literal(chop(label), language)}"]
    return made


def subdivisions(field: Field) -> list[Node]:
    """The components that ``$v $x $y $z`` make (mode ``complexSubject``)."""
    return each_component(field, SUBDIVISIONS)


def each_component(
    field: Field,
    classes: Mapping[str, Class],
    others: Sequence[Field] = (),
    predicate: str = MADS_LABEL,
) -> list[Node]:
    """A component for each subfield of these codes; those of ``$a`` have the 880s' labels, too."""
    made = []
    for code, value in field.subfields:
        if code in classes:
            part = component(classes[code], value, field.language, predicate)
            if code == "a":
                for other in others:
                    text = literal(chop(other.first("a")), other.language)
                    part.said.append(f"{predicate} {text}")
            made.append(part)
    return made


def related(field: Field, *, unpaired: bool = False) -> Sequence[Field]:
    """The 880s linked to the field; where it has no occurrence, those with an empty ``$6``.

    ``unpaired``: the occurrence 00 is one.
    """
    others = field.record.other_scripts
    if not others:
        return ()
    if "6" in field.by and (unpaired or "-00" not in field.first("6")):
        return counterparts(field)
    empty = [other for other in others if "" in other.by.get("6", ())]
    return empty if any(value for other in empty for _, value in other.subfields) else ()


def say_components(node: Node, components: Sequence[Node]) -> None:
    """madsrdf:componentList, an RDF list."""
    if not components:
        node.said.append(f"{_COMPONENT_LIST} {term('rdf:nil')}")
        return
    bound_list(len(components))
    rest = None
    for component in reversed(components):
        cell = Node("List")
        cell.links.append((_FIRST, component))
        if rest is None:
            cell.said.append(_END)
        else:
            cell.links.append((_REST, rest))
        rest = cell
    if rest is not None:
        node.links.append((_COMPONENT_LIST, rest))

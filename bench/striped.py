"""Triples as a tree of nested elements, as LC's stylesheet would have written them.

Its tests are paths through such a tree. What a set of triples no longer knows is left loose: a
thing the record describes is nested wherever it is referred to, and also referred to by attribute.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from converters.naming import ROOTS
from shapes.namespaces import BF, BFLC, MADSRDF, RDF, RDFS, XSD

NAMESPACES: Final = {"bf": BF, "bflc": BFLC, "madsrdf": MADSRDF, "rdf": RDF, "rdfs": RDFS}
#: Of several classes the element is called after the general one, the others being `rdf:type`.
GENERAL: Final = ("Work", "Instance", "Item", "Hub", "Agent", "Topic", "Place", "Note", "Title")

_SPLIT: Final = re.compile(r"(.*[/#])([^/#]+)")
_STRING: Final = (f"{XSD}string", f"{RDF}langString")

type Statements = Mapping[str, list[tuple[str, NamedNode | Literal]]]


def tree(records: Iterable[tuple[str, bytes]]) -> etree._Element:
    """One `rdf:RDF` of several records, each its document and its triples, in order."""
    root = etree.Element(f"{{{RDF}}}RDF", nsmap=NAMESPACES)
    for document, triples in records:
        writer = _Writer(document, _by_subject(parse(triples, RdfFormat.N_TRIPLES, lenient=True)))
        for name in ROOTS:
            if f"{document}#{name}" in writer.said and "Item" not in name:
                writer.node(root, f"{document}#{name}", ())
    return root


def _by_subject(triples: Iterable[Triple]) -> Statements:
    said: dict[str, list[tuple[str, NamedNode | Literal]]] = {}
    for triple in triples:
        match triple.subject, triple.object:
            case NamedNode() as subject, (NamedNode() | Literal()) as value:
                said.setdefault(subject.value, []).append((triple.predicate.value, value))
    return said


@dataclass(frozen=True, slots=True)
class _Writer:
    document: str
    said: Statements

    def node(self, parent: etree._Element, iri: str, above: tuple[str, ...]) -> None:
        """One thing as an element, with all it says, but what it is said by already."""
        types = [o.value for p, o in self.said[iri] if p == f"{RDF}type"]
        name = min(types, key=lambda one: self._rank(iri, one), default=f"{RDF}Description")
        element = etree.SubElement(parent, _tag(name))
        element.set(f"{{{RDF}}}about", iri)
        for p, o in self.said[iri]:
            if (p, o.value) != (f"{RDF}type", name):
                self._property(element, p, o, (*above, iri))

    def _rank(self, iri: str, type_: str) -> tuple[bool, int, str]:
        """A node is named by its element: `#Agent-…` was a `bf:Agent` first."""
        kind = iri.removeprefix(f"{self.document}#").partition("-")[0]
        local = type_.rpartition("/")[2].rpartition("#")[2]
        return local != kind, GENERAL.index(local) if local in GENERAL else len(GENERAL), type_

    def _property(
        self, parent: etree._Element, p: str, o: NamedNode | Literal, above: tuple[str, ...]
    ) -> None:
        element = etree.SubElement(parent, _tag(p))
        if isinstance(o, Literal):
            element.text = o.value
            if o.language:
                element.set("{http://www.w3.org/XML/1998/namespace}lang", o.language)
            if o.datatype.value not in _STRING:
                element.set(f"{{{RDF}}}datatype", o.datatype.value)
        elif members := self._members(o.value):
            for member in members:
                if member not in above:
                    self.node(element, member, above)
        else:
            element.set(f"{{{RDF}}}resource", o.value)
            root = o.value.removeprefix(f"{self.document}#") in ("Work", "Instance")
            if o.value in self.said and o.value not in above and not root:
                self.node(element, o.value, above)

    def _members(self, iri: str) -> list[str]:
        """The members of a list, when it is one of things described."""
        members = []
        while found := dict(self.said.get(iri, [])):
            if f"{RDF}first" not in found:
                break
            members.append(found[f"{RDF}first"].value)
            iri = found[f"{RDF}rest"].value if f"{RDF}rest" in found else ""
        return [member for member in members if member in self.said]


def _tag(iri: str) -> str:
    match = _SPLIT.fullmatch(iri)
    return f"{{{match[1]}}}{match[2]}" if match else iri

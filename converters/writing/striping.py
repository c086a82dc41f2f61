"""A description's triples as a tree of nested elements: the striped RDF/XML LC's stylesheet reads.

bibframe2marc converts one description at a time: one ``bf:Instance`` and its ``bf:Work`` side by
side at the top, everything they refer to nested where it is referred to. A thing referred to twice
is written twice, so a hostile graph could grow without end; the tree has a limit (:data:`LARGEST`).
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from lxml import etree
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from converters.writing.scripts import tell_scripts
from shapes.namespaces import BF, BFLC, MADSRDF, RDF, RDFS, XSD

#: Things and statements written into one tree, and how deep. A book of LC's needs two hundred; the
#: stylesheet's time grows with the square of some of them.
LARGEST: Final = 20_000
DEEPEST: Final = 12

_NAMESPACES: Final = {"bf": BF, "bflc": BFLC, "madsrdf": MADSRDF, "rdf": RDF, "rdfs": RDFS}
#: Of several classes the element is called after the general one, for the rules match by it; the
#: others stay as ``rdf:type``.
_GENERAL: Final = {
    f"{namespace}{name}": place
    for place, (namespace, name) in enumerate(
        [
            *((BF, name) for name in ("Work", "Instance", "Item", "Hub", "Agent", "Title")),
            *((BF, name) for name in ("Contribution", "ProvisionActivity", "GenreForm", "Topic")),
            *((BF, name) for name in ("Place", "Note", "Role", "Language", "Temporal", "Source")),
            *((MADSRDF, name) for name in ("Authority", "RWO")),
        ]
    )
}
_SPLIT: Final = re.compile(r"(.*[/#])([A-Za-z_][\w.-]*)", re.ASCII)
_UNLAWFUL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_TYPE: Final = f"{RDF}type"
_FIRST: Final = f"{RDF}first"
_REST: Final = f"{RDF}rest"
_PLAIN: Final = (f"{XSD}string", f"{RDF}langString")
_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"

type Node = NamedNode | BlankNode
type Said = list[tuple[str, Node | Literal]]


class Statements(Mapping[str, Said]):
    """Triples by subject; each subject's in the order of what they say, so that equal is equal."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._said: dict[str, Said] = {}
        for triple in triples:
            if not isinstance(triple.subject, NamedNode | BlankNode):
                continue
            if isinstance(triple.object, NamedNode | BlankNode | Literal):
                said = self._said.setdefault(triple.subject.value, [])
                said.append((triple.predicate.value, triple.object))
        for said in self._said.values():
            said.sort(key=lambda pair: (pair[0], str(pair[1])))
            tell_scripts(said)

    @classmethod
    def of(cls, triples: bytes) -> "Statements":
        """Those of N-Triples. Raises ``SyntaxError`` when the bytes are none."""
        quads = parse(triples, RdfFormat.N_TRIPLES, lenient=True)
        return cls(quad.triple for quad in quads)

    def __getitem__(self, subject: str) -> Said:
        return self._said[subject]

    def __iter__(self) -> Iterator[str]:
        return iter(self._said)

    def __len__(self) -> int:
        return len(self._said)

    def objects(self, subject: str, predicate: str) -> list[Node | Literal]:
        return [o for p, o in self._said.get(subject, ()) if p == predicate]

    def of_type(self, iri: str) -> list[str]:
        """The subjects that are of this class, in order of their names."""
        return sorted(s for s in self._said if any(o.value == iri for o in self.objects(s, _TYPE)))


def striped(said: Statements, work: str, instance: str) -> etree._Element:
    """The description of one Instance and its Work (empty when there is none) as ``rdf:RDF``."""
    root = etree.Element(f"{{{RDF}}}RDF", nsmap=_NAMESPACES)
    striper = _Striper(said, frozenset({work, instance}))
    if work in said:
        striper.node(root, work, (), f"{BF}Work")
    striper.node(root, instance, (), f"{BF}Instance")
    return root


class _Striper:
    def __init__(self, said: Statements, top: frozenset[str]) -> None:
        self._said = said
        self._top = top
        self._left = LARGEST

    def node(
        self, parent: etree._Element, iri: str, above: tuple[str, ...], name: str = ""
    ) -> None:
        """One thing as an element, with all that is said of it."""
        said = self._said.get(iri, [])
        self._left -= 1 + len(said)
        types = [o.value for p, o in said if p == _TYPE]
        name = name or min(types, key=_rank, default=f"{RDF}Description")
        tag = _tag(name) or f"{{{RDF}}}Description"
        element = etree.SubElement(parent, tag)
        if ":" in iri:
            element.set(f"{{{RDF}}}about", _text(iri))
        for p, o in said:
            if (p, o.value) != (_TYPE, name):
                self._property(element, p, o, (*above, iri))

    def _property(
        self, parent: etree._Element, p: str, o: Node | Literal, above: tuple[str, ...]
    ) -> None:
        tag = _tag(p)
        if tag is None:
            return
        element = etree.SubElement(parent, tag)
        if isinstance(o, Literal):
            element.text = _text(o.value)
            if o.language:
                element.set(_LANG, o.language)
            elif o.datatype.value not in _PLAIN:
                element.set(f"{{{RDF}}}datatype", _text(o.datatype.value))
            return
        if members := self._members(o.value):
            element.set(f"{{{RDF}}}parseType", "Collection")
            for member in members:
                if member not in above and self._left > 0:
                    self.node(element, member, above)
            return
        nested = o.value in self._said and o.value not in self._top and o.value not in above
        if nested and len(above) < DEEPEST and self._left > 0:
            self.node(element, o.value, above)
        elif isinstance(o, NamedNode):
            element.set(f"{{{RDF}}}resource", _text(o.value))

    def _members(self, iri: str) -> list[str]:
        """The members of a list of things; a list that runs in a circle ends where it began."""
        members: list[str] = []
        seen: set[str] = set()
        while iri not in seen and (first := self._said.objects(iri, _FIRST)):
            seen.add(iri)
            members += [o.value for o in first if not isinstance(o, Literal)]
            iri = next((o.value for o in self._said.objects(iri, _REST)), "")
        return members


def _rank(type_: str) -> tuple[int, bool, str]:
    ours = type_.startswith((BF, BFLC, MADSRDF))
    return _GENERAL.get(type_, len(_GENERAL)), not ours, type_


def _tag(iri: str) -> str | None:
    """``{namespace}name``; None for a predicate no XML element can be called after."""
    match = _SPLIT.fullmatch(_text(iri))
    return f"{{{match[1]}}}{match[2]}" if match else None


def _text(value: str) -> str:
    return _UNLAWFUL.sub("", value)

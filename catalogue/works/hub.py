"""What the union says of a work in the document of its hub, and which editions are of it.

A hub is not in any record: it stands for what its editions have in common. So it is made anew of
them whenever one is added or changed, its nodes named by what they say (docs/decisions/0003).
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from catalogue.works.facts import Facts
from catalogue.works.likeness import WorkLikeness
from catalogue.works.naming import Called, creator_of, title_of, work_addresses
from catalogue.works.sides import side
from converters.conversion import pivoted
from converters.record import MarcRecord
from shapes.iris import WORK, thing
from shapes.namespaces import BF, DCTERMS, MADSRDF, RDF, RDFS

HUB: Final = "Hub"
_TYPE: Final = NamedNode(f"{RDF}type")
_LABEL: Final = NamedNode(f"{RDFS}label")
_SEE_ALSO: Final = NamedNode(f"{RDFS}seeAlso")
_BY_AUTHORITY: Final = NamedNode(f"{MADSRDF}isIdentifiedByAuthority")
_LANGUAGES: Final = "http://id.loc.gov/vocabulary/languages/"
_TRANSLATED_AS: Final = NamedNode("http://id.loc.gov/vocabulary/relationship/translatedas")
_CODE: Final = 3


@dataclass(frozen=True, slots=True)
class Edition:
    """A record of the union (its path, ``bib/b1``), and what of it was compared."""

    path: str
    record: MarcRecord
    likeness: WorkLikeness


@dataclass(frozen=True, slots=True)
class Because:
    """Why two editions are together: paths, and the rules that held (or who decided)."""

    a: str
    b: str
    rules: tuple[str, ...]


def hub(base: str, path: str, editions: Sequence[Edition], because: Sequence[Because]) -> bytes:
    """The statements in the document of a hub (``hub/w3``), as sorted lines of N-Triples.

    The same editions in any order give the same bytes. Statements about an edition's own Work are
    one each: ``bf:expressionOf``.
    """
    said = _Said(base, path)
    marcs = [pivoted(each.record).marc for each in editions]
    found = [side(each.likeness.traits).facts for each in editions]
    language = original_language(found)
    title = title_of(marcs, language)
    creator = creator_of(marcs)
    said.say(said.hub, _TYPE, NamedNode(f"{BF}Hub"))
    if title:
        said.title(title)
    if creator:
        said.creator(creator)
    for iri in work_addresses(marcs):
        said.say(said.hub, _SEE_ALSO, NamedNode(iri))
    named = [each.label for each in (creator, title) if each]
    if named:
        said.say(said.hub, _LABEL, Literal(". ".join(text.rstrip(". ") for text in named)))
    if language:
        said.say(said.hub, NamedNode(f"{BF}language"), NamedNode(f"{_LANGUAGES}{language}"))
    for each, fact in zip(editions, found, strict=True):
        said.edition(each.path, fact, language)
    for reason in because:
        said.reason(reason)
    return b"".join(sorted(said.lines))


def original_language(found: Sequence[Facts]) -> str:
    """The code of the language the work was written in, if its editions tell.

    What most of them give as that of the original (041 $h), else the only language there is.
    """
    told = Counter(each.written[0] for each in found if len(each.written) == 1)
    if told:
        return _code(min(told, key=lambda code: (-told[code], code)))
    if any(each.written or each.originals for each in found):
        return ""
    spoken = {each.languages for each in found if each.languages}
    only = spoken.pop() if len(spoken) == 1 else ()
    return _code(only[0]) if len(only) == 1 else ""


def _code(code: str) -> str:
    """A MARC code of a language; those for none, several and unknown ones are none."""
    good = len(code) == _CODE and code.isascii() and code.isalpha()
    return code.lower() if good and code not in ("und", "mul", "zxx", "mis") else ""


class _Said:
    """The lines said in the document of one hub."""

    def __init__(self, base: str, path: str) -> None:
        self.lines: set[bytes] = set()
        self._base = base
        self._path = path
        self.hub = self._thing(HUB)

    def title(self, title: Called) -> None:
        node = self._node("Title", *(text for text, _ in title.texts))
        self.say(self.hub, NamedNode(f"{BF}title"), node)
        self.say(node, _TYPE, NamedNode(f"{BF}Title"))
        self._texts(node, NamedNode(f"{BF}mainTitle"), title)
        self._authorities(self.hub, title)

    def creator(self, creator: Called) -> None:
        digest = _hash(*(text for text, _ in creator.texts))
        part, agent = self._thing(f"Contribution-{digest}"), self._thing(f"Agent-{digest}")
        self.say(self.hub, NamedNode(f"{BF}contribution"), part)
        self.say(part, _TYPE, NamedNode(f"{BF}Contribution"))
        self.say(part, _TYPE, NamedNode(f"{BF}PrimaryContribution"))
        self.say(part, NamedNode(f"{BF}agent"), agent)
        self.say(agent, _TYPE, NamedNode(f"{BF}Agent"))
        self.say(agent, _TYPE, NamedNode(f"{BF}{creator.kind}"))
        self._texts(agent, _LABEL, creator)
        self._authorities(agent, creator)

    def edition(self, path: str, fact: Facts, language: str) -> None:
        work = NamedNode(thing(self._base, path, WORK))
        self.say(self.hub, NamedNode(f"{BF}hasExpression"), work)
        self.say(work, NamedNode(f"{BF}expressionOf"), self.hub)
        spoken = fact.languages[0] if len(fact.languages) == 1 else ""
        if language and _code(spoken) and spoken != language:
            relation = self._node("Relation", "translatedas", path)
            self.say(self.hub, NamedNode(f"{BF}relation"), relation)
            self.say(relation, _TYPE, NamedNode(f"{BF}Relation"))
            self.say(relation, NamedNode(f"{BF}relationship"), _TRANSLATED_AS)
            self.say(relation, NamedNode(f"{BF}associatedResource"), work)

    def reason(self, reason: Because) -> None:
        """A note for each rule or set of rules, and the editions it brought together."""
        text = ", ".join(reason.rules)
        note = self._node("Note", "reason", text, *sorted((reason.a, reason.b)))
        self.say(self.hub, NamedNode(f"{BF}note"), note)
        self.say(note, _TYPE, NamedNode(f"{BF}Note"))
        self.say(note, NamedNode(f"{BF}noteType"), Literal("reason"))
        self.say(note, _LABEL, Literal(text))
        for path in (reason.a, reason.b):
            work = NamedNode(thing(self._base, path, WORK))
            self.say(note, NamedNode(f"{DCTERMS}references"), work)

    def say(self, subject: NamedNode, predicate: NamedNode, said: NamedNode | Literal) -> None:
        self.lines.add(f"{Triple(subject, predicate, said)} .\n".encode())

    def _texts(self, node: NamedNode, predicate: NamedNode, called: Called) -> None:
        for text, tag in called.texts:
            self.say(node, predicate, Literal(text, language=tag) if tag else Literal(text))

    def _authorities(self, node: NamedNode, called: Called) -> None:
        for iri in called.iris:
            self.say(node, _BY_AUTHORITY, NamedNode(iri))
        for iri in called.alike:
            self.say(node, _SEE_ALSO, NamedNode(iri))

    def _node(self, kind: str, *said: str) -> NamedNode:
        return self._thing(f"{kind}-{_hash(*said)}")

    def _thing(self, fragment: str) -> NamedNode:
        return NamedNode(thing(self._base, self._path, fragment))


def _hash(*texts: str) -> str:
    return blake2b("\x1f".join(texts).encode(), digest_size=6).hexdigest()

"""A record's statements, taken apart by their predicates: only those the look-up wants are read.

They come as the log keeps them, one N-Triples statement a line, and are told apart as bytes; a text
is decoded when it is asked for (RDF 1.1 N-Triples, §2.4 and the grammar of §7).
"""

import re
from bisect import bisect_left
from typing import Final

from shapes.namespaces import BF, RDF, RDFS

MADSRDF: Final = "http://www.loc.gov/mads/rdf/v1#"

#: Where the end of a statement, `` .``, begins.
_END: Final = -2
#: What an object that is an IRI begins with.
_IRI: Final = ord("<")
#: What follows a document in what is just before and just after its own statements.
_AROUND: Final = (b"#", b"$", b">", b"?")
_ESCAPE: Final = re.compile(r"\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)")
_ESCAPED: Final = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}

#: Subject and object of a statement, as they are written.
type Pair = tuple[bytes, bytes]


def predicate(iri: str) -> bytes:
    """A predicate as it stands in a line."""
    return f"<{iri}>".encode()


TYPE: Final = predicate(f"{RDF}type")
VALUE: Final = predicate(f"{RDF}value")
LABEL: Final = predicate(f"{RDFS}label")
TITLE: Final = predicate(f"{BF}title")
CONTRIBUTION: Final = predicate(f"{BF}contribution")
AGENT: Final = predicate(f"{BF}agent")
IDENTIFIED_BY: Final = predicate(f"{BF}identifiedBy")
CODE: Final = predicate(f"{BF}code")
LANGUAGE: Final = predicate(f"{BF}language")
HELD_BY: Final = predicate(f"{BF}heldBy")
ITEM_OF: Final = predicate(f"{BF}itemOf")
HAS_ITEM: Final = predicate(f"{BF}hasItem")
AUTHORITATIVE: Final = predicate(f"{MADSRDF}authoritativeLabel")
HAS_VARIANT: Final = predicate(f"{MADSRDF}hasVariant")
VARIANT: Final = predicate(f"{MADSRDF}variantLabel")
#: The parts of a title, in the order they are read in.
PARTS: Final = tuple(
    predicate(f"{BF}{part}") for part in ("mainTitle", "subtitle", "partNumber", "partName")
)
_WANTED: Final = frozenset(
    (
        *(TYPE, VALUE, LABEL, TITLE, CONTRIBUTION, AGENT, IDENTIFIED_BY, CODE, LANGUAGE),
        *(HELD_BY, ITEM_OF, AUTHORITATIVE, HAS_VARIANT, VARIANT, *PARTS),
    )
)


class Statements:
    """What one record says: the lines about its own things, those about others, and by predicate.

    ``triples`` is N-Triples as :meth:`store.log.reading.RecordLog.triples` gives it; ``base`` and
    ``path`` say which things are its own.
    """

    def __init__(self, base: str, path: str, triples: bytes) -> None:
        self.path = path
        self.base = f"<{base}".encode()
        self.document = f"<{base}{path}".encode()
        lines = triples.splitlines()
        # In order, a document's own statements stand together: those of its things (``#``) and,
        # after all of them, those of the document itself (``>``).
        ends = [bisect_left(lines, self.document + sign) for sign in _AROUND]
        own = lines[ends[0] : ends[1]] + lines[ends[2] : ends[3]]
        #: Statements about things of other documents, which other records may make too.
        self.foreign = lines[: ends[0]] + lines[ends[1] : ends[2]] + lines[ends[3] :]
        #: The predicate of every statement about its own things.
        self.own_verbs: list[bytes] = []
        #: Predicate and object, with what follows it, where they lead to somebody else's things;
        #: a class is none.
        self.own_links: list[Pair] = []
        self._pairs: dict[bytes, list[Pair]] = {}
        self._read(own, self.own_verbs, self.own_links)
        self._owned = {each: len(pairs) for each, pairs in self._pairs.items()}
        self._read(self.foreign, [], [])

    def _read(self, lines: list[bytes], verbs: list[bytes], links: list[Pair]) -> None:
        pairs, say, tie = self._pairs, verbs.append, links.append
        # Names of the function's own are found sooner.
        base, kind, sign, wanted = self.base, TYPE, _IRI, _WANTED
        for line in lines:
            subject, verb, rest = line.split(b" ", 2)
            say(verb)
            if verb in wanted:
                pair = (subject, rest[:_END])
                if verb in pairs:
                    pairs[verb].append(pair)
                else:
                    pairs[verb] = [pair]
            if rest[0] == sign and verb != kind and not rest.startswith(base):
                tie((verb, rest))

    def pairs(self, verb: bytes) -> list[Pair]:
        """Subject and object of every statement with this predicate, one of those above."""
        return self._pairs.get(verb, [])

    def own_pairs(self, verb: bytes) -> list[Pair]:
        """Those of :meth:`pairs` that are about the record's own things."""
        return self._pairs[verb][: self._owned[verb]] if verb in self._owned else []

    def objects(self, verb: bytes) -> dict[bytes, list[bytes]]:
        """The objects of this predicate by their subjects."""
        found: dict[bytes, list[bytes]] = {}
        for subject, value in self.pairs(verb):
            found.setdefault(subject, []).append(value)
        return found

    def thing(self, fragment: str) -> bytes:
        """One of the record's own things by its fragment, ``Work``."""
        return self.document + f"#{fragment}>".encode()


def iri(node: bytes) -> str:
    """The IRI in angle brackets."""
    return node[1:-1].decode()


def literal(value: bytes) -> tuple[str, str]:
    """Text and language tag (in lower case, empty for none) of a literal, as it is written."""
    end = value.rindex(b'"')
    text = value[1:end].decode()
    if "\\" in text:
        text = _ESCAPE.sub(_unescaped, text)
    rest = value[end + 1 :]
    return text, rest[1:].decode().lower() if rest.startswith(b"@") else ""


def _unescaped(match: re.Match[str]) -> str:
    sign = match[1]
    if sign[0] in "uU" and len(sign) > 1:
        return chr(int(sign[1:], 16))
    return _ESCAPED.get(sign, sign)

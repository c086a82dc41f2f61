"""Who holds it: copies as BIBFRAME items, of the library the union knows them to be in.

What a code in a record means is the union's knowledge: a member's code names that member, anything
else is a place in the contributing library, for many systems write the branch there. Items are
named by what they say, so that a copy that stays as it is keeps its IRI.
"""

from collections.abc import Collection, Iterable, Iterator
from hashlib import blake2b
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from converters.holdings.copy import Copy, Held
from converters.mending import mend_iri
from shapes.iris import library, thing
from shapes.namespaces import BF, RDF, RDFS

ITEM: Final = "Item"
_TYPE: Final = NamedNode(f"{RDF}type")
_LABEL: Final = NamedNode(f"{RDFS}label")
_VALUE: Final = NamedNode(f"{RDF}value")
_HAS_ITEM: Final = NamedNode(f"{BF}hasItem")
_ITEM_OF: Final = NamedNode(f"{BF}itemOf")
#: The classes BIBFRAME has for call numbers of these classifications, beside bf:ShelfMark.
_SHELF_MARKS: Final = {
    "lcc": "ShelfMarkLcc",
    "ddc": "ShelfMarkDdc",
    "nlm": "ShelfMarkNlm",
    "udc": "ShelfMarkUdc",
}
#: A text longer than this stands in the name of an item by its own digest.
_LONG: Final = 1_000


def items(
    copies: Iterable[Copy],
    *,
    member: str,
    members: Collection[str],
    base: str,
    path: str,
    instance: str | None,
) -> set[bytes]:
    """The statements (N-Triples lines) about the copies a record tells of.

    ``member`` is the contributing library, ``members`` the codes of all, ``path`` the record's, and
    ``instance`` the IRI of the edition they are copies of; None while nobody knows it. In the
    document of holdings (``holding/h9``) the first copy is ``#Item``, and the statements
    ``<instance> bf:hasItem <item>``, one for each copy, are the only ones about another record.
    """
    said = _Said(base, path, NamedNode(instance) if instance else None)
    for copy in copies:
        holder = copy.member if copy.member in members else ""
        holder = holder or (copy.library if copy.library in members else "")
        place = copy.sublocation
        if not holder:
            # What names no member is a place; so is a name a profile knows better than we do.
            place = " ".join(filter(None, (copy.library, copy.sublocation)))
        said.copy(copy, NamedNode(library(base, holder or member)), place)
    return said.lines


class _Said:
    """The lines said in one document, each node described once."""

    def __init__(self, base: str, path: str, instance: NamedNode | None) -> None:
        self.lines: set[bytes] = set()
        self._base = base
        self._path = path
        self._instance = instance
        self._digests: dict[str, str] = {}
        self._first = path.startswith("holding/")

    def copy(self, copy: Copy, holder: NamedNode, place: str) -> None:
        item = self._item(copy, holder, place)
        self._say(item, _TYPE, NamedNode(f"{BF}Item"))
        self._say(item, NamedNode(f"{BF}heldBy"), holder)
        if self._instance:
            self._say(self._instance, _HAS_ITEM, item)
            self._say(item, _ITEM_OF, self._instance)
        self._part(item, "sublocation", "Sublocation", place)
        self._shelf_mark(item, copy)
        for barcode in copy.barcodes:
            self._part(item, "identifiedBy", "Barcode", barcode, says=_VALUE)
        for note in copy.notes:
            self._part(item, "note", "Note", note)
        self._part(item, "enumerationAndChronology", "Enumeration", copy.enumeration)
        self._part(item, "enumerationAndChronology", "Chronology", copy.chronology)
        for held in copy.held:
            self._held(item, held)
        self._note_of_type(item, "availability", copy.availability)
        self._note_of_type(item, "copy number", copy.number)
        self._part(item, "usageAndAccessPolicy", "UsePolicy", copy.policy)
        if copy.count > 1:
            self._say(item, NamedNode(f"{BF}count"), Literal(str(copy.count)))
        if copy.price:
            self._say(item, NamedNode(f"{BF}acquisitionTerms"), Literal(copy.price))
        for url in copy.urls:
            self._address(item, url)

    def _item(self, copy: Copy, holder: NamedNode, place: str) -> NamedNode:
        """The IRI of the copy, made of what is said of it; equal copies are one item."""
        if self._first:
            self._first = False
            return self._thing(ITEM)
        barcodes, notes = " ".join(copy.barcodes), " ".join(copy.notes)
        parts = [holder.value, place, copy.shelfmark, barcodes, notes, *_further(copy)]
        digest = _hash(*(part if len(part) < _LONG else self._digest(part) for part in parts))
        return self._thing(f"{ITEM}-{digest}")

    def _shelf_mark(self, item: NamedNode, copy: Copy) -> None:
        if not copy.shelfmark:
            return
        named = (copy.shelfmark, copy.scheme) if copy.scheme else (copy.shelfmark,)
        mark = self._part(item, "shelfMark", "ShelfMark", copy.shelfmark, named=named)
        known = _SHELF_MARKS.get(copy.scheme)
        if known:
            self._say(mark, _TYPE, NamedNode(f"{BF}{known}"))
        elif copy.scheme:
            source = self._thing(f"Source-{self._digest(copy.scheme)}")
            self._say(mark, NamedNode(f"{BF}source"), source)
            self._say(source, _TYPE, NamedNode(f"{BF}Source"))
            self._say(source, NamedNode(f"{BF}code"), Literal(copy.scheme))

    def _held(self, item: NamedNode, held: Held) -> None:
        kind = "EnumerationAndChronology"
        named = (held.text,) if held.of == "basic" else (held.text, held.of)
        run = self._part(item, "enumerationAndChronology", kind, held.text, named=named)
        if held.of != "basic":
            self._part(run, "appliesTo", "AppliesTo", held.of)

    def _note_of_type(self, item: NamedNode, type_: str, text: str) -> None:
        if text:
            note = self._part(item, "note", "Note", text, named=(text, type_))
            self._say(note, NamedNode(f"{BF}noteType"), Literal(type_))

    def _address(self, item: NamedNode, url: str) -> None:
        """Where it can be read; what is no address is a note."""
        address = mend_iri(url)
        if address:
            self._say(item, NamedNode(f"{BF}electronicLocator"), NamedNode(address))
        else:
            self._part(item, "note", "Note", url)

    def _part(
        self,
        of: NamedNode,
        name: str,
        kind: str,
        text: str,
        *,
        says: NamedNode = _LABEL,
        named: tuple[str, ...] = (),
    ) -> NamedNode:
        """A node that says a text, named by it or by ``named``; nothing where there is none."""
        digest = self._digest(text) if len(named) < 2 else _hash(*map(self._digest, named))
        part = self._thing(f"{kind}-{digest}")
        if text:
            self._say(of, NamedNode(f"{BF}{name}"), part)
            self._say(part, _TYPE, NamedNode(f"{BF}{kind}"))
            self._say(part, says, Literal(text))
        return part

    def _digest(self, text: str) -> str:
        """The digest of a text, made once for all the copies that say it."""
        digest = self._digests.get(text)
        if digest is None:
            digest = self._digests[text] = _hash(text)
        return digest

    def _thing(self, fragment: str) -> NamedNode:
        return NamedNode(thing(self._base, self._path, fragment))

    def _say(self, subject: NamedNode, predicate: NamedNode, said: NamedNode | Literal) -> None:
        self.lines.add(f"{Triple(subject, predicate, said)} .".encode())


def _further(copy: Copy) -> Iterator[str]:
    """What else tells copies apart, with its name; nothing for one that says no more.

    Whether a copy is there today does not change its IRI, unless nothing else tells it apart.
    """
    names = ("enumeration", "chronology", "number", "policy", "price")
    for name in names if copy.barcodes else (*names, "availability"):
        value = getattr(copy, name)
        if value:
            yield f"{name}={value}"
    yield from (f"{held.of}={held.text}" for held in copy.held)
    yield from (f"url={url}" for url in copy.urls)
    if copy.count > 1:
        yield f"count={copy.count}"


def _hash(*texts: str) -> str:
    return blake2b("\x1f".join(texts).encode(), digest_size=6).hexdigest()

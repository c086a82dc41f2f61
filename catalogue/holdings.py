"""Who holds it: copies as BIBFRAME items, of the library the union knows them to be in.

What a code in a record means is the union's knowledge: a member's code names that member, anything
else is a place in the contributing library, for many systems write the branch there. Items are
named by what they say, so that a copy that stays as it is keeps its IRI.
"""

from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from hashlib import blake2b
from typing import Final

from pyoxigraph import NamedNode

from catalogue.ntriples import literal, node
from converters.holdings.copy import Copy, Held
from converters.mending import mend_iri
from shapes.iris import library, thing
from shapes.namespaces import BF, RDF, RDFS

ITEM: Final = "Item"
_TYPE: Final = node(f"{RDF}type")
_LABEL: Final = node(f"{RDFS}label")
_VALUE: Final = node(f"{RDF}value")
_A_ITEM: Final = f" {_TYPE} {node(f'{BF}Item')} ."
_HELD_BY: Final = f" {node(f'{BF}heldBy')} "
_HAS_ITEM: Final = f" {node(f'{BF}hasItem')} "
_ITEM_OF: Final = f" {node(f'{BF}itemOf')} "
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
    said = _said(copies, member=member, members=members, base=base, path=path, instance=instance)
    return {line.encode() for line in said.lines}


def document(
    copies: Iterable[Copy],
    *,
    member: str,
    members: Collection[str],
    base: str,
    path: str,
    instance: str | None,
) -> tuple[bytes, list[bytes]]:
    """The statements of :func:`items`, sorted, as one text of N-Triples.

    With it those about another document: of the edition, that it has the copies.
    """
    said = _said(copies, member=member, members=members, base=base, path=path, instance=instance)
    about = [f"{node(instance)}{_HAS_ITEM}{item} ." for item in said.items] if instance else []
    # UTF-8 sorts as code points do.
    text = "\n".join([*sorted(said.lines), ""]) if said.lines else ""
    return text.encode(), [line.encode() for line in about]


def _said(
    copies: Iterable[Copy],
    *,
    member: str,
    members: Collection[str],
    base: str,
    path: str,
    instance: str | None,
) -> "_Said":
    said = _Said(base, path, instance)
    for copy in copies:
        holder = copy.member if copy.member in members else ""
        holder = holder or (copy.library if copy.library in members else "")
        place = copy.sublocation
        if not holder:
            # What names no member is a place; so is a name a profile knows better than we do.
            place = " ".join(filter(None, (copy.library, copy.sublocation)))
        said.copy(copy, _library(base, holder or member), place)
    return said


class _Said:
    """The lines said in one document, each node described once."""

    def __init__(self, base: str, path: str, instance: str | None) -> None:
        self.lines: set[str] = set()
        self.items: dict[str, None] = {}
        self._document = f"<{thing(base, path, '')}"
        self._instance = node(instance) if instance else ""
        self._digests: dict[str, str] = {}
        self._first = path.startswith("holding/")

    def copy(self, copy: Copy, holder: str, place: str) -> None:
        item = self._item(copy, holder, place)
        add = self.lines.add
        self.items[item] = None
        add(f"{item}{_A_ITEM}")
        add(f"{item}{_HELD_BY}<{holder}> .")
        if self._instance:
            add(f"{self._instance}{_HAS_ITEM}{item} .")
            add(f"{item}{_ITEM_OF}{self._instance} .")
        self._part(item, "sublocation", "Sublocation", place)
        if copy.shelfmark:
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
            self._say(item, _term("count"), literal(str(copy.count)))
        if copy.price:
            self._say(item, _term("acquisitionTerms"), literal(copy.price))
        for url in copy.urls:
            self._address(item, url)

    def _item(self, copy: Copy, holder: str, place: str) -> str:
        """The IRI of the copy, made of what is said of it; equal copies are one item."""
        if self._first:
            self._first = False
            return f"{self._document}{ITEM}>"
        barcodes, notes = " ".join(copy.barcodes), " ".join(copy.notes)
        parts = [holder, place, copy.shelfmark, barcodes, notes, *_further(copy)]
        digest = _hash(*(part if len(part) < _LONG else self._digest(part) for part in parts))
        return f"{self._document}{ITEM}-{digest}>"

    def _shelf_mark(self, item: str, copy: Copy) -> None:
        named = (copy.shelfmark, copy.scheme) if copy.scheme else (copy.shelfmark,)
        mark = self._part(item, "shelfMark", "ShelfMark", copy.shelfmark, named=named)
        known = _SHELF_MARKS.get(copy.scheme)
        if known:
            self._say(mark, _TYPE, _term(known))
        elif copy.scheme:
            source = f"{self._document}Source-{self._digest(copy.scheme)}>"
            self._say(mark, _term("source"), source)
            self._say(source, _TYPE, _term("Source"))
            self._say(source, _term("code"), literal(copy.scheme))

    def _held(self, item: str, held: Held) -> None:
        kind = "EnumerationAndChronology"
        named = (held.text,) if held.of == "basic" else (held.text, held.of)
        run = self._part(item, "enumerationAndChronology", kind, held.text, named=named)
        if run and held.of != "basic":
            self._part(run, "appliesTo", "AppliesTo", held.of)

    def _note_of_type(self, item: str, type_: str, text: str) -> None:
        if text:
            note = self._part(item, "note", "Note", text, named=(text, type_))
            self._say(note, _term("noteType"), literal(type_))

    def _address(self, item: str, url: str) -> None:
        """Where it can be read; what is no address is a note."""
        address = mend_iri(url)
        if address:
            self._say(item, _term("electronicLocator"), str(NamedNode(address)))
        else:
            self._part(item, "note", "Note", url)

    def _part(
        self,
        of: str,
        name: str,
        kind: str,
        text: str,
        *,
        says: str = _LABEL,
        named: tuple[str, ...] = (),
    ) -> str:
        """A node that says a text, named by it or by ``named``; nothing where there is none."""
        if not text:
            return ""
        if len(text) < _LONG:
            part, type_, saying = _described(kind, text, says, named)
        else:
            digest = self._digest(text) if len(named) < 2 else _hash(*map(self._digest, named))
            part, type_, saying = _lines(kind, digest, text, says)
        part = f"{self._document}{part}"
        self.lines.add(f"{of} {_term(name)} {part} .")
        self.lines.add(f"{part}{type_}")
        self.lines.add(f"{part}{saying}")
        return part

    def _digest(self, text: str) -> str:
        """The digest of a text, made once for all the copies that say it."""
        if len(text) < _LONG:
            return _short(text)
        digest = self._digests.get(text)
        if digest is None:
            digest = self._digests[text] = _hash(text)
        return digest

    def _say(self, subject: str, predicate: str, said: str) -> None:
        self.lines.add(f"{subject} {predicate} {said} .")


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


#: Places, call numbers and states come again in the next record.
_short: Final = lru_cache(maxsize=16_384)(_hash)
_library: Final = lru_cache(maxsize=4_096)(library)


@lru_cache(maxsize=16_384)
def _described(kind: str, text: str, says: str, named: tuple[str, ...]) -> tuple[str, str, str]:
    """A node that says a short text, as :func:`_lines` has it."""
    digest = _short(text) if len(named) < 2 else _hash(*map(_short, named))
    return _lines(kind, digest, text, says)


def _lines(kind: str, digest: str, text: str, says: str) -> tuple[str, str, str]:
    """The end of a node's IRI, and of the lines that tell its class and its text."""
    return f"{kind}-{digest}>", f" {_TYPE} {_term(kind)} .", f" {says} {literal(text)} ."


@lru_cache(maxsize=64)
def _term(name: str) -> str:
    """A class or a predicate of BIBFRAME."""
    return node(f"{BF}{name}")

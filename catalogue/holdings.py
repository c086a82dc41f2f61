"""Who holds it: the copies a bibliographic record lists in its 852 fields, as BIBFRAME items.

LC's stylesheet leaves 852 alone, and rightly: which library a code in ``$a`` means is the union's
knowledge. MARC 21 Format for Holdings Data, 852: $a library, $b and $c place in it, $h and $i call
number, $p barcode, $z public note. What ``$a`` says besides a member's code is a place in the
contributing library, for many systems write the branch there.
"""

from collections.abc import Collection, Iterator
from hashlib import blake2b
from typing import Final

import pymarc
from pyoxigraph import Literal, NamedNode, Triple

from shapes.iris import INSTANCE, library, thing
from shapes.namespaces import BF, RDF, RDFS

_TYPE: Final = NamedNode(f"{RDF}type")
_LABEL: Final = NamedNode(f"{RDFS}label")
_VALUE: Final = NamedNode(f"{RDF}value")


def items(
    marc: pymarc.Record, member: str, members: Collection[str], base: str, path: str
) -> set[bytes]:
    """The statements (N-Triples lines) about the copies in a record's 852 fields.

    ``member`` is the contributing library, ``members`` the codes of all.
    """
    said: set[bytes] = set()
    for field in marc.get_fields("852"):
        said.update(f"{triple} .".encode() for triple in _item(field, member, members, base, path))
    return said


def _item(
    field: pymarc.Field, member: str, members: Collection[str], base: str, path: str
) -> Iterator[Triple]:
    named = _joined(field, "a")
    holder = NamedNode(library(base, named if named in members else member))
    place = _joined(field, "b", "c") if named in members else _joined(field, "a", "b", "c")
    parts = {
        "sublocation": ("Sublocation", _LABEL, place),
        "shelfMark": ("ShelfMark", _LABEL, _joined(field, "k", "h", "i", "m")),
        "identifiedBy": ("Barcode", _VALUE, _joined(field, "p")),
        "note": ("Note", _LABEL, _joined(field, "z")),
    }
    digest = _hash(holder.value, *(text for _, _, text in parts.values()))
    item = NamedNode(thing(base, path, f"Item-{digest}"))
    instance = NamedNode(thing(base, path, INSTANCE))
    yield Triple(instance, NamedNode(f"{BF}hasItem"), item)
    yield Triple(item, _TYPE, NamedNode(f"{BF}Item"))
    yield Triple(item, NamedNode(f"{BF}itemOf"), instance)
    yield Triple(item, NamedNode(f"{BF}heldBy"), holder)
    for name, (kind, says, text) in parts.items():
        if not text:
            continue
        part = NamedNode(thing(base, path, f"{kind}-{_hash(text)}"))
        yield Triple(item, NamedNode(f"{BF}{name}"), part)
        yield Triple(part, _TYPE, NamedNode(f"{BF}{kind}"))
        yield Triple(part, says, Literal(text))


def _joined(field: pymarc.Field, *codes: str) -> str:
    return " ".join(value.strip() for value in field.get_subfields(*codes) if value.strip())


def _hash(*texts: str) -> str:
    return blake2b("\x1f".join(texts).encode(), digest_size=6).hexdigest()

"""What a record says in the union: what conversion made of it and its copies, of itself alone."""

from collections.abc import Collection

import pymarc

from catalogue.holdings import items
from shapes.iris import document


def description(
    triples: bytes,
    marc: pymarc.Record,
    *,
    member: str,
    members: Collection[str],
    base: str,
    path: str,
) -> bytes:
    """The record's statements, sorted lines of N-Triples.

    ``triples`` is what an engine made, ``member`` the contributing library, ``members`` the codes
    of all. What the record says of other records of the union is left out: it may not speak for
    them.
    """
    said = items(marc, member, members, base, path)
    ours = f"<{base}".encode()
    own = f"<{document(base, path)}#".encode()
    foreign = triples.startswith(ours) and not triples.startswith(own)
    if foreign or triples.count(b"\n" + ours) != triples.count(b"\n" + own):
        lines = triples.splitlines()
        said.update(line for line in lines if not line.startswith(ours) or line.startswith(own))
    elif said:
        said.update(triples.splitlines())
    else:
        return triples
    return b"".join(line + b"\n" for line in sorted(said))

"""The member libraries: described in Turtle, kept in the log like everything else.

One subject ``<member/CODE#Library>`` is one member; what hangs from the same document belongs to
it. Relative IRIs are read against the union's base IRI, so that a file serves any installation.
"""

from hashlib import blake2b
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from pyoxigraph import BlankNode, NamedNode, RdfFormat, Triple, parse

from catalogue.ingest import Channel
from catalogue.tally import Tally
from converters.reader import NotMarc
from shapes.iris import path_of
from store import Store
from store.log.writer import Entry

#: The member that contributes the descriptions of members: the union itself.
UNION: Final = "catena"


def codes(store: Store) -> frozenset[str]:
    """The codes of the members the union has."""
    return frozenset(
        unquote(record.path.removeprefix("member/")) for record, _ in store.log.live("member")
    )


def load_members(store: Store, file: Path, channel: Channel) -> Tally:
    """Takes in the members a Turtle file describes. Raises :class:`NotMarc` when it is none."""
    tally = Tally()
    described = _described(file, store.base)
    names = [unquote(path.removeprefix("member/")) for path in described]
    known = store.log.sources(UNION, "member", names)
    entries = []
    for name, (path, lines) in zip(names, described.items(), strict=True):
        tally.read += 1
        triples = b"".join(line + b"\n" for line in sorted(lines))
        digest = blake2b(triples, digest_size=16).digest()
        if name in known and bytes(known[name].digest) == digest:
            tally.unchanged += 1
            continue
        tally.accepted += 1
        entries.append(
            Entry(
                member=UNION,
                control=name,
                kind="member",
                dialect="bibframe",
                charset="utf-8",
                format="turtle",
                raw=triples,
                digest=digest,
                path=path,
                number=None,
                triples=triples,
                engine="turtle",
            )
        )
    if entries:
        store.writer.append(entries, channel.at, channel.by, channel.name)
    for _ in store.catch_up():
        pass
    return tally


def _described(file: Path, base: str) -> dict[str, set[bytes]]:
    """The statements of each member's document, by its path."""
    described: dict[str, set[bytes]] = {}
    try:
        for quad in parse(file.read_bytes(), RdfFormat.TURTLE, base_iri=base):
            subject = quad.subject
            path = path_of(base, subject.value) if isinstance(subject, NamedNode) else None
            if path is None or not path.startswith("member/"):
                raise NotMarc(
                    f"{file.name} speaks of {subject}, and a file of members may speak of "
                    "<member/CODE#Library> and what hangs from it only."
                )
            if isinstance(quad.object, BlankNode):
                raise NotMarc(f"{file.name} has a blank node; give it a name: <member/CODE#Place>.")
            line = f"{Triple(quad.subject, quad.predicate, quad.object)} ."
            described.setdefault(path, set()).add(line.encode())
    except SyntaxError as error:
        raise NotMarc(f"{file.name} is no Turtle: {error}.") from None
    if not described:
        raise NotMarc(f"{file.name} describes no member.")
    return described

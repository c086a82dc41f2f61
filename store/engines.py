"""Which engines keep the catalogue: SQL for the log and SPARQL for the graph, here or elsewhere."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A graph behind SPARQL 1.1 Protocol: the addresses that answer queries and take updates.

    ``name`` is the IRI of the named graph that holds the data; empty: the default graph. With a
    ``user`` it logs in by HTTP Basic or Digest, as the server asks. ``seconds`` is the longest one
    request may take.
    """

    query: str
    update: str
    name: str = ""
    user: str = ""
    password: str = field(default="", repr=False)
    seconds: float = 60.0


@dataclass(frozen=True, slots=True)
class Engines:
    """The log's address as a SQLAlchemy URL, empty for SQLite in the home folder; the graph's
    endpoint, none for Oxigraph in this process.
    """

    log: str = field(default="", repr=False)
    graph: Endpoint | None = None

"""Updates for one endpoint: any number of statements, in portions it takes."""

from collections.abc import Iterable

from store.errors import StoreError, Unreachable
from store.graph.portions import Portions
from store.graph.protocol import Connections
from store.graph.replies import Reply
from store.graph.stand_ins import stand_in


class Updates:
    """Statements that come and go in one named graph, or in the default graph without a name.

    Every call raises what :class:`Connections` does, and :class:`StoreError` with a statement that
    the server does not take even by itself.
    """

    def __init__(self, connections: Connections, name: str) -> None:
        self._connections = connections
        self._name = name
        self.portions = Portions()

    def run(self, text: str) -> None:
        """One update."""
        reply = self._connections.update(text)
        if not reply.taken:
            raise self._connections.failure(reply, updating=True)

    def within(self, triples: str) -> str:
        """These triples, or patterns of triples, in the graph."""
        return f"GRAPH <{self._name}> {{ {triples} }}" if self._name else triples

    def write(self, action: str, statements: Iterable[bytes]) -> None:
        """``INSERT`` or ``DELETE`` statements (N-Triples lines)."""
        for portion in self.portions.cut(statements):
            self._send(action, portion)

    def _send(self, action: str, portion: list[bytes]) -> bool:
        """Sends a portion, in halves if it must be; whether it was taken as it is."""
        reply = self._connections.update(f"{action} DATA {{ {self.within(_joined(portion))} }}")
        if reply.taken:
            self.portions.taken(len(portion))
            return True
        if len(portion) == 1:
            self._send_stand_in(action, portion[0], reply)
            return False
        half = len(portion) // 2
        taken = [self._send(action, part) for part in (portion[:half], portion[half:])]
        if all(taken):
            self.portions.too_large(len(portion))
        return False

    def _send_stand_in(self, action: str, statement: bytes, refused: Reply) -> None:
        """Another form of a statement that was refused by itself; see `stand_ins`."""
        other = stand_in(statement)
        if other is not None:
            text = f"{action} DATA {{ {self.within(_joined([other]))} }}"
            if self._connections.update(text).taken:
                return
        failure = self._connections.failure(refused, updating=True)
        if isinstance(failure, Unreachable):
            raise failure
        raise StoreError(f"{failure} The statement: {statement.decode(errors='replace')[:500]}")


def _joined(statements: Iterable[bytes]) -> str:
    """Statements as SPARQL writes triples: N-Triples is part of its syntax (SPARQL 1.1 §19.8)."""
    return b"\n".join(statements).decode()

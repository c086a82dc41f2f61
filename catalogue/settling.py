"""Holdings that came before their book, or whose book was merged or split: joined to it."""

from catalogue import books
from catalogue.description import Describer
from catalogue.reading import as_sent
from store import Store
from store.log.writer import Remade

REASON = "its book has come, or is part of another record now"


def settle(store: Store, describer: Describer, at: str) -> int:
    """Joins the holdings whose book has come, whatever load brought it; tells how many.

    ``at`` is the date of the change (ISO 8601, UTC).
    """
    settled = 0
    for portion in store.log.waiting():
        arrived = [path for path, ways in portion.items() if books.find(store, ways)]
        if not arrived:
            continue
        made: list[Remade] = []
        for making in store.log.makings(arrived):
            sent = store.log.contribution(making.contribution)
            said = describer.says(as_sent(sent), b"", sent.member, making.path)
            remade = Remade(
                making.path, said.triples, making.engine, said.awaits, making.contribution
            )
            made.append(remade)
        settled += store.writer.remake(made, at, REASON)
    return settled

"""A query put to the query service for whoever asks: in their turn, within their limits, noted."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from time import monotonic

from flask import current_app, request

from sparql.service.answers import Answer, Cut, QueryRequest, Rest, stays
from sparql.usage.noted import PUBLIC, Through
from sparql.usage.usage import Usage
from webapp.querying import keys, statistics
from webapp.site import site


def gone() -> Callable[[], bool]:
    """Whether the client went away: waitress tells, when it reads ahead (`serve` sees to it)."""
    known: Callable[[], bool] = request.environ.get("waitress.client_disconnected", stays)
    return known


def answer(asked: QueryRequest, through: Through) -> Answer:
    """The answer; what follows its beginning is noted when it has come to its end."""
    held = keys.holder()
    asked = replace(asked, client=keys.client(), limits=held.limits if held else None)
    begun = monotonic()
    found = site().queries.answer(asked, gone())
    usage = current_app.extensions.get(statistics.EXTENSION)
    if not isinstance(usage, Usage):
        return found

    def note(size: int, *, cut: bool = False) -> None:
        usage.note(
            asked.text,
            found.status,
            monotonic() - begun,
            holder=held.name if held else PUBLIC,
            size=size,
            media_type=found.media_type,
            generation=found.generation,
            kept=found.kept,
            cut=cut,
            through=through,
        )

    if found.rest is None:
        note(0 if found.failure else len(found.body))
        return found
    return replace(found, rest=_Noted(found.rest, len(found.body), note))


class _Noted:
    """The rest of an answer, noted once: when it ends, breaks off or is not wanted any more."""

    def __init__(self, rest: Rest, size: int, note: Callable[..., None]) -> None:
        self._rest = rest
        self._size = size
        self._note: Callable[..., None] | None = note

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        try:
            chunk = next(self._rest)
        except StopIteration:
            self._end()
            raise
        except Cut:
            self._end(cut=True)
            raise
        self._size += len(chunk)
        return chunk

    def close(self) -> None:
        """Ends the query, if it still runs: its client did not want the end."""
        self._rest.close()
        self._end(cut=True)

    def _end(self, *, cut: bool = False) -> None:
        note, self._note = self._note, None
        if note is not None:
            note(self._size, cut=cut)

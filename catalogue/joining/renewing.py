"""Everything compared anew: after new rules of matching, or for what was loaded without them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import batched

from catalogue.joining.arrivals import Renewed, kept
from catalogue.joining.uniting import Uniting
from catalogue.reading import as_sent
from converters.record import Kind
from store.log.likenesses import feeding
from store.log.reading import RecordLog

#: Records whose sources are compared together.
PORTION = 100


@dataclass(slots=True)
class Renewing:
    """How many sources were compared anew, and which paths were merged, split or ended by it."""

    compared: int = 0
    moved: set[str] = field(default_factory=set)


def renew(uniting: Uniting, kind: Kind) -> Iterator[Renewing]:
    """Compares all sources of a kind anew; yields the count so far.

    All sources of a record are looked at together, so that it does not fall apart on the way.
    Killed, it can be begun again: what is done stays.
    """
    log = uniting.store.log
    done = Renewing()
    for paths in batched(_paths(log, kind), PORTION):
        found = sorted(feeding(log, paths=paths), key=lambda each: each.name)
        sent = log.contributions({each.contribution for each in found})
        renewed = [Renewed(each, kept(as_sent(sent[each.contribution]))) for each in found]
        done.moved |= uniting.take(renewed=renewed).moved
        done.compared += len(renewed)
        yield done


def _paths(log: RecordLog, kind: Kind) -> Iterator[str]:
    for record, _ in log.live(kind):
        yield record.path

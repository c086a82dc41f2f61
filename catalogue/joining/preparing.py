"""What the processes that convert make ready beside the statements, so that the loading one need
not: what a record is compared by, and its statements and bytes as the log keeps them.
"""

from dataclasses import dataclass, replace
from typing import Final

from catalogue.joining import arrivals, works
from catalogue.matching import likeness as matching
from catalogue.works import likeness as of_works
from converters.conversion import NoRules, pivoted
from converters.engine import Converted, Failed, Job
from shapes import folding
from store.log.likenesses import Kept
from store.log.packing import Packed, packed

#: By what the likenesses are made: those a machine with other rules has made are not taken.
VERSIONS: Final = (matching.VERSION, of_works.VERSION, folding.VERSION)


@dataclass(frozen=True, slots=True)
class Prepared:
    """What :attr:`Converted.prepared` holds: ``says`` is of what was made of the record alone.

    ``likeness`` as a source, ``as_work`` as an edition; None where there is nothing to compare.
    """

    likeness: Kept | None
    as_work: Kept | None
    says: Packed
    versions: tuple[int, ...] = VERSIONS


def prepare(job: Job, made: Converted) -> Prepared:
    """All that can be made ready without the union."""
    record = job.record
    try:
        marc = pivoted(record).marc
    except NoRules:
        return pack(job, made)
    likeness, as_work = arrivals.kept(record, marc), works.kept(record, marc)
    return replace(pack(job, made), likeness=likeness, as_work=as_work)


def pack(job: Job, made: Converted) -> Prepared:
    """Only what the log keeps, for a record that is not to be compared."""
    return Prepared(None, None, packed(made.triples, job.record.raw, job.document, ""))


def prepared(outcome: Converted | Failed | None) -> Prepared | None:
    """What was made ready with an outcome, if it was, and by the rules of this process."""
    if not isinstance(outcome, Converted) or not isinstance(outcome.prepared, Prepared):
        return None
    return outcome.prepared if outcome.prepared.versions == VERSIONS else None

"""What jobs may not: the sentences for one that is not taken, not finished or not begun again."""

from collections.abc import Sequence
from typing import Final

from sparql.jobs.job import Allowance, Job
from sparql.service.answers import Failure

#: With less room than this on the disk (bytes) no job is taken and none goes on: what the
#: catalogue itself writes comes first.
SPARE: Final = 1 << 30
#: Jobs of one owner that may wait, and that may be there in all.
WAITING: Final = 20
KEPT: Final = 500

KEY_GONE: Final = Failure(
    403,
    "The key is gone",
    "The key this job was started with is not valid any more, so the job was not run. Start it "
    "again with a key that is.",
)
BROKEN: Final = Failure(
    500,
    "The job broke down",
    "Something in Catena broke while the job ran. It has been noted; start the job again, or "
    "another way.",
)


def refusal(allowed: Allowance | None, jobs: Sequence[Job], free: int) -> Failure | None:
    """Why another job of this owner is not taken now; ``free`` is the disk's room in bytes."""
    if allowed is None:
        return KEY_GONE
    if allowed.at_once < 1:
        return Failure(
            403,
            "No jobs with this key",
            "This key gives larger limits at /sparql but no jobs. Ask who runs this catalogue for "
            "one that does.",
        )
    if sum(job.open for job in jobs) >= WAITING:
        return Failure(
            503,
            "Enough jobs are waiting",
            f"{WAITING} jobs of this key wait or run. Start more when some are done, or cancel "
            "one.",
            retry=60,
        )
    kept = sum(job.bytes for job in jobs)
    if kept >= allowed.kept or len(jobs) >= KEPT:
        return Failure(
            403,
            "No room for another result",
            f"{len(jobs)} jobs of this key are kept, with {kept:,} bytes of results; "
            f"{KEPT} jobs and {allowed.kept:,} bytes are the most. Remove some with DELETE.",
        )
    if free < SPARE:
        return Failure(
            503,
            "The disk is nearly full",
            "There is too little room here for results. Try again in some hours, or tell who runs "
            "this catalogue.",
            retry=3600,
        )
    return None


def obstacle(allowed: Allowance, size: int, beside: int, free: int) -> Failure | None:
    """Why a result of this size, beside the owner's others, cannot be kept."""
    if size > allowed.limits.answer:
        return Failure(
            413,
            "The result is too large",
            f"The result is larger than {allowed.limits.answer:,} bytes, the most one job of this "
            "key may have. Ask for less, or in parts; whole data sets are in the dumps.",
        )
    if size + beside > allowed.kept:
        return Failure(
            413,
            "No room for the result",
            f"The results of this key may have {allowed.kept:,} bytes together, and this one does "
            "not fit beside the others. Remove some with DELETE, and start the job again.",
        )
    if free < SPARE:
        return Failure(
            507,
            "The disk is nearly full",
            "There was too little room here to finish the result. Start the job again in some "
            "hours, or tell who runs this catalogue.",
        )
    return None


def unwritable(error: OSError) -> Failure:
    return Failure(
        503,
        "The job cannot be written down",
        f"The disk refused it: {error.strerror or error}. Try again in a while, or tell who runs "
        "this catalogue.",
        retry=600,
    )


def breaks(runs: int) -> Failure:
    return Failure(
        500,
        "The job was stopped too often",
        f"The server ended {runs} times while this job ran, so it is not begun again. Start it "
        "with a smaller query, and tell who runs this catalogue.",
    )

"""Whose job is next: owners take turns, each one's jobs in the order they came."""

from collections.abc import Mapping, Sequence
from itertools import zip_longest

from sparql.jobs.job import Job


def fair(waiting: Sequence[Job], served: Mapping[str, int]) -> list[Job]:
    """The waiting jobs in the order they will run.

    ``served`` numbers, by the owner's identity, when an owner last had a turn; who never had one
    comes first. A thousand jobs of one owner hold another up by one.
    """
    queues: dict[str, list[Job]] = {}
    for job in sorted(waiting, key=lambda each: each.made):
        queues.setdefault(job.owner.identity, []).append(job)
    turns = sorted(queues.values(), key=lambda queue: served.get(queue[0].owner.identity, 0))
    return [job for turn in zip_longest(*turns) for job in turn if job is not None]

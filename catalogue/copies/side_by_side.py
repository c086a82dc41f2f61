"""File and log gone through side by side: what each holding is to the other."""

from collections.abc import Iterator
from dataclasses import dataclass

from catalogue.copies.making import digest
from catalogue.copies.sorting import Group
from store.log.held_reading import Known


@dataclass(frozen=True, slots=True)
class Pair:
    """A holding of the file beside the one of its number in the log; one of them may not be."""

    group: Group | None
    known: Known | None
    #: Whether the file says of it what was sent last.
    same: bool = False

    @property
    def gone(self) -> bool:
        """Whether it is in the union, and not in the file."""
        return self.group is None and self.known is not None and not self.known.withdrawn


def side_by_side(groups: Iterator[Group], known: Iterator[Known]) -> Iterator[Pair]:
    """Each control number once, in order; both are in the order of code points."""
    group, there = next(groups, None), next(known, None)
    while group or there:
        if there is None or (group and group.control < there.control):
            yield Pair(group, None)
            group = next(groups, None)
        elif group is None or there.control < group.control:
            yield Pair(None, there)
            there = next(known, None)
        else:
            same = not there.withdrawn and digest(group.raw) == there.digest
            yield Pair(group, there, same)
            group, there = next(groups, None), next(known, None)

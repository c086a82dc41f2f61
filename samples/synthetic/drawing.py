"""Chance that is the same on every machine: one stream of numbers, integers and exact divisions.

Of :mod:`random` only ``random()`` is used, whose sequence Python promises to keep, and no function
of the C library, whose last digit may differ.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate, pairwise
from typing import Final

from samples.synthetic.tables import Reuse

_ODD: Final = 0x9E3779B97F4A7C15
_TOO: Final = 0xBF58476D1CE4E5B9

#: A number from 0 to 1, without 1.
type Chance = Callable[[], float]


def one_of[T](chance: Chance, values: Sequence[T]) -> T:
    """One of the values, each as likely as any other."""
    return values[int(chance() * len(values))]


def within(chance: Chance, deciles: Sequence[int]) -> int:
    """A length as these deciles have it: straight lines from each to the next."""
    at = chance() * (len(deciles) - 1)
    step = int(at)
    below = deciles[step]
    return below + int((at - step) * (deciles[step + 1] - below) + 0.5)


def on_line(points: Sequence[tuple[float, float]], share: float) -> float:
    """What a rising line through (share, value) has at this share."""
    after = bisect_right(points, share, hi=len(points) - 1, key=lambda point: point[0])
    (left, low), (right, high) = points[after - 1], points[after]
    return low + (share - left) / (right - left) * (high - low)


class Shuffle:
    """A fixed disorder of the numbers below ``size``: each goes to one, and to each goes one.

    Numbers from ``size`` on begin again.
    """

    def __init__(self, size: int, key: int) -> None:
        self.size = max(size, 1)
        bits = max(self.size - 1, 15).bit_length()
        self._mask = (1 << bits) - 1
        self._half = bits // 2 + 1
        self._key = key * _ODD + 0x2545F491

    def __call__(self, number: int) -> int:
        number %= self.size
        while True:
            number = (number * _ODD + self._key) & self._mask
            number ^= number >> self._half
            number = number * _TOO & self._mask
            number ^= number >> self._half
            if number < self.size:
                return number


class Headings:
    """Which heading comes next, where each is to come as often as headings were counted to come.

    The places where headings stand are numbered; the heading used most has the first of them, the
    next the following. They are gone through in disorder, so nothing is remembered but a count.
    """

    def __init__(self, reuse: Reuse, wanted: int, key: int) -> None:
        self._times = [times for times, _ in reuse]
        counted = list(accumulate((times * many for times, many in reuse), initial=0))
        self._starts = [start * wanted // counted[-1] for start in counted]
        #: The number of the first heading of each row.
        self._firsts = [0]
        for (start, end), times in zip(pairwise(self._starts), self._times, strict=True):
            self._firsts.append(self._firsts[-1] + -(-(end - start) // times))
        self._wanted = max(wanted, 1)
        self._shuffle = Shuffle(self._wanted, key)
        self._drawn = 0

    @property
    def size(self) -> int:
        """How many headings there are; heading 0 is used most."""
        return max(self._firsts[-1], 1)

    def next(self) -> int:
        place = self._shuffle(self._drawn % self._wanted)
        self._drawn += 1
        row = bisect_right(self._starts, place, hi=len(self._times)) - 1
        return self._firsts[row] + (place - self._starts[row]) // self._times[row]

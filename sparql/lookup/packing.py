"""How the facts of a record are kept with it: by numbers, packed into few bytes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final


@dataclass(frozen=True, slots=True)
class Kept:
    """The facts of a record as they are kept with it, everything by its number in the index.

    ``tallies`` are counts by number, ``held`` are library, edition and count. The order is that of
    the statements, so the same statements give the same bytes.
    """

    tallies: dict[int, int] = field(default_factory=dict)
    foreign: tuple[int, ...] = ()
    held: tuple[tuple[int, int, int], ...] = ()


def pack(kept: Kept) -> bytes:
    """As :func:`packed` writes numbers, with how many of each kind there are."""
    numbers = [len(kept.tallies), len(kept.foreign)]
    numbers += kept.tallies
    numbers += kept.tallies.values()
    numbers += kept.foreign
    for each in kept.held:
        numbers += each
    return packed(numbers)


def unpack(written: bytes) -> Kept:
    """What :func:`pack` was given."""
    numbers = list(unpacked(written))
    tallies, foreign = numbers[:2]
    first, second = 2 + 2 * tallies, 2 + 2 * tallies + foreign
    return Kept(
        dict(zip(numbers[2 : 2 + tallies], numbers[2 + tallies : first], strict=True)),
        tuple(numbers[first:second]),
        tuple(
            zip(numbers[second::3], numbers[second + 1 :: 3], numbers[second + 2 :: 3], strict=True)
        ),
    )


class _Written(dict[int, bytes]):
    """How each number is written; the smaller ones are remembered."""

    def __missing__(self, number: int) -> bytes:
        written = bytearray()
        left = number
        while left > 127:
            written.append(left & 127 | 128)
            left >>= 7
        written.append(left)
        if number < _REMEMBERED:
            self[number] = bytes(written)
        return bytes(written)


_REMEMBERED: Final = 1 << 14
_WRITTEN: Final = _Written()


def packed(numbers: Iterable[int]) -> bytes:
    """Numbers of seven bits a byte, the lowest first, the last byte of each below 128."""
    return b"".join(map(_WRITTEN.__getitem__, numbers))


def unpacked(written: bytes) -> Iterator[int]:
    """What :func:`packed` was given."""
    number = shift = 0
    for byte in written:
        number |= (byte & 127) << shift
        if byte < 128:
            yield number
            number = shift = 0
        else:
            shift += 7

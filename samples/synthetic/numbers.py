"""ISBNs that no two records share, with true check digits and, for China, their hyphens."""

from collections.abc import Sequence
from typing import Final

from samples.synthetic.drawing import Shuffle

#: How many numbers of eight digits one registration group of one digit has.
_GROUP: Final = 100_000_000
_ORDER: Final = Shuffle(_GROUP, 3)
#: Registrants of group 7 by the first two digits: up to which, and how many digits they have.
_CHINESE: Final = ((10, 2), (50, 3), (80, 4), (90, 5), (99, 6), (100, 7))
#: ISBNs of thirteen digits came in 2007.
_THIRTEEN: Final = 2007


def isbn(group: int, number: int, year: int) -> str:
    """An ISBN of this group, as it was written in this year; one for each number below 10**8."""
    body = f"{group}{_ORDER(number):08d}"
    return f"978{body}{_check13(body)}" if year >= _THIRTEEN else f"{body}{_check10(body)}"


def hyphenated(isbn_: str) -> str:
    """The same with its hyphens; of group 7."""
    prefix, rest = (f"{isbn_[:3]}-", isbn_[3:]) if len(isbn_) == 13 else ("", isbn_)
    first = int(rest[1:3])
    size = next(digits for below, digits in _CHINESE if first < below) + 1
    return f"{prefix}{rest[0]}-{rest[1:size]}-{rest[size:-1]}-{rest[-1]}"


def _check13(body: str) -> int:
    digits: Sequence[int] = [9, 7, 8, *map(int, body)]
    return -(sum(digits[::2]) + 3 * sum(digits[1::2])) % 10


def _check10(body: str) -> str:
    rest = sum(int(digit) * place for place, digit in enumerate(body, start=1)) % 11
    return "X" if rest == 10 else str(rest)

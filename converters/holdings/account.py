"""What became of a record's subfields on the way to copies, and what a person should be told."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from converters.holdings.copy import Spot
from converters.holdings.ranges import Ranges

#: A record that needs more sentences than this is told by its first ones.
MOST_TOLD: Final = 50
#: In one record so many barcodes are written out of ranges; the rest stay ranges.
MOST_OPENED: Final = 10_000


@dataclass
class Account:
    """One record: sentences, subfields left to the log and why, subfields without a rule."""

    told: dict[str, None] = field(default_factory=dict)
    left: dict[Spot, str] = field(default_factory=dict)
    unread: list[Spot] = field(default_factory=list)
    _opened: int = 0

    def tell(self, sentence: str) -> None:
        if len(self.told) < MOST_TOLD:
            self.told[sentence] = None

    def opening(self, ranges: Ranges, where: str) -> Callable[[str], list[str]]:
        """What gives the barcodes in a text at this place, until the record has too many."""

        def opened(text: str) -> list[str]:
            if self._opened >= MOST_OPENED:
                self.tell(
                    f"More than {MOST_OPENED:,} barcodes of the record are written as ranges; the "
                    "rest of the ranges are kept as they are. Divide the record."
                )
                return [text]
            barcodes, doubtful = ranges.opened(text)
            if len(barcodes) > 1:
                self._opened += len(barcodes)
            for piece in doubtful:
                self.tell(
                    f"The range {piece} in {where} is kept as it is: its ends do not fit each "
                    "other, or it is longer than 1,000. Write the barcodes one by one."
                )
            return barcodes

        return opened

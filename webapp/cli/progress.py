"""Progress on standard error: how far, how fast, how long still; silent when nobody watches."""

import sys
from shutil import get_terminal_size
from types import TracebackType
from typing import NoReturn, Self

from tqdm import tqdm


class Progress:
    """A bar over a known number of steps (bytes of a file, changes of a log); a context manager."""

    def __init__(self, what: str, total: int, unit: str, *, quiet: bool = False) -> None:
        columns, lines = get_terminal_size()
        self._bar: tqdm[NoReturn] = tqdm(
            desc=what,
            total=total,
            unit=f" {unit}",
            disable=quiet or not sys.stderr.isatty(),
            bar_format="{desc}: {percentage:3.0f} %|{bar:20}|{postfix}, {remaining} left",
            # Some terminals say they have no columns and no lines, and tqdm would write into none.
            ncols=columns,
            nrows=lines,
        )
        self._unit = unit
        self._total = total

    def reached(self, done: int, counted: int | None = None) -> None:
        """Moves to this many steps done; ``counted`` is what the rate is told in (records)."""
        self._bar.n = min(done, self._total)
        elapsed = self._bar.format_dict["elapsed"] or 1e-9
        shown = done if counted is None else counted
        self._bar.set_postfix_str(f"{shown:,} {self._unit}, {shown / elapsed:,.0f}/s", refresh=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._bar.close()

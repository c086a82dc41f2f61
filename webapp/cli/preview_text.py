"""A preview of holdings as text for the terminal: the copies in columns, then what was counted."""

from collections.abc import Sequence
from dataclasses import astuple
from typing import Final

from webapp.cli.columns import aligned
from webapp.cli.preview import Preview, Row

#: Lines of each list.
_LISTED: Final = 20
_HEADINGS: Final = ("title", "library", "place", "call number", "barcodes", "volumes", "note")


def render(made: Preview) -> str:
    """The preview as a page of text for the terminal; ends with a line end."""
    lines = [f"With the profile: {made.profile}", ""]
    if made.rows:
        lines += [*aligned(_HEADINGS, _cells(made.rows)), ""]
    refused = f", {made.refused:,} of them refused" if made.refused else ""
    lines.append(
        f"{_counted(made.records, 'record')}{refused}; {made.holding:,} with holdings; "
        f"{_counted(made.copies, 'copy', 'copies')}; {_counted(made.barcodes, 'barcode')}."
    )
    if made.strangers:
        lines += ["", "Libraries the union does not know (their copies go to the member, with the"]
        lines.append("name as a place; give their codes in [libraries] of the profile):")
        lines += [f"  {name}  {count:,}" for name, count in made.strangers[:_LISTED]]
        lines += _more(len(made.strangers))
    if made.unread:
        lines += ["", "Subfields no rule of the profile reads (they stay in the log):"]
        lines += [
            f"  {each.tag} ${each.code}  {each.count:,}  such as: {each.example[:60]}"
            for each in made.unread[:_LISTED]
        ]
        lines += _more(len(made.unread))
    if made.told:
        lines += ["", "To be looked at:"]
        lines += [f"  {count:,} times: {sentence}" for sentence, count in made.told[:_LISTED]]
        lines += _more(len(made.told))
    if made.others:
        lines += ["", f"Other profiles read more than these {made.ours:,} subfields:"]
        lines += [
            f"  {other.name}  {other.subfields:,} subfields, {other.copies:,} copies"
            f"  ({other.title})"
            for other in made.others[:3]
        ]
    lines += ["", "Nothing was written."]
    return "\n".join(lines) + "\n"


def _counted(count: int, one: str, many: str = "") -> str:
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def _cells(rows: Sequence[Row]) -> list[tuple[str, ...]]:
    """Rows of text; a title stands before the first copy of its record only."""
    cells: list[tuple[str, ...]] = []
    last = 0
    for row in rows:
        position, title, *rest = astuple(row)
        cells.append(("" if position == last else title, *rest))
        last = position
    return cells


def _more(count: int) -> list[str]:
    return [f"  … and {count - _LISTED:,} more"] if count > _LISTED else []

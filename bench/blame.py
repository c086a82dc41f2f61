"""Which fields make two engines differ on a record: the smallest records they still differ on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import batched
from typing import Final

import pymarc

from bench.compare import Difference, Engines, having
from bench.intended import INTENDED
from converters import MarcRecord

#: Fields kept in every smaller record: without them it would be another kind of record.
KEPT: Final = ("001", "008")
#: Groups of fields looked for in a record after the fields that differ by themselves.
GROUPS: Final = 6

type Fields = list[pymarc.Field]


@dataclass(frozen=True, slots=True)
class Part:
    """A cause: the fields that must stand together, and what the engines say differently then."""

    tags: str
    fields: tuple[str, ...]
    difference: Difference
    #: The name of the intended difference this is, or nothing.
    intended: str


def blame(record: MarcRecord, engines: Engines) -> list[Part]:
    """Every cause found of a record the engines differ on; never empty for such a record.

    First the leader and 008 by themselves, then each other field alone beside them, then, among the
    fields found innocent, the smallest groups that only differ together (delta debugging: Zeller
    and Hildebrandt, IEEE Trans. Softw. Eng. 28, 2002).
    """
    kept = [one for one in record.marc.fields if one.tag in KEPT]
    without = [one for one in kept if one.tag != "008"]
    base, bare = _compared(record, engines, [kept, without])
    if base.beyond(bare):
        # 008 is wrong, and what other fields say in its light is not their fault.
        kept, base = without, bare
    free = [one for one in record.marc.fields if one not in kept]

    def compare(choices: Sequence[Fields]) -> list[Difference]:
        return _compared(record, engines, [[*kept, *choice] for choice in choices])

    parts = [] if base.exact else [_part(having(record, kept), [], base)]
    singles = compare([[one] for one in free])
    for one, found in zip(free, singles, strict=True):
        if found.beyond(base):
            parts.append(_part(having(record, [*kept, one]), [one], found.without(base)))
    rest = [one for one, found in zip(free, singles, strict=True) if not found.beyond(base)]
    for _ in range(GROUPS):
        (left,) = compare([rest])
        if not left.beyond(base):
            break
        group = smallest(rest, lambda choices: [d.beyond(base) for d in compare(choices)])
        (found,) = compare([group])
        parts.append(_part(having(record, [*kept, *group]), group, found.without(base)))
        rest = [one for one in rest if one not in group]
    return parts


def _compared(record: MarcRecord, engines: Engines, choices: Sequence[Fields]) -> list[Difference]:
    """The record with each choice of its fields, in the order it has them."""
    chosen = [{id(one) for one in choice} for choice in choices]
    return engines.compare(
        [having(record, [one for one in record.marc.fields if id(one) in ids]) for ids in chosen]
    )


def _part(record: MarcRecord, fields: Fields, found: Difference) -> Part:
    name = next(
        (
            name
            for name, applies in INTENDED.items()
            if applies(record.marc, found.only_ours, found.only_lc)
        ),
        "",
    )
    tags = "+".join(sorted({_tag(one) for one in fields})) or "LDR"
    shown = tuple(str(one) for one in fields) or (f"=LDR  {record.marc.leader}",)
    return Part(tags, shown, found, name)


def _tag(one: pymarc.Field) -> str:
    """``880-245`` for the other script of a title."""
    linked = (one.get("6") or "")[:3] if one.tag == "880" else ""
    return f"880-{linked}" if linked else one.tag


def smallest[T](things: list[T], fails: Callable[[list[list[T]]], list[bool]]) -> list[T]:
    """A sublist that fails of which no single piece can be spared; ``things`` itself must fail."""
    pieces = 2
    while len(things) > 1:
        size = -(-len(things) // pieces)
        starts = range(0, len(things), size)
        parts = [list(part) for part in batched(things, size)]
        others = [things[:at] + things[at + size :] for at in starts] if len(parts) > 2 else []
        verdicts = fails([*parts, *others])
        if found := next((p for p, v in zip(parts, verdicts, strict=False) if v), None):
            things, pieces = found, 2
        elif found := next(
            (p for p, v in zip(others, verdicts[len(parts) :], strict=True) if v), None
        ):
            things, pieces = found, max(pieces - 1, 2)
        elif size == 1:
            break
        else:
            pieces = min(pieces * 2, len(things))
    return things

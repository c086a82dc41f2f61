"""What the other records add to the frame: things it does not have, fuller forms, other scripts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import pymarc

from catalogue.composing.blocks import things_of
from catalogue.composing.named import Named
from catalogue.composing.things import Thing
from catalogue.composing.units import Unit


@dataclass(slots=True)
class Addition:
    """A unit for the result: its regular field, and 880s each with the rank of who gave it.

    ``regular`` is None where the unit is an 880 by itself. ``tag`` is what it has in the result.
    """

    tag: str
    regular: pymarc.Field | None
    rank: int
    place: int
    others: list[tuple[pymarc.Field, int]] = field(default_factory=list)


type Changes = dict[int, Addition]


def gather(said: Sequence[Sequence[Unit]], kind: str) -> tuple[Changes, list[Addition]]:
    """What changes in the frame, by the places of its fields, and what is added to it.

    ``said`` are the units of the records, the frame's first. In a change, ``others`` are the 880s
    the field gains.
    """
    blocks: dict[str, list[Unit]] = {}
    for units in said:
        for unit in units:
            blocks.setdefault(unit.rule.block, []).append(unit)
    changes: Changes = {}
    added: list[Addition] = []
    entered = {0}
    for block, units in blocks.items():
        if all(unit.rank == 0 for unit in units):
            continue
        things = things_of(units, kind)
        if block == "name":
            entered |= _entered(things)
        for thing in things:
            if thing.first.unit.rank == 0 and thing.kept:
                best = _change(thing, changes)
            else:
                best = _best_of(thing)
                added.append(_addition(thing, best))
            added += [_addition(Thing(each, kept=True), each) for each in _left(thing, best)]
    # A uniform title (240) stands under a name: only under that of its own record.
    kept = [each for each in added if each.tag != "240" or each.rank in entered]
    return changes, kept


def _best(each: Named) -> tuple[tuple[int, int, int], int, int]:
    return each.fullness, -each.unit.rank, -each.unit.place


def _entered(things: Iterable[Thing]) -> set[int]:
    """The records whose main entry is that of the frame."""
    return {
        each.unit.rank
        for thing in things
        if thing.kept and thing.first.unit.tag[0] == "1"
        for each in thing.others
        if each.unit.tag[0] == "1"
    }


def _change(thing: Thing, changes: Changes) -> Named:
    """The fuller form of a field of the frame, and its form in the other script, where one is.

    What is now in its place is returned.
    """
    first = thing.first
    unit, best = first.unit, first
    if unit.regular is not None and unit.rule.source == "all":
        fuller = [each for each in thing.others if _fuller(each, first)]
        best = max(fuller, key=_best, default=first)
    gained = _gained(thing, best)
    if best is first and not gained:
        return best
    regular = best.unit.regular
    changes[unit.place] = Addition(unit.tag, regular, best.unit.rank, best.unit.place, gained)
    return best


def _fuller(each: Named, first: Named) -> bool:
    """Whether it says all that the first says, in the same script, and more."""
    if each.unit.regular is None or _tag(each.unit) != first.unit.tag:
        return False
    one, other = each.forms[0], first.forms[0]
    if each.fullness <= first.fullness or one.script != other.script:
        return False
    if first.vocabulary not in ("", each.vocabulary) or not first.codes <= each.codes:
        return False
    said = one.saying.details
    return all(words <= said.get(code, frozenset()) for code, words in other.saying.details.items())


def _best_of(thing: Thing) -> Named:
    """The one who says most of a thing the frame does not have."""
    if thing.kept:
        return thing.first
    return max(
        (thing.first, *thing.others), key=lambda each: (each.unit.regular is not None, _best(each))
    )


def _left(thing: Thing, best: Named) -> list[Named]:
    """Those with a further number (a cancelled ISBN beside a good one) that no other field has."""
    if best.unit.rule.same not in ("number", "class", "link"):
        return []
    there = {each for form in best.forms for each in form.saying.details.items()}
    said = {(code, value) for code, values in there for value in values}
    left = []
    for each in thing.others:
        more = {(c, v) for form in each.forms for c, vs in form.saying.details.items() for v in vs}
        if not more <= said:
            said |= more
            left.append(each)
    return left


def _addition(thing: Thing, best: Named) -> Addition:
    """A thing the frame does not have, as ``best`` has it."""
    unit = best.unit
    others = [(each, unit.rank) for each in unit.others]
    rest = [each for each in (thing.first, *thing.others) if each is not best]
    others += _gained(Thing(best, thing.kept, rest), best)
    return Addition(_tag(unit), unit.regular, unit.rank, unit.place, others)


def _tag(unit: Unit) -> str:
    """Its tag in the shared record, whose frame is another: 100 is 700 there."""
    return unit.rule.others + unit.tag[1:] if unit.rule.others else unit.tag


def _gained(thing: Thing, best: Named) -> list[tuple[pymarc.Field, int]]:
    """The form in the script neither the first nor the best is written in, from the best record."""
    if best.unit.rule.scripts == "no" or best.unit.regular is None:
        return []
    scripts = {form.script for form in (*thing.first.forms, *best.forms[:1])}
    gained = []
    for each in sorted(thing.others, key=lambda other: other.unit.rank):
        for form, of in zip(each.forms, each.unit.fields, strict=True):
            if form.script and form.script not in scripts and scripts - {""}:
                scripts.add(form.script)
                gained.append((of, each.unit.rank))
    return gained

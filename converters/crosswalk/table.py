"""The parts a crosswalk's tables are made of: what a field of one MARC becomes in another."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import pymarc

from converters.crosswalk.fields import Field, Pairing, Record, Target

NOTHING: Final[Mapping[str, str]] = MappingProxyType({})

#: An indicator: itself (one character), or ``"1"``/``"2"`` after ``=`` for that of the source, or a
#: function of the source field.
type Indicator = str | Callable[[Field], str]


@dataclass(frozen=True, slots=True)
class Move:
    """One field becomes one field, its subfields in their order under other codes.

    ``codes`` names for each subfield the code it gets; a subfield not named is dropped, with the
    reason in ``left`` where there is one, or else ``rest``. A field none of whose subfields moves
    makes nothing.
    """

    tag: str
    codes: Mapping[str, str]
    first: Indicator = " "
    second: Indicator = " "
    left: Mapping[str, str] = NOTHING
    when: Callable[[Field], bool] | None = None
    more: tuple[tuple[str, str], ...] = ()
    rest: str = ""

    def apply(self, source: Field, target: Target) -> None:
        """Writes the field, unless the condition says no."""
        if self.when is not None and not self.when(source):
            return
        for code, reason in self.left.items():
            target.leave(source, code, reason)
        if self.rest:
            known = [*self.codes, *self.left]
            others = [code for code, _ in source.subfields if code not in known]
            target.leave(source, "".join(others), self.rest)
        moved = [
            (self.codes[code], value) for code, value in source.subfields if code in self.codes
        ]
        if moved:
            indicators = _indicator(self.first, source) + _indicator(self.second, source)
            target.add(self.tag, indicators, [*moved, *self.more])


@dataclass(frozen=True, slots=True)
class By:
    """A field that needs a function; the function's docstring says what it does, for cataloguers.

    ``left`` is as in :class:`Move`; ``reads`` are the codes of the subfields the function uses, for
    a crosswalk that accounts for the others.
    """

    function: Callable[[Field, Target], None]
    left: Mapping[str, str] = NOTHING
    reads: str = ""

    def apply(self, source: Field, target: Target) -> None:
        """Calls the function."""
        for code, reason in self.left.items():
            target.leave(source, code, reason)
        self.function(source, target)


@dataclass(frozen=True, slots=True)
class Left:
    """A field that stays in the log only, as it came, and the rule that says so."""

    reason: str

    def apply(self, source: Field, target: Target) -> None:
        """Notes the reason for every subfield."""
        target.leave(source, None, self.reason)


type Part = Move | By | Left
#: For each tag what becomes of a field: every part is applied, in order.
type Table = Mapping[str, tuple[Part, ...]]


def move(
    tag: str,
    codes: str,
    first: Indicator = " ",
    second: Indicator = " ",
    *,
    left: Mapping[str, str] = NOTHING,
    when: Callable[[Field], bool] | None = None,
    more: Iterable[tuple[str, str]] = (),
    rest: str = "",
) -> Move:
    """A :class:`Move` written short: ``move("020", "a b>q d>c z")`` keeps ``a`` and ``z``."""
    pairs = [code.partition(">") for code in codes.split()]
    return Move(tag, {a: b or a for a, _, b in pairs}, first, second, left, when, tuple(more), rest)


def _indicator(indicator: Indicator, source: Field) -> str:
    if callable(indicator):
        return indicator(source)
    if indicator == "=1":
        return source.first
    return source.second if indicator == "=2" else indicator


@dataclass(frozen=True, slots=True)
class Crossed:
    """A record in the other format.

    ``noted`` are sentences: what was repaired or supposed. ``left`` gives, for a
    subfield that was not taken over on purpose (place of its field, its own place; -1 for a control
    field), the rule that says so.
    """

    marc: pymarc.Record
    noted: tuple[str, ...]
    left: Mapping[tuple[int, int], str]


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """A whole crosswalk: what is made of the record as one, then the tables field by field.

    ``before`` and ``after`` are functions for what many fields of the source say together (leader,
    fixed fields); a rule for one field may read others through ``target.source``. ``unknown`` takes
    the fields no table names. ``pairing`` joins what was made of both scripts of a field.
    """

    table: Table
    pairing: Pairing
    unknown: Callable[[Field, Target], None]
    before: tuple[Callable[[Record, Target], None], ...] = ()
    after: tuple[Callable[[Record, Target], None], ...] = ()

    def cross(self, source: Record) -> Crossed:
        """The record in the other format. A rule that fails costs its field, and is told."""
        target = Target(source, self.pairing)
        for whole in self.before:
            whole(source, target)
        for one in source.fields:
            for half in (one, one.other):
                if half is not None:
                    target.begin(half)
                    self._apply(half, target)
            target.end()
        for whole in self.after:
            whole(source, target)
        return Crossed(target.finished(), tuple(target.noted), target.left)

    def _apply(self, one: Field, target: Target) -> None:
        parts = self.table.get(one.tag)
        if parts is None:
            self.unknown(one, target)
            return
        try:
            for part in parts:
                part.apply(one, target)
        except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
            target.note(
                f"field {one.tag} could not be carried over ({error}); please report this record"
            )

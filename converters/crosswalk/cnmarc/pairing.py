"""Pinyin beside the characters: what the record has, put in place, and the rest made by machine."""

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from converters.crosswalk.cnmarc import reasons
from converters.crosswalk.cnmarc.coded_100 import fixed
from converters.crosswalk.cnmarc.headings import initials
from converters.crosswalk.cnmarc.isbd import bare, has_han
from converters.crosswalk.cnmarc.pinyin import by_machine, from_record, tidied
from converters.crosswalk.cnmarc.practice import Practice
from converters.crosswalk.fields import Field, Made, Pairing, Record, Subfields, Target
from converters.crosswalk.scripts import is_latin

_NAMES: Final = frozenset({"600", "700", "701", "702", "720", "721", "722", "730"})
#: Of one field's romanisation no more subfields than these are tried.
_ENOUGH: Final = 20
#: Languages of the text for which characters are spelled out: Chinese, several, or none said.
_CHINESE: Final = frozenset({"chi", "zho", "   ", "|||", "und", "mul", "zxx"})


def kept(practice: Practice, main: list[Made], others: list[Made]) -> list[Made]:
    """Pinyin that came from CNMARC ($6 with its subtag) goes back behind what it spells out.

    The n-th of a code goes behind the n-th of it. Another practice takes what it writes itself,
    and in its own form.
    """
    for other in others:
        made = next(
            (each for each in main if each.tag == other.tag and not _is_spelled(each)), None
        )
        if made is None or made.data is not None:
            continue
        waiting: dict[str, deque[str]] = defaultdict(deque)
        for code, value in other.subfields:
            if is_latin(value):
                waiting[code].append(value)
        written: Subfields = []
        for code, value in made.subfields:
            written.append((code, value))
            if waiting[code] and has_han(value):
                pinyin = waiting[code].popleft()
                if practice.pinyin == "A":
                    written.append((code.upper(), pinyin))
                elif code in practice.pinyin_of.get(made.tag, ""):
                    written.append((practice.pinyin, from_record(value, pinyin) or tidied(pinyin)))
        made.subfields = written
    return main


def pairing(practice: Practice) -> Pairing:
    """The pairing for a practice; see :func:`kept`."""
    return lambda _, main, others: kept(practice, main, others)


@dataclass(slots=True)
class _Spelling:
    """What became of the pinyin of one record."""

    practice: Practice
    taken: set[tuple[int, int]] = field(default_factory=set)
    machine: set[str] = field(default_factory=set)
    unmatched: set[str] = field(default_factory=set)

    def spell(self, made: Made, half: Field | None) -> None:
        """Puts pinyin behind the subfields of a field that practice spells out."""
        codes = self.practice.pinyin_of.get(made.tag, "")
        if not codes or made.data is not None or _is_spelled(made):
            return
        written: Subfields = []
        for code, value in made.subfields:
            written.append((code, value))
            if code in codes and has_han(value) and (pinyin := self._of(value, made.tag, half)):
                own = code.upper() if self.practice.pinyin == "A" else self.practice.pinyin
                written.append((own, pinyin))
        made.subfields = written
        if half is not None and made.tag in _NAMES:
            self._add_original(made, half)

    def _add_original(self, made: Made, half: Field) -> None:
        """A foreign name put into Chinese (加西亚·马尔克斯): the name in its own letters is $g."""
        name, original = made.subfields[0][1], bare(half.get("a"))
        entry, comma, rest = original.partition(", ")
        if not comma or "·" not in name or any(code in "bg" for code, _ in made.subfields):
            return
        place = 2 if len(made.subfields) > 1 and not made.subfields[1][0].islower() else 1
        more: Subfields = [("b", initials(rest))] if self.practice.initials else []
        made.subfields[place:place] = [*more, ("g", f"({entry}, {rest})")]
        made.indicators = f"{made.indicators[0]}1"
        self.taken.update((half.place, n) for (c, _), n in _placed(half) if c == "a")
        self.unmatched.discard(made.tag)

    def _of(self, value: str, tag: str, half: Field | None) -> str:
        if half is not None and (found := _best(value, half, self.taken)):
            return found
        pinyin = by_machine(value, name=tag in _NAMES)
        if pinyin:
            self.machine.add(tag)
            if half is not None:
                self.unmatched.add(tag)
        return pinyin


def pinyin(
    practice: Practice, romanised: Mapping[int, Field], source: Record, target: Target
) -> None:
    """Spells out what practice wants spelled out and no field does yet.

    The romanisation in the record is taken where it matches the characters one by one: it knows
    which reading is meant. Else a machine reads, and that is told.
    """
    spelling = _Spelling(practice)
    if fixed(source)[35:38] in _CHINESE:
        for made in target.fields:
            spelling.spell(made, romanised.get(made.place))
    _leave(romanised.values(), spelling.taken, target)
    if spelling.machine:
        tags = ", ".join(sorted(spelling.machine))
        target.note(f"pinyin in {tags} was made by machine: check characters read in several ways")
    if spelling.unmatched:
        tags = ", ".join(sorted(spelling.unmatched))
        target.note(
            f"the romanisation the record has for {tags} does not spell out its characters in "
            "pinyin (another system, or a slip), so it was not used"
        )


def _is_spelled(made: Made) -> bool:
    return any(code.isupper() or code == "9" for code, _ in made.subfields)


def _placed(half: Field) -> Iterable[tuple[tuple[str, str], int]]:
    return zip(half.subfields, half.places, strict=True)


def _best(value: str, half: Field | None, taken: set[tuple[int, int]]) -> str:
    """The romanisation among the subfields of the other half that spells a text out."""
    if half is None:
        return ""
    for (code, text), place in islice(_placed(half), _ENOUGH):
        if code in "abpt" and (found := from_record(value, text)):
            taken.add((half.place, place))
            return found
    return ""


def _leave(halves: Iterable[Field], taken: set[tuple[int, int]], target: Target) -> None:
    """Tells that a romanisation stays in the log, but for what became pinyin."""
    for half in halves:
        for place in half.places:
            if (half.place, place) not in taken:
                target.left.setdefault((half.place, place), reasons.ROMANISED)

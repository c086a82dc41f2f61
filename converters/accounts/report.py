"""The accounts of a corpus added up: per field and subfield, how many went which way, and why."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from converters.accounts.fates import WAYS, Account, Way
from converters.accounts.parts import WHOLE, Origin
from converters.accounts.said import placeless
from converters.record import Dialect, Kind, MarcRecord

type Group = tuple[Dialect, Kind]
#: Fields and subfields that are told apart; hostile records may have any tags.
MOST_PARTS: Final = 20_000
#: Reasons of a subfield that are told apart; some quote a value.
MOST_REASONS: Final = 40
OTHERS: Final = "…"
#: As much of a value as is shown as an example.
SHOWN: Final = 60


@dataclass(frozen=True, slots=True, order=True)
class Part:
    """A subfield of a field, in records of one dialect and kind; ``code`` is "" where none is."""

    dialect: Dialect
    kind: Kind
    tag: str
    code: str


@dataclass(slots=True)
class Report:
    """Add accounts one by one; read :meth:`rows` and :meth:`totals` at the end."""

    records: int = 0
    counts: defaultdict[Part, Counter[Way]] = field(default_factory=lambda: defaultdict(Counter))
    reasons: defaultdict[Part, Counter[tuple[Way, str]]] = field(
        default_factory=lambda: defaultdict(Counter)
    )
    #: How many records there are of each dialect and kind.
    by_group: Counter[Group] = field(default_factory=Counter)
    #: How many of them no statement was made of at all, because there are no rules for them.
    refused: Counter[Group] = field(default_factory=Counter)
    #: A value of each part that is lost, for people to look at.
    examples: dict[Part, str] = field(default_factory=dict)

    def add(self, account: Account) -> None:
        """One record's account."""
        record = account.record
        self.records += 1
        self.by_group[record.dialect, record.kind] += 1
        for origin, fate in account.fates.items():
            marc_field = record.marc.fields[origin.place]
            code, value = (
                marc_field.subfields[origin.subfield]
                if origin.subfield >= 0
                else ("", marc_field.data or "")
            )
            part = self._known(Part(record.dialect, record.kind, marc_field.tag, code))
            self.counts[part][fate.way] += 1
            if fate.reason:
                self._because(part, fate.way, placeless(fate.reason), 1)
            if fate.way == "lost":
                self.examples.setdefault(part, (value or "")[:SHOWN])

    def refuse(self, record: MarcRecord) -> None:
        """A record that is not converted at all."""
        self.refused[record.dialect, record.kind] += 1

    def merge(self, other: "Report") -> None:
        """Adds what another report counted."""
        self.records += other.records
        self.by_group.update(other.by_group)
        self.refused.update(other.refused)
        for part, counts in other.counts.items():
            self.counts[self._known(part)].update(counts)
        for part, reasons in other.reasons.items():
            for (way, reason), count in reasons.items():
                self._because(self._known(part), way, reason, count)
        for part, example in other.examples.items():
            self.examples.setdefault(self._known(part), example)

    def _known(self, part: Part) -> Part:
        """The part, or the one for all others where there are very many."""
        if part in self.counts or len(self.counts) < MOST_PARTS:
            return part
        return Part(part.dialect, part.kind, OTHERS, "")

    def _because(self, part: Part, way: Way, reason: str, count: int) -> None:
        known = self.reasons[part]
        if (way, reason) not in known and len(known) >= MOST_REASONS:
            reason = OTHERS
        known[way, reason] += count

    def totals(self) -> Counter[Way]:
        """All subfields by the way they went."""
        return sum(self.counts.values(), Counter())

    def groups(self) -> Iterator[tuple[Group, Counter[Way]]]:
        """Per dialect and kind, in order."""
        together: defaultdict[Group, Counter[Way]] = defaultdict(Counter)
        for part, counts in self.counts.items():
            together[part.dialect, part.kind].update(counts)
        yield from sorted(together.items())

    def why(self, way: Way) -> list[tuple[str, int]]:
        """The reasons subfields went a way, the most frequent first."""
        found: Counter[str] = Counter()
        for reasons in self.reasons.values():
            for (each, reason), count in reasons.items():
                if each == way:
                    found[reason] += count
        return found.most_common()

    def fields(self) -> Iterator[tuple[Dialect, Kind, str, Counter[Way]]]:
        """Per field, in order."""
        together: defaultdict[tuple[Dialect, Kind, str], Counter[Way]] = defaultdict(Counter)
        for part, counts in self.counts.items():
            together[part.dialect, part.kind, part.tag].update(counts)
        for (dialect, kind, tag), counts in sorted(together.items()):
            yield dialect, kind, tag, counts

    def lost(self) -> list[tuple[Part, int, str]]:
        """The parts that are lost, the most frequent first, each with an example."""
        found = [
            (part, counts["lost"], self.examples[part])
            for part, counts in self.counts.items()
            if counts["lost"]
        ]
        return sorted(found, key=lambda each: (-each[1], each[0]))

    def __str__(self) -> str:
        lines = [f"{'':20}{'subfields':>12}" + "".join(f"{way:>12}" for way in WAYS)]
        for dialect, kind, tag, counts in self.fields():
            numbers = "".join(f"{counts[way]:>12,}" for way in WAYS)
            lines.append(f"{f'{dialect} {kind} {tag}':20}{counts.total():>12,}{numbers}")
        totals = self.totals()
        every = totals.total() or 1
        lines.append(
            f"{'together':20}{totals.total():>12,}" + "".join(f"{totals[way]:>12,}" for way in WAYS)
        )
        lines.append(
            f"{'':20}{'':>12}" + "".join(f"{100 * totals[way] / every:>11.2f}%" for way in WAYS)
        )
        return "\n".join(lines)


def as_json(account: Account) -> dict[str, Any]:
    """One record's account, as it is written to a file.

    ``statements`` are those of the record; ``says`` are the numbers, from 0, of those that come
    from a field as a whole, or from a subfield (a control field has one, without a code).
    """
    record = account.record
    numbers: defaultdict[Origin, list[int]] = defaultdict(list)
    for number, origins in enumerate(account.traced.lines.values()):
        for origin in origins:
            numbers[origin].append(number)
    fields: list[dict[str, Any]] = []
    for place, marc_field in enumerate(record.marc.fields):
        told: dict[str, Any] = {"tag": marc_field.tag, "subfields": []}
        if marc_field.subfields and Origin(place, WHOLE) in numbers:
            told["says"] = numbers[Origin(place, WHOLE)]
        fields.append(told)
    for origin, fate in account.fates.items():
        one: dict[str, Any] = {"way": fate.way}
        if origin.subfield != WHOLE:
            code = record.marc.fields[origin.place].subfields[origin.subfield].code
            one = {"code": code} | one
        if fate.reason:
            one["reason"] = fate.reason
        if origin in numbers:
            one["says"] = numbers[origin]
        fields[origin.place]["subfields"].append(one)
    return {
        "control": record.control_number,
        "position": record.position,
        "dialect": record.dialect,
        "kind": record.kind,
        "fields": fields,
        "statements": [line.decode() for line in account.traced.lines],
    }

"""The four ways a subfield can go, found out for every subfield of a record."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal

import pymarc

from converters.accounts.ablation import trace
from converters.accounts.holding import speaks_for_holding
from converters.accounts.kept import reason
from converters.accounts.parts import Origin, every
from converters.accounts.reading import bones, context, read_with
from converters.accounts.taking import NOTHING_SAID, Traced
from converters.bibframe.engine import RULE_FAILS
from converters.conversion import Conversion, NoRules, crossed
from converters.engine import Failed, Job
from converters.holdings.fields import by_spot, read_copies
from converters.holdings.profile import Profile
from converters.record import Dialect, MarcRecord

#: graph: some statement or item would not be the same without it. log: kept as it came, by a rule.
#: repaired: in the graph, not as it was written. lost: nothing says why it is not there.
type Way = Literal["graph", "log", "repaired", "lost"]
WAYS: Final[tuple[Way, ...]] = ("graph", "log", "repaired", "lost")
#: What a subfield is part of that makes no statement but an item of the union's.
ITEM: Final = "item"
#: Of a field that holds copies: what the library's profile passes over.
UNREAD: Final = "the library's profile for holdings has no rule for it"
GENERATED: Final = "2026-01-01T00:00:00Z"


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of one subfield: ``reason`` is the rule, the repair, or what it is part of."""

    way: Way
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """One record's account: every subfield has a fate; ``traced`` leads on to the statements."""

    record: MarcRecord
    fates: Mapping[Origin, Fate]
    traced: Traced


class Accountant:
    """Gives account of records, converted as a :class:`Conversion` would.

    ``profile`` gives the profile a record's holdings are read with.
    """

    def __init__(self, conversion: Conversion, profile: Callable[[Dialect], Profile]) -> None:
        self._conversion = conversion
        self._profile = profile

    def account(self, record: MarcRecord, document: str) -> Account:
        """The account of one record. Raises :class:`NoRules` for one that is not converted."""
        over = crossed(record)
        profile = self._profile(record.dialect)
        reading = read_copies(record.marc, profile, record.kind)
        items = set(by_spot(reading))
        if record.kind == "holding":
            traced = NOTHING_SAID
            items |= speaks_for_holding(record.marc, profile)
        else:
            traced = self._traced(record, document)
        left = {**reading.left, **(over.left if over else {})}
        left |= {spot: left.get(spot, "") for spot in reading.unread}
        repaired = {origin: told for told, origins in traced.mended.items() for origin in origins}
        by_reader = _told_by_reader(record)
        fates: dict[Origin, Fate] = {}
        for place, field in enumerate(record.marc.fields):
            for origin in every(record.marc, place):
                spot = (place, origin.subfield)
                told = repaired.get(origin) or by_reader.get(field.tag, "")
                if origin in traced.heard or spot in items:
                    part_of = ITEM if spot in items else ""
                    fates[origin] = Fate("repaired", told) if told else Fate("graph", part_of)
                elif RULE_FAILS in told:
                    fates[origin] = Fate("lost", told)
                else:
                    why = left.get(spot) or reason(record, origin)
                    why = why or (UNREAD if spot in left else told)
                    fates[origin] = Fate("log", why) if why else Fate("lost")
        return Account(record, fates, traced)

    def _traced(self, record: MarcRecord, document: str) -> Traced:
        whole = self._conversion.convert([Job(record, document)], GENERATED)[0]
        if isinstance(whole, Failed):
            raise NoRules(whole.reason)

        def convert(marc: pymarc.Record) -> tuple[bytes, tuple[str, ...]]:
            job = Job(replace(record, marc=marc), document)
            outcome = self._conversion.convert([job], GENERATED)[0]
            return (b"", ()) if isinstance(outcome, Failed) else (outcome.triples, outcome.mended)

        return trace(record.marc, convert, context(record), read_with(record), bones(record))


def _told_by_reader(record: MarcRecord) -> dict[str, str]:
    """The reader's sentences that begin with ``field 245``, by the tag."""
    return {
        words[1].rstrip(":"): sentence
        for sentence in record.mended
        if (words := sentence.split(" ", 2))[0] == "field" and len(words) > 1
    }

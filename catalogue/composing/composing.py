"""The shared record out of its sources: a frame from the best, and what the others can add."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pymarc

from catalogue.composing.gathering import gather
from catalogue.composing.layout import lay
from catalogue.composing.policy import POLICY, Policy
from catalogue.composing.units import shared, units
from catalogue.composing.values import Composed, Contributed
from converters.conversion import NoRules, pivoted
from converters.record import MarcRecord


@dataclass(frozen=True, slots=True)
class _Source:
    """A source whose record is MARC 21, with the fields that are not one library's own."""

    contributed: Contributed
    record: MarcRecord
    fields: list[pymarc.Field]

    @property
    def name(self) -> tuple[str, str]:
        return self.contributed.member, self.contributed.control


def compose(sources: Sequence[Contributed], policy: Policy = POLICY) -> Composed:
    """The shared record of these sources (at least one), whatever their order.

    One source alone gives its own record. Several are MARC 21, or become it; those nothing can be
    made of take no part, unless there are no others: then the best of them stands for all.
    """
    if len(sources) == 1:
        return _alone(sources[0])
    taking = [source for each in sources if (source := _source(each, policy))]
    if len(taking) < 2:
        ranked = _ranked(taking or [_Source(each, each.record, []) for each in sources], policy)
        return _alone(ranked[0].contributed)
    ranked = _ranked(taking, policy)
    frame = ranked[0].record
    said = [units(source.fields, frame.kind, policy, rank) for rank, source in enumerate(ranked)]
    changed, added = gather(said, frame.kind)
    laid = lay(ranked[0].fields, changed, added)
    marc = pymarc.Record(force_utf8=True)
    marc.leader = pymarc.Leader(_leader(str(frame.marc.leader)))
    marc.fields = [field for field, _ in laid]
    given = tuple(ranked[rank].name for _, rank in laid)
    givers = {rank for _, rank in laid}
    record = replace(
        frame,
        position=1,
        raw=_json(marc),
        format="json",
        marc=marc,
        charset="utf-8",
        score=min(ranked[rank].record.score for rank in givers),
    )
    date = max(ranked[rank].contributed.received for rank in givers)
    return Composed(record, given, ranked[0].name, date)


def _alone(one: Contributed) -> Composed:
    base = (one.member, one.control)
    return Composed(one.record, (base,) * len(one.record.marc.fields), base, one.received)


def _source(each: Contributed, policy: Policy) -> _Source | None:
    if each.record.kind == "holding":
        return None
    try:
        record = pivoted(each.record)
    except NoRules:
        return None
    return _Source(each, record, shared(record.marc.fields, record.kind, policy))


def _ranked(sources: Sequence[_Source], policy: Policy) -> list[_Source]:
    """Best first: by points, by subfields, and where these are equal by content, then by name."""
    merits = []
    for source in sources:
        leader, kind = str(source.record.marc.leader), source.record.kind
        points = policy.ranking.points(kind, source.contributed.member, leader, source.fields)
        size = sum(len(field.subfields) for field in source.fields)
        merits.append((-points, -size))
    common = Counter(merits)
    keyed = [
        (merit, _content(source) if common[merit] > 1 else "", source.name, source)
        for merit, source in zip(merits, sources, strict=True)
    ]
    return [source for *_, source in sorted(keyed, key=lambda each: each[:3])]


def _content(source: _Source) -> str:
    """All that a record says, to tell records from each other; its lengths do not count."""
    leader = _leader(str(source.record.marc.leader))
    fields = source.fields or source.record.marc.fields
    said = [(each.tag, each.data, each.indicators, each.subfields) for each in fields]
    return leader + repr(said)


def _leader(text: str) -> str:
    """The leader of a record in Unicode of no known length."""
    leader = text.ljust(24)[:24]
    return f"00000{leader[5:9]}a2200000{leader[17:20]}4500"


def _json(marc: pymarc.Record) -> bytes:
    """The record as MARC-in-JSON, without a blank too many."""
    fields: list[dict[str, object]] = []
    for each in marc.fields:
        if each.control_field:
            fields.append({each.tag: each.data})
        else:
            first, second = each.indicators or (" ", " ")
            subfields = [{code: value} for code, value in each.subfields]
            fields.append({each.tag: {"ind1": first, "ind2": second, "subfields": subfields}})
    whole = {"leader": str(marc.leader), "fields": fields}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")

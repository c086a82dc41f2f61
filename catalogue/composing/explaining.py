"""Who gave what to a shared record, and who else says the same: rows for a page, as values."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import pymarc

from catalogue.composing.named import read
from catalogue.composing.policy import POLICY, Policy
from catalogue.composing.saying import Details, agree
from catalogue.composing.units import Unit, link_of
from catalogue.composing.values import Composed, Contributed
from converters.conversion import NoRules, pivoted

#: Fields of one source with equal words that are looked at for the same details.
_LOOKED_AT: Final = 16

type _Said = dict[tuple[str, ...], list[Details]]


@dataclass(frozen=True, slots=True)
class Explained:
    """One field of a shared record: its text, its giver, and the other members who say the same.

    ``tag`` is that of the field; ``stands_for`` that of the field an 880 repeats, else the same.
    """

    tag: str
    stands_for: str
    text: str
    member: str
    control: str
    also: tuple[str, ...]


def explained(
    composed: Composed, sources: Sequence[Contributed], policy: Policy = POLICY
) -> list[Explained]:
    """A row for each field of ``composed``, in order; ``sources`` are what it is composed of."""
    kind = composed.record.kind
    several = [(each.member, _all(each, composed, policy)) for each in sources]
    rows = []
    for field, (member, control) in zip(composed.record.marc.fields, composed.given, strict=True):
        key, details = _said(field, kind, policy)
        also = {
            other
            for other, said in several
            if other != member and any(agree(details, each) for each in said.get(key, ()))
        }
        rows.append(
            Explained(field.tag, _tag(field), _text(field), member, control, tuple(sorted(also)))
        )
    return rows


def _all(source: Contributed, composed: Composed, policy: Policy) -> _Said:
    """All a source says, in the dialect of the shared record."""
    record = source.record
    if record.dialect != composed.record.dialect:
        try:
            record = pivoted(record)
        except NoRules:
            return {}
    found: _Said = {}
    for field in record.marc.fields:
        key, details = _said(field, record.kind, policy)
        known = found.setdefault(key, [])
        if len(known) < _LOOKED_AT:
            known.append(details)
    return found


def _said(field: pymarc.Field, kind: str, policy: Policy) -> tuple[tuple[str, ...], Details]:
    """What a field says: by what it is found, and what may be fewer."""
    tag = _tag(field)
    if field.data is not None:
        return (tag, field.data), {}
    one = Unit(0, 0, tag, policy.rule(kind, tag), field)
    named = read(one, kind)
    block = one.rule.block + (tag[1:] if one.rule.same == "heading" else "")
    saying = named.forms[0].saying
    return (block, named.vocabulary, saying.words), saying.details


def _tag(field: pymarc.Field) -> str:
    link = link_of(field) if field.tag == "880" else None
    return link[1] if link else field.tag


def _text(field: pymarc.Field) -> str:
    if field.data is not None:
        return field.data
    return " ".join(value for code, value in field.subfields if code not in "01256789")

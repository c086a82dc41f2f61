"""The copies a record tells of in its fields, read with a profile."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

import pymarc

from converters.holdings.account import Account
from converters.holdings.captions import Captions
from converters.holdings.copy import Copy, Reading
from converters.holdings.draft import Draft, drafted
from converters.holdings.groups import Placed, groups
from converters.holdings.joining import Parents
from converters.holdings.once import once
from converters.holdings.profile import Profile
from converters.holdings.rules import FieldRule
from converters.record import Kind

_OF_NOTHING: Final = "it is told of a copy of which nothing else is told, not even where it is"


def read_copies(marc: pymarc.Record, profile: Profile, kind: Kind = "bib") -> Reading:
    """Every copy of one record, of any dialect and kind, in the order of its fields.

    A copy told twice is one copy; so are two that differ in nothing and have no barcode, which is
    told.
    """
    account = Account()
    claimed = _claimed(marc, profile.fields, kind)
    if not any(claimed):
        return Reading()
    captions = Captions(marc, {rule.captions for rule in profile.fields if rule.captions}, account)
    drafts: list[Draft] = []
    for rule, fields in zip(profile.fields, claimed, strict=True):
        if rule.joins is None:
            drafts += _drafts(rule, fields, captions, account)
    drafts.sort(key=lambda draft: draft.place)
    for rule, fields in zip(profile.fields, claimed, strict=True):
        if rule.joins is not None:
            parents = Parents(rule.joins, drafts)
            joining = _drafts(rule, fields, captions, account)
            drafts += [draft for draft in joining if not parents.take(draft)]
    copies = once(_copies(drafts, profile, account), account)
    return Reading(
        tuple(copies),
        tuple(account.told),
        MappingProxyType(account.left),
        tuple(sorted(set(account.unread))),
    )


def _claimed(marc: pymarc.Record, rules: Sequence[FieldRule], kind: Kind) -> list[list[Placed]]:
    """The fields of each rule; a field belongs to the first rule that is for it."""
    by_tag: dict[str, list[int]] = {}
    for number, rule in enumerate(rules):
        if kind in rule.kinds:
            by_tag.setdefault(rule.tag, []).append(number)
    claimed: list[list[Placed]] = [[] for _ in rules]
    for place, field in enumerate(marc.fields):
        if field.tag in by_tag and not field.control_field:
            for number in by_tag[field.tag]:
                if rules[number].only.holds(field):
                    claimed[number].append(Placed(place, field))
                    break
    return claimed


def _drafts(
    rule: FieldRule, fields: Sequence[Placed], captions: Captions, account: Account
) -> list[Draft]:
    drafts = []
    for group in groups(rule, fields):
        draft = drafted(rule, group, account)
        if rule.captions:
            captions.read(rule.captions, group.placed, draft)
        drafts.append(draft)
    return drafts


def _copies(drafts: Iterable[Draft], profile: Profile, account: Account) -> Iterator[Copy]:
    for draft in drafts:
        told = {barcode for item in draft.items for barcode in item.said.get("barcode", ())}
        own = set(draft.said.get("barcode", ()))
        if not draft.items or draft.held or own - told:
            for copy in draft.copies(profile.libraries):
                if copy.is_a_thing:
                    yield copy
                else:
                    account.left.update(dict.fromkeys(copy.origin, _OF_NOTHING))
        for item in draft.things():
            yield from item.copies(profile.libraries)


def by_spot(reading: Reading) -> Mapping[tuple[int, int], list[int]]:
    """The copies (by their place in ``reading.copies``) each subfield speaks of."""
    found: dict[tuple[int, int], list[int]] = {}
    for number, copy in enumerate(reading.copies):
        for spot in copy.origin:
            found.setdefault(spot, []).append(number)
    return MappingProxyType(found)

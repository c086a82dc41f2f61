"""One copy in the making: what a group of subfields says, by the rule of its field."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from converters.holdings.account import Account
from converters.holdings.copy import Copy, Held, Spot
from converters.holdings.groups import Grouped, Said
from converters.holdings.rules import NUMBERED, FieldRule, Part, Words

_NO_NUMBER: Final = 1
#: Digits of a number of copies; more are a barcode in the wrong place.
_DIGITS: Final = 4
#: Notes, addresses and places of a whole that are told of each of its things too.
_HANDED_DOWN: Final = 50


@dataclass
class Draft:
    """What is said of one copy, before it is joined with what other fields say of it."""

    tag: str
    place: int
    said: dict[Part, list[str]] = field(default_factory=dict)
    spots: list[Spot] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)
    #: The values other fields may refer to it by, by the code of the subfield.
    keys: dict[str, list[str]] = field(default_factory=dict)
    each: bool = False
    #: Where each barcode stands, of a field in which every barcode is a copy.
    barcode_at: dict[str, Spot] = field(default_factory=dict)
    items: list["Draft"] = field(default_factory=list)

    def add(self, part: Part, value: str) -> None:
        self.said.setdefault(part, []).append(value)

    def take(self, other: "Draft") -> None:
        """Adds what another field says of the same copy."""
        for part, values in other.said.items():
            self.said.setdefault(part, []).extend(values)
        self.held += other.held
        self.spots += other.spots

    def things(self) -> Iterator["Draft"]:
        """Its items, each with what is said of the whole where it says nothing itself."""
        said = self._handed_down()
        for number, item in enumerate(self.items):
            spots = self.spots if number == 0 else self.spots[:_HANDED_DOWN]
            yield replace(item, said={**said, **item.said}, spots=[*spots, *item.spots])

    def _handed_down(self) -> Mapping[Part, list[str]]:
        """What holds for each of its items, joined once and not for each of thousands."""
        said: dict[Part, list[str]] = {}
        for part, values in self.said.items():
            if part in ("note", "url"):
                said[part] = values[:_HANDED_DOWN]
            elif part not in ("barcode", "count"):
                said[part] = [self._joined(part)]
        return said

    def copies(self, libraries: Words) -> Iterator[Copy]:
        """The copy; where every barcode is one, as many as there are barcodes."""
        barcodes = tuple(dict.fromkeys(self.said.get("barcode", ())))
        library = self._joined("library")
        count = self._joined("count")
        copy = Copy(
            library=library,
            member=libraries.get(library, ""),
            sublocation=self._joined("sublocation"),
            shelfmark=self._joined("shelfmark"),
            scheme=self._joined("scheme") if self.said.get("shelfmark") else "",
            barcodes=barcodes,
            enumeration=self._joined("enumeration"),
            chronology=self._joined("chronology"),
            held=tuple(dict.fromkeys(self.held)),
            number=self._joined("number"),
            count=number_of(count),
            availability=self._joined("availability"),
            policy=self._joined("policy"),
            notes=tuple(dict.fromkeys(self.said.get("note", ()))),
            price=self._joined("price"),
            urls=tuple(dict.fromkeys(self.said.get("url", ()))),
            origin=tuple(self.spots),
        )
        if not self.each or len(barcodes) < 2:
            yield copy
            return
        own = set(self.barcode_at.values())
        shared = tuple(spot for spot in self.spots if spot not in own)
        for number, barcode in enumerate(barcodes):
            # What holds for all of them is told of the first in full: there may be thousands.
            origin = shared if number == 0 else shared[:_HANDED_DOWN]
            if barcode in self.barcode_at:
                origin = (*origin, self.barcode_at[barcode])
            yield replace(copy, barcodes=(barcode,), count=_NO_NUMBER, origin=origin)

    def _joined(self, part: Part) -> str:
        return " ".join(dict.fromkeys(self.said.get(part, ())))


def number_of(text: str) -> int:
    """How many copies a text says there are: 1 where it says nothing that can be meant."""
    if text.isascii() and text.isdigit() and len(text) <= _DIGITS:
        return max(int(text), _NO_NUMBER)
    return _NO_NUMBER


def drafted(rule: FieldRule, group: Grouped, account: Account) -> Draft:
    """What one group says by the rule of its field."""
    draft = Draft(rule.tag, group.placed.place, each=rule.each)
    for_call_number: dict[str, list[Said]] = {}
    in_patterns = {code for pattern in rule.call_numbers for code in pattern.codes}
    links = rule.joins.by if rule.joins else ()
    for each in group.said:
        says = rule.reads.get(each.code)
        if each.value:
            draft.keys.setdefault(each.code, []).append(each.value)
        if not each.value:
            account.left[each.spot] = "it is empty"
        elif says:
            words = says.words(each.value)
            if words:
                where = f"{rule.tag} ${each.code}"
                say(draft, says.part, words, account.opening(rule.ranges, where), each.spot)
                draft.spots.append(each.spot)
            else:
                account.left[each.spot] = "its code means that there is nothing to say"
        elif each.code in in_patterns:
            for_call_number.setdefault(each.code, []).append(each)
        elif each.code in rule.log:
            account.left[each.spot] = rule.log[each.code]
        elif each.code in links:
            account.left[each.spot] = "it links the field to another one of the record"
        elif not (rule.captions and each.code in NUMBERED):
            account.unread.append(each.spot)
    _call_number(draft, rule, for_call_number, account)
    _scheme(draft, rule, group)
    return draft


def say(
    draft: Draft, part: Part, words: str, opened: Callable[[str], list[str]], spot: Spot
) -> None:
    """Adds what a subfield or a cell at a spot says; ``opened`` gives the barcodes in a text."""
    if part == "barcode":
        for barcode in opened(words):
            draft.add("barcode", barcode)
            draft.barcode_at.setdefault(barcode, spot)
    elif part == "held":
        draft.held.append(Held(words))
    elif part == "supplements":
        draft.held.append(Held(words, "supplements"))
    elif part == "indexes":
        draft.held.append(Held(words, "indexes"))
    else:
        draft.add(part, words)


def _call_number(
    draft: Draft, rule: FieldRule, said: Mapping[str, list[Said]], account: Account
) -> None:
    """The first pattern that gives something; what the others have is said again in it."""
    values = {code: " ".join(each.value for each in group) for code, group in said.items()}
    used: tuple[str, ...] = ()
    for pattern in rule.call_numbers:
        text = pattern.filled(values)
        if text:
            draft.add("shelfmark", text)
            used = pattern.codes
            break
    for code, group in said.items():
        for each in group:
            if code in used:
                draft.spots.append(each.spot)
            else:
                account.left[each.spot] = f"the call number is taken from ${' $'.join(used)}"


def _scheme(draft: Draft, rule: FieldRule, group: Grouped) -> None:
    """The classification of the call number: told in a subfield, by indicator, or always one."""
    if draft.said.get("scheme") or not draft.said.get("shelfmark"):
        return
    scheme = rule.schemes.get(group.placed.first, "") or rule.scheme
    if scheme:
        draft.add("scheme", scheme)

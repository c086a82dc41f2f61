"""What of a record comes back unchanged when it has been to another format and returned."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import pymarc

#: 100 $a of UNIMARC is many facts in one subfield: its parts count one by one. 26–33, the character
#: sets, are of the file and not of the record.
_PARTS_OF_100: Final = (
    *((0, 8), (8, 9), (9, 13), (13, 17), (17, 20), (20, 21), (21, 22), (22, 25), (25, 26)),
    (34, 36),
)
#: The leader without lengths and what every record has.
_PARTS_OF_LEADER: Final = ((5, 6), (6, 7), (7, 8), (8, 9), (17, 18), (18, 19))

type Fact = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Share:
    """How many subfields there were, and how many of them came back with tag, code and text."""

    unchanged: int
    total: int

    @property
    def percent(self) -> float:
        """0 to 100; 100 where there was nothing."""
        return 100 * self.unchanged / self.total if self.total else 100.0


def returned(before: pymarc.Record, after: pymarc.Record) -> Mapping[str, Share]:
    """For each block (``"0"`` to ``"8"``, and ``"leader"``) what came back unchanged.

    A subfield is unchanged when a field of the same tag has one of the same code and text, blanks
    at the ends aside. Local fields (9XX, 09X, letters) are no part of it.
    """
    first, second = Counter(_facts(before)), Counter(_facts(after))
    totals: Counter[str] = Counter()
    unchanged: Counter[str] = Counter()
    for fact, count in first.items():
        block = _block(fact[0])
        totals[block] += count
        unchanged[block] += min(count, second[fact])
    return {block: Share(unchanged[block], totals[block]) for block in sorted(totals)}


def differences(before: pymarc.Record, after: pymarc.Record) -> tuple[list[Fact], list[Fact]]:
    """The subfields that did not come back, and those that were not there before."""
    first, second = Counter(_facts(before)), Counter(_facts(after))
    return sorted((first - second).elements()), sorted((second - first).elements())


def _block(tag: str) -> str:
    return tag if tag == "leader" else tag[0]


def _is_local(tag: str) -> bool:
    """9XX and letters; 09X in both families, but for the numbers of Chinese standards."""
    known = tag in {"091", "092", "094", "099"}
    return not tag.isdecimal() or tag[0] == "9" or (tag.startswith("09") and not known)


def _facts(record: pymarc.Record) -> Iterator[Fact]:
    leader = str(record.leader).ljust(24)
    for begin, end in _PARTS_OF_LEADER:
        yield "leader", f"{begin:02d}", leader[begin:end]
    # In the coded fields of UNIMARC, # is a way to print a blank.
    coded = any(field.tag == "200" for field in record.fields)
    for field in record.fields:
        if _is_local(field.tag):
            continue
        if not field.subfields:
            yield field.tag, "", (field.data or "").strip()
        for code, value in field.subfields:
            text = value or ""
            if coded and field.tag[0] == "1":
                text = text.replace("#", " ")
            if (
                field.tag == "100"
                and code == "a"
                and len(text.rstrip()) > 22
                and text[8:9].isalpha()
            ):
                for begin, end in _PARTS_OF_100:
                    yield "100", f"a/{begin:02d}", text[begin:end].strip()
            elif text.strip():
                yield field.tag, code, text.strip()

"""Authority records, in both families, of the headings that the union's books use most."""

from collections.abc import Iterator
from typing import Final

from samples.synthetic.chinese import Chinese
from samples.synthetic.drawing import Headings
from samples.synthetic.iso2709 import Field, written
from samples.synthetic.western_headings import WesternHeadings

#: Of a hundred authority records so many are of people, bodies and topics. Assumed.
SHARES: Final = {"person": 70, "body": 12, "topic": 18}
_WESTERN: Final = {"person": "100", "body": "110", "topic": "150"}
_CNMARC: Final = {"person": "200", "body": "210", "topic": "250"}
_ENTERED: Final = "20240101"


def shared_out(wanted: int, pools: dict[str, Headings]) -> Iterator[tuple[str, int]]:
    """Kind and number of the headings that get a record: of each kind those that come oftenest.

    Fewer than wanted where the books have fewer headings of a kind.
    """
    given = 0
    for kind, share in SHARES.items():
        last = kind == next(reversed(SHARES))
        many = min(wanted - given if last else wanted * share // 100, pools[kind].size)
        given += many
        for number in range(many):
            yield kind, number


def western(headings: WesternHeadings, kind: str, number: int, control: str, by: str) -> bytes:
    """One MARC 21 authority record."""
    tag = _WESTERN[kind]
    marks, parts = headings(kind, number)
    body = "".join(f"\x1f{code}{text}" for code, text in parts)
    fields: list[Field] = [
        ("001", control),
        ("003", by),
        ("005", f"{_ENTERED}120000.0"),
        ("008", f"{_ENTERED[2:]}n| azannaabn          |a aaa     c"),
        ("040", f"  \x1fa{by}\x1fbeng\x1fc{by}"),
    ]
    if kind == "topic":
        fields.append((tag, f"  {body}"))
    else:
        fields.append((tag, f"{marks}{body}"))
        fields.append(("400" if kind == "person" else "410", f"{marks}\x1fa{_other(parts[0][1])}"))
        fields.append(("670", "  \x1faThe first book of it:\x1fbt.p."))
    return written("     nz  a2200000n  4500", fields)


def chinese(words: Chinese, kind: str, number: int, control: str, by: str) -> bytes:
    """One authority record of the CNMARC family."""
    tag = _CNMARC[kind]
    said, pinyin = words.heading(kind, number)
    marks = {"person": " 0", "body": "02", "topic": "  "}[kind]
    born = words.born(number) if kind == "person" else ""
    dates = f"\x1ff{born}" if born else ""
    fields: list[Field] = [
        ("001", control),
        ("005", f"{_ENTERED}120000.0"),
        ("100", f"  \x1fa{_ENTERED}achiy50      ea"),
        ("101", "  \x1fachi"),
        ("102", "  \x1faCN"),
        ("106", "  \x1fa0"),
    ]
    if kind == "person":
        fields.append(("120", "  \x1faba"))
    fields += [
        ("152", "  \x1faBDM"),
        (tag, f"{marks}\x1fa{said}\x1fA{pinyin}{dates}"),
        ("801", f" 0\x1faCN\x1fb{by}\x1fc{_ENTERED}"),
    ]
    return written("     nx  a2200000   45  ", fields)


def _other(name: str) -> str:
    """Another form of a name: initials for forenames; of a body its words turned about."""
    surname, comma, fore = name.partition(", ")
    if comma:
        return f"{surname}, {' '.join(f'{one[0]}.' for one in fore.split())}"
    first, _, rest = name.partition(" ")
    return f"{rest}, {first}"

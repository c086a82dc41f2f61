"""The leader of CNMARC (UNIMARC Manual, Record label; positions 5–8 and 17–18)."""

from collections.abc import Mapping
from typing import Final

from converters.crosswalk.fields import Record, Target

#: 05: what MARC 21 has beyond the five values of CNMARC.
_STATUS: Final[Mapping[str, str]] = {"a": "c", "c": "c", "d": "d", "n": "n", "p": "p"}
#: 06: type of record. Mixed material and kits are multimedia.
_TYPE: Final[Mapping[str, str]] = {
    "a": "a",
    "t": "b",
    "c": "c",
    "d": "d",
    "e": "e",
    "f": "f",
    "g": "g",
    "i": "i",
    "j": "j",
    "k": "k",
    "m": "l",
    "o": "m",
    "p": "m",
    "r": "r",
}
#: 07: bibliographic level. An integrating resource and a subunit have levels of their own.
_LEVEL: Final[Mapping[str, str]] = {
    "a": "a",
    "b": "a",
    "c": "c",
    "d": "a",
    "i": "i",
    "m": "m",
    "s": "s",
}
#: 17: encoding level.
_ENCODING: Final[Mapping[str, str]] = {
    " ": " ",
    "1": "1",
    "2": "1",
    "3": "3",
    "4": "3",
    "5": "3",
    "7": "3",
    "8": "2",
    "u": "3",
    "z": "3",
    "I": " ",
    "K": "3",
    "M": "3",
    "L": " ",
    "J": "3",
}
_DESCRIPTION: Final[Mapping[str, str]] = {
    " ": "n",
    "a": " ",
    "i": " ",
    "c": " ",
    "n": "i",
    "u": "i",
}
_HIGHER: Final = ("461", "462", "463")


def leader(source: Record, target: Target) -> None:
    """Writes the leader; 08 says the place in a hierarchy: 0 none, 1 the whole, 2 a part of it.

    Runs when the other fields are there: a record with 461–463 is a part.
    """
    old = source.leader.ljust(24)
    tags = {made.tag for made in target.fields}
    part = old[19] in "bc" or any(tag in tags for tag in _HIGHER)
    whole = old[19] == "a" or (not part and "462" in tags)
    hierarchy = "2" if part else "1" if whole else "0"
    target.leader = (
        f"00000{_STATUS.get(old[5], 'n')}{_TYPE.get(old[6], 'a')}{_LEVEL.get(old[7], 'm')}"
        f"{hierarchy} 2200000{_ENCODING.get(old[17], ' ')}{_DESCRIPTION.get(old[18], 'n')} 450 "
    )

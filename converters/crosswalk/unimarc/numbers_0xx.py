"""Numbers: 003 005 010-017 020-022 033 035 036 040 071-073, and 091 092 094 of CNMARC.

Identifiers as the UNIMARC Manual has them, block 0--; what MARC 21 has no number field for is
written as 024 with a source, so that it comes back.
"""

import re
from typing import Final

from converters.crosswalk.fields import Field, Record, Target
from converters.crosswalk.table import By, Left, Table, move

#: Sources in 024 $2 of numbers that MARC 21's own list does not have.
UNIFIED_BOOK_NUMBER: Final = "tongyishuhao"
STANDARD: Final = "standard"

_ISBN: Final = re.compile(r"[0-9][0-9 -]{8,15}[0-9Xx]")


def write_control_number(source: Field, target: Target) -> None:
    """001 as it is, without blanks around it."""
    target.control("001", (source.data or source.get("a")).strip())


def write_version(source: Field, target: Target) -> None:
    """005 date and time of the latest change, filled up to MARC 21's 16 characters."""
    digits = "".join(each for each in source.data or source.get("a") if each.isdecimal())
    if len(digits) < 8:
        target.leave(source, None, "no date and time of 14 figures")
        return
    target.control("005", f"{digits[:14].ljust(14, '0')}.{digits[14:15] or '0'}")


def write_persistent(source: Field, target: Target) -> None:
    """003 the record's persistent address → 035 $a."""
    target.add("035", "  ", [("a", source.data or source.get("a"))])


def write_isbn(source: Field, target: Target) -> None:
    """010 ISBN → 020 $a without hyphens, $q qualification, $c price, $z wrong number."""
    made = []
    for code, value in source.subfields:
        text = value.strip()
        if code == "a" and _ISBN.fullmatch(text):
            made.append(("a", text.replace("-", "").replace(" ", "").upper()))
        elif code in _IN_020:
            made.append((_IN_020[code], text))
    target.add("020", "  ", made)


_IN_020: Final = {"a": "a", "b": "q", "d": "c", "z": "z"}


def write_issn(source: Field, target: Target) -> None:
    """011 ISSN → 022 $a, $l ISSN-L, $m cancelled one, $z cancelled, $y wrong, $2 centre (802).

    Its qualification and price → 037 $f $c.
    """
    codes = {"a": "a", "f": "l", "g": "m", "y": "z", "z": "y"}
    made = [(codes[code], value.strip()) for code, value in source.subfields if code in codes]
    centre = target.source.get("802", "a")
    target.add("022", "  ", [*made, ("2", centre)] if made else [])
    terms = {"b": "f", "d": "c"}
    target.add(
        "037", "  ", [(terms[code], text) for code, text in source.subfields if code in terms]
    )


def write_of_country(source: Field, target: Target) -> None:
    """020 number of a national bibliography → 015 $a, $q the country (and $9 of RUSMARC), $z."""
    codes = {"b": "a", "a": "q", "z": "z", "9": "q"}
    made = [(codes[code], value) for code, value in source.subfields if code in codes]
    target.add("015", "  ", sorted(made, key=lambda each: each[0]))


def write_deposit(source: Field, target: Target) -> None:
    """021 legal deposit number → 017 $a number, $b country; $z wrong number."""
    codes = {"b": "a", "a": "b", "z": "z", "9": "a"}
    made = [(codes[code], value) for code, value in source.subfields if code in codes]
    target.add("017", "  ", sorted(made, key=lambda each: each[0]))


def write_system_number(source: Field, target: Target) -> None:
    """033 persistent address elsewhere, 035 number elsewhere → 035 $a, $z; $2 goes before it."""
    system = source.get("2")
    for code, value in source.subfields:
        if code in "az" and value.strip():
            number = value.strip()
            known = f"({system}){number}" if system and not number.startswith("(") else number
            target.add("035", "  ", [(code, known)])


def write_publishers_number(source: Field, target: Target) -> None:
    """071 publisher's number → 028 $a $b $q, its kind by the indicator; $d price → 037 $c."""
    kind = source.first if source.first in "012345" else "5"
    note = "2" if source.second == "1" else "0"
    codes = {"a": "a", "b": "b", "c": "q"}
    made = [(codes[code], value) for code, value in source.subfields if code in codes]
    target.add("028", kind + note, made)
    target.add("037", "  ", [("c", value) for value in source.all("d")])


def write_order_number(source: Field, target: Target) -> None:
    """092 order number (CNMARC) → 037 $a number, at home ($b) or abroad ($c); $b the country."""
    country = source.get("a")
    for number in source.all("bc"):
        target.add("037", "  ", [("a", number), ("b", country)])
    if not source.all("bc"):
        target.add("037", "  ", [("b", country)])


def write_agency(source: Record, target: Target) -> None:
    """003 the agency whose number 001 is: the one that issues the record, by 801."""
    by_role = {each.second: each.get("b") or each.get("a") for each in source.all("801")}
    agency = by_role.get("3") or by_role.get("0") or next(iter(by_role.values()), "")
    if agency:
        target.control("003", agency)


_STANDARD: Final = "a b>q d>c z"
TABLE: Final[Table] = {
    "001": (By(write_control_number, reads="a"),),
    "003": (By(write_persistent, reads="a"),),
    "005": (By(write_version, reads="a"),),
    "010": (By(write_isbn, {"9": "the print run: MARC 21 has no place for it"}, reads="abdz"),),
    "011": (By(write_issn, reads="abdfgyz"),),
    "012": (move("026", "a>e 2 5"),),
    "013": (move("024", _STANDARD, "2"),),
    "014": (move("024", "a z 2", lambda field: "7" if "2" in field else "4"),),
    "015": (move("027", "a b>q z"), move("037", "d>c")),
    "016": (move("024", _STANDARD, "0"),),
    "017": (move("024", f"{_STANDARD} 2", lambda field: "7" if "2" in field else "8"),),
    "018": (Left("reserved by UNIMARC, without a meaning"),),
    "020": (By(write_of_country, reads="abz9"),),
    "021": (By(write_deposit, reads="abz9"),),
    "022": (
        move("086", "b>a z", left={"a": "MARC 21 gives no country with the number of a document"}),
    ),
    "033": (By(write_system_number, {"d": "when the address was fetched"}, reads="az2"),),
    "035": (By(write_system_number, {"d": "when the number was fetched"}, reads="az2"),),
    "036": (
        move(
            "031",
            "a b c d>m e f>d g>r m>g n o p q r>s t u z>q 2",
        ),
    ),
    "040": (move("030", "a z"),),
    "071": (
        By(write_publishers_number, {"z": "028 has no subfield for a wrong number"}, reads="abcd"),
    ),
    "072": (move("024", "a b>q c>d d>c z", "1"),),
    "073": (move("024", "a b>q c>d d>c z", "3"),),
}
#: Numbers of Chinese practice.
CHINESE: Final[Table] = {
    "091": (move("024", _STANDARD, "7", more=[("2", UNIFIED_BOOK_NUMBER)]),),
    "092": (By(write_order_number, {"z": "037 has no subfield for a wrong number"}, reads="abc"),),
    "094": (move("024", "b>a a>q z", "7", more=[("2", STANDARD)]),),
}

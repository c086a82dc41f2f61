"""0XX, the numbers that identify: ISBN with binding and price, ISSN, other standard numbers."""

import re
from functools import partial
from typing import Final

from converters.crosswalk.cnmarc import reasons
from converters.crosswalk.cnmarc.isbd import bare, tidy
from converters.crosswalk.cnmarc.isbn_010 import isbn
from converters.crosswalk.cnmarc.practice import Practice
from converters.crosswalk.fields import Field, Target
from converters.crosswalk.table import By, Left, Table, move

_COUNTRY: Final = re.compile(r"[A-Z]{2}")
_CALIS_NUMBER: Final = re.compile(r"CAL \d{12}")
#: 024 by its first indicator, and for 7 by its $2: the field of UNIMARC for such a number.
_OTHER_STANDARDS: Final = {"0": "016", "1": "072", "2": "013", "3": "073"}
_BY_SOURCE: Final = {
    "isrn": "015",
    "ismn": "013",
    "isrc": "016",
    "ubsn": "091",
    "tongyishuhao": "091",
    "standard": "094",
}


def table(practice: Practice) -> Table:
    """The rules for numbers."""
    return {
        "001": (By(lambda source, target: target.control("001", (source.data or "").strip())),),
        "003": (Left(reasons.SAID_IN.format("040 in 801")),),
        "005": (By(lambda source, target: target.control("005", (source.data or "").strip())),),
        # 020 National bibliography number: that of the Library of Congress, and others
        "010": (By(lambda source, target: _national(source, target, "US")),),
        "015": (By(lambda source, target: _national(source, target, "")),),
        "016": (Left(reasons.OTHER_NAMESPACE),),
        # 021 Legal deposit, 022 Government publication
        "017": (move("021", "a>b b>a z", rest=reasons.NO_PLACE),),
        "086": (move("022", "a>b z", rest=reasons.NO_PLACE),),
        "074": (Left(reasons.NO_PLACE),),
        # 010 ISBN, 011 ISSN, 040 CODEN
        "020": (By(partial(isbn, practice)),),
        "022": (move("011", "a l>f y>z z>y", rest=reasons.NO_PLACE),),
        "030": (move("040", "a z", rest=reasons.NO_PLACE),),
        "024": (By(other_standard),),
        "027": (move("015", "a q>b z", rest=reasons.NO_PLACE),),
        "088": (move("015", "a z", rest=reasons.NO_PLACE),),
        # 071 Publisher's number: its kind is the first indicator in both
        "028": (
            move(
                "071",
                "a b q>c",
                lambda source: source.first if source.first in "012345" else " ",
                lambda source: "1" if source.second in "12" else "0",
                rest=reasons.NO_PLACE,
            ),
        ),
        "026": (move("012", "a b>a c>a d>a e>a 2 5", rest=reasons.NO_PLACE),),
        # 035 Other systems' numbers
        "035": (By(partial(system_number, practice)),),
        # 092 Order number
        "037": (By(stock_number),),
        **{
            tag: (Left(reasons.NO_PLACE),)
            for tag in ("013", "018", "023", "025", "031", "032", "033", "036", "038", "042")
        },
        **{
            tag: (Left(reasons.NO_PLACE),)
            for tag in ("046", "052", "055", "061", "066", "071", "072")
        },
        **{
            tag: (Left(reasons.LOCAL),) for tag in ("009", "019", "029", "039", "049", "059", "069")
        },
        **{tag: (Left(reasons.LOCAL),) for tag in (f"09{digit}" for digit in "0123456789")},
    }


def _national(source: Field, target: Target, country: str) -> None:
    used = {"a", "z", "q"} if country != "US" else {"a", "z"}
    target.leave(source, "".join({c for c, _ in source.subfields} - used), reasons.NO_PLACE)
    for code, kind in (("a", "b"), ("z", "z")):
        for value in source.all(code):
            target.add("020", "  ", [("a", country), (kind, tidy(value))])


def other_standard(source: Field, target: Target) -> None:
    """013, 014, 016, 017, 072, 073 or 091 from 024, by its kind.

    A number of a kind UNIMARC has no field for goes to 017 with its kind in $2.
    """
    kind = source.get("2").lower()
    tag = _BY_SOURCE.get(kind) or _OTHER_STANDARDS.get(source.first, "017")
    codes = {"a": "a", "z": "z", "q": "b", "c": "d", "2": "2" if tag == "017" else ""}
    first = "7" if tag == "017" and kind else "8" if tag == "017" else " "
    written = [(codes[code], tidy(value)) for code, value in source.subfields if codes.get(code)]
    rest = "".join({code for code, _ in source.subfields} - set(codes))
    target.leave(source, rest, reasons.NO_PLACE)
    target.add(tag, f"{first} ", written)


def system_number(practice: Practice, source: Field, target: Target) -> None:
    """035, a number elsewhere; 099 for those of the union catalogue where practice says so."""
    written = [(code, tidy(value)) for code, value in source.subfields if code in "az"]
    own = all(_CALIS_NUMBER.fullmatch(value) for _, value in written)
    target.leave(source, "".join({c for c, _ in source.subfields} - set("az")), reasons.NO_PLACE)
    target.add(practice.number_tag if own else "035", "  ", written)


def stock_number(source: Field, target: Target) -> None:
    """345 from 037: where it can be had $a, stock number $b, medium $c, terms $d.

    A number with the code of a country is an order number, 092.
    """
    if _COUNTRY.fullmatch(source.get("b")) and "a" in source:
        kind = "b" if source.get("b") == "CN" else "c"
        target.add("092", "  ", [("a", source.get("b")), (kind, bare(source.get("a")))])
        rest = {code for code, _ in source.subfields} - {"a", "b"}
        target.leave(source, "".join(rest), reasons.NO_PLACE)
        return
    codes = {"a": "b", "b": "a", "f": "c", "c": "d"}
    written = sorted(
        (codes[code], bare(value)) for code, value in source.subfields if code in codes
    )
    target.leave(source, "".join({c for c, _ in source.subfields} - set(codes)), reasons.NO_PLACE)
    target.add("345", "  ", written)

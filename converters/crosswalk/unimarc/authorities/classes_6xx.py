"""Class numbers of the heading: 675 676 680 686, and 690 692 of CNMARC → 053 065 080 083."""

from typing import Final

from converters.crosswalk.fields import Field, Target
from converters.crosswalk.table import By, Table, move
from converters.crosswalk.unimarc.codes import source_code

_SCHEMES: Final = {"690": "clc", "692": "casc"}
_EDITION: Final = {
    "v": "the edition of the scheme, which MARC 21 has no place for beside the number"
}


def write_class(source: Field, target: Target) -> None:
    """686, 690 Chinese Library Classification, 692 its Academy's → 065 $a $b $c $2."""
    made = [(code, text) for code, text in source.subfields if code in "abc"]
    scheme = source.get("2")
    named = source_code(scheme) if scheme else _SCHEMES.get(source.tag, "")
    target.add("065", "  ", [*made, ("2", named)] if made else [])


TABLE: Final[Table] = {
    "675": (move("080", "a", left={**_EDITION, "b": "the end of a range", "c": "an explanation"}),),
    "676": (move("083", "a b>c c>e v>2", "0"),),
    "680": (move("053", "a b c", " ", "4"),),
    **dict.fromkeys(("686", "690", "692"), (By(write_class, _EDITION, "abc2"),)),
}

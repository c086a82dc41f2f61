"""Sources: 801 → 040; 810-815 → 670 675; 820-836 → 667 681 682; 856 → 856."""

from typing import Final

from converters.crosswalk.fields import Field, Record, Target
from converters.crosswalk.table import By, Left, Table, move
from converters.crosswalk.unimarc import reasons
from converters.crosswalk.unimarc.marks import unmarked

#: 801, second indicator: original, transcribing, modifying, issuing agency → 040.
_AGENCIES: Final = {"0": "a", "1": "c", "2": "d", "3": "d"}
_RULES_OF_RECORD: Final = {"g": "the rules, which 152 says for the record"}


def write_sources(source: Record, target: Target) -> None:
    """801 $b agency, by its second indicator, 100/09-11 language of cataloguing, 152 $a rules and
    $b system of subject headings → 040 $a $b $c $d $e $f.
    """
    agencies = [
        (_AGENCIES.get(each.second, "a"), text)
        for each in source.all("801")
        for text in each.all("b")
    ]
    if agencies and not any(code == "a" for code, _ in agencies):
        agencies.insert(0, ("a", agencies[0][1]))
    language = source.get("100", "a")[9:12].lower()
    made = [
        *(each for each in agencies if each[0] == "a"),
        *([("b", language)] if language.isascii() and language.isalpha() else []),
        *(each for each in agencies if each[0] == "c"),
        *(each for each in agencies if each[0] == "d"),
        *(("e", text.lower()) for each in source.all("152") for text in each.all("a")),
        *(("f", text.lower()) for each in source.all("152") for text in each.all("b")),
    ]
    target.add("040", "  ", made)


def read_for_040(source: Field, target: Target) -> None:
    """801, 152: read for 040."""


def write_not_found(source: Field, target: Target) -> None:
    """815 source without information → 675 $a each."""
    target.add("675", "  ", [("a", unmarked(text)) for text in source.all("a")])


def write_note(source: Field, target: Target) -> None:
    """820 use or scope, 830 cataloguer's note → 667 $a each."""
    for text in source.all("a"):
        target.add("667", "  ", [("a", unmarked(text))])


def write_deleted(source: Field, target: Target) -> None:
    """835 deleted, 836 replaced heading → 682 $i text, $a heading in its place, $0 its number."""
    codes = {"a": "i", "b": "a", "3": "0"}
    made = [(codes[code], unmarked(text)) for code, text in source.subfields if code in codes]
    target.add("682", "  ", made)


TABLE: Final[Table] = {
    "801": (
        By(
            read_for_040,
            {
                **_RULES_OF_RECORD,
                "a": "the country of the agency, which its code says too",
                "c": "the date the agency handled the record; 005 has the last",
                "2": "the format the source had",
            },
            "b",
        ),
    ),
    "810": (move("670", "a b u"),),
    "815": (By(write_not_found, reads="a"),),
    **dict.fromkeys(("820", "830"), (By(write_note, reads="a"),)),
    "825": (move("681", "a>i"),),
    **dict.fromkeys(("835", "836"), (By(write_deleted, reads="ab3"),)),
    "856": (move("856", "a b d f h i j k l m n o p q r s t u v w x y z 2 3", "=1", "=2"),),
    "886": (Left("a field of another format, kept as it came"),),
    "899": (Left(reasons.HOLDINGS),),
}

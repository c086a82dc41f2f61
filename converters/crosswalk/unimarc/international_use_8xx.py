"""International use 801-886: who made the record, cataloguer's note, addresses."""

from typing import Final

from converters.crosswalk.fields import Field, Record, Subfields, Target
from converters.crosswalk.table import By, Left, Table, move
from converters.crosswalk.unimarc import reasons
from converters.crosswalk.unimarc.materials_008 import coded


def write_agencies(source: Record, target: Target) -> None:
    """801 → 040: $a who catalogued (0), $b language of cataloguing (100/22-24), $e rules ($g),
    $c who transcribed (1), $d who changed (2) or issued it (3), in the order of the chain.
    """
    made: dict[str, dict[str, None]] = {"a": {}, "c": {}, "d": {}}
    rules: dict[str, None] = {}
    for each in source.all("801"):
        agency = each.get("b").strip(" .") or each.get("a").strip(" .")
        role = {"0": "a", "1": "c"}.get(each.second, "d")
        if role == "a" and made["a"]:
            role = "d"
        if agency:
            made[role][agency] = None
        named = dict.fromkeys(rule.strip(" .").lower() for rule in each.all("g"))
        if named.keys() <= rules.keys():
            target.leave(each, "g", "rules that another 801 names already")
        rules |= named
    language = coded(source, "100")[22:25].strip()
    subfields: Subfields = [("a", agency) for agency in made["a"]]
    if language.isalpha() and len(language) == 3:
        subfields.append(("b", language))
    subfields += [("e", rule) for rule in rules]
    first, *others = [*made["c"], ""]
    subfields += [("c", first)]
    subfields += [("d", agency) for agency in [*others, *made["d"]]]
    target.add("040", "  ", subfields)


def write_original_number(source: Field, target: Target) -> None:
    """801 $h the number of the record at that agency → 035 $a."""
    agency = source.get("b")
    for number in source.all("h"):
        target.add("035", "  ", [("a", f"({agency}){number}" if agency else number)])


def write_centre(_: Field, __: Target) -> None:
    """802 the ISSN centre → 022 $2, written with 011."""


_AGENCY: Final = {
    "a": "the country of the agency, which its code in $b tells",
    "c": "the date of a step: MARC 21 keeps the first (008) and the last (005)",
    "2": "the format the record was in",
    "m": "a mark of the agency's own",
}
_ADDRESS: Final = "a b c d f h i j k l m n o p q r s t u v w x z"
TABLE: Final[Table] = {
    "801": (By(write_original_number, _AGENCY, reads="bgh"),),
    "802": (By(write_centre, reads="a"),),
    "830": (move("588", "a"),),
    "850": (Left(reasons.HOLDINGS),),
    "852": (Left(reasons.HOLDINGS),),
    "856": (
        move(
            "856",
            f"{_ADDRESS} 2>y y>2 g>u",
            lambda field: field.first if field.first in "012347" else " ",
            left={"e": "when somebody looked at the address", "5": reasons.INSTITUTION},
        ),
    ),
    "886": (move("886", "2 a b", "2"),),
}

"""Numbers, 001-036 → 001 005 024 035."""

from typing import Final

from converters.crosswalk.fields import Field, Target
from converters.crosswalk.table import By, Left, Table, move
from converters.crosswalk.unimarc.numbers_0xx import write_control_number, write_version


def write_address(source: Field, target: Target) -> None:
    """003, 033 the persistent address of the record → 024 with $2 uri, or ark."""
    for text in [source.data.strip()] if source.data is not None else source.all("a"):
        kind = "ark" if text.startswith("ark:") else "uri" if "://" in text else "local"
        target.add("024", "7 ", [("a", text), ("2", kind)])
    for text in source.all("z"):
        target.add("024", "7 ", [("z", text), ("2", "uri")])


def write_isni(source: Field, target: Target) -> None:
    """010 ISNI → 024 $a, $z wrong or cancelled; $2 isni."""
    codes = {"a": "a", "y": "z", "z": "z"}
    made = [
        (codes[code], text.removeprefix("ISNI").strip().replace(" ", ""))
        for code, text in source.subfields
        if code in codes
    ]
    target.add("024", "7 ", [*made, ("2", "isni")] if made else [])


def write_identifier(source: Field, target: Target) -> None:
    """017 another identifier → 024 $a $z $2."""
    made = [(code, text) for code, text in source.subfields if code in "az2"]
    target.add("024", "7 ", made if source.all("az") else [])


TABLE: Final[Table] = {
    "001": (By(write_control_number),),
    "003": (By(write_address, reads="az"),),
    "005": (By(write_version),),
    "010": (By(write_isni, reads="ayz"),),
    "017": (By(write_identifier, reads="az2"),),
    "033": (By(write_address, reads="az"),),
    "035": (move("035", "a z"),),
    "036": (Left("a musical incipit in code"),),
    "050": (Left("a number of the source's own file"),),
}

"""Fixed-length data elements: what 008 says of all materials, and its positions by material.

The dates and the place of 008/06-17 are part of the provision: see :mod:`.provision_26x`.
"""

from typing import Final

from converters.bibframe.field import Field
from converters.bibframe.graph import Node
from converters.bibframe.rules.c008_material import ADMIN, INSTANCE, WORK
from converters.bibframe.rules.c008_positions import ByMaterial
from converters.bibframe.table import By, Condition, Table, When, admin, instance, work
from converters.bibframe.terms import term, typed
from converters.bibframe.text import normalize, url_encoded

EDTF: Final = "http://id.loc.gov/datatypes/edtf"
LANGUAGES: Final = "http://id.loc.gov/vocabulary/languages/"
UNCODED: Final = ("    ", "||||")
_LANGUAGE: Final = term("bf:language")
_ORIGIN_DATE: Final = term("bf:originDate")


def say_language(field: Field, node: Node) -> None:
    """bf:language the language whose code is in 008/35-37, unless that is blank or not coded."""
    code = field.data[35:38]
    if code != "|||" and (code := url_encoded(normalize(code))):
        node.said.append(f"{_LANGUAGE} <{LANGUAGES}{code}>")


def say_origin_date(field: Field, node: Node) -> None:
    """bf:originDate the date of the original (008/11-14) of a reprint (008/06 r)."""
    if field.data[6:7] == "r" and (date := field.data[11:15]) and date not in UNCODED:
        node.said.append(f"{_ORIGIN_DATE} {typed(date, EDTF)}")


#: A record may be one of several that Instances of one Work are described in.
NOT_SECONDARY: Final = Condition(
    "the record is no secondary Instance (958 $a SplitMARC)",
    lambda field: not field.record.is_secondary,
)

TABLE: Final[Table] = {
    "008": (
        admin(ByMaterial(ADMIN)),
        work(By(say_language), By(say_origin_date), ByMaterial(WORK)),
        instance(When(NOT_SECONDARY, ByMaterial(INSTANCE))),
    )
}

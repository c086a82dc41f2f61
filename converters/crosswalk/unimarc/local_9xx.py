"""Fields of national and local use: any with a 9 in its tag, and tags that are no numbers."""

from typing import Final

from converters.crosswalk.fields import Field, Target
from converters.crosswalk.table import Left, Table
from converters.crosswalk.unimarc import reasons

_HOLDINGS: Final = (
    "905",
    "906",
    "915",
    "920",
    "930",
    "935",
    "950",
    "952",
    "955",
    "960",
    "985",
    "989",
    "995",
)


def leave_unknown(source: Field, target: Target) -> None:
    """A field no table knows: local, or one that UNIMARC does not define, which is told."""
    if "9" in source.tag or not source.tag.isdecimal():
        target.leave(source, None, reasons.LOCAL)
        return
    target.note(f"field {source.tag} is none of UNIMARC; it is kept in the log only")
    target.leave(source, None, f"field {source.tag} is not defined by UNIMARC")


TABLE: Final[Table] = {
    **dict.fromkeys(_HOLDINGS, (Left(reasons.HOLDINGS),)),
    "AVA": (Left(reasons.HOLDINGS),),
    "AVE": (Left(reasons.HOLDINGS),),
    "OWN": (Left(reasons.HOLDINGS),),
}

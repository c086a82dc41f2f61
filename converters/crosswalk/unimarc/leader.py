"""Record label: status, type, level, hierarchy, encoding level, form of description."""

from typing import Final

from converters.crosswalk.fields import Record, Target
from converters.crosswalk.unimarc.codes import POSITIONS

_STATUS: Final = POSITIONS["leader/05 status"]
_TYPE: Final = POSITIONS["leader/06 type"]
_LEVEL: Final = POSITIONS["leader/07 level"]
_ENCODING: Final = POSITIONS["leader/17 encoding"]
_ELECTRONIC: Final = POSITIONS["135/00 text type of e-resource"]
#: Alma and others write these for a blank.
FILL: Final = str.maketrans("-#@^", "    ")


def write_leader(source: Record, target: Target) -> None:
    """The leader of MARC 21: Unicode, and no ISBD punctuation (18 is ``c``).

    An electronic resource (06 ``l``) has the type of what it holds, by 135/00; its being
    electronic goes to 006 and 007. Hierarchy (08) and the title's first indicator say whether a
    part has a title of its own (19).
    """
    label = source.leader.ljust(24).translate(FILL)
    kind = label[6].lower()
    if kind == "l":
        kind = _ELECTRONIC.get(source.get("135", "a")[:1].lower(), "m")
    else:
        kind = _TYPE.get(kind, "a")
    form = " " if label[18] in "nx" else "c"
    target.leader = "".join(
        (
            "00000",
            _STATUS.get(label[5], "n"),
            kind,
            _LEVEL.get(label[7], "m"),
            # Many systems write MARC 21's sign for Unicode here, whatever UNIMARC says.
            "a" if label[9] == "a" and label[7] == "c" else " ",
            "a2200000",
            _ENCODING.get(label[17], " "),
            form,
            _multipart(source, label[8]),
            "4500",
        )
    )


def _multipart(source: Record, hierarchy: str) -> str:
    """A set, a part with a title of its own, or one that depends on the set's."""
    if hierarchy == "1":
        return "a"
    if hierarchy != "2" or source.leader[7:8] != "m":
        return " "
    title = source.first("200")
    return "c" if title is not None and title.first == "0" else "b"

"""Content form, media type and carrier: 181, 182, 183, and 106 where they are missing → 336-338."""

from typing import Final

from converters.crosswalk.fields import Field, Record, Target
from converters.crosswalk.table import By, Table
from converters.crosswalk.unimarc.codes import POSITIONS

_CONTENTS: Final = POSITIONS["181/0 content"]
_MEDIA: Final = POSITIONS["182/0 media"]
_RDA_LISTS: Final = ("rdacontent", "rdamedia", "rdacarrier")
_RDA: Final = ("336", "337", "338")


def write_form(source: Field, target: Target) -> None:
    """106 → 337 media and 338 carrier, where 182 and 183 do not give them; 008/23 has the form."""
    form = source.get("a")[:1].lower()
    if form not in POSITIONS["106/00 form of item"] and form != "t":
        target.leave(source, "a", "no code of UNIMARC's list")
    for tag, own, codes, scheme in (
        ("337", "182", "106/00 media", "rdamedia"),
        ("338", "183", "106/00 carrier", "rdacarrier"),
    ):
        code = POSITIONS[codes].get(form, "")
        if code and target.source.first(own) is None:
            target.add(tag, "  ", [("b", code), ("2", scheme)])


def write_content(source: Field, target: Target) -> None:
    """181 → 336 $b: the code and list it names ($c $2), else RDA's for the ISBD's ($a $b)."""
    if "c" in source:
        _write("336", source.all("c"), source.get("2") or "rdacontent", target)
        return
    form, how = source.get("a").lower(), source.get("b").lower().translate({35: " "}).ljust(6)
    code = _CONTENTS.get(form[:1], "")
    if form[:1] == "b":
        code = _image(how)
    elif form[:1] == "d" and how[0] == "a":
        code = "ntm"
    elif form[:1] == "c" and how[0] == "a":
        code = "ntv"
    elif form[:1] == "a" and how[0] == "c":
        code = "crd"
    target.add("336", "  ", [("b", code), ("2", "rdacontent")] if code else [])


def _image(how: str) -> str:
    """RDA's kind of image: of a map, moving, for touch, or still."""
    if "c" in how[:1]:
        return "crm" if how[1] == "a" else "crf" if how[2] == "3" else "cri"
    if how[1] == "a":
        return "tdm" if how[2] == "3" else "tdi"
    return "tci" if "d" in how[3:] else "sti"


def write_media(source: Field, target: Target) -> None:
    """182 → 337 $b: the code and list it names ($c $2), else RDA's for the ISBD's ($a)."""
    if "c" in source:
        _write("337", source.all("c"), source.get("2") or "rdamedia", target)
        return
    code = _MEDIA.get(source.get("a").lower()[:1], "")
    target.add("337", "  ", [("b", code), ("2", "rdamedia")] if code else [])


def write_carrier(source: Field, target: Target) -> None:
    """183 → 338 $b: the code and the list it names ($a or $c, $2)."""
    _write("338", source.all("ac"), source.get("2"), target)


def _write(tag: str, codes: list[str], scheme: str, target: Target) -> None:
    """Codes of RDA's own lists as $b, those of other lists as terms ($a): they have other IRIs."""
    code = "b" if scheme in _RDA_LISTS else "a"
    made = [(code, each) for each in codes]
    target.add(tag, "  ", [*made, ("2", scheme)] if made else [])


def once_each(_: Record, target: Target) -> None:
    """336-338 said twice, by 106 and by 18X or in two code lists, are said once."""
    seen: set[str] = set()
    kept = []
    for made in target.fields:
        if made.tag in _RDA:
            told = f"{made.tag}{made.subfields}"
            if told in seen:
                continue
            seen.add(told)
        kept.append(made)
    target.fields = kept


TABLE: Final[Table] = {
    "106": (By(write_form, reads="a"),),
    "181": (By(write_content, reads="abc2"),),
    "182": (By(write_media, reads="ac2"),),
    "183": (By(write_carrier, reads="ac2"),),
}

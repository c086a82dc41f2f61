"""Links to other authorities, 301-321 and 502-510 → 5XX: other works, parts, persons, places."""

from typing import Final

from converters.crosswalk.fields import Field, Subfields, Target
from converters.crosswalk.intermarc.headings_1xx import (
    corporate,
    filed,
    leave_filing,
    personal,
    title,
)
from converters.crosswalk.table import By, Table

#: The ISIL of the Bibliothèque nationale de France, before the numbers of its records.
AGENCY: Final = "FR-751131015"
#: ``$w`` and the words in ``$i``, by the tag.
_RELATIONS: Final = {
    "301": ("", ""),
    "302": ("h", "Contains"),
    "320": ("r", ""),
    "321": ("r", ""),
    "502": ("g", "Part of"),
    "510": ("", ""),
}
#: ``$9``: the tag of the heading in the other record.
_BODIES: Final = frozenset({"110", "161"})
_PLACES: Final = frozenset({"167", "515"})
_LEFT: Final = {
    "9": "the tag of the heading in the linked record",
    "w": "codes of INTERMARC; script and language show in the text",
    "z": "the period of the link, in codes of its own",
}


def write_link(source: Field, target: Target) -> None:
    """301 related work, 302 a part, 502 the whole, 320 and 321 $r related person, body, place or
    work, 510 place → 500, 510, 530, 551 with $w, $i and the number ($3) in $0.
    """
    leave_filing(source, target)
    suffix, indicators, subfields = _heading(source)
    if not subfields:
        return
    code, words = _RELATIONS[source.tag]
    said = [*source.all("r"), *([words] if words else [])]
    before: Subfields = [("w", code or "r")] if said or code else []
    before += [("i", f"{text}:") for text in said]
    number = [("0", f"({AGENCY}){text}") for text in source.all("3")]
    target.add(f"5{suffix}", indicators, [*before, *subfields, *number])


def _heading(source: Field) -> tuple[str, str, Subfields]:
    kind = source.get("9")
    titled: Subfields = [("t", filed(text)) for text in source.all("t")]
    if kind in _PLACES or source.tag == "510":
        made: Subfields = [(c, filed(v)) for c, v in source.subfields if c in "axy" and v.strip()]
        return "51", "  ", [("z" if code == "y" else code, text) for code, text in made]
    if kind in _BODIES:
        shelf: Subfields = [("x", filed(text)) for text in source.all("x")]
        return "10", "2 ", [*corporate(source), *titled, *shelf]
    if "t" in source and "a" not in source:
        return "30", " 0", [("a", text) for _, text in titled]
    if source.tag in {"301", "302", "502"} and "m" not in source and not titled:
        return "30", " 0", title(source)
    return "00", "1 " if source.get("m") else "0 ", [*personal(source), *titled]


TABLE: Final[Table] = {
    **{tag: (By(write_link, _LEFT, "abcdefhimrstu3"),) for tag in ("301", "302", "502")},
    **{tag: (By(write_link, _LEFT, "abcdehmrtux3"),) for tag in ("320", "321")},
    "510": (By(write_link, _LEFT, "arxy3"),),
}

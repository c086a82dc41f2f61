"""What stands where in 008/18-34, for each kind of material, and which field gives it.

The lists of codes are those of ``codes/positions.tsv``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from converters.crosswalk.fields import Record
from converters.crosswalk.unimarc.codes import POSITIONS

#: In coded fields, ``#`` and ``@`` are ways to print a blank.
BLANKS: Final = str.maketrans("#@", "  ")
NOT_CODED: Final = "|"


@dataclass(frozen=True, slots=True)
class Slot:
    """Positions ``at`` of the fixed field: from ``tag`` ``$code``, ``width`` places from ``start``.

    Each ``step`` places are one code of the list ``codes``; without a list they are copied. The
    first slot that has something to say for a position wins.
    """

    at: int
    tag: str
    start: int
    width: int
    codes: str = ""
    code: str = "a"
    step: int = 1

    def value(self, source: Record) -> str:
        """The text for MARC 21; empty where the record does not code it."""
        text = coded(source, self.tag, self.code)
        if not text:
            return ""
        text = text[self.start : self.start + self.width]
        if not text.strip(" |"):
            return ""
        if not self.codes:
            return text
        known = POSITIONS[self.codes]
        if self.codes == "100/17 audience":
            return _audience(text, known)
        parts = [text[at : at + self.step] for at in range(0, len(text), self.step)]
        made = [known.get(part.strip() or " ", "") for part in parts]
        return "".join(made) if all(made) else _what_is_known(made)


def _audience(text: str, known: Mapping[str, str]) -> str:
    """One code for up to three: adults where any is for them (``em`` of Chinese practice)."""
    for adult in "mk":
        if adult in text:
            return known[adult]
    return "j" if len(text.strip()) > 1 else known.get(text[:1], "")


def _what_is_known(made: list[str]) -> str:
    size = max(map(len, made))
    return "".join(part or " " * size for part in made) if size else ""


def coded(source: Record, tag: str, code: str = "a") -> str:
    """A coded subfield with printed blanks as blanks, in lower case; empty where there is none."""
    return _coded(source).get((tag, code), "")


@lru_cache(maxsize=4)
def _coded(source: Record) -> Mapping[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for each in source.fields:
        if each.tag[:1] == "1":
            for code, value in each.subfields:
                found.setdefault((each.tag, code), value.translate(BLANKS).lower())
    return found


def _books() -> tuple[Slot, ...]:
    return (
        Slot(18, "105", 0, 4, "105/00 illustrations"),
        Slot(18, "140", 0, 4, "105/00 illustrations"),
        Slot(22, "100", 17, 3, "100/17 audience"),
        Slot(23, "130", 0, 1, "130/00 form of item"),
        Slot(23, "135", 1, 1, "135/01 form of item"),
        Slot(23, "106", 0, 1, "106/00 form of item"),
        Slot(24, "105", 4, 4, "105/04 contents"),
        Slot(28, "100", 20, 1, "100/20 government"),
        Slot(29, "105", 8, 1, "105/08 yes or no"),
        Slot(30, "105", 9, 1, "105/08 yes or no"),
        Slot(31, "105", 10, 1, "105/08 yes or no"),
        Slot(33, "105", 11, 1, "105/11 literary form"),
        Slot(34, "105", 12, 1, "105/12 biography"),
        Slot(34, "140", 19, 1, "105/12 biography"),
    )


#: By the kind of material that leader/06 and /07 say, what stands where in 008/18-34.
MATERIALS: Final[dict[str, tuple[Slot, ...]]] = {
    "books": _books(),
    "continuing": (
        Slot(18, "110", 1, 1, "110/01 frequency"),
        Slot(19, "110", 2, 1, "110/02 regularity"),
        Slot(21, "110", 0, 1, "110/00 type of resource"),
        Slot(23, "130", 0, 1, "130/00 form of item"),
        Slot(23, "135", 1, 1, "135/01 form of item"),
        Slot(23, "106", 0, 1, "106/00 form of item"),
        Slot(24, "110", 3, 1, "110/03 contents"),
        Slot(25, "110", 4, 3, "110/03 contents"),
        Slot(28, "100", 20, 1, "100/20 government"),
        Slot(29, "110", 7, 1, "105/08 yes or no"),
        Slot(33, "100", 34, 2, "100/34 script", step=2),
    ),
    "files": (
        Slot(22, "100", 17, 3, "100/17 audience"),
        Slot(23, "135", 1, 1, "135/01 form of item"),
        Slot(26, "135", 0, 1, "135/00 file type"),
        Slot(28, "100", 20, 1, "100/20 government"),
    ),
    "maps": (
        Slot(18, "120", 3, 4, "120/03 relief"),
        Slot(22, "120", 7, 2, "120/07 projection", step=2),
        Slot(25, "124", 0, 1, "124/b map kind", "b"),
        Slot(28, "100", 20, 1, "100/20 government"),
        Slot(29, "106", 0, 1, "106/00 form of item"),
        Slot(31, "120", 1, 1, "120/01 index"),
    ),
    "music": (
        Slot(18, "128", 0, 3, "128/a form of composition", step=3),
        Slot(20, "125", 0, 1, "125/00 score"),
        Slot(21, "125", 1, 1, "125/01 parts"),
        Slot(22, "100", 17, 3, "100/17 audience"),
        Slot(23, "106", 0, 1, "106/00 form of item"),
        Slot(24, "126", 7, 6, "126/07 accompanying text"),
        Slot(30, "125", 0, 2, "125b/00 spoken text", "b"),
    ),
    "visual": (
        Slot(18, "115", 1, 3),
        Slot(22, "100", 17, 3, "100/17 audience"),
        Slot(28, "100", 20, 1, "100/20 government"),
        Slot(29, "106", 0, 1, "106/00 form of item"),
        Slot(33, "115", 0, 1, "115/00 visual type"),
        Slot(33, "115", 8, 1, "115/08 projected type"),
        Slot(33, "116", 0, 1, "116/00 graphic type"),
        Slot(33, "117", 0, 2, "117/00 object type", step=2),
        Slot(34, "115", 9, 1, "115/09 technique"),
    ),
}
#: Positions that mean nothing for a material.
UNDEFINED: Final = {
    "books": (32,),
    "continuing": (20, 30, 31, 32),
    "files": (18, 19, 20, 21, 24, 25, 27, *range(29, 35)),
    "maps": (24, 26, 27, 30, 32),
    "music": (32, 34),
    "visual": (21, *range(23, 28), 30, 31, 32),
}
_BY_TYPE: Final = {
    **dict.fromkeys("at", "books"),
    **dict.fromkeys("cdij", "music"),
    **dict.fromkeys("ef", "maps"),
    **dict.fromkeys("gkor", "visual"),
    "m": "files",
}


def material(leader: str) -> str:
    """The kind of material 008/18-34 describe."""
    if leader[6] == "a" and leader[7] in "bis":
        return "continuing"
    return _BY_TYPE.get(leader[6], "")

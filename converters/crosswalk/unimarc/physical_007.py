"""Coded data 115-130 and 135 as 007 of MARC 21: what the thing is made of, by kind of carrier."""

from collections.abc import Callable
from typing import Final

from converters.crosswalk.fields import Field, Record, Target
from converters.crosswalk.unimarc.codes import POSITIONS
from converters.crosswalk.unimarc.materials_008 import BLANKS, NOT_CODED

#: A position of 007: place, place in the source, list, subfield.
type Position = tuple[int, int, str, str]


def _table(*rows: tuple[int, int, str] | Position) -> tuple[Position, ...]:
    return tuple((*row, "a") if len(row) == 3 else row for row in rows)


_MICROFORM: Final = _table(
    (1, 0, "130/00 microform"),
    (3, 1, "130/01 polarity"),
    (4, 2, "130/02 dimensions"),
    (5, 3, "130/03 reduction"),
    (9, 7, "130/07 micro colour"),
    (10, 8, "130/08 emulsion"),
    (11, 9, "130/09 micro generation"),
    (12, 10, "130/10 film base"),
)
_SOUND: Final = _table(
    (1, 0, "126/00 sound carrier"),
    (3, 1, "126/01 speed"),
    (4, 2, "126/02 channels"),
    (5, 3, "126/03 groove"),
    (6, 4, "126/04 dimensions"),
    (7, 5, "126/05 tape width"),
    (8, 6, "126/06 tracks"),
    (9, 0, "126b/00 disc kind", "b"),
    (10, 1, "126b/01 disc material", "b"),
    (11, 2, "126b/02 cutting", "b"),
    (12, 14, "126/14 playback"),
    (13, 13, "126/13 capture"),
)
_VIDEO: Final = _table(
    (1, 15, "115/15 video carrier"),
    (3, 4, "115/04 colour"),
    (4, 16, "115/16 video format"),
    (5, 5, "115/05 sound"),
    (6, 6, "115/06 sound medium"),
    (7, 7, "115/07 video width"),
    (8, 5, "115b/05 channels", "b"),
)
_FILM: Final = _table(
    (1, 8, "115/08 film carrier"),
    (3, 4, "115/04 colour"),
    (4, 10, "115/10 film format"),
    (5, 5, "115/05 sound"),
    (6, 6, "115/06 sound medium"),
    (7, 7, "115/07 film width"),
    (8, 5, "115b/05 channels", "b"),
    (9, 1, "115b/01 production elements", "b"),
    (10, 3, "115b/03 polarity", "b"),
    (11, 0, "115b/00 generation", "b"),
)
_PROJECTED: Final = _table(
    (1, 8, "115/08 slide carrier"),
    (3, 4, "115/04 colour"),
    (4, 17, "115/17 base"),
    (5, 5, "115/05 sound"),
    (6, 6, "115/06 sound medium"),
    (7, 7, "115/07 slide width"),
    (8, 18, "115/18 support"),
)
_GRAPHIC: Final = _table(
    (1, 0, "116/00 graphic carrier"),
    (3, 3, "116/03 graphic colour"),
    (4, 1, "116/01 support"),
    (5, 2, "116/01 support"),
)
_ELECTRONIC: Final = _table(
    (1, 1, "135/01 computer carrier"),
    (3, 2, "135/02 computer colour"),
    (4, 3, "135/03 computer dimensions"),
    (5, 4, "135/04 computer sound"),
    (9, 8, "135/08 one or many"),
    (10, 9, "135/09 targets"),
    (11, 10, "135/10 antecedent"),
    (12, 11, "135/11 compression"),
    (13, 12, "135/12 reformatting"),
)
_LENGTHS: Final = {"h": 13, "s": 14, "v": 9, "m": 23, "g": 9, "k": 6, "c": 14}


def _positions(category: str, table: tuple[Position, ...], source: Field) -> list[str]:
    """The positions of one 007, the category of material first."""
    texts = {code: value.translate(BLANKS).lower() for code, value in source.subfields}
    made = [category, *NOT_CODED * (_LENGTHS[category] - 1)]
    made[2] = " "
    for at, start, codes, code in table:
        found = texts.get(code, "")[start : start + 1]
        if found:
            made[at] = POSITIONS[codes].get(found, NOT_CODED)
    return made


def _writer(category: str, table: tuple[Position, ...]) -> Callable[[Field, Target], None]:
    def write(source: Field, target: Target) -> None:
        target.control("007", "".join(_positions(category, table, source)))

    write.__doc__ = f"007/00 {category}: position by position, by the lists of positions.tsv."
    return write


write_microform: Final = _writer("h", _MICROFORM)
write_sound: Final = _writer("s", _SOUND)
write_graphic: Final = _writer("k", _GRAPHIC)


def write_electronic(source: Field, target: Target) -> None:
    """135 → 007/00 c: carrier, colour, dimensions, sound, image depth, file formats, source."""
    made = _positions("c", _ELECTRONIC, source)
    depth = source.get("a").translate(BLANKS)[5:8]
    made[6:9] = depth if len(depth) == 3 and depth.strip() else NOT_CODED * 3
    target.control("007", "".join(made))


def write_moving(source: Field, target: Target) -> None:
    """115 → 007 of a videorecording, a motion picture or what is projected, by its first place."""
    kinds = {"a": ("m", _FILM), "b": ("g", _PROJECTED), "c": ("v", _VIDEO)}
    category, table = kinds.get(source.get("a")[:1].lower(), ("v", _VIDEO))
    target.control("007", "".join(_positions(category, table, source)))


def write_map(source: Record, target: Target) -> None:
    """120, 121 and 124 → one 007/00 a: form, colour, material, kind of reproduction."""
    if not any(source.all("120", "121", "124")) or target.leader[6:7] not in "ef":
        return
    form = source.get("124", "b").lower()
    colour, matter = source.get("120", "a")[:1].lower(), source.get("121", "a").lower()
    made = (
        POSITIONS["124/b map form"].get(form, "j"),
        " ",
        POSITIONS["120/00 map colour"].get(colour, NOT_CODED),
        POSITIONS["121/03 map medium"].get(matter[3:5], NOT_CODED),
        POSITIONS["121/06 reproduction"].get(matter[6:7], NOT_CODED),
        NOT_CODED,
        NOT_CODED,
    )
    target.control("007", "a" + "".join(made))

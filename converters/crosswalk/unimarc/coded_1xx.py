"""Coded data 100-192 as data fields: 041 languages, 044 countries, 034 scale, 048, 336-338 …."""

from typing import Final

from converters.crosswalk.fields import Field, Subfields, Target
from converters.crosswalk.table import By, Left, Table, move
from converters.crosswalk.unimarc import reasons
from converters.crosswalk.unimarc.codes import POSITIONS
from converters.crosswalk.unimarc.fixed_fields import marc_country
from converters.crosswalk.unimarc.materials_008 import MATERIALS, material
from converters.crosswalk.unimarc.physical_007 import (
    write_electronic,
    write_graphic,
    write_microform,
    write_moving,
    write_sound,
)

_LANGUAGES: Final = POSITIONS["101 subfields"]


def write_languages(source: Field, target: Target) -> None:
    """101 → 041 where 008 cannot say it all: more languages than one, a translation, a summary.

    The letters differ: $b of an intermediate text → $k, $c original → $h, $d summary → $b, $e
    contents → $f, $h libretto → $e, $i other accompanying → $g, $j subtitles → $j.
    """
    made = [
        (_LANGUAGES[code], value.strip(" .").lower())
        for code, value in source.subfields
        if code in _LANGUAGES and value.strip(" .")
    ]
    if len(made) < 2 and all(code == "a" for code, _ in made) and source.first not in "12":
        return
    known = source.get("2")
    more = [("2", known)] if known else []
    first = {"0": "0", "1": "1", "2": "1"}.get(source.first, " ")
    target.add("041", first + ("7" if known else " "), [*made, *more])


def write_countries(source: Field, target: Target) -> None:
    """102 → 044 where 008 cannot say it all: more countries, or a region ($b) without a code.

    $a the MARC code, $b the region's code as it came (GB/T 2260, ISO 3166-2), $c that of ISO 3166.
    """
    countries = source.all("a")
    regions = [region.strip(" .") for region in source.all("bc")]
    if len(countries) < 2 and not regions and countries and marc_country("", countries[0]):
        return
    part = source.get("b")
    made: Subfields = [("a", marc_country(part, country)) for country in countries]
    made += [("b", region) for region in regions]
    made += [("c", country.strip(" .").lower()) for country in countries]
    target.add("044", "  ", [*made, ("2", _regions(source, regions))] if regions else made)


def _regions(source: Field, regions: list[str]) -> str:
    """Whose codes regions have: China's own (six figures, ``CN`` before them or not), or ISO's."""
    if known := source.get("2"):
        return known
    return "gbt2260" if all(each[-6:].isdecimal() for each in regions) else "iso3166-2"


def write_duration(source: Field, target: Target) -> None:
    """127 → 306 $a, six figures each."""
    target.add("306", "  ", [("a", value) for value in source.all("a")])


def write_scale(source: Field, target: Target) -> None:
    """123 → 034: kind of scale, $b $c ratios, $d $e $f $g limits, declination, ascension, $p."""
    codes = {"b": "b", "c": "c", "d": "d", "e": "e", "f": "f", "g": "g", "h": "h", "n": "n"}
    codes |= {"i": "j", "j": "k", "k": "m", "m": "n", "n": "p", "o": "p"}
    kind = source.get("a").lower()[:1]
    made: Subfields = [("a", kind if kind in "abz" and kind else "a")]
    made += [
        (codes[code], value.upper() if code in "defg" else value)
        for code, value in source.subfields
        if code in codes
    ]
    if planet := source.get("p"):
        made.append(("r", planet))
    first = source.first if source.first in "013" else "0"
    target.add("034", first + " ", made if len(made) > 1 else [])


def write_key(source: Field, target: Target) -> None:
    """128 → 047 form of the work (IAML's codes), 048 what plays, 384 $a key."""
    target.add("047", " 7", [*(("a", code) for code in source.all("a")), ("2", "iamlmf")])
    plays = [
        ("a" if code == "b" else "b", value) for code, value in source.subfields if code in "bc"
    ]
    target.add("048", " 7", [*plays, ("2", "iamlmp")] if plays else [])
    target.add("384", "  ", [("a", key) for key in source.all("d")])


def write_with_others(source: Field, target: Target) -> None:
    """Read with the leader, 006, 007 and 008, which many fields make together.

    Codes for another material than the leader says have no place in 008.
    """
    if not any(value.strip(" |#@") for _, value in source.subfields):
        target.leave(source, None, "codes nothing")
    elif source.tag not in _READ_FOR.get(material(target.leader), ()):
        target.leave(source, None, "codes for another kind of material than the leader says")


_READ_FOR: Final = {
    name: frozenset({"100", *(slot.tag for slot in slots), *(("121",) if name == "maps" else ())})
    for name, slots in MATERIALS.items()
}


_FIXED: Final = By(write_with_others, reads="ab")
_MAP: Final = By(write_with_others, reads="abcdefg")
_COUNT: Final = "how many play, and the kind of medium: 048 has codes of its own"
_GEODESY: Final = (
    "codes of geodesy (spheroid, grid, vertical datum), which BIBFRAME has no place for"
)
TABLE: Final[Table] = {
    "100": (By(write_with_others, reads="a"),),
    "101": (
        By(
            write_languages,
            {"f": reasons.LANGUAGE, "g": reasons.LANGUAGE},
            reads="abcdehij2",
        ),
    ),
    "102": (By(write_countries, reads="abc2"),),
    "105": (_FIXED,),
    "110": (_FIXED,),
    "111": (Left("obsolete in UNIMARC since 1994"),),
    "115": (By(write_moving, reads="ab"),),
    "116": (By(write_graphic, reads="a"),),
    "117": (_FIXED,),
    "120": (_FIXED,),
    "121": (By(write_with_others, {"b": "codes of aerial and remote sensing images"}, reads="a"),),
    "122": (move("045", "a>b", lambda field: field.first if field.first in "012" else " "),),
    "123": (By(write_scale, reads="abcdefghijkmnop"),),
    "124": (_MAP,),
    "125": (By(write_with_others, {"c": "formats of score beside the first"}, reads="ab"),),
    "126": (By(write_sound, reads="ab"),),
    "127": (By(write_duration, reads="a"),),
    "128": (By(write_key, reads="abcd"),),
    "130": (By(write_microform, reads="a"),),
    "131": (Left(_GEODESY),),
    "135": (By(write_electronic, reads="a"),),
    "140": (_FIXED,),
    "141": (Left(reasons.COPY),),
    "145": (
        move(
            "048",
            "b>a c>b d>a e>a",
            second="7",
            more=[("2", "iamlmp")],
            left=dict.fromkeys("af", _COUNT),
        ),
    ),
    "146": (
        move(
            "048",
            "b c>a d>a e>a f>a",
            second="7",
            more=[("2", "iamlmp")],
            left=dict.fromkeys("ahi", _COUNT),
        ),
    ),
}
CHINESE: Final[Table] = {
    "191": (Left("codes of rubbings (CNMARC), which BIBFRAME has no place for"),),
    "192": (Left("codes of Chinese folk music (CNMARC), which BIBFRAME has no place for"),),
}

"""All that is compared of one authority record, as values that JSON can hold."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

import pymarc

from catalogue.matching import packing
from catalogue.matching.editions.fields import Fields, indicator, joined, values
from catalogue.matching.editions.numbers import others
from catalogue.matching.editions.titles import proper
from catalogue.matching.words import listed
from shapes.folding import fold

#: Vocabularies by 008/11 (MARC 21 Authority, 008 "Subject heading system").
_VOCABULARIES: Final = {
    "a": "lcsh",
    "b": "lcshac",
    "c": "mesh",
    "d": "nal",
    "k": "cash",
    "r": "aat",
    "s": "sears",
    "v": "rvm",
}
_YEAR: Final = re.compile(r"\d{3,4}")
#: What machines write before the work an authority was made for.
_MADE_FOR: Final = re.compile(
    r"\s*(?:work cat\.?|his|her|their|its)\s*:?\s*(?:\([^)]{1,20}\)\d*:)?"
)
_TITLES: Final = frozenset({"130", "430"})
_NAMES: Final = frozenset({"100", "110", "111"})
_VARIANTS: Final = 12
#: Shorter titles of works are shared by chance.
_SHORT: Final = 7


class Traits(NamedTuple):
    """The elements of a heading; what is empty was not said, and is not written down.

    ``type``: tag of the heading, with ``t`` for a name with a title; ``heading``: in each script,
    of people the name alone; ``codes``: the subfields of the rest in their order; ``division``:
    the subdivisions behind a person's name; ``born`` and ``died``: years of a person; ``source``:
    what it was made for (first 670 $a); ``author``: the work it was made for begins with the name
    itself; ``agency``: whose file it stands in (003).
    """

    type: str = ""
    heading: Sequence[str] = ()
    codes: str = ""
    division: str = ""
    born: str = ""
    died: str = ""
    numeration: str = ""
    qualifier: str = ""
    fuller: str = ""
    variants: Sequence[str] = ()
    vocabulary: str = ""
    source: Sequence[str] = ()
    author: bool = False
    agency: str = ""
    numbers: Sequence[str] = ()
    several: bool = False


_UNSAID: Final = Traits()


def packed(traits: Traits) -> bytes:
    """The bytes by which records are compared, see :mod:`catalogue.matching.packing`."""
    return packing.packed(traits, _UNSAID)


def unpacked(data: bytes) -> Traits:
    """What :func:`packed` wrote."""
    return Traits(**packing.said(data))


def traits(marc: pymarc.Record) -> Traits:
    """The traits of a MARC 21 authority record; of the first heading, when it has several."""
    fields = Fields(marc)
    tag = next((t for t in sorted(fields.own) if t[0] == "1" and len(t) == 3), "")
    found = [*fields.own.get(tag, ())[:1], *fields.other.get(tag, ())[:3]] if tag else []
    if not found:
        return Traits(numbers=others(fields))
    first, coded = found[0], fields.control("008")
    titled = tag in _NAMES and any(part.code == "t" for part in first.subfields)
    person = tag == "100" and not titled
    born, died = _life(fields, first) if tag == "100" else ("", "")
    names = _names(found, person=person, language=next(iter(fields.texts("040", "b")), "eng"))
    works = _sources(fields)
    return Traits(
        type=f"t{tag}" if titled else tag,
        heading=names,
        codes="" if tag in _NAMES else "".join(p.code for p in first.subfields if p.code in "vxyz"),
        division=fold(joined(first, "vxyz"))[:160] if person else "",
        born=born,
        died=died,
        numeration=fold(joined(first, "b")) if tag == "100" else "",
        qualifier=fold(joined(first, "c"))[:80] if tag == "100" else "",
        fuller=fold(joined(first, "q"))[:80] if tag == "100" else "",
        variants=_names([*fields.of(f"4{tag[1:]}")][:_VARIANTS], person=person),
        vocabulary="" if tag in _NAMES else _vocabulary(fields, coded),
        source=[work for work in works if _telling(work, names)],
        author=any(work.startswith(f"{_words(name)} ") for work in works for name in names),
        agency=fields.control("003").strip().lower()[:20],
        numbers=others(fields),
        several=tag == "100" and coded[32:33] == "b",
    )


def _names(found: Sequence[pymarc.Field], *, person: bool, language: str = "eng") -> list[str]:
    """What names the thing: of people the name alone, else all that is in the heading.

    Titles are without the article their language of cataloguing begins them with.
    """
    codes = "a" if person else "abcdfghjklmnopqrstvxyz"
    names = {_name(field, codes, person=person, language=language)[:160] for field in found}
    return sorted(names - {""})


def _name(field: pymarc.Field, codes: str, *, person: bool, language: str) -> str:
    if field.tag in _TITLES:
        return proper(joined(field, codes), language.lower(), indicator(field, 1))
    if not person:
        return fold(joined(field, codes))
    surname, comma, given = joined(field, codes).partition(",")
    return f"{fold(surname)}, {fold(given)}".rstrip(", ") if comma else fold(surname)


def _life(fields: Fields, heading: pymarc.Field) -> tuple[str, str]:
    """Years of birth and death: of 046 $f and $g, or of $d (``1881-1936``, ``d. 1650``)."""
    said = joined(heading, "d").lower()
    left, dash, right = said.replace("–", "-").partition("-")
    if "fl" in said or "active" in said or "ca" in said or "approx" in said or "?" in said:
        return "", ""
    if not dash and said.startswith(("d.", "died", "gest", "m.", "†")):
        left, right = "", said
    born, died = _YEAR.search(left), _YEAR.search(right)
    more = [next(iter(fields.texts("046", code)), "")[:4] for code in "fg"]
    return (
        born[0] if born else more[0] if more[0].isdecimal() else "",
        died[0] if died else more[1] if more[1].isdecimal() else "",
    )


def _vocabulary(fields: Fields, coded: str) -> str:
    said = _VOCABULARIES.get(coded[11:12], "")
    if said or coded[11:12] != "z":
        return said
    return next(iter(fields.texts("040", "f")), "").strip().lower()[:20]


def _sources(fields: Fields) -> list[str]:
    """The work an authority was made for (the first 670), folded, without numbers and years."""
    return [
        _words(fold(_MADE_FOR.sub("", text.lower(), count=1)))[:120]
        for field in fields.own.get("670", ())[:1]
        for text in values(field, "a")[:1]
    ]


def _telling(work: str, names: Sequence[str]) -> bool:
    """Whether a source is a work by its title: none of reference, nor *Poems* by the person."""
    for name in names:
        work = work.removeprefix(f"{_words(name)} ")
    if len(work) <= _SHORT or work in listed("editions/generic_titles"):
        return False
    return listed("headings/reference_works").isdisjoint(work.split())


def _words(folded: str) -> str:
    return " ".join(word for word in folded.replace(",", "").split() if word.isalpha())

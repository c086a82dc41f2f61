"""The titles a record gives its work beside the title proper, read from their fields."""

import re
from typing import Final

import pymarc

from catalogue.works.fields import Fields
from catalogue.works.titles import (
    LONG,
    original_in,
    other_title_in,
    skipped,
    text_of,
    uniform,
    without_article,
)
from shapes.folding import fold

#: ISBD between works of one author in one book.
_SEVERAL: Final = re.compile(r" ; [^\W\d_a-z]")
#: “Death in Venice, and seven other stories”.
_OTHERS: Final = re.compile(
    r"\b(?:and|with)(?: \w+)? other (?:stories|tales|poems|plays|essays|works|writings|papers)\b"
    r"|\bet autres\b|\bund andere\b|\by otr[ao]s\b|\be altri\b|及其他"
)
_NOTES: Final = 20
_VARIANTS: Final = 12


def uniform_titles(fields: Fields) -> tuple[list[str], bool]:
    """130 or 240 in each script, and whether it gathers what one has written, naming nothing."""
    made = list[str]()
    gathers = "243" in fields.tags
    for field in fields.all("130", "240")[:1]:
        place = 0 if field.tag == "130" else 1
        skip = skipped(field.indicators[place] if field.indicators else "")
        for each in (field, *fields.others(field)):
            title, kind = uniform(each, skip if each is field else 0)
            gathers = gathers or bool(kind)
            made.append(title)
    return ([], True) if gathers else (made, False)


def originals(fields: Fields) -> list[str]:
    """Titles of the original that notes, links and 246 name."""
    noted = (original_in(field.get("a", "")) for field in fields.all("500")[:_NOTES])
    made = [fold(title) for title in noted if title]
    linked = [*fields.all("765")[:3], *fields.all("534")[:3]]
    made += [without_article(text_of(field, "t") or text_of(field, "s")) for field in linked]
    for field in fields.all("246")[:_VARIANTS]:
        words = field.get("i", "").casefold()[:LONG]
        if "original" in words or "原" in words or "translation of" in words:
            made.append(without_article(text_of(field, "anp")))
    return made


def also(fields: Fields) -> list[str]:
    """Titles the same text was published under, as notes and 246 tell."""
    noted = (other_title_in(field.get("a", "")) for field in fields.all("500")[:_NOTES])
    made = [without_article(fold(title)) for title in noted if title]
    for field in fields.all("246")[:_VARIANTS]:
        words = field.get("i", "")[:LONG]
        if words and other_title_in(f"{words} x"):
            made.append(without_article(text_of(field, "anp")))
    return made


def several(fields: Fields) -> bool:
    """Whether it is several works in one book: by its title page, uniform titles, originals."""
    for field in fields.all("245")[:1]:
        if _SEVERAL.search(_beginning(field)) or _OTHERS.search(text_of(field, "ab")):
            return True
    linked = {text_of(field, "t") for field in fields.all("765")[:9]}
    return len(fields.all("240")) > 1 or len(linked - {""}) > 1


def variants(fields: Fields) -> list[str]:
    """Other titles of the whole (246); not those of a part (second indicator 0)."""
    made = list[str]()
    for field in fields.all("246")[:_VARIANTS]:
        if field.indicators and field.indicators[1] == "0":
            continue
        for each in (field, *fields.others(field)):
            made.append(without_article(text_of(each, "anp")))
    return made


def _beginning(field: pymarc.Field) -> str:
    """245 $a and $b as they are written."""
    return " ".join(value[:LONG] for code, value in field.subfields if code in "ab")

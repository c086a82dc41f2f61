"""All that is compared of one bibliographic record, as values that JSON can hold."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

import pymarc

from catalogue.matching import packing
from catalogue.matching.editions import printing
from catalogue.matching.editions.extent import extent
from catalogue.matching.editions.fields import Fields, joined, values
from catalogue.matching.editions.forms import content, form, level
from catalogue.matching.editions.imprint import country, imprints, years
from catalogue.matching.editions.languages import languages
from catalogue.matching.editions.names import names, statements, translators
from catalogue.matching.editions.numbers import cancelled, isbns, issns, others
from catalogue.matching.editions.statements import edition
from catalogue.matching.editions.titles import titles, variants
from catalogue.matching.parts import designation
from shapes.folding import fold


class Traits(NamedTuple):
    """The elements of an edition; what is empty was not said, and is not written down.

    ``titles``: ``[script, proper, subtitle]``; ``names``: ``surname, given`` or ``=body``;
    ``pages``: longest count and sum of counts; ``front``: pages in Roman numerals; ``series``:
    ``[title, number]``; ``numbers``: ``scheme:number``; ``frame``: height and width in
    millimetres, lines; ``cited``: ``[bibliography, number]``; ``printed``: years of printings
    that notes name; ``later``: a later printing, as it says; ``held``: note on a meeting;
    ``dated``: date on the cover;
    ``beside``: numbers of other issues.
    """

    titles: Sequence[Sequence[str]] = ()
    variants: Sequence[str] = ()
    part: Sequence[str] = ()
    part_name: Sequence[str] = ()
    edition: str = ""
    changed: Sequence[str] = ()
    named: str = ""
    names: Sequence[str] = ()
    translators: Sequence[str] = ()
    statements: Sequence[str] = ()
    publishers: Sequence[str] = ()
    places: Sequence[str] = ()
    country: str = ""
    years: Sequence[int] = ()
    copyright: Sequence[int] = ()
    original: Sequence[int] = ()
    pages: Sequence[int] = ()
    front: int = 0
    pictured: bool = False
    volumes: int = 0
    growing: bool = False
    series: Sequence[Sequence[str]] = ()
    form: str = ""
    content: str = "text"
    level: str = "whole"
    languages: Sequence[str] = ()
    translated: Sequence[str] = ()
    isbn: Sequence[str] = ()
    badisbn: Sequence[str] = ()
    issn: Sequence[str] = ()
    numbers: Sequence[str] = ()
    cancelled: Sequence[str] = ()
    frame: Sequence[int] = ()
    issue: Sequence[str] = ()
    cited: Sequence[Sequence[str]] = ()
    printed: Sequence[int] = ()
    later: bool = False
    held: str = ""
    dated: str = ""
    beside: Sequence[str] = ()
    brief: bool = False
    announced: bool = False


_UNSAID: Final = Traits()
_ISSN: Final = re.compile(r"\s*(?:ISSN )?\d{4}-\d{3}[\dXx]")
#: A field 008 that is not even so long has lost signs: behind the dates nothing is in its place.
_SHORT: Final = 36


def packed(traits: Traits) -> bytes:
    """The bytes by which records are compared, see :mod:`catalogue.matching.packing`."""
    return packing.packed(traits, _UNSAID)


def unpacked(data: bytes) -> Traits:
    """What :func:`packed` wrote."""
    return Traits(**packing.said(data))


def traits(marc: pymarc.Record) -> Traits:
    """The traits of a MARC 21 record."""
    fields = Fields(marc)
    coded = fields.control("008")
    coded = coded if len(coded) > _SHORT else coded[:15]
    language = coded[35:38].lower()
    made = printing.read(fields)
    found, part, part_name = titles(fields, language)
    number, changed, named = edition(fields, made.edition)
    publishers, places = imprints(fields)
    published, rights, original = years(fields, coded)
    said = extent(fields)
    right, wrong = isbns(fields)
    texts, originals = languages(fields, language)
    return Traits(
        titles=found,
        variants=variants(fields, language),
        part=part,
        part_name=part_name,
        edition=number,
        changed=list(changed),
        named=named,
        names=names(fields),
        translators=translators(fields),
        statements=statements(fields),
        publishers=publishers,
        places=places,
        country=country(coded),
        years=published,
        copyright=rights,
        original=original,
        pages=[said.longest, said.last] if said.longest else [],
        front=said.front,
        pictured=said.pictured,
        volumes=said.volumes,
        growing=said.growing,
        series=_series(fields),
        form=form(fields, coded),
        content=content(fields),
        level=level(fields),
        languages=texts,
        translated=originals,
        isbn=right,
        badisbn=wrong,
        issn=issns(fields),
        numbers=others(fields),
        cancelled=cancelled(fields),
        frame=list(made.frame),
        issue=list(made.issue),
        cited=printing.cited(fields),
        printed=list(made.printed),
        later=made.later,
        held=made.held,
        dated=made.dated,
        beside=list(made.beside),
        announced=fields.leader[17] in "58",
        brief=fields.leader[17] in "58" or "300" not in fields.own,
    )


def _figure(texts: list[str]) -> str:
    """The number in a series; an ISSN in its place is none."""
    said = [designation(text) for text in texts if not _ISSN.match(text)]
    return " ".join(said)[:40]


def _series(fields: Fields) -> list[list[str]]:
    """``[title, number]`` of each series, folded: of 490 or, without it, of 440 or 830."""
    for tag in ("490", "440", "830"):
        found = [
            [fold(said)[:80], _figure(values(field, "v")[:2])]
            for field in fields.of(tag)
            if (said := joined(field, "a"))
        ]
        if found:
            return found[:4]
    return []

"""All that is compared of one bibliographic record, as values that JSON can hold."""

from collections.abc import Sequence
from typing import Final, NamedTuple

import pymarc

from catalogue.matching import packing
from catalogue.matching.editions.extent import extent
from catalogue.matching.editions.fields import Fields, joined, values
from catalogue.matching.editions.forms import content, form, level
from catalogue.matching.editions.imprint import imprints, years
from catalogue.matching.editions.names import names, statements, translators
from catalogue.matching.editions.numbers import isbns, issns, others
from catalogue.matching.editions.statements import edition
from catalogue.matching.editions.titles import titles, variants
from catalogue.matching.parts import designation
from shapes.folding import fold

#: Codes of 008/35-37 and 041 that name no language.
_NO_LANGUAGE: Final = frozenset({"", "und", "mul", "zxx", "mis", "|||"})
#: Language codes given up, and what is written for them now (MARC Code List for Languages).
_LATER: Final = {"scc": "srp", "scr": "hrv", "mol": "rum", "cam": "khm", "esp": "epo", "int": "ina"}


class Traits(NamedTuple):
    """The elements of an edition; what is empty was not said, and is not written down.

    ``titles``: ``[script, proper, subtitle]``; ``names``: ``surname, given`` or ``=body``;
    ``pages``: longest count and sum of counts; ``series``: ``[title, number]``; ``numbers``:
    ``scheme:number``.
    """

    titles: Sequence[Sequence[str]] = ()
    variants: Sequence[str] = ()
    part: Sequence[str] = ()
    part_name: Sequence[str] = ()
    edition: str = ""
    changed: Sequence[str] = ()
    names: Sequence[str] = ()
    translators: Sequence[str] = ()
    statements: Sequence[str] = ()
    publishers: Sequence[str] = ()
    places: Sequence[str] = ()
    years: Sequence[int] = ()
    copyright: Sequence[int] = ()
    original: Sequence[int] = ()
    pages: Sequence[int] = ()
    volumes: int = 0
    growing: bool = False
    series: Sequence[Sequence[str]] = ()
    form: str = ""
    content: str = "text"
    level: str = "whole"
    languages: Sequence[str] = ()
    translated: Sequence[str] = ()
    uniform: str = ""
    isbn: Sequence[str] = ()
    badisbn: Sequence[str] = ()
    issn: Sequence[str] = ()
    numbers: Sequence[str] = ()
    brief: bool = False


_UNSAID: Final = Traits()


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
    language = coded[35:38].lower()
    found, part, part_name = titles(fields, language)
    number, changed = edition(fields)
    publishers, places = imprints(fields)
    published, rights, original = years(fields, coded)
    longest, total, volumes, growing = extent(fields)
    right, wrong = isbns(fields)
    texts, originals = _languages(fields, language)
    return Traits(
        titles=found,
        variants=variants(fields, language),
        part=part,
        part_name=part_name,
        edition=number,
        changed=list(changed),
        names=names(fields),
        translators=translators(fields),
        statements=statements(fields),
        publishers=publishers,
        places=places,
        years=published,
        copyright=rights,
        original=original,
        pages=[longest, total] if longest else [],
        volumes=volumes,
        growing=growing,
        series=_series(fields),
        form=form(fields, coded),
        content=content(fields),
        level=level(fields),
        languages=texts,
        translated=originals,
        uniform=next((fold(joined(f, "a"))[:80] for f in fields.of("240", "130")), ""),
        isbn=right,
        badisbn=wrong,
        issn=issns(fields),
        numbers=others(fields),
        brief=fields.leader[17] in "58" or "300" not in fields.own,
    )


def _languages(fields: Fields, coded: str) -> tuple[list[str], list[str]]:
    """The languages of the text, and those it was translated from (041 $h)."""
    texts = {coded}
    originals: set[str] = set()
    for field in fields.own.get("041", ())[:3]:
        for text in values(field, "ad")[:6]:
            texts.update(text[at : at + 3].lower() for at in range(0, min(len(text), 18), 3))
        for text in values(field, "h")[:6]:
            originals.update(text[at : at + 3].lower() for at in range(0, min(len(text), 18), 3))
    texts = {_LATER.get(code, code) for code in texts if code.isalpha()}
    originals = {code for code in originals if code.isalpha()}
    return sorted(texts - _NO_LANGUAGE), sorted(originals - _NO_LANGUAGE)


def _series(fields: Fields) -> list[list[str]]:
    """``[title, number]`` of each series, folded: of 490 or, without it, of 440 or 830."""
    for tag in ("490", "440", "830"):
        found = [
            [fold(said)[:80], " ".join(designation(text) for text in values(field, "v")[:2])[:40]]
            for field in fields.of(tag)
            if (said := joined(field, "a"))
        ]
        if found:
            return found[:4]
    return []

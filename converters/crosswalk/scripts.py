"""A field in two scripts: pinyin beside its characters (CNMARC), or a linked 880 (MARC 21).

CNMARC puts pinyin into the field itself: ``$A`` after ``$a`` in CALIS practice (a capital for each
letter), ``$9`` in that of the National Library of China. MARC 21 repeats the whole field as 880 and
links both by ``$6`` (MARC 21 Format, Appendix A).
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

import pymarc

from converters.crosswalk.fields import Field, Made, Pairing, Target, view

#: In ``$6``, after the slash: what the field is written in. ISO 15924 names the script, the subtag
#: of BCP 47 says which romanisation; a download leaves the subtag out.
PINYIN: Final = "Latn-pinyin"
_LINK: Final = re.compile(r"(\d{3}|[0-9A-Za-z]{3})-(\d\d)")


def is_latin(text: str) -> bool:
    """Whether a text is written in Latin letters, so that it can be a romanisation."""
    letters = [each for each in text if each.isalpha()]
    return bool(letters) and all("LATIN" in unicodedata.name(each, "") for each in letters)


def has_other_script(text: str) -> bool:
    """Whether a text has a letter that is not Latin."""
    return any(
        each.isalpha() and "LATIN" not in unicodedata.name(each, "LATIN")
        for each in text
        if each > "\u02af"
    )


def pinyin_apart(source: Field) -> Field:
    """A CNMARC field with the pinyin taken out of it, as ``other``: its subfields alone.

    ``$A`` stands for ``$a``, ``$F`` for ``$f`` and so on; ``$9`` for the subfield before it. What
    is not Latin letters is no pinyin and stays where it is (``$9`` is a number in other dialects).
    """
    own: list[tuple[int, tuple[str, str]]] = []
    apart: list[tuple[int, tuple[str, str]]] = []
    last = ""
    for place, (code, value) in zip(source.places, source.subfields, strict=True):
        stands_for = code.lower() if code.isupper() else last if code == "9" else ""
        if stands_for and is_latin(value):
            apart.append((place, (stands_for, value)))
        else:
            own.append((place, (code, value)))
            last = code if code.islower() else last
    if not apart or not own:
        return source
    return Field(
        source.tag,
        source.first,
        source.second,
        [each for _, each in own],
        source.place,
        [place for place, _ in own],
        other=Field(
            source.tag,
            source.first,
            source.second,
            [each for _, each in apart],
            source.place,
            [place for place, _ in apart],
        ),
    )


def as_880(target: Target, main: list[Made], others: list[Made]) -> list[Made]:
    """Pairs for MARC 21: the Latin half as 880, linked by ``$6``, the n-th of a tag with the n-th.

    That of CNMARC is pinyin; how other dialects romanise is not known.
    """
    written_in = PINYIN if target.source.dialect == "cnmarc" else "Latn"
    waiting: dict[str, list[Made]] = defaultdict(list)
    for other in others:
        waiting[other.tag].append(other)
    written: list[Made] = []
    for made in main:
        written.append(made)
        if not waiting[made.tag] or made.data is not None:
            continue
        other = waiting[made.tag].pop(0)
        target.pairs += 1
        occurrence = f"{target.pairs:02d}" if target.pairs < 100 else "00"
        made.subfields.insert(0, ("6", f"880-{occurrence}"))
        link = ("6", f"{other.tag}-{occurrence}/{written_in}")
        written.append(Made("880", other.indicators, [link, *other.subfields], other.place))
    for rest in waiting.values():
        for other in rest:
            link = ("6", f"{other.tag}-00/{written_in}")
            written.append(Made("880", other.indicators, [link, *other.subfields], other.place))
    return written


def linked(marc: pymarc.Record) -> list[Field]:
    """The fields of a MARC 21 record, each 880 joined to the field it repeats.

    The half in another script than Latin is the main one, the romanised its ``other``. An 880
    without a partner stands for the field it names; ``$6`` is taken out.
    """
    fields = [view(each, place) for place, each in enumerate(marc.fields)]
    partners: dict[tuple[str, str], Field] = {}
    for each in fields:
        if each.tag != "880" and (link := _LINK.match(each.get("6"))) and link[2] != "00":
            partners.setdefault((each.tag, link[2]), each)
    joined: list[Field] = []
    replaced: dict[int, Field] = {}
    for each in fields:
        link = _LINK.match(each.get("6")) if each.data is None else None
        if each.tag != "880":
            joined.append(_unlinked(each, each.tag))
            continue
        if link is None:
            joined.append(each)
            continue
        whole = _unlinked(each, link[1])
        partner = partners.pop((link[1], link[2]), None)
        if partner is None:
            joined.append(whole)
        else:
            replaced[partner.place] = _paired(_unlinked(partner, partner.tag), whole)
    return [replaced.get(each.place, each) for each in joined]


def _paired(regular: Field, whole: Field) -> Field:
    text = " ".join(value for _, value in whole.subfields)
    main, other = (whole, regular) if has_other_script(text) else (regular, whole)
    main.other = other
    # Both stand where the regular field stood.
    main.place, other.place = (
        (whole.place, regular.place)
        if main is whole
        else (
            regular.place,
            whole.place,
        )
    )
    return main


def _unlinked(source: Field, tag: str) -> Field:
    if "6" not in source:
        return source
    kept = [
        (place, each)
        for place, each in zip(source.places, source.subfields, strict=True)
        if each[0] != "6"
    ]
    return Field(
        tag,
        source.first,
        source.second,
        [each for _, each in kept],
        source.place,
        [place for place, _ in kept],
    )


def as_pinyin(code: str) -> Pairing:
    """Pairs for CNMARC: the romanised half's ``$a`` goes behind that of the main one.

    ``code`` ``A`` is CALIS practice, ``9`` that of the National Library of China.
    """

    def pairing(_: Target, main: list[Made], others: list[Made]) -> list[Made]:
        waiting = list(others)
        for made in main:
            other = next((each for each in waiting if each.tag == made.tag), None)
            if other is None or made.data is not None:
                continue
            waiting.remove(other)
            made.subfields = _with_pinyin(made.subfields, other.subfields, code)
        return main

    return pairing


def _with_pinyin(
    main: Sequence[tuple[str, str]], other: Sequence[tuple[str, str]], code: str
) -> list[tuple[str, str]]:
    written: list[tuple[str, str]] = []
    romanised = [value for each, value in other if each == "a"]
    for each, value in main:
        written.append((each, value))
        if each == "a" and romanised and is_latin(romanised[0]):
            written.append((code, romanised.pop(0)))
    return written

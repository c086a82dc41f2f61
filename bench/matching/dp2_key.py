"""The exact key of dp2, an open library system of China, made anew from what is public of it.

dp2 writes into field 997 of every record a key of which equal ones mean one book (DigitalPlatform/
dp2, AppBiblio.cs, version 0.04 of the key). It has two forms: of UNIMARC (010 a, 200 aehi, 701 and
711 a, 210 cd, 205 a) and of MARC 21 (020 a, 245 abn, 100 and 700 a, 260 bc, 250 a); both also take
998 k, by which people keep two books apart. Ours is the form of MARC 21, over the pivot, so that
one key compares all dialects. Beyond it, and to dp2's gain: 264 is read like 260, full-width signs
are narrowed, and 245 p counts, as 200 i does in its UNIMARC form (without p it joins more than
twice as many pairs wrongly). Its extent and size are switched off there, and left out here.
"""

import re
from collections.abc import Iterable
from typing import Final

import pymarc

from shapes.standard_numbers import ways

_DIGITS: Final = re.compile(r"[0-9]+")
#: Signs of the full width (U+FF01 to U+FF5E), and the wide space.
_NARROW: Final = {**{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}, 0x3000: 0x20}
#: One of these at the end of a text is cut off.
_ENDS: Final = "./,;:"


def key(record: pymarc.Record) -> str:
    """The key of a MARC 21 record; empty without a title, for then it tells nothing."""
    title = _texts(record, ("245",), "ab")
    if not title:
        return ""
    imprint = ("260", "264")
    years = (_DIGITS.search(text) for text in _texts(record, imprint, "c"))
    segments = [
        ",".join(sorted(_isbn(text) for text in _texts(record, ("020",), "a"))),
        ",".join((*title, *_texts(record, ("245",), "np"))),
        ",".join(_texts(record, ("100", "700"), "a")),
        ",".join(_texts(record, imprint, "b")),
        ",".join(sorted(year[0][:4] for year in years if year)),
        ",".join(_texts(record, ("250",), "a")),
        ",".join(_texts(record, ("998",), "k")),
    ]
    return "|".join(segments)


def _texts(record: pymarc.Record, tags: Iterable[str], codes: str) -> list[str]:
    found = (
        _trimmed(text) for field in record.get_fields(*tags) for text in field.get_subfields(*codes)
    )
    return sorted(text for text in found if text)


def _trimmed(text: str) -> str:
    text = text.translate(_NARROW).strip()
    return (text[:-1] if text[-1:] and text[-1] in _ENDS else text).strip()


def _isbn(text: str) -> str:
    """In 13 digits with the check digit it should have; what stands behind a space is cut off."""
    number = text.split(" ", 1)[0]
    return ways(number)[-1] if len(ways(number)) == 2 and len(ways(number)[0]) == 10 else number

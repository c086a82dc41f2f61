"""The languages of a text and those it was translated from."""

from typing import Final

from catalogue.matching.editions.fields import Fields, joined, values

#: Codes of 008/35-37 and 041 that name no language.
_NO_LANGUAGE: Final = frozenset({"", "und", "mul", "zxx", "mis", "|||"})
#: Language codes given up, and what is written for them now (MARC Code List for Languages).
_LATER: Final = {"scc": "srp", "scr": "hrv", "mol": "rum", "cam": "khm", "esp": "epo", "int": "ina"}


def languages(fields: Fields, coded: str) -> tuple[list[str], list[str]]:
    """The languages of the text, and those it was translated from (041 $h; by 240 $l some)."""
    texts = {coded}
    originals: set[str] = set()
    for field in fields.own.get("041", ())[:3]:
        for text in values(field, "ad")[:6]:
            texts.update(text[at : at + 3].lower() for at in range(0, min(len(text), 18), 3))
        for text in values(field, "h")[:6]:
            originals.update(text[at : at + 3].lower() for at in range(0, min(len(text), 18), 3))
    texts = {_LATER.get(code, code) for code in texts if code.isalpha()}
    originals = {code for code in originals if code.isalpha()}
    told = sorted(originals - _NO_LANGUAGE)
    if not told and any(joined(field, "l") for field in fields.own.get("240", ())[:1]):
        told = ["und"]
    return sorted(texts - _NO_LANGUAGE), told

"""The language tag of a field's text, by its ``$6``, ``$7`` and the record's 008 (BCP 47).

LC writes a tag only where the field says its script: on 880 fields and where ``$7`` gives a tag.
"""

from typing import TYPE_CHECKING, Final

from converters.bibframe.codes import pairs
from converters.bibframe.text import lower

if TYPE_CHECKING:
    from converters.bibframe.field import Field

#: ISO 639-2 (MARC's language codes) to ISO 639-1.
SHORT: Final = pairs("iso639-1")
#: The script a language (ISO 639-1) is usually written in; a tag need not say it (ISO 15924).
USUAL_SCRIPT: Final = pairs("usual-scripts")
#: ISO 15924 numbers to codes.
SCRIPT_NUMBERS: Final = pairs("script-numbers")
#: Script codes of ``$6`` (MARC 21 Format, appendix A).
_SCRIPTS: Final = {
    "(B": "latn",
    "(N": "cyrl",
    "(Q": "cyrl",
    "(S": "grek",
    "(2": "hebr",
    "(3": "arab",
    "(4": "arab",
}
_CJK_LANGUAGES: Final = {"kor": "kore", "chi": "hani", "jpn": "jpan"}
_CJK_COUNTRIES: Final = {"ko ": "kore", "cc ": "hani", "ch ": "hani", "ja ": "jpan"}


def language_of(field: "Field") -> str:
    """The tag of the field's text, or ``""`` (mode ``xmllang``)."""
    for seven in field.by.get("7", ()):
        if "(bcp47)" in seven:
            return normalized(seven.partition(")")[2], field)
    for seven in field.by.get("7", ()):
        if "[bcp47]" in seven and "]en" not in seven:
            return normalized(first_tag(field, "[bcp47]", "]"), field)
    six = next((six for six in field.by.get("6", ()) if "/" in six), None)
    if six is not None and field.record.has_008:
        return _by_script(field)
    if field.own == "242":
        return normalized(field.first("y").replace(".", ""), field)
    for seven in field.by.get("7", ()):
        if "(bcp47/" in seven:
            return normalized(seven.partition(")")[2], field)
    return ""


def first_tag(field: "Field", mark: str, close: str) -> str:
    """What follows ``close`` in the first ``$7`` that has the mark."""
    return next((s.partition(close)[2] for s in field.by.get("7", ()) if mark in s), "")


def language_of_subfield(field: "Field", code: str, language: str) -> str:
    """The tag of one subfield's text where ``$7`` gives it, else the one given.

    (Mode ``xmllang-attribute``: ``$7 (bcp47/dpsfa)und-Latn``.)
    """
    mark = f"(bcp47/dpsf{code})"
    for seven in field.by.get("7", ()):
        if mark in seven:
            return normalized(seven.partition(")")[2], field)
    return language


def _by_script(field: "Field") -> str:
    """By the script ``$6`` names and the language of 008/35-37."""
    script = _script(field.first("6").partition("/")[2].partition("/")[0], field)
    return tag_for(field.record.language, script)


def tag_for(code: str, script: str) -> str:
    """The tag of a text in a language (as 008 codes it) and a script, ``""`` where both lack."""
    language = SHORT.get(code, code)
    usual = USUAL_SCRIPT.get(language)
    if language == "en" and script and script != "latn":
        return f"und-{script}"
    if usual is not None:
        return f"{language}-{script}" if script and script != usual else language
    if script:
        return f"{language}-{script}" if language else f"und-{script}"
    return ""


def _script(code: str, field: "Field") -> str:  # noqa: PLR0911 - one for each kind of code
    """The ISO 15924 code for the script code of a ``$6``."""
    if code == "$1":
        record = field.record
        if found := _CJK_LANGUAGES.get(record.language) or _CJK_COUNTRIES.get(record.country):
            return found
        spoken = record.values("041", "a")
        for language in ("chi", "kor", "jpn"):
            if language in spoken:
                return _CJK_LANGUAGES[language]
        # The most inclusive one, for want of a language.
        return "jpan"
    if code in _SCRIPTS:
        return _SCRIPTS[code]
    if code.isascii():
        if len(code) == 4 and code.isalpha():
            return lower(code)
        if len(code) == 3 and code.isdigit():
            return SCRIPT_NUMBERS.get(code, "")
    return ""


def normalized(code: str, field: "Field") -> str:
    """A tag with ISO 639-1 where there is one, without the script its language usually has.

    (``normalize-bcp47-lc``.)
    """
    if "-t-" in code:
        return code
    first, dash, rest = code.partition("-")
    language = first
    if len(first) == 3:
        if first in SHORT:
            language = SHORT[first]
        elif first in ("zxx", "und") and field.record.language in SHORT:
            language = SHORT[field.record.language]
    script = lower(rest) if dash else ""
    if len(script) == 4 and USUAL_SCRIPT.get(language) != script:
        return f"{language}-{script}".replace(" ", "").replace("\n", "")
    return language

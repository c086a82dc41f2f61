"""The script a text is written in, by its letters, and the language tags of a pair's halves."""

import re
from bisect import bisect_right
from collections import Counter
from functools import lru_cache
from typing import Final

from converters.bibframe.codes import rows
from converters.bibframe.languages import SHORT, USUAL_SCRIPT, tag_for

LATIN: Final = "latn"
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}", re.IGNORECASE)
_RANGES: Final = sorted(
    (int(first, 16), int(last, 16), s) for first, last, s in rows("script-ranges")
)
_FIRSTS: Final = [first for first, _, _ in _RANGES]
#: Letters beyond ASCII; signs of transliteration (ʻ ʼ) and combining marks are none.
_LETTER: Final = re.compile(r"[^\W\d_]")
#: ``880-02/Latn-pinyin``: how the field was put into Latin letters.
_VARIANT: Final = re.compile(r"/latn-([a-z0-9]{5,8})(?=/|$)", re.IGNORECASE)
#: Characters of a text looked at.
_ENOUGH: Final = 400


def script_of(text: str) -> str:
    """The script of most of a text's letters but Latin ones (ISO 15924); ``latn`` if all are so.

    ``""`` where there are no letters. Han with kana is Japanese, any hangul Korean.
    """
    head = text[:_ENOUGH]
    if head.isascii():
        return LATIN if any(map(str.isalpha, head)) else ""
    found = Counter(script for sign in {*_LETTER.findall(head)} if (script := _script(sign)))
    if "hang" in found:
        return "kore"
    if "kana" in found:
        return "jpan"
    latin = found.pop(LATIN, 0)
    if found:
        return found.most_common(1)[0][0]
    return LATIN if latin else ""


@lru_cache(maxsize=8192)
def _script(sign: str) -> str:
    point = ord(sign)
    at = bisect_right(_FIRSTS, point) - 1
    if at < 0:
        return ""
    _, last, script = _RANGES[at]
    return script if point <= last else ""


def tag_by_content(text: str, language: str) -> str:
    """The tag of a text in its own script; ``language``: of the record, as 008 codes it."""
    script = script_of(text)
    if not script:
        return ""
    if script == LATIN:
        return romanised(SHORT.get(language, language))
    return tag_for(language if _LANGUAGE.fullmatch(language) else "", script)


def romanised(language: str, six: str = "") -> str:
    """The tag of a text put into Latin letters, whose original has a tag beginning so.

    A language that is itself written in Latin letters is not that of the original: ``und-latn``.
    ``six``: the field's ``$6``, which may name the rules (``880-02/Latn-pinyin``).
    """
    if USUAL_SCRIPT.get(language) == LATIN or not _LANGUAGE.fullmatch(language):
        language = "und"
    variant = _VARIANT.search(six)
    return f"{language}-{LATIN}-{variant[1].lower()}" if variant else f"{language}-{LATIN}"

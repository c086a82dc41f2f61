"""How words are compared in the look-up: without case, accents, tones, width and punctuation.

Simplified and traditional characters stay apart, and nothing is transliterated: that is the
search's business. What is folded is folded alike in what is written and in what is typed.
"""

import re
import unicodedata
from typing import Final

#: Signs inside a word or a name: apostrophes, what romanisations write for ayn, alif and soft
#: signs, and the dot between the parts of a foreign name.
_WITHIN: Final = "'’‘ʻʼʹʺʾʿ`´·・"
#: Letters Unicode does not take apart.
_LETTERS: Final = {
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "ł": "l",
    "ı": "i",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
}
_TABLE: Final = str.maketrans({**dict.fromkeys(_WITHIN, ""), **_LETTERS})
#: All but letters, digits, and the signs of names like C++ and C#.
_SEPARATORS: Final = re.compile(r"[^\w+#]+|_+")


def fold(text: str) -> str:
    """``lu xun`` for ``Lu, Xun``, ``hong lou meng`` for ``Hóng lóu mèng``.

    Marks go by their category (Mn): a tone, an umlaut, the ligature over ``i͡a``, the hamza of
    ``أ`` and the breve of ``й`` alike. What is left is composed again, for Hangul's sake.
    """
    text = text.translate(_TABLE)
    if not text.isascii():
        apart = unicodedata.normalize("NFKD", text)
        kept = "".join(sign for sign in apart if unicodedata.category(sign) != "Mn")
        text = unicodedata.normalize("NFC", kept)
    return " ".join(_SEPARATORS.sub(" ", text.casefold().translate(_TABLE)).split())

"""The names MARCMaker and MarcEdit write in braces for characters that their text cannot hold."""

import re
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Final

_NAME: Final = re.compile(r"\{([A-Za-z0-9]{1,8})\}")
#: Accents, which are written before their letter as in MARC-8, and the letter they belong to.
_ACCENTED: Final = re.compile(r"\uf8ff((?:[\u0300-\u036f\ufe20-\ufe2f]\uf8ff?)+)(.?)", re.DOTALL)
_MARK: Final = "\uf8ff"  # a private character: here an accent came from a name


@cache
def table() -> dict[str, str]:
    """Name to character, out of ``mnemonics.tsv``."""
    text = files("converters.structures").joinpath("mnemonics.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {name: chr(int(code, 16)) for name, code, *_ in rows}


def unwritten(text: str) -> str:
    """Text with the characters in place of their names; a name nobody knows stays as it is."""
    if "{" not in text:
        return text
    text = _NAME.sub(_character, text.replace(_MARK, ""))
    if _MARK not in text:
        return text
    return _ACCENTED.sub(_behind, text)


def _character(name: re.Match[str]) -> str:
    known = table()
    char = known.get(name[1])
    if char is None:
        # A letter with its accent has a name made of both: {eacute}, {Ouml}.
        accent = known.get(name[1][1:])
        if accent is None or not unicodedata.combining(accent):
            return name[0]
        return unicodedata.normalize("NFC", name[1][0] + accent)
    return _MARK + char if unicodedata.combining(char) else char


def _behind(found: re.Match[str]) -> str:
    accents = found[1].replace(_MARK, "")
    return unicodedata.normalize("NFC", found[2] + accents)

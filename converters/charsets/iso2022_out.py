"""Text to MARC-8 or ISO 5426: marks before their letters, an escape at each change of set."""

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Final

from converters.charsets.codes import ANSEL, ASCII, CONTROLS, EACC, ISO5426, eacc_written, graphic
from converters.charsets.composing import nfc

#: Sets a character is looked for in, after ASCII and the first G1: those of MARC-8, of UNIMARC.
_OTHERS: Final = {ANSEL: "bpNQ234S", ISO5426: "NQ234S"}
#: The choice of a code that is the same in whatever set is in use: in G1, or a control.
_ANY: Final = ""
_MARKS_OF_RECORDS: Final = "\x1d\x1e\x1f"
type Codes = Mapping[str, Mapping[str, bytes]]
type Written = tuple[str, Mapping[str, bytes]]


def write(text: str, g1: str, refuse: Callable[[str], None]) -> bytes:
    """The bytes of a field or subfield; default sets at its end and at every subfield mark.

    A character without a code is given to ``refuse`` and written ``&#xXXXX;``, as MARC 21 does
    (Character Sets, part 4, lossless conversion).
    """
    out = bytearray()
    now = ASCII
    for ways in _in_order(nfc(text), _codes(g1), refuse):
        choice = next(one for one in (_ANY, now, *ways) if one in ways)
        if choice not in (_ANY, now):
            out += _escape(now, choice)
            now = choice
        out += ways[choice]
    return bytes(out if now == ASCII else out + _escape(now, ASCII))


def _in_order(
    text: str, codes: Codes, refuse: Callable[[str], None]
) -> Iterator[Mapping[str, bytes]]:
    """The codes in the order of their bytes: a character's marks, then the character."""
    for cluster in _clusters(text):
        base, marks = cluster[0], cluster[1:]
        while base not in codes and (parts := _parts(base)):
            base, marks = parts[0], parts[1:] + marks
        carried = 0
        if base in codes and not unicodedata.combining(base):
            while carried < len(marks) and marks[carried] in codes:
                carried += 1
            yield from (codes[mark] for mark in marks[:carried])
            yield codes[base]
        else:
            refuse(base)
            yield _reference(base)
        for mark in marks[carried:]:
            if mark not in codes:
                refuse(mark)
            yield _reference(mark)


def _clusters(text: str) -> Iterator[str]:
    """Every character with the marks that follow it."""
    start = 0
    for at, sign in enumerate(text):
        if at > start and not unicodedata.combining(sign):
            yield text[start:at]
            start = at
    if text:
        yield text[start:]


def _parts(sign: str) -> str:
    """The two characters that are canonically the same as this one; empty when there are none."""
    parts = unicodedata.decomposition(sign)
    return "" if parts[:1] == "<" else "".join(chr(int(part, 16)) for part in parts.split())


def _reference(sign: str) -> Mapping[str, bytes]:
    return {ASCII: b"&#x%04X;" % ord(sign)}


@cache
def _codes(g1: str) -> Codes:
    """How each character can be written: its code in each set that has it."""
    codes: dict[str, dict[str, bytes]] = {chr(code): {_ANY: bytes([code])} for code in range(0x20)}
    del codes["\x1b"]
    codes |= {sign: {ASCII: sign.encode()} for sign in _MARKS_OF_RECORDS}
    codes |= {sign: {_ANY: bytes([code])} for code, sign in CONTROLS.items()}
    codes[" "] = {ASCII: b" "} | dict.fromkeys(_OTHERS[g1], b" ")
    for final in (ASCII, g1, *_OTHERS[g1]):
        choice, high = (_ANY, 0x80) if final == g1 else (final, 0)
        for one, sign in graphic(final).items():
            codes.setdefault(sign, {}).setdefault(choice, bytes([one | high]))
    for sign, code in eacc_written().items() if g1 == ANSEL else ():
        codes.setdefault(sign, {})[EACC] = code
    return codes


def _escape(now: str, to: str) -> bytes:
    """From one G0 to another (MARC 21 specifications, Character Sets, part 2)."""
    if to == ASCII and now in "bp":
        return b"\x1bs"
    if to in "bp":
        return b"\x1b" + to.encode()
    return b"\x1b$1" if to == EACC else b"\x1b(" + to.encode()

"""The code tables behind MARC-8 and ISO 5426: what each code of a designated set stands for.

Sets are named by the final character of their escape sequence (ISO 2022): ``B`` is ASCII, ``1`` is
EACC. MARC-8's come from pymarc's copy of the Library of Congress code tables (MARC 21
specifications, Character Sets, part 5); ISO 5426 and what pymarc lacks stand in the tables beside.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Final

from pymarc import marc8_mapping

from converters.charsets.composing import nfc

EACC: Final = "1"
ISO5426: Final = "P"
ANSEL: Final = "E"
ASCII: Final = "B"
#: Every set of one byte a character that MARC 21 or UNIMARC (manual, appendix J) can switch to.
SETS: Final = frozenset("BEP23NQS4gbp")
#: Controls common to both: the marks around what does not sort, and the two (non-)joiners.
CONTROLS: Final[Mapping[int, str]] = {0x88: "\x98", 0x89: "\x9c", 0x8D: "\u200d", 0x8E: "\u200c"}


@cache
def graphic(final: str) -> Mapping[int, str]:
    """The characters of a one-byte set, by their codes 0x21 to 0x7E."""
    if final == ISO5426:
        return {int(code, 16) & 0x7F: chr(int(to, 16)) for code, to in _rows("iso5426.tsv")}
    table = marc8_mapping.CODESETS[ord(final)]
    return {code & 0x7F: chr(to) for code, (to, _) in table.items() if (code & 0x7F) > 0x20}


@cache
def eacc() -> Mapping[bytes, str]:
    """The characters of EACC (ANSI/NISO Z39.64) by their three bytes, and codes seen in records."""
    seen = {code.to_bytes(3, "big"): chr(to) for code, to in marc8_mapping.ODD_MAP.items()}
    seen |= {bytes.fromhex(code): chr(int(to, 16)) for code, to in _rows("eacc.tsv")}
    return _eacc_of_lc() | seen


@cache
def eacc_written() -> Mapping[str, bytes]:
    """The code to write a character with: the Library of Congress's, the first of several."""
    table: dict[str, bytes] = {}
    for code in sorted(_eacc_of_lc()):
        table.setdefault(eacc()[code], code)
    return table


@cache
def _eacc_of_lc() -> dict[bytes, str]:
    return {
        code.to_bytes(3, "big"): nfc(chr(to))
        for code, (to, _) in marc8_mapping.CODESETS[ord(EACC)].items()
    }


@cache
def marks() -> re.Pattern[str]:
    """Combining marks, written before their letter, and that letter if there is one."""
    signs = {
        sign for final in SETS for sign in graphic(final).values() if unicodedata.combining(sign)
    }
    one = "".join(sorted(signs))
    # It must match where no letter follows, or a long run of marks would be tried at each of them.
    return re.compile(f"([{one}]+)([^{one}\x1d-\x1f]?)")


def _rows(name: str) -> Iterator[tuple[str, str]]:
    text = (files(__package__) / name).read_text(encoding="utf-8")
    for line in text.splitlines()[2:]:
        code, to, *_ = line.split("\t")
        yield code, to

"""Text in sets that escape sequences switch between (ISO 2022), as MARC-8 and UNIMARC use it.

Two sets are in use at a time: G0 for codes below 0x80, G1 for codes above; a mark stands before its
letter, where Unicode has it after. Both sets are the default ones again at every subfield mark.
"""

import codecs
import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from converters.charsets.codes import ANSEL, ASCII, CONTROLS, EACC, SETS, eacc, graphic, marks
from converters.charsets.composing import nfc
from converters.charsets.errors import Undecodable

#: MARC 21 specifications, Character Sets, part 2: technique 1 (ESC g, b, p, s), technique 2.
_SHIFT: Final = re.compile(
    rb"\x1b(?:(?P<own>[gbps])|(?P<half>[(,)\-]|\$[,)\-]?)(?P<set>!?[0-Z]))|[\x1d-\x1f]"
)
_UNDEFINED: Final = "\ufffe"
GETA: Final = "〓"
_LOWERED: Final = bytes(code & 0x7F for code in range(0x100))


@dataclass(frozen=True, slots=True)
class Sets:
    """A coding of this kind, named, with the set that G1 starts with.

    ``lenient`` reads a code without a character as :data:`GETA`, as printers do for missing type.
    """

    name: str
    g1: str
    lenient: bool = False

    def decode(self, data: bytes) -> str:
        """Text in NFC. Raises :class:`Undecodable` at a code or escape that has no meaning."""
        if b"\x1b" not in data and data.isascii():
            return data.decode("ascii")
        out: list[str] = []
        g0, g1, at = ASCII, self.g1, 0
        if b"\x1b" not in data:
            out, at = [self._run(data, g0, g1)], len(data)
        for shift in _SHIFT.finditer(data, at):
            if shift.start() > at:
                out.append(self._run(data[at : shift.start()], g0, g1))
            at = shift.end()
            if (own := shift["own"]) and self.g1 != ANSEL:
                raise Undecodable(f"{self.name} has no escape {own.decode()}")
            if own:
                g0 = ASCII if own == b"s" else own.decode("ascii")
            elif not (half := shift["half"]):
                g0, g1 = ASCII, self.g1
                out.append(shift[0].decode("ascii"))
            else:
                chosen = self._chosen(shift["set"].decode("ascii"), half)
                if half[-1:] in b")-":
                    g1 = chosen
                else:
                    g0 = chosen
        if at < len(data):
            out.append(self._run(data[at:], g0, g1))
        return nfc(marks().sub(r"\2\1", "".join(out)))

    def _chosen(self, final: str, half: bytes) -> str:
        """The set an escape sequence designates; several bytes a character only after ``$``."""
        final = final.removeprefix("!")
        if (final == EACC and half[:1] == b"$") or (final in SETS and half[:1] != b"$"):
            return final
        raise Undecodable(f"{self.name} has no set that escape {half.decode()}{final} switches to")

    def _run(self, run: bytes, g0: str, g1: str) -> str:
        if EACC in (g0, g1):
            return self._mixed(run, g0, g1)
        try:
            return codecs.charmap_decode(run, "strict", _table(g0, g1))[0]
        except UnicodeDecodeError as error:
            if self.lenient:
                text = codecs.charmap_decode(run, "replace", _table(g0, g1))[0]
                return text.replace("\ufffd", GETA)
            code = run[error.start]
            raise Undecodable(f"{self.name} has no character with the code {code:02X}") from None

    def _mixed(self, run: bytes, g0: str, g1: str) -> str:
        """A run in which three bytes below, or above, 0x80 are one character of EACC."""
        if g0 == EACC and run.isascii() and len(run) % 3 == 0:
            found = [eacc().get(run[i : i + 3], "") for i in range(0, len(run), 3)]
            if all(found):
                return "".join(found)
        out = []
        at = 0
        three, table = eacc(), _table("" if g0 == EACC else g0, "" if g1 == EACC else g1)
        low, high = g0 == EACC, g1 == EACC
        while at < len(run):
            byte = run[at]
            code = run[at : at + 1]
            if low and 0x20 < byte < 0x80:
                code = run[at : at + 3]
                sign = three.get(code, _UNDEFINED)
            elif high and byte > 0xA0:
                code = run[at : at + 3]
                sign = three.get(code.translate(_LOWERED), _UNDEFINED)
            else:
                sign = table[byte]
            at += len(code)
            if sign == _UNDEFINED:
                if not self.lenient:
                    raise Undecodable(f"{self.name} has no character with the code {code.hex()}")
                sign = GETA
            out.append(sign)
        return "".join(out)


@cache
def _table(g0: str, g1: str) -> str:
    """256 characters for the one-byte sets in use; U+FFFE where a code has none."""
    table = [chr(code) if code <= 0x20 else _UNDEFINED for code in range(256)]
    table[0x1B] = _UNDEFINED
    for half, final in ((0, g0), (0x80, g1)):
        for code, sign in graphic(final).items() if final else ():
            table[half + code] = sign
    for code, sign in CONTROLS.items():
        table[code] = sign
    return "".join(table)

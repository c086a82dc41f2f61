"""What to expect before looking at the bytes: bits against each character set, by dialect."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from converters.record import UNIMARC_FAMILY, Dialect

#: What a record says of itself counts for this much; it is often left as the system's default.
_SAID: Final = 4.0
#: Leader/09 ``a`` is set by those that know of Unicode.
_SAID_UNICODE: Final = 8.0
#: Bits against a character set that is usual, and against one that needs a person's word.
_USUAL: Final = 2.0
_UNHEARD: Final = 10.0
#: UNIMARC 100 $a/26-29, in pairs (UNIMARC Manual; 10 and 79, 89 by CNMARC's and RUSMARC's own use).
_HINTS: Final = {
    "01": "iso5426",
    "02": "iso5426",
    "03": "iso5426",
    "04": "iso5426",
    "05": "iso5426",
    "10": "gb18030",
    "50": "utf-8",
    "79": "koi8-r",
    "89": "cp1251",
}


@dataclass(frozen=True, slots=True)
class Expected:
    """One character set, and the bits against it by dialect."""

    charset: str
    bits: dict[str, float]

    @property
    def heard_of(self) -> bool:
        """Whether some dialect's records may be read so without a person's word."""
        return min(self.bits.values()) < _UNHEARD


@cache
def expected() -> tuple[Expected, ...]:
    text = (files(__package__) / "priors.tsv").read_text(encoding="utf-8")
    _, head, *rows = (line.split("\t") for line in text.splitlines())
    return tuple(
        Expected(name, dict(zip(head[1:], map(float, bits), strict=True))) for name, *bits in rows
    )


@dataclass(frozen=True, slots=True)
class Said:
    """What is known of a record before its text: dialect, leader/09, UNIMARC 100 $a/26-29."""

    dialect: Dialect | None
    flag: str
    hint: str = ""

    def against(self, one: Expected) -> float:
        """Bits against a character set in a record that says this of itself."""
        bits = one.bits[self.dialect or "unknown"]
        if self._unicode and not one.charset.startswith("utf-8"):
            bits += _SAID_UNICODE
        said = (_HINTS.get(self.hint[:2]), _HINTS.get(self.hint[2:4]))
        return bits - _SAID if one.charset in said else bits

    def usual(self, one: Expected) -> bool:
        return self.against(one) <= _USUAL

    def unheard(self, one: Expected) -> bool:
        """Whether it takes a person's word to read a record of this dialect so."""
        return one.bits[self.dialect or "unknown"] >= _UNHEARD

    def denies(self, one: Expected) -> bool:
        """Whether the record says that it is Unicode and this is none."""
        return self._unicode and one.charset != "utf-8"

    @property
    def _unicode(self) -> bool:
        """Leader/09 is Unicode's ``a`` in MARC 21 only; UNIMARC leaves it undefined."""
        return self.flag == "a" and self.dialect not in UNIMARC_FAMILY

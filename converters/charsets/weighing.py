"""The readings of a doubtful record against each other, by Bayes: what was to be expected, and how
surprising the text would be."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from converters.charsets.coding import decode
from converters.charsets.errors import Undecodable
from converters.charsets.evidence import cost, surprise
from converters.charsets.priors import Expected, Said, expected
from converters.charsets.sampling import read, upto

#: How sure one must be to go on without a person: less for what is usual in the dialect.
_SURE: Final = 0.999
_SURE_OF_USUAL: Final = 0.99
#: Bits a character beyond ASCII takes, on average, in text that somebody wrote; a few may be odd.
_SENSE: Final = 15.0
_SENSE_OF_USUAL: Final = 22.0
_ODD_ONES: Final = 12.0
#: Less than this, and the character sets that one hardly meets need not be tried.
_PLAIN: Final = 13.0
#: Bytes to look at; first few, then more while other readings are less than so many bits worse.
_SAMPLES: Final = (150, 900, 3_600)
_FAR: Final = 30.0
#: Bits against a mark around what does not sort that has no partner, up to so many of them.
_LONE_MARK: Final = 10.0
_MARKS: Final = 4
#: Candidates less likely than this are not worth a person's time.
_WORTH: Final = 1e-6
#: So many bytes beyond ASCII in one subfield are no accident when they are sound UTF-8.
ENOUGH: Final = 8


@dataclass(frozen=True, slots=True)
class Judgement:
    """The likeliest character set and how likely it is, 0 to 1; ``candidates`` best first.

    ``doubtful``: a person must decide; ``candidates`` then are the ways it can be read, all of
    which :func:`converters.charsets.decode` knows and reads without error. There may be none.
    """

    charset: str
    score: float
    candidates: tuple[tuple[str, float], ...]
    doubtful: bool


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to read the sample: its text, and its bits with what was expected of the set."""

    bits: float
    how: Expected
    text: str


@dataclass(slots=True)
class Weighing:
    """One record's bytes, and what the record says of itself."""

    data: bytes
    said: Said
    _whole: dict[str, bool] = field(default_factory=dict)

    def judgement(self) -> Judgement:
        pieces, sound = self._pieces()
        readings = self._settled(pieces, [one for one in expected() if one.heard_of])
        if not (readings and self._plain(readings)):
            readings = self._settled(pieces, expected())
        if not readings:
            return Judgement("latin-1", 0.0, (), doubtful=True)
        best = readings[0]
        odds = [2 ** max(best.bits - one.bits, -1000.0) for one in readings]
        scores = [one / sum(odds) for one in odds]
        usual = self.said.usual(best.how)
        doubtful = (
            self.said.unheard(best.how)
            or self.said.denies(best.how)
            or scores[0] < (_SURE_OF_USUAL if usual else _SURE)
            or not self._makes_sense(best)
            or (sound and best.how.charset != "utf-8")
            or (b"\x1b" in self.data and "\x1b" in best.text)
        )
        candidates = [
            (one.how.charset, round(score, 6))
            for one, score in zip(readings, scores, strict=True)
            if score > _WORTH
        ]
        return Judgement(best.how.charset, candidates[0][1], tuple(candidates), doubtful)

    def _pieces(self) -> tuple[list[bytes], bool]:
        """Subfields that are not plain ASCII, each once; those that are not UTF-8 tell more.

        With it, whether one of the others is UTF-8 by more than accident.
        """
        parts = dict.fromkeys(re.split(b"[\x1e\x1f]", self.data))
        others: list[bytes] = []
        unicode: list[bytes] = []
        sound = False
        for part in parts:
            if part.isascii() and b"\x1b" not in part:
                continue
            try:
                length = len(part.decode())
            except UnicodeDecodeError:
                others.append(part)
            else:
                unicode.append(part)
                sound = sound or len(part) - length >= ENOUGH
        return others + unicode, sound

    def _settled(self, pieces: Sequence[bytes], hows: Sequence[Expected]) -> list[_Reading]:
        """The readings of as much of the record as it takes to tell them apart."""
        readings: list[_Reading] = []
        for size in _SAMPLES:
            sample = b"\x1f".join(upto(pieces, size))
            readings = list(self._readings(sample, hows))
            if len(sample) < size or (readings and not _close(readings)):
                break
        return readings

    def _readings(self, sample: bytes, hows: Sequence[Expected]) -> Iterator[_Reading]:
        """The different texts of a sample, best first, of sets that all the rest is sound in."""
        costs: dict[str, float] = {}
        found: list[_Reading] = []
        for how in hows:
            text = read(sample, how.charset)
            if text is not None:
                if text not in costs:
                    costs[text] = cost(text) + _unpaired(text)
                found.append(_Reading(costs[text] + self.said.against(how), how, text))
        found.sort(key=lambda one: one.bits)
        seen: set[str] = set()
        best = float("inf")
        for one in found:
            if one.bits < best + _FAR and one.text not in seen and self._reads(one.how.charset):
                best = min(best, one.bits)
                seen.add(one.text)
                yield one

    def _reads(self, charset: str) -> bool:
        if charset not in self._whole:
            try:
                decode(self.data, charset)
                self._whole[charset] = True
            except Undecodable:
                self._whole[charset] = False
        return self._whole[charset]

    def _plain(self, readings: Sequence[_Reading]) -> bool:
        """Whether what is usual in the dialect fits so well that nothing else need be tried."""
        return (
            self.said.usual(readings[0].how)
            and not _close(readings)
            and surprise(readings[0].text) < _PLAIN
        )

    def _makes_sense(self, reading: _Reading) -> bool:
        beyond = sum(sign > "\x7f" for sign in reading.text)
        bits = _SENSE_OF_USUAL if self.said.usual(reading.how) else _SENSE
        return surprise(reading.text) <= bits + _ODD_ONES / max(beyond, 1)


def _unpaired(text: str) -> float:
    """Bits against marks around what does not sort that have no partner: other letters' codes."""
    return _LONE_MARK * min(abs(text.count("\x98") - text.count("\x9c")), _MARKS)


def _close(readings: Sequence[_Reading]) -> bool:
    return len(readings) > 1 and readings[1].bits - readings[0].bits < _FAR

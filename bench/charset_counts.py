"""Count how records write: the tables of ``converters/charsets`` that tell readings apart.

``python -m bench.charset_counts FOLDER`` reads records in UTF-8 below the folder and writes
``characters.tsv`` and ``kinds.tsv``; only subfields that are not plain ASCII count.
"""

import math
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from converters.charsets import evidence
from converters.charsets.codes import eacc
from converters.charsets.unicode import TWICE

#: So many subfields of each file, that no language outweighs the others; Han need more.
SHARE = 4_000
SHARE_OF_CHINESE = 20_000
HALF_BITS = 2
#: A character seen less often than this is told by its kind alone.
SELDOM = 3
#: A step never seen costs 9 bits where its kind was never seen either, and 16 at most.
UNSEEN = 256
HARDLY = 16.0
CHARACTERS = (
    "# Characters of bibliographic records by the bits that one costs within its kind (half bits, "
    "-log2 of how often it was counted); counted by bench/charset_counts.py over {n:,} subfields "
    "in 25 languages, Chinese both as found and with simplified characters."
)
KINDS = (
    "# Bits that it costs to go from one kind of character (row) to another (column), counted with "
    "characters.tsv; kinds are named in evidence.py."
)


def main() -> None:
    folder = Path(sys.argv[1])
    package = Path(evidence.__file__).parent
    steps: Counter[str] = Counter()
    signs: Counter[str] = Counter()
    number = 0
    for text in _texts(folder):
        number += 1
        kinds = "s" + "".join(evidence.kind(sign) for sign in text) + "s"
        steps.update(kinds[i : i + 2] for i in range(len(kinds) - 1))
        signs.update(
            before + sign if kind == "m" else sign
            for before, sign, kind in zip(" " + text, text, kinds[1:], strict=False)
        )
    _write_signs(package / "characters.tsv", signs, CHARACTERS.format(n=number))
    _write_steps(package / "kinds.tsv", steps)


def _write_signs(path: Path, signs: Counter[str], comment: str) -> None:
    totals: Counter[str] = Counter()
    for sign, count in signs.items():
        totals[evidence.kind(sign[-1])] += count
    rows: dict[float, list[str]] = {}
    for sign, count in sorted(signs.items(), key=lambda one: (-one[1], one[0])):
        if count >= SELDOM and sign.isprintable() and " " not in sign and not sign.isspace():
            bits = -math.log2(count / totals[evidence.kind(sign[-1])])
            rows.setdefault(round(bits * HALF_BITS) / HALF_BITS, []).append(sign)
    lines = [comment, "bits\tcharacters"]
    lines += [f"{bits:g}\t{' '.join(found)}" for bits, found in sorted(rows.items())]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _write_steps(path: Path, steps: Counter[str]) -> None:
    lines = [KINDS, "\t".join(["from", *evidence.KINDS])]
    for one in evidence.KINDS:
        total = sum(steps[one + other] for other in evidence.KINDS) + UNSEEN
        costs = [-math.log2((steps[one + other] + 0.5) / total) for other in evidence.KINDS]
        lines.append("\t".join([one, *(f"{min(cost, HARDLY):.1f}" for cost in costs)]))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _texts(folder: Path) -> Iterator[str]:
    """Subfields with anything beyond ASCII, as many of each file, evenly from all of it."""
    for path in sorted(folder.rglob("*")):
        if path.suffix not in (".mrc", ".iso"):
            continue
        found = [text for text in _subfields(path) if not text.isascii()]
        chinese = path.name.startswith(("chi", "cnmarc"))
        for text in found[:: max(1, len(found) // (SHARE_OF_CHINESE if chinese else SHARE))]:
            yield text
            if chinese and (simple := text.translate(_SIMPLIFIED)) != text:
                yield simple


def _subfields(path: Path) -> Iterator[str]:
    charset = "cp1251" if path.name.startswith("rusmarc") else "utf-8"
    for record in path.read_bytes().split(b"\x1d"):
        try:
            text = unicodedata.normalize("NFC", record[24:].decode(charset))
        except UnicodeDecodeError:
            continue
        if not TWICE.search(text):
            for field in text.split("\x1e")[1:]:
                yield from (part[1:] for part in field.split("\x1f")[1:])


def _simplified() -> dict[int, str]:
    """EACC puts a simplified character in the plane after its traditional form."""
    return {
        ord(sign): other
        for code, sign in eacc().items()
        if code[0] == 0x21 and len(sign) == 1 and (other := eacc().get(b"\x27" + code[1:]))
    }


_SIMPLIFIED = _simplified()

if __name__ == "__main__":
    main()

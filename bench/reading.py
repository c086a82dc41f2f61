"""How fast records are read, and how many are lost, beside pymarc and mrrc: one file, one run.

``python -m bench.reading FILE…`` prints a Markdown table of ISO 2709 files. Each reader takes the
file in turn, several times; its best time counts, in processor time, once for reading alone, once
with the text of every field taken out (mrrc makes Python's objects only then). ``lost``: records of
the file for which a reader gives nothing; ``kept back``: those that Catena asks a person about;
``other text``: those given with other characters than Catena reads, without a word.
"""

import argparse
import io
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from unicodedata import normalize

import mrrc
import pymarc

from converters import MarcRecord, read

ROUNDS: Final = 3
#: What is not compared: blanks, control characters, marks of what does not sort.
_UNSEEN: Final = re.compile(r"[\x00-\x20\x7f-\xa0\ufeff]+")


def catena(path: Path) -> Iterator[Any]:
    """Every record, or None for one that is refused or kept back for a person."""
    for one in read(path):
        yield one.marc if isinstance(one, MarcRecord) else None


def with_pymarc(path: Path) -> Iterator[Any]:
    """As pymarc reads by default, in Unicode; None for what it could not read."""
    with path.open("rb") as stream:
        yield from pymarc.MARCReader(stream)


def with_mrrc(path: Path) -> Iterator[Any]:
    """As mrrc reads by default, which is to salvage what it can; it ends where it cannot go on."""
    with path.open("rb") as stream:
        try:
            yield from mrrc.MARCReader(stream)
        except mrrc.MrrcException:
            return


READERS: Final[dict[str, Callable[[Path], Iterator[Any]]]] = {
    "Catena": catena,
    "pymarc": with_pymarc,
    "mrrc": with_mrrc,
}


@dataclass(frozen=True, slots=True)
class Measured:
    """One reader on one file: seconds alone and with all text, and each record's text."""

    alone: float
    with_text: float
    texts: Counter[str]
    nothing: int

    @property
    def given(self) -> int:
        return self.texts.total()


def text_of(marc: Any) -> str:
    """All that a record says, for comparison: tags, codes and text, in whatever order of fields."""
    fields = []
    for field in marc.get_fields():
        if field.tag < "010":
            fields.append(f"{field.tag}{field.data or ''}")
        else:
            # A method in mrrc, a list in pymarc.
            subfields = field.subfields() if callable(field.subfields) else field.subfields
            fields.append(field.tag + "".join([f"{one.code}{one.value}" for one in subfields]))
    return "".join(sorted(fields))


def measured(reader: Callable[[Path], Iterator[Any]], path: Path) -> Measured:
    """The best of several rounds; what a reader complains of is not printed."""
    alone = with_text = float("inf")
    for _ in range(ROUNDS):
        with redirect_stderr(io.StringIO()):
            started = time.process_time()
            for _marc in reader(path):
                pass
            alone = min(alone, time.process_time() - started)
            started = time.process_time()
            texts = [text_of(marc) if marc is not None else None for marc in reader(path)]
            with_text = min(with_text, time.process_time() - started)
    said = (normalize("NFC", _UNSEEN.sub("", text)) for text in texts if text is not None)
    return Measured(alone, with_text, Counter(said), texts.count(None))


def table(path: Path) -> Iterator[str]:
    """The lines of a file's table."""
    found = {name: measured(reader, path) for name, reader in READERS.items()}
    ours = found["Catena"]
    records = ours.given + ours.nothing
    yield f"**{path.name}**: {records} records"
    yield ""
    yield "| reader | records/s | times Catena | with all text | lost | kept back | other text |"
    yield "|---|---:|---:|---:|---:|---:|---:|"
    for name, one in found.items():
        speed, whole = (records / seconds for seconds in (one.alone, one.with_text))
        same = (one.texts & ours.texts).total()
        lost = 0 if one is ours else records - one.given
        yield (
            f"| {name} | {speed:,.0f} | {ours.alone / one.alone:.2f} | {whole:,.0f} "
            f"| {lost} | {ours.nothing if one is ours else ''} | {one.given - same} |"
        )
    yield ""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m bench.reading")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    for path in parser.parse_args().files:
        for line in table(path):
            print(line)


if __name__ == "__main__":
    main()

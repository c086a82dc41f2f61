"""Records of every format, dialect and kind, damaged by chance, read and converted: no matter.

``python -m bench.fuzz --records 100000 --seed 1`` tells of every crash, of the slowest record and
of the most memory; the same seed damages the same records in the same way. ``--formats 20`` also
writes every twentieth of them in all formats.
"""

import argparse
import io
import json
import resource
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from traceback import format_exception_only, format_tb
from types import FrameType
from typing import Final, cast

import pymarc

import samples
from bench import odd_fields, whole_way
from converters import MarcRecord, NotMarc, as_iso2709, as_json, parse_one, read
from converters.reader import read_stream
from converters.record import Rejected

DATA: Final = Path(__file__).parents[2] / "shared" / "data"
#: A record that takes longer (seconds) hangs.
PATIENCE: Final = 10
#: How many of the records in JSON keep a sound structure.
_ODD: Final = 0.9
_MARKS: Final = (
    b"\x1d",
    b"\x1e",
    b"\x1f",
    b"\x1b",
    b"\0",
    b"$",
    b"<",
    b">",
    b'"',
    b"{",
    b"}",
    b"\n",
)


@dataclass(slots=True)
class Found:
    """What came of a run: how many of what, what crashed, and which record took the longest."""

    verdicts: Counter[str] = field(default_factory=Counter)
    crashes: list[str] = field(default_factory=list)
    slowest: float = 0.0
    slowest_seed: str = ""


class Hang(BaseException):
    """A record took more than :data:`PATIENCE`; no ``except`` of the reader may swallow it."""


def seeds(folder: Path | None = None) -> list[bytes]:
    """Whole records, each as a file of its own: the samples in every format, and a few of others.

    ``folder`` holds more files; of each of them the first three records are taken.
    """
    found: list[bytes] = []
    given = (*samples.marc21_files()[:4], *samples.cnmarc_files(), *samples.authority_files())
    for file in given:
        for record in list(read(file))[:4]:
            if isinstance(record, MarcRecord):
                found += _in_every_format(record)
    for file in sorted(folder.rglob("*")) if folder is not None else ():
        if file.is_file():
            found += _first(file)
    return found


def _in_every_format(record: MarcRecord) -> list[bytes]:
    iso = as_iso2709(record.marc)
    text = iso.decode()
    lines = [str(field) for field in record.marc.fields]
    aleph = [f"000000001 {f.tag}   L {f.data or '$$a' + f.value()}" for f in record.marc.fields]
    leader = str(record.marc.leader)
    return [
        record.raw,
        iso,
        text.encode("gb18030"),
        text.encode("utf-16-le"),
        json.dumps(as_json(record.marc)).encode(),
        "\n".join([f"=LDR  {leader}", *lines]).encode(),
        "\n".join([f"000000001 LDR   L {leader}", *aleph]).encode(),
        "\n".join([leader, *(_spaced(f) for f in record.marc.fields)]).encode(),
    ]


def _spaced(field: pymarc.Field) -> str:
    """A field as yaz-marcdump writes it."""
    parts = [f" ${one.code} {one.value}" for one in field.subfields]
    return f"{field.tag} {field.data or ''.join(field.indicators or '')}{''.join(parts)}"


def _first(file: Path) -> list[bytes]:
    found: list[bytes] = []
    try:
        for record in read(file):
            if 0 < len(record.raw) < 100_000:
                found.append(record.raw)
                if isinstance(record, MarcRecord):
                    found.append(json.dumps(as_json(record.marc)).encode())
            if len(found) >= 6:
                break
    except NotMarc:
        pass
    return found


def damaged(raw: bytes, other: bytes, chance: Random) -> bytes:
    """A record with one to four damages, pieces of another record among them.

    One in JSON is as often sound JSON with odd fields: those reach further than broken bytes.
    """
    if raw.startswith(b"{") and chance.random() < _ODD:
        return odd_fields.odd(raw, chance)
    data = bytearray(raw)
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        if len(data) > 1:
            chance.choice(DAMAGES)(data, other, chance)
    return bytes(data)


def _flip(data: bytearray, _other: bytes, chance: Random) -> None:
    for _ in range(chance.choice((1, 1, 3, 12))):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def _cut_off(data: bytearray, _other: bytes, chance: Random) -> None:
    del data[chance.randrange(len(data)) :]


def _lose(data: bytearray, _other: bytes, chance: Random) -> None:
    at, end = _piece(data, chance)
    del data[at:end]


def _splice(data: bytearray, other: bytes, chance: Random) -> None:
    data[chance.randrange(len(data)) :] = other[chance.randrange(len(other)) :]


def _graft(data: bytearray, other: bytes, chance: Random) -> None:
    at, from_ = chance.randrange(len(data)), chance.randrange(len(other))
    data[at:at] = other[from_ : from_ + chance.choice((3, 30, 300))]


def _falsify_lengths(data: bytearray, _other: bytes, chance: Random) -> None:
    for place in range(min(len(data), 120)):
        if 0x30 <= data[place] <= 0x39 and chance.random() < 0.1:
            data[place] = chance.randrange(0x30, 0x3A)


def _alter_tag(data: bytearray, _other: bytes, chance: Random) -> None:
    place = 24 + 12 * chance.randrange(12)
    data[place : place + 3] = chance.choice((b"200", b"245", b"100", b"FMT", b"00\xb2"))


def _add_mark(data: bytearray, _other: bytes, chance: Random) -> None:
    at = chance.randrange(len(data))
    data[at:at] = chance.choice(_MARKS)


def _change_marks(data: bytearray, _other: bytes, chance: Random) -> None:
    old, new = chance.sample(_MARKS, 2)
    data[:] = data.replace(old, new, chance.randint(1, 3))


def _repeat(data: bytearray, _other: bytes, chance: Random) -> None:
    at, end = _piece(data, chance)
    data[at:at] = bytes(data[at:end]) * chance.choice((2, 10, 200, 2000))


def _scribble(data: bytearray, _other: bytes, chance: Random) -> None:
    at, end = _piece(data, chance)
    data[at:end] = chance.randbytes(end - at)


def _piece(data: bytearray, chance: Random) -> tuple[int, int]:
    at = chance.randrange(len(data))
    return at, min(len(data), at + chance.choice((1, 2, 8, 40, 400)))


DAMAGES: Final[tuple[Callable[[bytearray, bytes, Random], None], ...]] = (
    _flip,
    _flip,
    _cut_off,
    _lose,
    _splice,
    _graft,
    _falsify_lengths,
    _alter_tag,
    _add_mark,
    _change_marks,
    _repeat,
    _scribble,
)


def fuzz(records: int, seed: int, originals: Sequence[bytes], formats: int = 0) -> Found:
    """So many damaged records read and converted, every ``formats``-th of them written too.

    Nothing raised is let through, everything is counted.
    """
    found = Found()
    for number in range(records):
        chance = Random(f"{seed}-{number}")
        raw, other = chance.choice(originals), chance.choice(originals)
        data = damaged(raw, other, chance)
        try:
            with _patience():
                for verdict, took in _read(data, write=formats > 0 and number % formats == 0):
                    found.verdicts[verdict] += 1
                    if took > found.slowest:
                        found.slowest, found.slowest_seed = took, f"{seed}-{number}"
        except (Exception, Hang) as error:  # noqa: BLE001 - finding these is what this is for
            where = "".join(format_tb(error.__traceback__)[-2:])
            what = "".join(format_exception_only(error)).strip()
            found.crashes.append(f"{seed}-{number}: {what[:300]}\n{where}")
    return found


class _patience:  # noqa: N801 - it reads as a word
    """A block that is ended by :class:`Hang` when it lasts too long."""

    def __enter__(self) -> None:
        signal.signal(signal.SIGALRM, _hang)
        signal.alarm(PATIENCE)

    def __exit__(self, *_: object) -> None:
        signal.alarm(0)


def _hang(_number: int, _frame: FrameType | None) -> None:
    raise Hang(f"more than {PATIENCE} s")


def _read(data: bytes, *, write: bool = False) -> Iterator[tuple[str, float]]:
    """The verdict on each record in these bytes, and how long it took (seconds of processor time).

    A record that is taken is converted; that is timed as a record of its own.

    Raises ``AssertionError`` where one breaks the reader's word.
    """
    stream = cast("io.BufferedReader", io.BufferedReader(io.BytesIO(data)))
    started = time.process_time()
    try:
        for position, one in enumerate(read_stream(stream, "damaged"), start=1):
            took = time.process_time() - started
            assert one.position == position, "a position was left out"
            if isinstance(one, Rejected):
                assert one.reason, "refused without a reason"
                yield one.verdict, took
            else:
                _lawful(one)
                yield f"accepted {one.dialect} {one.kind}", took
                started = time.process_time()
                verdict = whole_way.converted(one)
                yield verdict, time.process_time() - started
                for name in whole_way.written(one) if write else ():
                    yield f"written as {name}", 0.0
            started = time.process_time()
    except NotMarc as error:
        if not str(error).endswith("."):
            raise ValueError("no sentence") from error
        yield "not MARC", time.process_time() - started


def _lawful(record: MarcRecord) -> None:
    """What everything behind the reader may rely on."""
    again = parse_one(
        record.raw, record.format, record.position, charset=record.charset, dialect=record.dialect
    )
    assert [str(f) for f in again.marc.fields] == [str(f) for f in record.marc.fields]
    assert again.kind == record.kind, "another kind the second time"
    assert len(str(record.marc.leader)) == 24, "a leader of another length"
    assert 0 <= record.score <= 1, "a score of nothing"
    for one in record.marc.fields:
        assert 1 <= len(one.tag) <= 3, f"the tag {one.tag!r}"
        texts = [one.data or ""] if one.control_field else [s.value for s in one.subfields]
        assert one.control_field or len(one.indicators or ()) == 2
        for text in texts:
            text.encode()
            assert not _UNLAWFUL.intersection(text), f"a control character in {one.tag}"


_UNLAWFUL: Final = frozenset(
    chr(code) for code in (*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF)
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m bench.fuzz")
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--formats", type=int, default=0)
    asked = parser.parse_args()
    originals = seeds(DATA if DATA.is_dir() else None)
    started = time.perf_counter()
    found = fuzz(asked.records, asked.seed, originals, asked.formats)
    took = time.perf_counter() - started
    for crash in found.crashes[:20]:
        print(crash)
    for verdict, count in found.verdicts.most_common():
        print(f"{count:9} {verdict}")
    print(
        f"{asked.records} damaged records from {len(originals)}, seed {asked.seed}, {took:.0f} s: "
        f"{len(found.crashes)} crashes, slowest {found.slowest:.3f} s ({found.slowest_seed}), "
        f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB at most"
    )


if __name__ == "__main__":
    main()

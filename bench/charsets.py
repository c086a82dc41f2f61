"""Which character set is which: the judge, and the detectors at hand, on records whose answer is
known because they were written in it on purpose.

``python -m bench.charsets FOLDER`` takes records in UTF-8 below the folder, writes each in every
character set that can carry it, whole and its title alone, and prints how they were judged.
"""

import importlib
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from converters.charsets import Judgement, Uncarried, decode, encode, judge
from converters.record import Dialect

#: So many records of each file.
SHARE: Final = 60
#: Which files are written in which character sets.
WAYS: Final[dict[str, tuple[str, ...]]] = {
    "chi": ("utf-8", "gb18030", "big5", "marc-8"),
    "cnmarc": ("utf-8", "gb18030"),
    "jpn": ("utf-8", "marc-8", "shift_jis", "euc_jp"),
    "kor": ("utf-8", "marc-8", "euc_kr"),
    "rus": ("utf-8", "marc-8", "iso5426"),
    "rusmarc": ("utf-8", "cp1251", "koi8-r"),
    "fre": ("utf-8", "marc-8", "latin-1", "iso5426"),
    "ger": ("utf-8", "marc-8", "latin-1", "iso5426"),
    "spa": ("utf-8", "marc-8", "latin-1", "iso5426"),
    "ita": ("utf-8", "marc-8", "latin-1", "iso5426"),
    "otherlangs": ("utf-8", "marc-8", "iso5426", "cp1250"),
    "heb": ("utf-8", "marc-8"),
    "ara": ("utf-8", "marc-8"),
}
#: What dialect a record in this character set would be of.
DIALECTS: Final[dict[str, Dialect]] = {
    "gb18030": "cnmarc",
    "big5": "cmarc",
    "marc-8": "marc21",
    "cp1251": "rusmarc",
    "koi8-r": "rusmarc",
}
#: Python's codecs for those that Catena reads but does not write.
CODECS: Final = {"shift_jis": "cp932", "euc_jp": "euc_jp", "euc_kr": "cp949", "cp1250": "cp1250"}
#: Detectors take the marks of MARC for a sign that this is no text.
_SPACES: Final = bytes(0x20 if 0x1C < code < 0x20 else code for code in range(256))
type Sample = tuple[str, str, Sequence[bytes], str]
type Detector = Callable[[Sequence[bytes], str], Judgement]


def main() -> None:
    samples = [
        sample for size in ("whole", "title") for sample in _samples(Path(sys.argv[1]), size)
    ]
    print(f"{len(samples):,} samples")
    for name, detect in (("catena", _catena), *_others()):
        table: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        start = time.perf_counter()
        for size, charset, fields, text in samples:
            table[size, charset][_outcome(detect(fields, charset), fields, text)] += 1
        spent = (time.perf_counter() - start) / len(samples)
        print(f"\n{name}: {spent * 1e6:,.0f} µs a sample, the comparison with it")
        for (size, charset), found in sorted(table.items()):
            print(f"  {size} {charset:10}", *(f"{what}={n}" for what, n in found.most_common()))


def _samples(folder: Path, size: str) -> Iterator[Sample]:
    """Records as fields in a character set, and the text they must give."""
    for path in sorted(folder.rglob("*")):
        ways = WAYS.get(path.name.split("-")[0], ())
        source = "cp1251" if path.name.startswith("rusmarc") else "utf-8"
        if path.suffix not in (".mrc", ".iso") or path.name.endswith(("bad.iso", "gb18030.iso")):
            continue
        records = path.read_bytes().split(b"\x1d")[:-1] if ways else []
        for record in records[:: max(1, len(records) // SHARE)]:
            try:
                fields = record[24:].decode(source).split("\x1e")[1:]
            except UnicodeDecodeError:
                continue
            if size == "title":
                fields = [max(fields[:-1], key=_title, default="")]
            if "".join(fields).isascii():
                continue
            for charset in ways:
                data = list(_written(fields, charset))
                if not b"".join(data).isascii() or b"\x1b" in b"".join(data):
                    yield size, charset, data, decode(b"\x1e".join(data), charset)


def _title(field: str) -> int:
    """The field that is most like a title in the record's own script: beyond ASCII, and short."""
    beyond = sum(sign > "\x7f" for sign in field)
    return beyond if len(field) < 80 else min(beyond, 1)


def _written(fields: Sequence[str], charset: str) -> Iterator[bytes]:
    """The fields that the character set can carry."""
    for text in fields:
        try:
            yield text.encode(CODECS[charset]) if charset in CODECS else encode(text, charset)
        except (Uncarried, UnicodeEncodeError):
            continue


def _outcome(judged: Judgement, fields: Sequence[bytes], text: str) -> str:
    """``right``; ``asked`` when a person would be and saw the right text; or the wrong reading."""
    data = b"\x1e".join(fields)
    if not judged.doubtful:
        return "right" if _reads(data, judged.charset) == text else f"WRONG:{judged.charset}"
    shown = any(_reads(data, charset) == text for charset, _ in judged.candidates[:3])
    return "asked" if shown else "asked-in-vain"


def _reads(data: bytes, charset: str) -> str | None:
    try:
        return decode(data, charset)
    except LookupError:
        return data.decode(charset, "replace")
    except ValueError:
        return None


def _catena(fields: Sequence[bytes], charset: str) -> Judgement:
    dialect: Dialect = DIALECTS.get(charset, "unimarc" if charset != "utf-8" else "cnmarc")
    return judge(fields, dialect=dialect, flag=" ")


def _others() -> Iterator[tuple[str, Detector]]:
    """Detectors that happen to be installed; they know nothing of fields, dialects or MARC-8."""
    for name in ("charset_normalizer", "chardet"):
        try:
            detect = importlib.import_module(name).detect
        except ImportError:
            continue

        def other(
            fields: Sequence[bytes], _: str, detect: Callable[..., dict[str, object]] = detect
        ) -> Judgement:
            found = str(detect(b" ".join(fields).translate(_SPACES))["encoding"] or "none").lower()
            found = {"gb2312": "gb18030", "ascii": "utf-8", "gbk": "gb18030"}.get(found, found)
            return Judgement(found, 1.0, (), doubtful=found == "none")

        yield name, other


if __name__ == "__main__":
    main()

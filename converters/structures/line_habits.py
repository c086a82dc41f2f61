"""MARC written out in lines, one field a line: what people edit, print and paste into letters.

Six habits are read, told apart by how a record starts: MARCMaker and MarcEdit (``=245  10$aText``),
yaz-marcdump (``245 10 $a Text``), SolrMarc's and Horizon's (``245 10$aText`` below ``LEADER``),
Aleph's sequential format (``000000001 24510 L $$aText``) and dp2's worksheet (``24510ǂaText``).
"""

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from converters.structures.laid import is_control

#: A leader alone in its line, the digits of its lengths perhaps left open.
_LEADER_LINE: Final = rb"[0-9? ]{5}[a-z? ][a-z?][^\r\n=]{10,14}(?:[0-9? ]{0,5}[^\r\n]{0,6})[ \t]*"
_DAGGER: Final = "ǂ".encode()


@dataclass(frozen=True, slots=True)
class Habit:
    """One way to write MARC in lines: how a file of it starts, where a record does, and a line."""

    name: str
    starts: re.Pattern[bytes]
    begins: re.Pattern[bytes]
    line: Callable[[bytes], tuple[str, bytes] | None]
    mnemonics: bool = False


def maker(line: bytes) -> tuple[str, bytes] | None:
    found = re.match(rb"=(\w{3}|LEADER) {0,2}(.*)", line, re.DOTALL)
    if found is None:
        return None
    tag, text = found[1].decode("ascii", "replace"), found[2]
    if tag in ("LDR", "LEADER", "000") or is_control(tag):
        return tag, text.replace(b"\\", b" ")
    if b"$" not in text and not tag.isdigit():
        return tag, text.replace(b"\\", b" ")  # what a system adds (FMT) has no indicators
    return tag, text[:2].replace(b"\\", b" ") + text[2:].replace(b"$", b"\x1f")


def _spaced(line: bytes) -> tuple[str, bytes] | None:
    found = re.match(rb"(LEADER|LDR|\w{3})(?: (.*))?$", line, re.DOTALL)
    if found is None:
        return ("LDR", line.rstrip()) if re.fullmatch(_LEADER_LINE, line) else None
    tag, text = found[1].decode("ascii", "replace"), found[2] or b""
    if re.match(rb".. ?\$. ", text):
        head, *parts = re.split(rb" ?\$(?=[^ ] )", text)
        return tag, head[:2].ljust(2) + b"".join(b"\x1f" + p[:1] + p[2:] for p in parts)
    if re.match(rb".. ?\$", text):
        head, *parts = text.split(b"$")
        return tag, head[:2] + b"".join(b"\x1f" + part for part in parts)
    return tag, text


def aleph(line: bytes) -> tuple[str, bytes] | None:
    found = re.match(rb"[0-9]{9,18} (\w{3})(..) (?:[A-Z] )?(.*)", line, re.DOTALL)
    if found is None:
        return None
    tag, text = found[1].decode("ascii", "replace"), found[3]
    if text.startswith(b"$$"):
        return tag, found[2] + text.replace(b"$$", b"\x1f")
    return tag, text.replace(b"^", b" ")


def _worksheet(line: bytes) -> tuple[str, bytes] | None:
    if re.fullmatch(_LEADER_LINE, line):
        return "LDR", line.replace(b"_", b" ").rstrip()
    found = re.match(rb"(\w{3})(.*)", line, re.DOTALL)
    if found is None:
        return None
    tag, text = found[1].decode("ascii", "replace"), found[2]
    return tag, text if is_control(tag) else text[:2] + text[2:].replace(_DAGGER, b"\x1f")


HABITS: Final = (
    Habit(
        "MARCMaker",
        re.compile(rb"\s*=(?:LDR|LEADER|[0-9]{3}) ? ?[^ ]"),
        re.compile(rb"=(?:LDR|LEADER|000)\b"),
        maker,
        mnemonics=True,
    ),
    Habit(
        "Aleph sequential",
        re.compile(rb"\s*[0-9]{9,18} [A-Z0-9]{3}[ 0-9^]{2} "),
        re.compile(rb"[0-9]{9,18}(?= )"),
        aleph,
    ),
    Habit(
        "dp2 worksheet",
        re.compile(rb"\s*" + _LEADER_LINE + rb"\r?\n(?:00[0-9][^\n]*\n)*[0-9]{3}..\xc7\x82"),
        re.compile(_LEADER_LINE + rb"$"),
        _worksheet,
    ),
    Habit(
        "lines",
        re.compile(
            rb"\s*(?:(?:LEADER|LDR)[ \t]" + rb"|" + _LEADER_LINE + rb"\r?\n[0-9A-Z]{3} )",
        ),
        re.compile(rb"(?:LEADER|LDR) |" + _LEADER_LINE + rb"$"),
        _spaced,
    ),
)


def habit_of(start: bytes) -> Habit | None:
    """The habit of a file, or of a record, that starts like this; None when it is none of them."""
    start = start.removeprefix(codecs.BOM_UTF8)
    return next((habit for habit in HABITS if habit.starts.match(start)), None)

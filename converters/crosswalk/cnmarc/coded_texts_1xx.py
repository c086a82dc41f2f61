"""105, 106 and 110: what is said in codes of books, texts and serials."""

from typing import Final

from converters.crosswalk.cnmarc.coded_100 import fixed
from converters.crosswalk.fields import Record, Target

_ILLUSTRATION: Final = {**{each: each for each in "abcdefghijklm"}, "o": "a", "p": "o"}
_CONTENTS: Final = {
    "a": "d",
    "b": "a",
    "c": "b",
    "d": "e",
    "e": "f",
    "i": "c",
    "j": "k",
    "l": "n",
    "m": "m",
    "n": "r",
    "p": "j",
    "r": "g",
    "s": "i",
    "t": "p",
    "u": "l",
    "z": "s",
    "6": "t",
}
_LITERARY: Final = {
    "0": "y",
    "1": "a",
    "f": "a",
    "d": "b",
    "e": "c",
    "h": "d",
    "i": "e",
    "j": "f",
    "p": "g",
    "s": "h",
    "m": "z",
    "u": "z",
    "c": "z",
}
_FREQUENCY: Final = {
    "d": "a",
    "c": "b",
    "w": "c",
    "e": "d",
    "s": "e",
    "m": "f",
    "b": "g",
    "q": "h",
    "t": "i",
    "f": "j",
    "a": "k",
    "g": "l",
    "h": "m",
    "i": "n",
    "j": "o",
    " ": "y",
    "z": "z",
    "k": "z",
}
_SERIAL_CONTENTS: Final = {
    "a": "d",
    "b": "a",
    "c": "b",
    "d": "e",
    "e": "f",
    "g": "n",
    "h": "p",
    "i": "c",
    "l": "l",
    "n": "r",
    "o": "k",
    "p": "j",
    "r": "g",
    "s": "i",
    "v": "o",
    "w": "m",
    "y": "h",
    "6": "t",
}


def texts(source: Record, target: Target) -> None:
    """105 and 106 for texts, 110 for serials; other material has fields of its own."""
    if source.leader[6:7] in {"a", "t"}:
        if source.leader[7:8] in {"s", "b", "i"}:
            serial(source, target)
        else:
            text(source, target)


def text(source: Record, target: Target) -> None:
    """105 and 106 for texts that are no serials: 008/18–34 under other letters."""
    old = fixed(source)
    pictures = [_ILLUSTRATION[each] for each in old[18:22] if each in _ILLUSTRATION] or ["y"]
    kinds = [_CONTENTS[each] for each in old[24:28] if each in _CONTENTS]
    if source.first("504") is not None and "a" in kinds:
        # 008 says b of a book with references too; then 504 says it, and 105 means a bibliography.
        kinds.remove("a")
    yes = {"1": "1"}
    life = old[34] if old[34] in "abcd" else "y"
    whole = (
        f"{''.join(dict.fromkeys(pictures)):4.4}{''.join(kinds) or 'z':4.4}"
        f"{yes.get(old[29], '0')}{yes.get(old[30], '0')}{yes.get(old[31], '0')}"
        f"{_LITERARY.get(old[33], 'y')}{life}"
    )
    target.add("105", "  ", [("a", whole)])
    if old[23] in " |rdf":
        form = "h" if source.leader[6:7] == "t" else "r"
        target.add("106", "  ", [("a", old[23] if old[23] in "df" else form)])


def serial(source: Record, target: Target) -> None:
    """110 for serials, 11 characters: kind, frequency, regularity, contents (008/18–29)."""
    old = fixed(source)
    kind = {"p": "a", "m": "b", "n": "c"}.get(old[21], "z")
    regular = {"r": "a", "n": "b", "x": "y"}.get(old[19], "u")
    whole = _SERIAL_CONTENTS.get(old[24], "z")
    contents = "".join(_SERIAL_CONTENTS.get(each, " ") for each in old[25:28])
    conference = "1" if old[29] == "1" else "0"
    target.add(
        "110",
        "  ",
        [("a", f"{kind}{_FREQUENCY.get(old[18], 'u')}{regular}{whole}{contents}{conference}uu0")],
    )

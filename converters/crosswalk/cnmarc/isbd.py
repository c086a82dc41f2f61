"""ISBD punctuation taken off and cut at: MARC 21 writes the marks, CNMARC the subfields alone."""

import re
from typing import Final

#: Marks that announce the next area or element (ISBD 0.3); they stand at the end of a subfield.
_MARKS: Final = "/:;=,+،؛"
_KEEPS_ITS_STOP: Final = re.compile(
    r"(?:(?:^|[\s.\-])[A-Za-zÀ-ɏА-я]|\b(?:jr|sr|dr|mr|mrs|st|inc|co|ltd|corp|dept|etc|ca|fl|cent|"
    r"no|vol|ed|al|rev|bros|assn|univ))\.$",
    re.IGNORECASE,
)
_HAN: Final = r"\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WIDE: Final = rf"{_HAN}《》「」『』（）〈〉【】、，。：；！？“”"
#: Blanks that only fill the width of a character, as EACC catalogues typed them.
_FILLING: Final = re.compile(
    rf"(?<=[{_WIDE}])(?:\u3000[ \u3000]*| [ \u3000]+)(?=[{_WIDE}])"
    r"|(?<=[》」』）])[ \u3000]+(?=[\u3400-\u9fff])|(?<=[\u3400-\u9fff])[ \u3000]+(?=[《「『（])"
)
_UNEVEN: Final = re.compile(r"[ \u3000]{2}|\u3000|[\t\r\n]|》 | 《")
_BLANKS: Final = re.compile(r"[ \t\r\n\u3000]+")
_IS_HAN: Final = re.compile(rf"[{_HAN}]")


def has_han(text: str) -> bool:
    """Whether a text has a Chinese character."""
    return _IS_HAN.search(text) is not None


def tidy(text: str) -> str:
    """A text without blanks that only fill space: none around it, one in a row inside."""
    text = text.strip()
    if _UNEVEN.search(text) is None:
        return text
    return _BLANKS.sub(" ", _FILLING.sub("", text))


def without_stop(text: str) -> str:
    """A text without the full stop that ends an area; that of an abbreviation stays."""
    if text.endswith(("．", "。.")) or (
        text.endswith(".") and not text.endswith("..") and not _KEEPS_ITS_STOP.search(text[-24:])
    ):
        return text[:-1].rstrip()
    return text


def bare(text: str) -> str:
    """A text without the marks at its end, which announce what comes next, and its full stop."""
    return split_mark(text)[0]


def split_mark(text: str) -> tuple[str, str]:
    """A text and the mark at its end, if any: ``("红楼梦", "/")``."""
    text = tidy(text)
    mark = ""
    while text and text[-1] in _MARKS and (text[-1] != "+" or text[-2:-1] == " "):
        mark, text = text[-1], text[:-1].rstrip()
    return (text, mark) if mark else (without_stop(text), "")


def after_mark(text: str) -> tuple[str, str]:
    """A text and the mark it begins with, if any: ``("Dream", "=")`` of ``"= Dream"``."""
    text = tidy(text)
    if text[:1] in _MARKS and text[1:2] in {" ", ""}:
        return text[1:].lstrip(), text[:1]
    return text, ""


def cut(text: str, marks: str) -> list[tuple[str, str]]:
    """The parts of a text between marks with a blank on both sides, each with the mark before it.

    The first has no mark. Marks inside brackets do not count.
    """
    parts: list[tuple[str, str]] = []
    depth = begin = 0
    before = ""
    for place, character in enumerate(text):
        if character in "([":
            depth += 1
        elif character in ")]":
            depth = max(0, depth - 1)
        elif (
            character in marks
            and not depth
            and text[place - 1 : place] == " "
            and text[place + 1 : place + 2] == " "
        ):
            parts.append((before, text[begin:place].strip()))
            before, begin = character, place + 1
    parts.append((before, text[begin:].strip()))
    return [(mark, part) for mark, part in parts if part]


def unbracketed(text: str) -> str:
    """A text without brackets around the whole of it; others stay."""
    if text[:1] + text[-1:] in {"[]", "()"} and text[1:-1].isprintable():
        inner = text[1:-1]
        if not any(each in inner for each in "[]()"):
            return inner.strip()
    return text

"""What is done to the text of subfields: blanks, ISBD punctuation, dates, codes.

LC's specification calls the second "Process 7 punctuation handling"; each function here gives
what the template of marc2bibframe2 named in its docstring gives.
"""

import re
from collections.abc import Iterable
from typing import Final

#: XML's white space; ideographic and no-break spaces are characters like any other.
BLANKS: Final = " \t\r\n"
_RUNS: Final = re.compile("[ \t\r\n]+")
_STRIP: Final = str.maketrans("", "", ".?!,;:-/\\()[]{} ")
_SAFE: Final = re.compile(r"[^!'()*\-.:/0-9A-Z_a-z~]")
_UPPER: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_ASCII_LOWER: Final = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")
#: In one pass: a name may end in ten thousand dots.
_INITIAL: Final = re.compile(r"\A(?:\.|\Z)|(?:\A|[ .])[A-Z](?:\.|\Z)")
_LCC: Final = re.compile(r"[A-Z]{1,3}[0-9]|[A-Z]{0,3}\Z")
#: Marks are cut off the ends so often: each time takes as long as the text is.
_ROUNDS: Final = 200
_ENCLOSING_PAIRS: Final = (("(", ")"), ("{{", "}}"), ('"', '"'))
#: Ends that keep their full stop, taken for abbreviations.
ABBREVIATIONS: Final = ("arr.", "ed.", "etc.", "ft.", "ill.", "p.", "s.n.", "s.l.")
_AFTER_BLANK: Final = tuple(f" {short}" for short in ABBREVIATIONS)


def normalize(value: str) -> str:
    """Blanks in order: none at the ends, one between words (XPath's ``normalize-space``)."""
    if value.isascii():
        return " ".join(value.split())
    if "  " in value or "\n" in value or "\t" in value or "\r" in value:
        return _RUNS.sub(" ", value).strip(BLANKS)
    return value.strip(" ")


def joined(values: Iterable[str], by: str = " ") -> str:
    """Values after each other, blanks in order (mode ``concat-nodes-space``, then normalised)."""
    return normalize(by.join(values))


def delimited(values: Iterable[str], delimiter: str = ";", punctuation: str = ".:,;/") -> str:
    """Values after each other, a delimiter where none ends in punctuation.

    (Mode ``concat-nodes-delimited``; not normalised as a whole.)
    """
    parts = [normalize(value) for value in values]
    text = [
        f"{value} " if value[-1] in punctuation else f"{value}{delimiter} "
        for value in parts[:-1]
        if value
    ]
    return "".join([*text, *parts[-1:]])


def lower(value: str) -> str:
    """Lower case, ASCII alone."""
    return value.translate(_ASCII_LOWER)


def chop(
    value: str,
    end: str = ".:;,/=",
    term: str = ".?!",
    lead: str = ";=",
    *,
    force: bool = False,
    parens: bool = False,
    brackets: bool = False,
) -> str:
    """Without ISBD's punctuation at the ends, enclosing marks balanced (``tChopPunct``).

    ``end`` and ``lead`` are the marks cut off; a full stop stays after an initial, an
    abbreviation, or where ``term`` marks show several sentences, unless ``force``. ``parens``:
    enclosing round brackets go; ``brackets``: square ones are put around.
    """
    text = normalize(value)
    encloses = "(" in text or ")" in text or '"' in text or "{{" in text or "}}" in text
    rounds = _ROUNDS
    while text and rounds:
        rounds -= 1
        first, last = text[0], text[-1]
        if first == "(" and parens:
            close = text.rfind(")") + 1
            text = normalize(text[1 : close - 1] + text[close:] if close > 2 else text[1:])
        elif first in lead:
            text = text.lstrip(f"{lead} ")
        elif encloses and (less := _balanced_by_less(text)) != text:
            text = normalize(less)
        elif last == "︡" or (last == "." and "." in end and not force and _keeps_stop(text, term)):
            break
        elif last == ".":
            if "." not in end:
                break
            text = text[:-1].rstrip(" ")
        elif last in end:
            text = text.rstrip(f"{end.replace('.', '')} ")
        else:
            break
    return balanced(text, brackets=brackets) if text else ""


def _balanced_by_less(text: str) -> str:
    """Without the marks that open or close where the other is not there at all."""
    for open_, close in _ENCLOSING_PAIRS:
        if open_ in text and close not in text.partition(open_)[2]:
            return text.replace(open_, "")
    for open_, close in _ENCLOSING_PAIRS[:2]:
        before, opening, after = text.partition(open_)
        if close in before:
            return before.replace(close, "") + opening + after
    return text


def _keeps_stop(text: str, term: str) -> bool:
    """Whether the full stop a text ends in belongs to it."""
    if (len(text) == 1 or text[-2] in _UPPER) and _before_initial(text[:-2]):
        return True
    before = text[:-1]
    if _initials(before):
        return False
    if text in ABBREVIATIONS or text.endswith(_AFTER_BLANK):
        return True
    for mark in term:  # noqa: SIM110 - a generator takes twice as long
        if mark in before:
            return True
    return False


def _before_initial(before: str) -> bool:
    return not before or before[-1] in " ."


def _initials(text: str) -> bool:
    """Whether a capital stands alone before a full stop (or at the end) in it."""
    return _INITIAL.search(text) is not None


def balanced(text: str, *, brackets: bool = False) -> str:
    """The square bracket that is missing at either end added (``tBalanceBrackets``)."""
    if "[" in text and "]" not in text.partition("[")[2]:
        return f"{text}]"
    if "]" in text and "[" not in text.partition("]")[0]:
        return f"[{text}"
    return f"[{text}]" if brackets else text


def code(value: str, *, strip: bool = False) -> str:
    """A code as the last part of an IRI (``tNormalizeCode``)."""
    return url_encoded(lower(normalize(value.translate(_STRIP) if strip else value)))


def url_encoded(value: str) -> str:
    """Percent-encoded; what is not ASCII becomes ``%3F``, a question mark (``url-encode``)."""
    if _SAFE.search(value) is None:
        return value
    return _SAFE.sub(lambda m: f"%{ord(m[0]):02X}" if " " <= m[0] <= "~" else "%3F", value)


def is_lcc(call: str) -> bool:
    """Whether it begins like a number of the Library of Congress Classification (validateLCC)."""
    return _LCC.match(call) is not None


def edtf(date: str) -> str:
    """A date as 033 and 263 write it, in EDTF; unknown digits are X (``edtfFormat``)."""
    while "-" in date[:12]:
        date = date.replace("-", "X", 1)
    text = f"{date[:4]}-{date[4:6]}" + (f"-{date[6:8]}" if date[6:8] else "")
    if date[8:12]:
        text += f"T{date[8:10]}:{date[10:12]}:00"
    return text + (f"{date[12:15]}:{date[15:17]}" if date[12:17] else "")


def marc_edtf(date: str) -> str:
    """A date as 046 writes it, in EDTF (``tMarcToEdtf``)."""
    text = date[:4]
    marks = (
        ("-", date[4:6]),
        ("-", date[6:8]),
        ("T", date[8:10]),
        (":", date[10:12]),
        (":", date[12:]),
    )
    last = max((i for i, (_, part) in enumerate(marks) if part), default=-1)
    return text + "".join(mark + part for mark, part in marks[: last + 1])


def u_to_x(date: str) -> str:
    """Unknown digits ``u`` as EDTF's ``X``."""
    return date.replace("u", "X").replace("U", "X")

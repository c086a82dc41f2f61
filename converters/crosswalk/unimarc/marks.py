"""Marks inside the text of UNIMARC: what is passed over in filing, and ISBD's punctuation."""

import re
from typing import Final

#: NSB … NSE: before and after what does not file (ISO 6630; UNIMARC Manual, 3.2). Some systems
#: write the same control characters at other places of the code page.
_NOT_FILED: Final = re.compile("[\x88\x98]([^\x89\x9c]{0,200})[\x89\x9c]")
_MARKS: Final = re.compile("[\x88\x89\x98\x9c]")
#: Punctuation that ISBD puts before an element, at the beginning of a subfield that has it.
LEADING: Final = " =:;/,."


def has_marks(value: str) -> bool:
    """Whether one of them is in a text."""
    return "\x98" in value or "\x88" in value or "\x9c" in value or "\x89" in value


def unmarked(value: str) -> str:
    """The text without the marks."""
    return value if value.isascii() else _MARKS.sub("", value)


def not_filed(value: str) -> int:
    """How many characters at the beginning are passed over, for MARC 21's indicator (0-9)."""
    if value.isascii():
        return 0
    found = _NOT_FILED.match(value)
    if found is None:
        return 0
    after = value[found.end() :]
    blanks = len(after) - len(after.lstrip(" "))
    length = len(found[1]) + blanks
    return length if length < 10 else 0


def bare(value: str) -> str:
    """The text without ISBD's punctuation before it, where a library left it in the subfield."""
    return value.strip().lstrip(LEADING)


def comparable(value: str) -> str:
    """A title to compare with: letters and figures alone."""
    return "".join(each for each in value.lower() if each.isalnum())


def is_han(character: str) -> bool:
    """Whether a character is Han (CJK ideographs and their extensions)."""
    return "\u3400" <= character <= "\u9fff" or "\U00020000" <= character <= "\U0003ffff"

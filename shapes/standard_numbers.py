"""ISBN and ISSN as readers type them: how else one may be written, and whether it can be right."""

import re
from typing import Final

_NOISE: Final = re.compile(r"[^0-9X]")
_NAME: Final = re.compile(r"\A\s*(?:e-?)?IS[BS]N(?:[- ]?1[03])?\b[\s:]*", re.IGNORECASE)
_NUMBER: Final = re.compile(r"[0-9][0-9\s\u002d\u2010-\u2015.]{5,}[0-9X]", re.IGNORECASE)


def digits(typed: str) -> str:
    """``7020008720`` for ``ISBN 7-02-000872-0``: digits, and the X that stands for ten."""
    return _NOISE.sub("", _NAME.sub("", typed).upper())


def is_number(typed: str) -> bool:
    """Whether this is meant for an ISBN or ISSN, right or wrong."""
    plain = _NAME.sub("", typed).strip()
    return bool(_NUMBER.fullmatch(plain)) and len(digits(plain)) in (8, 10, 13)


def ways(typed: str) -> list[str]:
    """This number without hyphens; an ISBN also in its other length, of 10 or of 13 digits."""
    number = digits(typed)
    if len(number) == 10:
        return [number, _isbn13(f"978{number[:9]}")]
    if len(number) == 13 and number.startswith("978"):
        return [number, _modulo_11(number[3:12])]
    return [number] if number else []


def corrected(typed: str) -> str:
    """The number with the check digit it should have; empty when it is right, or is no number."""
    number = digits(typed)
    if len(number) not in (8, 10, 13) or "X" in number[:-1]:
        return ""
    right = _isbn13(number[:-1]) if len(number) == 13 else _modulo_11(number[:-1])
    return "" if right == number else right


def _isbn13(start: str) -> str:
    """These twelve digits with the thirteenth."""
    start = start.replace("X", "0")
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(start))
    return f"{start}{-total % 10}"


def _modulo_11(start: str) -> str:
    """The nine digits of an ISBN or the seven of an ISSN, with the last one."""
    start = start.replace("X", "0")
    total = sum(int(digit) * weight for weight, digit in enumerate(reversed(start), start=2))
    check = -total % 11
    return f"{start}{'X' if check == 10 else check}"

"""When a part of a rule applies, in code and in words."""

from collections.abc import Callable
from dataclasses import dataclass

from converters.bibframe.codes import Value
from converters.bibframe.description import Description
from converters.bibframe.field import Field


@dataclass(frozen=True, slots=True)
class Condition:
    """When a part applies, and that in words (``"the first indicator is 1"``)."""

    words: str
    holds: Callable[[Field], bool]


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Where else a record may say what a code does, so that the code need not; that in words."""

    words: str
    says: Callable[[Description, Value], bool]


def first_indicator(values: str) -> Condition:
    return Condition(f"the first indicator is {_or(values)}", lambda field: field.ind1 in values)


def second_indicator(values: str) -> Condition:
    return Condition(f"the second indicator is {_or(values)}", lambda field: field.ind2 in values)


def with_(codes: str) -> Condition:
    return Condition(f"{dollars(codes)} is there", lambda field: field.has(codes))


def without(codes: str) -> Condition:
    return Condition(f"{dollars(codes)} is not there", lambda field: not field.has(codes))


def _or(values: str) -> str:
    return " or ".join("blank" if value == " " else value for value in values)


def dollars(codes: str) -> str:
    """``$a $b`` for ``"ab"``."""
    return " ".join(f"${code}" for code in codes)

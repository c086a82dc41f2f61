"""One table of a TOML file, read with a check at every key: faults name file, key and remedy."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any, Final

_ABSENT: Final = object()


class ProfileFault(ValueError):
    """A profile is not as a profile must be; the text says where and what to write instead."""


class Table:
    """A table under ``where``; every key asked for counts as known, the rest is a fault.

    ``values`` is what :mod:`tomllib` made of it.
    """

    def __init__(self, file: str, where: str, values: object) -> None:
        self._file = file
        self._where = where
        self._asked: set[str] = set()
        if not isinstance(values, dict):
            raise self.fault("", f"{values!r} is no table", f"write it as [{where}]")
        self._values: dict[str, Any] = values

    def fault(self, key: str, what: str, remedy: str) -> ProfileFault:
        where = ".".join(filter(None, (self._where, key)))
        return ProfileFault(f"{self._file}: {where}: {what}; {remedy}.")

    def text(self, key: str, default: str = "") -> str:
        value = self._value(key, default)
        if not isinstance(value, str):
            raise self.fault(key, f"{value!r} is no text", f'write {key} = "{value}"')
        return value

    def flag(self, key: str) -> bool:
        value = self._value(key, False)
        if not isinstance(value, bool):
            raise self.fault(key, f"{value!r} is no yes or no", f"write {key} = true")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        value = self._value(key, [])
        if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
            raise self.fault(key, f"{value!r} is no list of texts", f'write {key} = ["…", "…"]')
        return tuple(value)

    def codes(self, key: str) -> tuple[str, ...]:
        """A list of subfield codes, one character each."""
        codes = self.texts(key)
        for code in codes:
            if len(code) != 1:
                raise self.fault(
                    key, f"{code!r} is no code of a subfield", f'write {key} = ["a", "b"]'
                )
        return codes

    def choice[Choice: str](self, key: str, choices: Iterable[Choice], default: Choice) -> Choice:
        value = self.text(key, default)
        for choice in choices:
            if value == choice:
                return choice
        raise self.fault(key, f"{value!r} is not known here", _instead(value, choices))

    def words(self, key: str) -> Mapping[str, str]:
        """A table of texts by text."""
        table = self.table(key)
        return MappingProxyType({name: table.text(name) for name in table})

    def table(self, key: str) -> "Table":
        """The table below; an empty one when there is none."""
        return Table(self._file, ".".join(filter(None, (self._where, key))), self._value(key, {}))

    def tables(self, key: str) -> Iterator["Table"]:
        value = self._value(key, [])
        if not isinstance(value, list):
            raise self.fault(key, "it is no list of tables", f"write [[{key}]] above each")
        for place, each in enumerate(value, 1):
            yield Table(self._file, f"{key}[{place}]", each)

    def is_table(self, key: str) -> bool:
        return isinstance(self._value(key, ""), dict)

    def is_list(self, key: str) -> bool:
        return isinstance(self._value(key, []), list)

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def checked[Made](self, key: str, make: Callable[[str], Made], text: str, remedy: str) -> Made:
        """What ``make`` makes of a text of this key; its :class:`ValueError` becomes a fault."""
        try:
            return make(text)
        except ValueError:
            raise self.fault(key, f"{text!r} cannot be read", remedy) from None

    def close(self) -> None:
        """Says of the first key nobody asked for that it is not known."""
        for key in self._values:
            if key not in self._asked:
                raise self.fault(key, "there is no such key", _instead(key, sorted(self._asked)))

    def _value(self, key: str, default: object) -> Any:
        self._asked.add(key)
        value = self._values.get(key, _ABSENT)
        return default if value is _ABSENT else value


def _instead(written: str, choices: Iterable[str]) -> str:
    names = list(choices)
    near = get_close_matches(written, names, 1)
    return f"write {near[0]}" if near else f"write one of {', '.join(names)}"

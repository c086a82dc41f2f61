"""Names, bodies, subjects and series in western languages: a heading for every number.

What a heading says depends on its number alone, so it may come back anywhere, in a book as in an
authority record, and two numbers never give the same.
"""

from collections.abc import Callable, Mapping
from typing import Final

from samples.synthetic import tables
from samples.synthetic.drawing import Shuffle
from samples.synthetic.prose import prose

#: Indicators and subfields ((code, text) without final marks) of a heading.
type Heading = tuple[str, tuple[tuple[str, str], ...]]
type Parts = tuple[tuple[str, str], ...]


_WORDS: Final = tables.words("western")


class WesternHeadings:
    """Headings of every kind by their number, as they are written in MARC 21."""

    def __init__(self) -> None:
        measured = tables.patterns()
        self._english = prose("eng").words
        self._words = tuple(
            dict.fromkeys(
                word
                for name in ("eng", "ger", "fre", "spa", "ita", "rus")
                for word in prose(name).words
            )
        )
        many, few = len(self._words), len(self._english)
        self._people = Shuffle(many * len(_WORDS["forename"]) * (len(_WORDS["forename"]) + 1), 7)
        self._bodies = Shuffle(many * many * len(_WORDS["body"]), 8)
        self._topics = Shuffle(few * few, 9)
        self._places = Shuffle(many * many, 10)
        self._titles = Shuffle(many * few * few, 11)
        self._patterns = {
            kind: tables.places(_fit(measured[tag], codes))
            for kind, tag, codes in (
                ("person", "100", "adq"),
                ("topic", "650", "axyzv"),
                ("place", "651", "axyzv"),
            )
        }
        self._of: Mapping[str, Callable[[int], Heading]] = {
            "person": self._person,
            "body": self._body,
            "topic": self._topic,
            "place": self._place,
            "series": self._series,
        }

    def __call__(self, kind: str, number: int) -> Heading:
        """The heading of this kind that has this number."""
        return self._of[kind](number)

    def _person(self, number: int) -> Heading:
        rest = self._people(number)
        marks, codes = self._pattern("person", number)
        rest, name = divmod(rest, len(self._words))
        second, first = divmod(rest, len(_WORDS["forename"]))
        fore = _WORDS["forename"][first]
        if second:
            fore += f" {_WORDS['forename'][second - 1]}"
        surname = self._words[name].capitalize()
        born = 1840 + number * 37 % 140
        said = {"a": f"{surname}, {fore}", "q": f"({fore} {surname[:1]}.)"}
        said["d"] = f"{born}-" if born > 1925 else f"{born}-{born + 50 + number % 40}"
        return marks, tuple((code, said[code]) for code in codes)

    def _body(self, number: int) -> Heading:
        rest, form = divmod(self._bodies(number), len(_WORDS["body"]))
        first, second = divmod(rest, len(self._words))
        of = f"{self._words[first].capitalize()} {self._words[second].capitalize()}"
        parts: Parts = (("a", _WORDS["body"][form].format(of)),)
        if number % 4 == 1:
            unit = _WORDS["unit"][number // 4 % len(_WORDS["unit"])]
            parts += (("b", unit.format(self._english[number * 31 % 4_000].capitalize())),)
        return "2 ", parts

    def _topic(self, number: int) -> Heading:
        first, second = divmod(self._topics(number), len(self._english))
        said = f"{self._english[first].capitalize()} {self._english[second]}"
        return " 0", self._divided("topic", said, number)

    def _place(self, number: int) -> Heading:
        first, second = divmod(self._places(number), len(self._words))
        said = f"{self._words[first].capitalize()} ({self._words[second].capitalize()})"
        return " 0", self._divided("place", said, number)

    def _divided(self, kind: str, said: str, number: int) -> Parts:
        """A subject with its subdivisions, as many and of such kinds as were counted."""
        parts = [("a", said)]
        for at, code in enumerate(self._pattern(kind, number)[1][1:], start=1):
            some = number * 17 + at * 5
            if code == "z":
                parts.append((code, self._words[some % 300].capitalize()))
            else:
                of = (
                    _WORDS["aspect"]
                    if code == "x"
                    else _WORDS["form"]
                    if code == "v"
                    else _WORDS["period"]
                )
                parts.append((code, of[some % len(of)]))
        return tuple(parts)

    def _series(self, number: int) -> Heading:
        rest, first = divmod(self._titles(number), len(self._words))
        second, third = divmod(rest, len(self._english))
        words = self._words[first].capitalize(), self._english[second], self._english[third]
        return " 0", (("a", " ".join(words)),)

    def _pattern(self, kind: str, number: int) -> tuple[str, str]:
        found = self._patterns[kind]
        return found[self._people(number) % len(found)]


def _fit(patterns: Mapping[tuple[str, str], int], codes: str) -> Mapping[tuple[str, str], int]:
    """The patterns that begin with ``a`` and have these subfields only."""
    return {
        (marks, said): many
        for (marks, said), many in patterns.items()
        if said[:1] == "a" and said.count("a") == 1 and set(said) <= set(codes)
    }

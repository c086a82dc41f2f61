"""Chinese texts and headings out of a list of common words, each with its pinyin.

A phrase is a pair: characters, and pinyin as CALIS writes it (small letters, a blank between
syllables). A heading depends on its number alone, so it may come back anywhere.
"""

from collections.abc import Callable, Mapping
from random import Random
from typing import Final

from samples.synthetic import tables
from samples.synthetic.drawing import Chance, Shuffle, one_of

type Phrase = tuple[str, str]

_ERA: Final = 1900
#: Words of the text that notes are cut from.
_CLAUSES: Final = 20_000


class Chinese:
    """The words by their kind, and what is put together of them."""

    def __init__(self) -> None:
        self.words: dict[str, list[Phrase]] = {}
        #: Cities with their code in GB/T 2260.
        self.cities: list[tuple[str, str]] = []
        for kind, word, pinyin, *code in tables.rows("words/chinese"):
            self.words.setdefault(kind, []).append((word, pinyin))
            if code:
                self.cities.append((word, code[0]))
        count = {kind: len(found) for kind, found in self.words.items()}
        self._people = Shuffle(count["surname"] * count["given"] * (count["given"] + 1), 12)
        self._bodies = Shuffle(count["city"] * count["topic"] * count["body"], 13)
        self._topics = Shuffle(count["topic"] * count["topic"], 14)
        self._clauses = self._written()
        self._of: Mapping[str, Callable[[int], Phrase]] = {
            "person": self._person,
            "body": self._body,
            "topic": self._topic,
            "series": self._series,
        }

    def heading(self, kind: str, number: int) -> Phrase:
        """The heading of this kind that has this number."""
        return self._of[kind](number)

    def born(self, number: int) -> str:
        """The dates of a person, of three in ten; and of all whose name another bears too."""
        if number % 10 < 7 and number < self._people.size:
            return ""
        return f"({_ERA + (number * 37 + number // self._people.size) % 100}-)"

    def title(self, chance: Chance, length: int) -> Phrase:
        """A title of about so many characters: what it is about, and what kind of book it is."""
        end = one_of(chance, self.words["tail"])
        said = [one_of(chance, self.words["topic"])]
        size = len(end[0]) + len(said[0][0])
        while size < length:
            said.append(one_of(chance, self.words["topic"]))
            size += len(said[-1][0])
        return _joined(*said, end)

    def note(self, chance: Chance, length: int) -> str:
        """Some clauses of about so many characters, as an abstract has them."""
        start = int(chance() * (len(self._clauses) - length))
        return f"本书{self._clauses[start : start + length].strip('，')}。"

    def _written(self) -> str:
        """A long text of the words of abstracts and of topics, with a comma now and then."""
        chance = Random("catena Chinese").random  # noqa: S311 - not a secret
        pieces: list[str] = []
        for _ in range(_CLAUSES):
            pieces.append(one_of(chance, self.words["note" if chance() < 0.6 else "topic"])[0])
            if chance() < 0.1:
                pieces.append("，")
        return "".join(pieces)

    def _person(self, number: int) -> Phrase:
        rest, surname = divmod(self._people(number), len(self.words["surname"]))
        second, first = divmod(rest, len(self.words["given"]))
        named = [self.words["surname"][surname], self.words["given"][first]]
        if second:
            named.append(self.words["given"][second - 1])
        return _joined(*named)

    def _body(self, number: int) -> Phrase:
        rest, city = divmod(self._bodies(number), len(self.words["city"]))
        kind, topic = divmod(rest, len(self.words["topic"]))
        return _joined(
            self.words["city"][city], self.words["topic"][topic], self.words["body"][kind]
        )

    def _topic(self, number: int) -> Phrase:
        topics = self.words["topic"]
        rest, first = divmod(self._topics(number), len(topics))
        said = [topics[first], topics[rest]]
        # More topics than pairs of words: the seldom ones have a third.
        more = number // self._topics.size
        if more:
            said.append(topics[(more - 1) % len(topics)])
        return _joined(*said)

    def _series(self, number: int) -> Phrase:
        kind = self.words["family"][number % len(self.words["family"])]
        return _joined(self._topic(number), kind)


def _joined(*phrases: Phrase) -> Phrase:
    return "".join(one[0] for one in phrases), " ".join(one[1] for one in phrases)

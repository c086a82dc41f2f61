"""The libraries of the union: their codes, how much each holds, and their description in Turtle."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from samples.synthetic.chinese import Chinese
from samples.synthetic.drawing import Chance

_HEAD: Final = """\
# Members of a synthetic union. Relative IRIs; the loader gives the base.
@prefix bf: <http://id.loc.gov/ontologies/bibframe/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""
#: The r-th largest library holds as much as 1 / (r + this): of 707 the first 71 hold half.
_FLATTENED: Final = 10
#: One library in so many describes books itself; the others add their copies to its records.
_DESCRIBING: Final = 30
#: Weights are whole numbers.
_WHOLE: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Member:
    number: int
    code: str
    collection: str


class Members:
    """Libraries in the order of their size; the largest is the first."""

    def __init__(self, count: int) -> None:
        width = max(len(str(count)), 3)
        self.all = [
            Member(number, f"L{number:0{width}d}", _COLLECTIONS[number % len(_COLLECTIONS)])
            for number in range(1, count + 1)
        ]
        self._sums = list(accumulate(_WHOLE // (one.number + _FLATTENED) for one in self.all))
        self.describing = max(count // _DESCRIBING, 1)

    def describer(self, chance: Chance) -> Member:
        """The library that describes a book."""
        return self._drawn(chance, self.describing)

    def holders(self, chance: Chance, first: Member, count: int) -> Sequence[Member]:
        """So many different libraries, the larger the likelier; the first is given."""
        wanted = min(count, len(self.all))
        found = {first.number: first}
        for _ in range(4 * wanted):
            if len(found) >= wanted:
                break
            one = self._drawn(chance, len(self.all))
            found[one.number] = one
        for one in self.all[: 2 * wanted]:
            if len(found) >= wanted:
                break
            found[one.number] = one
        return list(found.values())

    def _drawn(self, chance: Chance, among: int) -> Member:
        return self.all[bisect_right(self._sums, int(chance() * self._sums[among - 1]))]

    def turtle(self, chinese: Chinese) -> Iterator[str]:
        """The file ``catena load`` takes, piece by piece."""
        yield _HEAD
        for one in self.all:
            city = chinese.words["city"][one.number % len(chinese.words["city"])][0]
            topic = chinese.words["topic"][one.number * 7 % len(chinese.words["topic"])][0]
            yield (
                f"\n<member/{one.code}#Library> a bf:Organization, bf:Agent ;\n"
                f'    bf:code "{one.code}" ;\n'
                f'    rdfs:label "{city}{topic}大学第{one.number}图书馆"@zh-Hans, '
                f'"Synthetic Library {one.number}"@en ;\n'
                f"    bf:place <member/{one.code}#Place> .\n"
                f"<member/{one.code}#Place> a bf:Place ;\n"
                f'    rdfs:label "{city}"@zh-Hans .\n'
            )


_COLLECTIONS: Final = (
    "总馆书库",
    "中文图书阅览区",
    "保存本书库",
    "分馆借阅处",
    "密集书库",
    "外文阅览室",
)

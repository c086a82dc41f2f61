"""Bibliographic records of Chinese books in CNMARC, as CALIS libraries write them."""

from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import Final

from samples.synthetic import tables
from samples.synthetic.chinese import Chinese, Phrase
from samples.synthetic.drawing import Chance, Headings, one_of, within
from samples.synthetic.edition import Edition
from samples.synthetic.iso2709 import Field, written
from samples.synthetic.numbers import hyphenated, isbn

#: Which kind of heading stands in which field.
HEADINGS: Final = {
    "225": "series", "606": "topic", "701": "person", "702": "person", "711": "body",
    "712": "body",
}  # fmt: skip
_ROLES: Final = {
    "701": ("著", "著", "著", "主编", "编著", "编"),
    "702": ("译", "译", "校", "审订", "插图"),
    "711": ("编", "编著"),
    "712": ("编", "译"),
}
#: Lengths in characters, by deciles. Assumed, like all that concerns Chinese books.
_TITLE: Final = (2, 5, 6, 7, 8, 9, 10, 11, 13, 16, 26)
_ABSTRACT: Final = (20, 50, 70, 85, 100, 115, 130, 150, 180, 230, 400)
_NOTE: Final = (6, 8, 10, 12, 14, 16, 18, 20, 24, 30, 60)
#: First dates: how many books of the union appeared in which years. Assumed.
_YEARS: Final = ((1950, 1965, 60), (1966, 1977, 20), (1978, 1989, 160), (1990, 1999, 240),
                 (2000, 2009, 350), (2010, 2020, 170))  # fmt: skip
_ISBN_SINCE: Final = 1987
#: Of a hundred records so many have pinyin, and so many books are translations.
_WITH_PINYIN: Final = 0.7
_TRANSLATED: Final = 0.12
_SOURCES: Final = ("eng", "eng", "eng", "jpn", "ger", "fre", "rus")


class Eastern:
    """Makes CNMARC records; ``bibs`` is how many there will be, ``key`` disorders the headings."""

    def __init__(self, chance: Chance, bibs: int, key: int) -> None:
        self._chance = chance
        self.chinese = Chinese()
        counts = tables.tags("assumed/cnmarc-tags")
        everywhere = {
            tag: tables.places({0: 10_000 - sum(found.values())} | dict(found))
            for tag, found in counts.items()
        }
        self._isbns = everywhere.pop("010")
        self._years = tables.places(
            {
                year: weight * 100 // (last - first + 1)
                for first, last, weight in _YEARS
                for year in range(first, last + 1)
            }
        )
        self.pools = {
            kind: Headings(
                tables.reuse(kind),
                sum(
                    times * many
                    for tag, of in HEADINGS.items()
                    if of == kind
                    for times, many in counts[tag].items()
                )
                * bibs
                // 10_000,
                key + at,
            )
            for at, kind in enumerate(dict.fromkeys(HEADINGS.values()))
        }
        makers: Mapping[str, Callable[[Edition], str]] = {
            "205": self._edition, "320": self._bibliography, "330": self._abstract,
            "510": self._parallel, "517": self._other_title, "607": self._place,
            "610": self._terms, "690": self._class, "856": self._address,
        }  # fmt: skip
        self._makers = [(tag, times, makers.get(tag)) for tag, times in everywhere.items()]

    def edition(self, number: int, control: str, by: str) -> Edition:
        """Decides what the next book is; ``country`` is the code of its city."""
        chance = self._chance
        year = one_of(chance, self._years)
        many = one_of(chance, self._isbns) if year >= _ISBN_SINCE else 0
        _, city = one_of(chance, self.chinese.cities)
        letter, _ = one_of(chance, self.chinese.words["class"])
        entered = max(year, 1996) + int(chance() * 4)
        return Edition(
            number,
            control,
            by,
            "chi",
            city,
            year,
            f"{min(entered, 2024)}{1 + int(chance() * 12):02d}{1 + int(chance() * 28):02d}",
            isbn(7, number, year) if many else "",
            f"{letter}{1 + int(chance() * 999)}.{int(chance() * 99)}",
        )

    def record(self, of: Edition, copies: Sequence[Field]) -> bytes:
        """The record of a book, with these fields about its copies."""
        chance = self._chance
        pinyin = chance() < _WITH_PINYIN
        translated = chance() < _TRANSLATED
        title = self.chinese.title(chance, within(chance, _TITLE))
        names: list[Field] = []
        fields: list[Field] = [("001", of.control), ("005", f"{of.entered}120000.0")]
        if of.isbn:
            price = f"CNY{5 + int(chance() * 90)}.{int(chance() * 10)}0"
            fields.append(("010", f"  \x1fa{hyphenated(of.isbn)}\x1fd{price}"))
        fields += [
            ("035", f"  \x1fa(OCoLC){of.union}"),
            ("100", f"  \x1fa{of.entered}d{of.year}    em y0chiy50      ea"),
            ("101", f"1 \x1fachi\x1fc{one_of(chance, _SOURCES)}" if translated else "0 \x1fachi"),
            ("102", f"  \x1faCN\x1fb{of.country}"),
            ("105", f"  \x1fa{one_of(chance, ('y ', 'a ', 'ab'))}  z   000yy"),
            ("106", "  \x1far"),
        ]
        for tag, times, make in self._makers:
            for _ in range(one_of(chance, times)):
                kind = HEADINGS.get(tag)
                if make:
                    text = make(of)
                elif kind is None:
                    text = f"  \x1fa{self.chinese.note(chance, within(chance, _NOTE))}"
                else:
                    text = self._heading(tag, kind, pinyin=pinyin)
                fields.append((tag, text))
                if tag in _ROLES:
                    names.append((tag, text))
        fields += [
            ("200", f"1 {_said(title, pinyin=pinyin)}{_responsible(names)}"),
            ("210", self._published(of)),
            ("215", self._extent()),
            ("801", f" 0\x1faCN\x1fb{of.by}\x1fc{of.entered}"),
        ]
        fields.sort(key=itemgetter(0))
        return written("     nam0 2200000   450 ", [*fields, *copies])

    def _heading(self, tag: str, kind: str, *, pinyin: bool) -> str:
        number = self.pools[kind].next()
        said = _said(self.chinese.heading(kind, number), pinyin=pinyin)
        if tag == "225":
            return f"2 {said}"
        if tag == "606":
            return f"0 {said}"
        role = one_of(self._chance, _ROLES[tag])
        if kind == "body":
            return f"02{said}\x1f4{role}"
        born = self.chinese.born(number)
        dates = f"\x1ff{born}" if born else ""
        return f" 0{said}{dates}\x1f4{role}"

    def _published(self, of: Edition) -> str:
        city = next(name for name, code in self.chinese.cities if code == of.country)
        name, _ = one_of(self._chance, self.chinese.words["publisher"])
        month = f".{1 + int(self._chance() * 12)}" if self._chance() < 0.3 else ""
        return f"  \x1fa{city}\x1fc{name}出版社\x1fd{of.year}{month}"

    def _extent(self) -> str:
        pages = 80 + int(self._chance() * 600)
        size = (19, 20, 21, 23, 24, 26, 29)[int(self._chance() * 7)]
        art = "\x1fc图" if self._chance() < 0.25 else ""
        return f"  \x1fa{pages}页{art}\x1fd{size}cm"

    def _edition(self, _: Edition) -> str:
        return f"  \x1fa{2 + int(self._chance() * 4)}版"

    def _bibliography(self, _: Edition) -> str:
        first = 80 + int(self._chance() * 500)
        return f"  \x1fa有书目 (第{first}-{first + 7}页)"

    def _abstract(self, _: Edition) -> str:
        return f"  \x1fa{self.chinese.note(self._chance, within(self._chance, _ABSTRACT))}"

    def _parallel(self, _: Edition) -> str:
        return f"1 \x1faNotes on book {1 + int(self._chance() * 1e6)}\x1fzeng"

    def _other_title(self, _: Edition) -> str:
        return f"1 {_said(self.chinese.title(self._chance, 6), pinyin=False)}"

    def _place(self, _: Edition) -> str:
        return f"  \x1fa{one_of(self._chance, self.chinese.words['city'])[0]}"

    def _terms(self, _: Edition) -> str:
        topics = self.chinese.words["topic"]
        return f"0 \x1fa{one_of(self._chance, topics)[0]}\x1fa{one_of(self._chance, topics)[0]}"

    def _class(self, of: Edition) -> str:
        return f"  \x1fa{of.classed}\x1fv5"

    def _address(self, of: Edition) -> str:
        return f"4 \x1fuhttp://synthetic.example/text/{of.control}.html"


def _said(phrase: Phrase, *, pinyin: bool) -> str:
    return f"\x1fa{phrase[0]}\x1fA{phrase[1]}" if pinyin else f"\x1fa{phrase[0]}"


def _responsible(names: Sequence[Field]) -> str:
    """200 $f for who has equal responsibility, $g for the others, as they have it in 7XX."""
    text = ""
    for _, heading in names[:3]:
        subfields = {one[0]: one[1:] for one in heading.split("\x1f")[1:]}
        code = "g" if text else "f"
        text += f"\x1f{code}{subfields['a']}{subfields['4']}"
    return text

"""Bibliographic records of western books in MARC 21, field by field as often as was counted."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from samples.synthetic import tables
from samples.synthetic.drawing import Chance, Headings, one_of, within
from samples.synthetic.edition import Edition
from samples.synthetic.iso2709 import Field, written
from samples.synthetic.numbers import isbn
from samples.synthetic.prose import Prose, prose
from samples.synthetic.western_headings import Heading, WesternHeadings

#: Which kind of heading stands in which field.
HEADINGS: Final = {
    "600": "person", "610": "body", "650": "topic", "651": "place", "700": "person",
    "710": "body", "440": "series", "490": "series", "830": "series",
}  # fmt: skip
#: Fields of which a record has one at most.
_MAIN: Final = {"100": "person", "110": "body"}
#: Fields of words: indicators as counted, one subfield, a full stop where the format wants one.
_TEXTS: Final = frozenset({"246", "500", "505", "520", "530", "653", "740"})
#: Texts in the language of the book; notes are in English, as the cataloguers' are.
_OWN_LANGUAGE: Final = frozenset({"246", "505", "740"})
#: The article a number of non-filing characters stands for in an English title.
_ARTICLES: Final = {"2": "A ", "3": "An ", "4": "The "}
#: Registration groups of one digit, by language; the others are given English ones.
_GROUPS: Final = {"fre": 2, "ger": 3, "jpn": 4, "rus": 5}
_ISBN_SINCE: Final = 1970
_TITLES: Final = frozenset({"a", "ab", "abc", "ac", "anc", "apc", "anpc"})
_CODED: Final = ("leader/05-09", "leader/17-19", "008/06", "008/18-34", "008/38-39")


_WORDS: Final = tables.words("western")


class Western:
    """Makes MARC 21 records; ``bibs`` is how many there will be, ``key`` disorders the headings."""

    def __init__(self, chance: Chance, bibs: int, key: int) -> None:
        self._chance = chance
        self.headings = WesternHeadings()
        counts = tables.tags("measured/tags")
        sampled = tables.sampled()
        times = {tag: tables.places(_with_none(found, sampled, 0)) for tag, found in counts.items()}
        self._main = tables.places(_with_none({tag: counts[tag][1] for tag in _MAIN}, sampled, ""))
        self._patterns = {tag: tables.places(found) for tag, found in _patterns().items()}
        self._lengths = tables.lengths()
        self._places = [
            one.split("\t") for one in tables.places(tables.measured("measured/places"))
        ]
        years = tables.measured("measured/years")
        self._years = tables.places({int(year): many for year, many in years.items()})
        late = sum(many for year, many in years.items() if int(year) >= _ISBN_SINCE)
        self._isbns = tables.places(
            _with_none(counts["020"], late * sampled // sum(years.values()), 0)
        )
        self._codes = [tables.places(tables.codes(name)) for name in _CODED]
        fields = _MAIN | HEADINGS
        self.pools = {
            kind: Headings(
                tables.reuse(kind),
                sum(_all(counts[tag]) for tag, of in fields.items() if of == kind)
                * bibs
                // sampled,
                key + at,
            )
            for at, kind in enumerate(dict.fromkeys(fields.values()))
        }
        makers: Mapping[str, Callable[[Edition, Prose], str]] = {
            "041": self._languages, "043": self._area, "050": self._class, "082": self._dewey,
            "245": self._title, "250": self._edition, "260": self._published,
            "300": self._extent, "504": self._bibliography, "546": self._language_note,
            "655": self._genre, "856": self._address,
        }  # fmt: skip
        self._makers = [
            (tag, times[tag], makers.get(tag))
            for tag in sorted(times)
            if tag in makers or tag in HEADINGS or tag in _TEXTS
        ]

    def edition(self, number: int, control: str, by: str) -> Edition:
        """Decides what the next book is."""
        chance = self._chance
        language, country = one_of(chance, self._places)
        year = one_of(chance, self._years)
        many = one_of(chance, self._isbns) if year >= _ISBN_SINCE else 0
        group = _GROUPS.get(language, int(chance() * 2))
        entered = max(year, 1985) + int(chance() * 4)
        return Edition(
            number,
            control,
            by,
            language,
            country,
            year,
            f"{min(entered, 2024)}{1 + int(chance() * 12):02d}{1 + int(chance() * 28):02d}",
            isbn(group, number, year) if many else "",
            f"{one_of(chance, _WORDS['class'])}{1 + int(chance() * 9_000)}",
        )

    def record(self, of: Edition, copies: Sequence[Field]) -> bytes:
        """The record of a book, with these fields about its copies."""
        chance = self._chance
        begins, ends, kind, details, source = (one_of(chance, codes) for codes in self._codes)
        words = prose(of.language)
        last = f"{of.year + 2}" if kind == "m" else f"{of.year}" if kind == "r" else "    "
        coded = (
            f"{of.entered[2:]}{kind}{of.year}{last}{of.country:<3}{details}{of.language}{source}"
        )
        by = of.by
        fields: list[Field] = [
            ("001", of.control),
            ("003", by),
            ("005", f"{of.entered}120000.0"),
            ("008", coded),
            ("010", f"  \x1fa{of.lccn}"),
        ]
        if of.isbn:
            fields.append(("020", f"  \x1fa{of.isbn}"))
        fields += [
            ("035", f"  \x1fa(OCoLC){of.union}"),
            ("040", f"  \x1fa{by}\x1fbeng\x1fc{by}"),
        ]
        main = one_of(chance, self._main)
        for tag, times, make in self._makers:
            if main and tag > "1":
                fields.append((main, self._heading(main, _MAIN[main])))
                main = ""
            for _ in range(one_of(chance, times)):
                text = make(of, words) if make else self._said(tag, words)
                fields.append((tag, text))
        fields += copies
        return written(f"     {begins}2200000{ends}4500", _made_to_agree(fields))

    def _said(self, tag: str, words: Prose) -> str:
        kind = HEADINGS.get(tag)
        if kind:
            return self._heading(tag, kind)
        own = words if tag in _OWN_LANGUAGE else prose("eng")
        (marks, _) = one_of(self._chance, self._patterns[tag])
        stop = "" if tag in {"246", "653"} else "."
        return f"{marks}\x1fa{own.sentence(self._chance, self._length(tag, 'a'))}{stop}"

    def _heading(self, tag: str, kind: str) -> str:
        number = self.pools[kind].next()
        if kind != "series":
            return as_field(tag, self.headings(kind, number))
        name = self.headings(kind, number)[1][0][1]
        marks = {"490": "0 ", "830": " 0"}.get(tag, " 0")
        if self._chance() < 0.5:
            return f"{marks}\x1fa{name} ;\x1fv{1 + int(self._chance() * 300)}"
        return f"{marks}\x1fa{name}"

    def _length(self, tag: str, code: str) -> int:
        return within(self._chance, self._lengths[tag, code])

    def _title(self, of: Edition, words: Prose) -> str:
        chance = self._chance
        marks, codes = one_of(chance, self._patterns["245"])
        article = _ARTICLES.get(marks[1], "") if of.language == "eng" else ""
        said = words.cut(chance, max(self._length("245", "a") - len(article) - 2, 3))
        title = f"{article}{said}" if article else said[:1].upper() + said[1:]
        text = f"1{len(article)}\x1fa{title}"
        for code in codes[1:]:
            if code == "n":
                text += f".\x1fnPart {1 + int(chance() * 9)}"
            elif code == "p":
                text += f",\x1fp{words.sentence(chance, self._length('245', 'p'))}"
            elif code == "b":
                text += f" :\x1fb{words.cut(chance, max(self._length('245', 'b') - 2, 3))}"
            else:
                who = words.cut(chance, max(self._length("245", "c") - 1, 3)).title()
                text += f" /\x1fc{who}"
        return f"{text}."

    def _published(self, of: Edition, words: Prose) -> str:
        chance = self._chance
        place = words.sentence(chance, self._length("260", "a") - 2)
        name = words.cut(chance, self._length("260", "b") - 1).title()
        return f"  \x1fa{place} :\x1fb{name},\x1fc{'c' if chance() < 0.4 else ''}{of.year}."

    def _extent(self, _: Edition, _words: Prose) -> str:
        chance = self._chance
        front = one_of(chance, ("", "", "xii, ", "vi, ", "xxiv, "))
        text = f"  \x1fa{front}{40 + int(chance() * 600)} p."
        if chance() < 0.55:
            text += " :\x1fbill."
        return f"{text} ;\x1fc{18 + int(chance() * 14)} cm."

    def _bibliography(self, _: Edition, _words: Prose) -> str:
        first = 100 + int(self._chance() * 400)
        return f"  \x1faIncludes bibliographical references (p. {first}-{first + 9}) and index."

    def _languages(self, of: Edition, _: Prose) -> str:
        marks, codes = one_of(self._chance, self._patterns["041"])
        if "h" in codes and of.language != "eng":
            return f"1 \x1fa{of.language}\x1fheng"
        return f"{marks[0] if 'h' in codes else '0'} \x1fa{of.language}\x1fafre"

    def _language_note(self, _: Edition, words: Prose) -> str:
        return f"  \x1faText in {words.words[0].capitalize()} and English."

    def _area(self, _: Edition, _words: Prose) -> str:
        return f"  \x1fa{one_of(self._chance, _WORDS['area'])}"

    def _class(self, of: Edition, words: Prose) -> str:
        letter = one_of(self._chance, words.words)[0].upper()
        return f"00\x1fa{of.classed}\x1fb.{letter}{10 + int(self._chance() * 90)} {of.year}"

    def _dewey(self, _: Edition, _words: Prose) -> str:
        number = int(self._chance() * 100_000)
        return f"00\x1fa{number // 100:03d}.{number % 100:02d}\x1f223"

    def _edition(self, _: Edition, _words: Prose) -> str:
        return f"  \x1fa{one_of(self._chance, _WORDS['edition'])}"

    def _genre(self, _: Edition, _words: Prose) -> str:
        return f" 7\x1fa{one_of(self._chance, _WORDS['genre'])}\x1f2lcgft"

    def _address(self, of: Edition, _: Prose) -> str:
        part = int(self._chance() * 1_000)
        return f"41\x1f3Table of contents\x1fuhttp://synthetic.example/toc/{of.control}/{part}.html"


def as_field(tag: str, heading: Heading) -> str:
    """A heading with the indicators and marks this field wants."""
    marks, parts = heading
    if tag in {"600", "610"}:
        marks = f"{marks[0]}0"
    if tag[0] == "6":
        return marks + "".join(f"\x1f{code}{text}" for code, text in parts) + "."
    comma = {"d": ",", "b": "."}
    text = marks
    for at, (code, said) in enumerate(parts):
        after = parts[at + 1][0] if at + 1 < len(parts) else ""
        text += f"\x1f{code}{said}{comma.get(after, '')}"
    return text if text.endswith("-") else f"{text}."


def _made_to_agree(fields: list[Field]) -> list[Field]:
    """The title knows whether there is a main entry, the series whether it is traced."""
    tags = {tag for tag, _ in fields}
    for at, (tag, text) in enumerate(fields):
        if tag == "245" and not tags & set(_MAIN):
            fields[at] = tag, f"0{text[1:]}"
        elif tag == "490" and "830" in tags:
            fields[at] = tag, f"1{text[1:]}"
    return fields


def _patterns() -> Mapping[str, Mapping[tuple[str, str], int]]:
    """The counted patterns of the fields made by them."""
    counted = tables.patterns()
    titles = {one: many for one, many in counted["245"].items() if one[1] in _TITLES}
    others = {tag: counted[tag] for tag in ("041", *sorted(_TEXTS))}
    return {tag: _sound(found) for tag, found in others.items()} | {"245": titles}


def _sound(patterns: Mapping[tuple[str, str], int]) -> Mapping[tuple[str, str], int]:
    return {one: many for one, many in patterns.items() if one[1][:1] == "a"}


def _with_none[T](counted: Mapping[T, int], records: int, none: T) -> Mapping[T, int]:
    """The counts, and in how many of all the records it is none of them."""
    return {none: max(records - sum(counted.values()), 0), **counted}


def _all(counted: Mapping[int, int]) -> int:
    """How many fields these are, in all the records counted."""
    return sum(times * many for times, many in counted.items())

"""What a record in MARC 21 says of the work and of this expression of it, in one pass."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

import pymarc

from catalogue.works.facts import Facts
from catalogue.works.fields import ADDED, MAIN, Fields
from catalogue.works.given_titles import also, originals, several, uniform_titles, variants
from catalogue.works.names import Name, beside_han, name_of, role_of
from catalogue.works.title_page import is_section, pages, parted
from catalogue.works.titles import LONG, distinct, skipped, text_of
from catalogue.works.words import signs_in
from shapes.folding import fold

#: leader/06 → what may be one work: a text read aloud is that text; a film of it is not.
_FORMS: Final[Mapping[str, str]] = {
    **dict.fromkeys("ati", "text"),
    **dict.fromkeys("cdj", "music"),
    **dict.fromkeys("ef", "map"),
    "g": "film",
    "k": "picture",
    "m": "software",
}
#: An edition that is of a year: of what comes out every year.
_DATED: Final = re.compile(r"\b(?:1[5-9]|20)\d\d\b|年版|nenban|nian ban", re.IGNORECASE)
#: What a statement of responsibility tells was done to the work; what one of edition, or a genre.
_DONE: Final = frozenset({"adaptation", "abridgement", "screen"})
_ISSUED: Final = frozenset(
    {"adaptation", "abridgement", "brief", "comic", "study", "interim", "final"}
)
_STAGES: Final = frozenset({"interim", "final"})
_NAMES: Final = 6
_GENRES_READ: Final = 20
#: 008/33 of books, where it tells a play from a novel.
_GENRES: Final = {"d": "drama", "f": "fiction", "j": "fiction", "p": "verse", "e": "essays"}


def facts_of(marc: pymarc.Record, equal: int = 0) -> Facts:
    """What a MARC 21 description says; what it says too often is cut.

    ``equal``: so many of the first added entries are authors, if no role says otherwise.
    """
    return _Reading(marc).facts(equal)


class _Reading(Fields):
    """The fields of one record, and what they say together."""

    def facts(self, equal: int) -> Facts:
        fixed, text = self.fixed, self.leader[6:7] in ("a", "t")
        main = self._creator()
        by, beside, translators = list(main), list[Name](), list[str]()
        signs_found = set[str]()
        named = list[str]()
        for place, field in enumerate(self.all(*ADDED)[:40]):
            if "5" in field:
                continue  # A former owner, or the collection of one library.
            if "t" in field:
                self._related(field, named, signs_found)
                continue
            name = self._name(field)
            if name is None:
                continue
            match role_of(field) or ("author" if place < equal else ""):
                case "author":
                    by.append(name)
                case "translator":
                    translators += name.forms
                case "adapter":
                    signs_found.add("adaptation")
                    beside.append(name)
                case "abridger":
                    signs_found.add("abridgement")
                    beside.append(name)
                case "editor" | "":
                    beside.append(name)
        proper, rest, number, part = self._title(signs_found)
        uniforms, gathers = uniform_titles(self)
        named += originals(self)
        personal = any(name.kind == "p" for name in main or by)
        return Facts(
            form=_FORMS.get(self.leader[6:7], "mixed"),
            serial=self.leader[7:8] in "bis" and not personal,
            main=tuple(main) or _distinct(by),  # Entered under its title, and by these together.
            by=_distinct(by),
            beside=_distinct(beside),
            translators=distinct(translators),
            proper=distinct(proper),
            rest=distinct(rest),
            number=number,
            part=part,
            section=any(map(is_section, self._title_pages())),
            uniform=distinct(uniforms),
            entered="130" in self.tags,
            gathers=gathers,
            divided=any("n" in field or "p" in field for field in self.all("130", "240")),
            several=several(self),
            dated=any(_DATED.search(field.get("a", "")[:LONG]) for field in self.all("250")),
            extract=any("k" in field for field in self.all("130", "240")),
            translated=any("l" in field for field in self.all("130", "240")),
            originals=distinct(named),
            also=distinct(also(self)),
            variants=distinct(variants(self)),
            signs=tuple(sorted(signs_found)),
            languages=distinct([fixed[35:38].strip(" |"), *self.languages("a")]),
            written=distinct(self.languages("h")),
            meeting=(text and fixed[29:30] == "1") or any(name.kind == "m" for name in main),
            genre=_GENRES.get(fixed[33:34], "") if text else "",
            year=fixed[7:11] if fixed[7:11].isdigit() and not personal else "",
            scale=next((text_of(field, "a") for field in self.all("255")), ""),
            sounds=self.leader[6:7] == "j",
            pages=pages(self._extent()) if text and personal else 0,
        )

    def _creator(self) -> list[Name]:
        """The main entry, with the name in Latin letters a title page gives beside one in Han."""
        for field in self.all(*MAIN)[:1]:
            name = self._name(field)
            if name and name.kind == "p":
                said = [each.get("c", "")[: 2 * LONG] for each in self._title_pages()]
                return [beside_han(name, said)]
            return [name] if name else []
        return []

    def _title_pages(self) -> list[pymarc.Field]:
        """245, and its other scripts."""
        return [each for field in self.all("245")[:1] for each in (field, *self.others(field))]

    def _extent(self) -> str:
        return next((field.get("a", "")[:LONG] for field in self.all("300")), "")

    def _name(self, field: pymarc.Field) -> Name | None:
        return name_of(field, self.others(field))

    def _related(self, field: pymarc.Field, originals: list[str], found: set[str]) -> None:
        """A related work: of an adaptation, or the original of a translation, by ``$i``."""
        words = fold(field.get("i", "")[:LONG])
        if "translation of" in words or "original" in words:
            originals.append(text_of(field, "tnp"))
        elif "adaptation of" in words or "based on" in words or "parody" in words:
            found.add("adaptation")

    def _title(self, found: set[str]) -> tuple[list[str], list[str], str, str]:
        proper, rest = list[str](), list[str]()
        number = part = ""
        for field in self.all("245")[:1]:
            skip = skipped(field.indicators[1] if field.indicators else "")
            for each in (field, *self.others(field)):
                aside = skip if each is field else 0
                proper.append(text_of(each, "a", aside))
                first, alternative = parted(each.get("a", "")[aside : LONG + aside])
                proper.append(first)
                rest.append(f"{alternative} {text_of(each, 'b')}".strip())
                found.update(signs_in(text_of(each, "bpn")))
                found.update(_DONE & set(signs_in(text_of(each, "c"))))
            number, part = text_of(field, "n"), text_of(field, "p")
        for field in self.all("250", "440", "490", "655")[:_GENRES_READ]:
            known = _STAGES if field.tag in ("440", "490") else _ISSUED
            found.update(known & set(signs_in(text_of(field, "ab"))))
        found.discard("nothing")
        return proper, rest, number, part


def _distinct(names: Sequence[Name]) -> tuple[Name, ...]:
    found = {name.forms: name for name in reversed(names)}
    return tuple(sorted(found.values(), key=lambda name: (name.kind, name.forms))[:_NAMES])

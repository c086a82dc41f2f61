"""Edition statements, extents, forms, languages and numbers of two editions compared."""

from collections.abc import Iterator, Sequence
from typing import Final

from catalogue.matching.editions.traits import Traits
from catalogue.matching.rules import Held
from catalogue.matching.scripts import script
from catalogue.matching.wording import alike

#: Numbers that name the record or the thing itself.
_STRONG: Final = ("lccn:", "lcno:", "oclc:", "doi:", "no:")
_USERS: Final = frozenset({"teacher", "student", "abr"})
#: Kinds of change that make an edition, when only one record speaks of them.
_CHANGES: Final = frozenset({"rev", "reprint", "intl"})
#: Pages one counts more than another: a few, or two in a hundred; beyond ten in a hundred: others.
_FEW, _NEAR, _FAR, _BOOK = 3, 0.02, 0.1, 60
#: Up to here many things have as many pages.
_LEAFLET: Final = 8


def compared(a: Traits, b: Traits) -> Iterator[Held]:
    """The rules on edition, extent, series, form, language and numbers that hold."""
    yield from _editions(a, b)
    yield from _extents(a, b)
    yield from _series(a, b)
    yield from _levels(a, b)
    yield from _numbers(a, b)


def _editions(a: Traits, b: Traits) -> Iterator[Held]:
    ours, theirs = set(a.changed), set(b.changed)
    said = " ".join((a.edition, *a.changed)).strip(), " ".join((b.edition, *b.changed)).strip()
    if a.edition and b.edition:
        yield ("edition" if a.edition == b.edition else "edition-differs"), *said
    elif a.edition or b.edition:
        yield "edition-missing", *said
    dated = {k for k in ours if k[0] == "y"}, {k for k in theirs if k[0] == "y"}
    if dated[0] and dated[1] and dated[0].isdisjoint(dated[1]):
        yield "edition-differs", *said
    if (ours ^ theirs) & _USERS:
        yield "edition-user", *said
    elif (ours ^ theirs) & _CHANGES and a.edition == b.edition:
        yield "edition-kind", *said
    markets = {k for k in ours if k[:4] == "nat-"}, {k for k in theirs if k[:4] == "nat-"}
    if markets[0] and markets[1] and markets[0].isdisjoint(markets[1]):
        yield "edition-market", *said


def _extents(a: Traits, b: Traits) -> Iterator[Held]:
    said = _extent(a), _extent(b)
    many, others = a.volumes > 1 or a.growing, b.volumes > 1 or b.growing
    if many and others:
        if a.volumes == b.volumes and a.growing == b.growing:
            yield "volumes", *said
        elif not a.growing and not b.growing:
            yield "volumes-differ", *said
    elif a.pages and b.pages:
        yield _pages(a.pages, b.pages), *said
        if many != others and a.pages != b.pages:
            yield "volumes-differ", *said
    elif many != others and (a.pages or b.pages) and not (a.part or b.part):
        yield "set-volume", *said


def _extent(traits: Traits) -> str:
    volumes = f"{traits.volumes} v." if traits.volumes else "v." if traits.growing else ""
    return f"{volumes} {traits.pages[0]} p." if traits.pages else volumes


def _pages(ours: Sequence[int], theirs: Sequence[int]) -> str:
    if ours[0] == theirs[0]:
        return "pages" if ours[0] > _LEAFLET else "pages-few"
    gap = min(abs(one - two) for one in ours for two in theirs)
    size = max(ours[0], theirs[0])
    if gap <= 1 or gap <= size * _NEAR or (gap <= _FEW and size >= _BOOK):
        return "pages-near"
    return "pages-off" if gap <= size * _FAR else "pages-differ"


def _series(a: Traits, b: Traits) -> Iterator[Held]:
    found = ""
    said = "", ""
    for title, number in a.series:
        for other, figure in b.series:
            if script(title) != script(other):
                continue
            said = f"{title} {number}", f"{other} {figure}"
            if alike(min(title, other), max(title, other)) in ("word", "number", "other"):
                found = found or "series-differs"
            elif not number or not figure:
                return
            elif number == figure:
                yield "series", *said
                return
            else:
                found = "series-number"
    if found:
        yield found, *said


def forms(a: Traits, b: Traits) -> Iterator[Held]:
    """The rules on form and content, each of which decides alone."""
    fit = {a.form, b.form} == {"online", "electronic"} or _widens(a.form, b.form)
    if a.form and b.form and not fit:
        yield "form-differs", a.form, b.form
    if a.content != b.content:
        yield "content-differs", a.content, b.content


def _widens(form: str, other: str) -> bool:
    """Whether one is the other, or says it less exactly: ``audio`` of ``audio disc``."""
    return f"{form} ".startswith(f"{other} ") or f"{other} ".startswith(f"{form} ")


def _levels(a: Traits, b: Traits) -> Iterator[Held]:
    if (a.form == "") != (b.form == "") and {a.form, b.form}.isdisjoint({"print"}):
        yield "form-missing", a.form, b.form
    if a.level != b.level:
        yield "level-differs", a.level, b.level
    if a.languages and b.languages and set(a.languages).isdisjoint(b.languages):
        yield "language-differs", " ".join(a.languages), " ".join(b.languages)
    elif bool(a.translated) != bool(b.translated):
        yield "translation", " ".join(a.translated), " ".join(b.translated)


def _numbers(a: Traits, b: Traits) -> Iterator[Held]:
    if shared := set(a.isbn) & set(b.isbn):
        many = max(len(a.isbn), len(b.isbn)) > 4 and len(a.isbn) != len(b.isbn)
        first = min(shared)
        yield ("isbn-many" if many else "isbn"), first, first
    elif bad := {*a.badisbn, *a.isbn} & {*b.badisbn, *b.isbn}:
        yield "isbn-bad", min(bad), min(bad)
    elif a.isbn and b.isbn:
        yield "isbn-differs", a.isbn[0], b.isbn[0]
    if a.issn and b.issn and a.level != "whole" and b.level != "whole":
        agree = not set(a.issn).isdisjoint(b.issn)
        yield ("issn" if agree else "issn-differs"), " ".join(a.issn), " ".join(b.issn)
    strong = weak = ""
    for number in sorted(set(a.numbers) & set(b.numbers)):
        if number.startswith(_STRONG):
            strong = strong or number
        else:
            weak = weak or number
    if strong:
        yield "number", strong, strong
    elif weak:
        yield "number-weak", weak, weak
    if not strong:
        yield from _two_records(a, b)


def _two_records(a: Traits, b: Traits) -> Iterator[Held]:
    """One agency gave two numbers."""
    for start, rule in (("lccn:", "lccn-differs"), ("no:", "agency-differs")):
        ours = {n.rpartition(":")[0]: n for n in a.numbers if n.startswith(start)}
        theirs = {n.rpartition(":")[0]: n for n in b.numbers if n.startswith(start)}
        for agency in sorted(ours.keys() & theirs.keys())[:1]:
            yield rule, ours[agency], theirs[agency]
            return

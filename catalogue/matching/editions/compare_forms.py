"""Edition statements, extents, series, forms and languages of two editions compared."""

from collections.abc import Iterator, Sequence
from typing import Final

from catalogue.matching.editions.traits import Traits
from catalogue.matching.rules import Held
from catalogue.matching.scripts import script
from catalogue.matching.wording import alike

_USERS: Final = frozenset({"teacher", "student", "abr"})
_OTHER: Final = ("word", "other", "number")
#: Kinds of change that make an edition, when only one record speaks of them.
_CHANGES: Final = frozenset({"rev", "reprint", "intl"})
#: Pages one counts more than another: a few, or two in a hundred; beyond ten in a hundred: others.
_FEW, _NEAR, _FAR, _BOOK = 3, 0.02, 0.1, 60
#: Up to here many things have as many pages.
_LEAFLET: Final = 8
#: So many names in both: the author and the translator.
_MAKERS: Final = 2


def compared(a: Traits, b: Traits) -> Iterator[Held]:
    """The rules on edition, extent, series, form and language that hold."""
    yield from _editions(a, b)
    yield from _extents(a, b)
    yield from _series(a, b)
    yield from _levels(a, b)


def _editions(a: Traits, b: Traits) -> Iterator[Held]:
    ours, theirs = set(a.changed), set(b.changed)
    said = " ".join((a.edition, *a.changed)).strip(), " ".join((b.edition, *b.changed)).strip()
    if not a.edition and a.changed == b.changed and a.changed and not b.edition:
        yield "edition", *said
    elif a.edition and b.edition:
        yield ("edition" if a.edition == b.edition else "edition-differs"), *said
    elif a.edition or b.edition:
        yield "edition-missing", *said
    if a.named and b.named and alike(min(a.named, b.named), max(a.named, b.named)) in _OTHER:
        yield "edition-named", a.named, b.named
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
        last = ours[1] == theirs[1] and ours[1] > _LEAFLET
        return "pages" if ours[0] > _LEAFLET or last else "pages-few"
    gap = min(abs(one - two) for one in ours for two in theirs)
    size = max(ours[0], theirs[0])
    if gap <= 1 or gap <= size * _NEAR or (gap <= _FEW and size >= _BOOK):
        return "pages-near"
    return "pages-off" if gap <= size * _FAR else "pages-differ"


def _series(a: Traits, b: Traits) -> Iterator[Held]:
    found, same = "", False
    said = "", ""
    for title, number in a.series:
        for other, figure in b.series:
            if script(title) != script(other):
                continue
            said = f"{title} {number}", f"{other} {figure}"
            if alike(min(title, other), max(title, other)) in ("word", "number", "other"):
                found = found or "series-differs"
            elif not number or not figure:
                same = True
            elif number == figure:
                yield "series", *said
                return
            else:
                found = "series-number"
    if found and (not same or found == "series-number"):
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
        coded = {a.level, b.level} == {"whole", "part"} and a.pages and a.pages == b.pages
        yield ("part-coded" if coded else "level-differs"), a.level, b.level
    if a.languages and b.languages and set(a.languages).isdisjoint(b.languages):
        yield "language-differs", " ".join(a.languages), " ".join(b.languages)
    elif bool(a.translated) != bool(b.translated) and len(set(a.names) & set(b.names)) < _MAKERS:
        yield "translation", " ".join(a.translated), " ".join(b.translated)

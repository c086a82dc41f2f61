"""4XX, links to other items: series, serial history, editions, whole and part."""

from functools import partial
from typing import Final

from converters.crosswalk.cnmarc import embedded, reasons
from converters.crosswalk.cnmarc.isbd import after_mark, bare, tidy
from converters.crosswalk.fields import Field, Subfields, Target
from converters.crosswalk.table import By, Table

#: 780 and 785 by their second indicator: what became of a serial.
_BEFORE: Final = dict(
    zip("01234567", ("430", "431", "432", "433", "436", "434", "435", "437"), strict=True)
)
_AFTER: Final = dict(
    zip("012345678", ("440", "441", "442", "443", "444", "445", "446", "447", "448"), strict=True)
)
#: What a linking field of MARC 21 is called in UNIMARC.
_LINKS: Final = {
    "760": "410",
    "762": "411",
    "765": "454",
    "767": "453",
    "770": "421",
    "772": "422",
    "775": "451",
    "776": "452",
    "777": "423",
    "786": "488",
    "787": "488",
}


def link(tag: str, source: Field, target: Target) -> None:
    """A linking field: 001 from $w, 010 and 011, 200 with title, part and volume, 205, 210, 701.

    The second indicator asks for a note to be shown where the first of MARC 21 does (0).
    """
    written = embedded.control(embedded.number_of(source))
    for value in source.all("z"):
        written += embedded.data("010", "  ", [("a", tidy(value))])
    for value in source.all("x"):
        written += embedded.data("011", "  ", [("a", tidy(value))])
    name = source.get("t") or source.get("s")
    responsible = "" if source.get("t") or source.get("s") else source.get("a")
    volume = [("v", bare(value)) for value in source.all("gq")[:1]]
    written += embedded.title(bare(name or responsible), volume)
    written += embedded.data("205", "  ", [("a", bare(value)) for value in source.all("b")])
    written += embedded.data("210", "  ", [("a", bare(value)) for value in source.all("d")])
    written += embedded.data("215", "  ", [("a", bare(value)) for value in source.all("h")])
    written += embedded.data("225", "2 ", [("a", bare(value)) for value in source.all("k")])
    written += embedded.data("300", "  ", [("a", tidy(value)) for value in source.all("n")])
    written += embedded.data("101", "  ", [("a", value) for value in source.all("e")])
    written += embedded.data("510", "1 ", [("a", bare(value)) for value in source.all("p")])
    if name and (author := source.get("a")):
        written += embedded.person(author)
    target.leave(source, "cfijlmoruy0123456789", reasons.NO_PLACE)
    target.leave(source, "".join(code for code in "gq" if code in source)[1:], reasons.NO_PLACE)
    second = "1" if source.first == "0" else "0"
    target.add(tag, f" {second}", written)


def host(source: Field, target: Target) -> None:
    """463 from 773 for an article or chapter, 461 for a volume of a set (leader 07 and 19)."""
    leader = target.source.leader.ljust(24)
    link("463" if leader[7] in "ab" else "461", source, target)


def parts(source: Field, target: Target) -> None:
    """462 from 774 for the parts of a set (leader 19), 464 for what a book contains."""
    link("462" if target.source.leader[19:20] == "a" else "464", source, target)


def earlier(source: Field, target: Target) -> None:
    """430–437 from 780: which, the second indicator says."""
    link(_BEFORE.get(source.second, "430"), source, target)


def later(source: Field, target: Target) -> None:
    """440–448 from 785: which, the second indicator says."""
    link(_AFTER.get(source.second, "440"), source, target)


def series(source: Field, target: Target) -> None:
    """410 from 800, 810, 811, 830 and 440: the series as others cite it, with volume and author."""
    name_title = source.tag in {"800", "810", "811"}
    title = source.get("t" if name_title else "a")
    more: Subfields = []
    codes = {"n": "h", "p": "i", "v": "v"}
    if source.tag == "811":
        codes = {"p": "i", "v": "v"}
    for code, value in source.subfields:
        text, leading = after_mark(value)
        text = bare(text)
        if code in codes:
            more.append((codes[code], text))
        elif code == ("t" if name_title else "a") and tidy(value) == title and leading != "=":
            title = text
    written = embedded.control(embedded.number_of(source))
    for value in source.all("x"):
        written += embedded.data("011", "  ", [("a", tidy(value))])
    written += embedded.title(bare(title), more)
    if name_title:
        written += embedded.person(source.get("a"))
    else:
        target.leave(source, "cdeg", reasons.NO_PLACE)
    left = set("fhiklmorsuy0123456789") | (set("bcdegjq") if name_title else set("bjqt"))
    target.leave(source, "".join(left), reasons.NO_PLACE)
    target.add("410", " 0", written)


def analytic(source: Field, target: Target) -> None:
    """464 from an added entry for a name and title: contained in the item, or 488 related to it."""
    tag = "464" if source.second == "2" else "488"
    more = [
        ({"n": "h", "p": "i"}[code], bare(value))
        for code, value in source.subfields
        if code in "np" and source.tag == "700"
    ]
    written = embedded.title(bare(source.get("t")), more)
    written += embedded.person(source.get("a"))
    used = {"a", "t", *("np" if source.tag == "700" else "")}
    rest = {code for code, _ in source.subfields} - used
    target.leave(source, "".join(rest), reasons.NO_PLACE)
    target.add(tag, " 0", written)


TABLE: Final[Table] = {
    **{tag: (By(partial(link, kind)),) for tag, kind in _LINKS.items()},
    "773": (By(host),),
    "774": (By(parts),),
    "780": (By(earlier),),
    "785": (By(later),),
    "800": (By(series),),
    "810": (By(series),),
    "811": (By(series),),
    "830": (By(series),),
    "440": (By(series),),
}

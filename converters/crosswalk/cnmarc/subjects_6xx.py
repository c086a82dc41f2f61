"""6XX, subjects and class marks. Place and period change their letters: $y place, $z period."""

import re
from functools import partial
from typing import Final

from converters.crosswalk.cnmarc import embedded, reasons
from converters.crosswalk.cnmarc.headings import corporate, personal
from converters.crosswalk.cnmarc.isbd import bare, tidy
from converters.crosswalk.cnmarc.practice import Practice
from converters.crosswalk.fields import Field, Subfields, Target
from converters.crosswalk.table import By, Left, Table, move

#: 650 $v form, $x topic, $y period, $z place are $j, $x, $z, $y in UNIMARC.
_DIVISIONS: Final = {"v": "j", "x": "x", "y": "z", "z": "y"}
#: The list a heading is from, by the second indicator of MARC 21.
_LISTS: Final = {"0": "lc", "1": "lcch", "2": "mesh", "3": "nal", "5": "cae", "6": "caf"}
_SOURCES: Final = {"lcsh": "lc", "lcshac": "lcch", "cash": "cae", "rvm": "caf", "ram": "rameau"}
_AUTHORITY: Final = re.compile(r"^(?:\([^)]+\))?\s*(\S.*)$")
_KEPT: Final = "0123456789"
_EDITION_IN_SOURCE: Final = re.compile(r"^(clc|lccas|casl)\D*(\d*)$", re.IGNORECASE)


def _divisions(source: Field) -> Subfields:
    return [
        (_DIVISIONS[code], bare(value)) for code, value in source.subfields if code in _DIVISIONS
    ]


def _ending(source: Field) -> Subfields:
    """$2 the list, $3 the number of the authority record."""
    kind = source.get("2") if source.second == "7" else _LISTS.get(source.second, "")
    numbers = [value for value in source.all("0") if not value.startswith("http")]
    written: Subfields = [("2", _SOURCES.get(kind, kind))] if kind else []
    return written + [("3", value) for value in numbers[:1]]


def _leave_rest(source: Field, target: Target, used: str) -> None:
    rest = {code for code, _ in source.subfields} - set(used) - set("vxyz")
    kept = {"0", "2"} if source.second == "7" else {"0"}
    target.leave(source, "".join(rest - kept), reasons.NO_PLACE)
    for (code, value), place in zip(source.subfields, source.places, strict=True):
        if code == "0" and value.startswith("http"):
            target.left[source.place, place] = reasons.OTHER_NAMESPACE


def person(practice: Practice, source: Field, target: Target) -> None:
    """600 a person; 604 with the title of a work, both as embedded fields; 602 a family."""
    second, written = personal(practice, source)
    if source.first == "3":
        _leave_rest(source, target, "acd")
        kept = [(code, value) for code, value in written if code in "af"]
        target.add("602", "  ", [*kept, *_divisions(source), *_ending(source)])
        return
    if title := bare(source.get("t")):
        parts: Subfields = [
            ({"n": "h", "p": "i", "l": "m", "k": "l", "f": "k"}[code], bare(value))
            for code, value in source.subfields
            if code in "nplkf"
        ]
        _leave_rest(source, target, "abcdqtnplkf")
        whole = embedded.data("700", f" {second}", written)
        whole += embedded.data("500", "10", [("a", title), *parts])
        target.add("604", "  ", [*whole, *_divisions(source), *_ending(source)])
        return
    _leave_rest(source, target, "abcdq")
    target.add("600", f" {second}", [*written, *_divisions(source), *_ending(source)])


def body(source: Field, target: Target) -> None:
    """601 a body or a meeting; 604 with the title of a work."""
    indicators, written = corporate(source)
    used = "abcdngeq" if source.tag == "611" else "abcdng"
    if title := bare(source.get("t")):
        _leave_rest(source, target, f"{used}tplk")
        parts = [
            ({"p": "i", "l": "m", "k": "l"}[code], bare(value))
            for code, value in source.subfields
            if code in "plk"
        ]
        whole = embedded.data("710", indicators, written)
        whole += embedded.data("500", "10", [("a", title), *parts])
        target.add("604", "  ", [*whole, *_divisions(source), *_ending(source)])
        return
    _leave_rest(source, target, used)
    target.add("601", indicators, [*written, *_divisions(source), *_ending(source)])


def heading(tag: str, codes: str, source: Field, target: Target) -> None:
    """605, 606, 607 or 608: the heading, its divisions in their order, the list it is from."""
    pairs = {each[0]: each[-1] for each in codes.split()} | _DIVISIONS
    written = [(pairs[c], bare(value)) for c, value in source.subfields if c in pairs]
    _leave_rest(source, target, "".join(pairs))
    first = source.first if tag in {"606", "608"} and source.first in "012" else " "
    if tag == "606" and first == " ":
        first = "0"
    target.add(tag, f"{first} ", [*written, *_ending(source)])


def free(source: Field, target: Target) -> None:
    """610 free terms: those of one 653 together, with its level as the first indicator."""
    target.leave(source, "".join({c for c, _ in source.subfields} - {"a"}), reasons.NO_PLACE)
    level = source.first if source.first in "012" else "0"
    target.add("610", f"{level} ", [("a", bare(value)) for value in source.all("a")])


def period(source: Field, target: Target) -> None:
    """610 from 648: CNMARC has no field for a period as a subject of its own."""
    terms = [bare(value) for value in source.all("avxyz")]
    target.leave(source, "".join({c for c, _ in source.subfields} - set("avxyz")), reasons.NO_PLACE)
    target.add("610", "0 ", [("a", term) for term in terms])


def other_class(source: Field, target: Target) -> None:
    """690 (CLC) or 692 (Chinese Academy of Sciences) with the edition in $v; others 686 with $2.

    The edition stands behind the name of the scheme in $2: ``clc/5``.
    """
    scheme = source.get("2").strip()
    match = _EDITION_IN_SOURCE.match(scheme)
    edition = match[2] if match else ""
    tag = "690" if match and match[1].lower() == "clc" else "692" if match else "686"
    item = [("b" if tag == "686" else "s", bare(value)) for value in source.all("b")]
    for value in source.all("a"):
        if tag == "686":
            target.add(tag, "  ", [("a", tidy(value)), *item, ("2", scheme)])
        else:
            target.add(tag, "  ", [("a", tidy(value)), ("v", edition)])
    used = {"a", "2", *("b" if tag == "686" else "")}
    target.leave(source, "".join({c for c, _ in source.subfields} - used), reasons.HOLDINGS)


def dewey(source: Field, target: Target) -> None:
    """676 from 082: number without the marks of its segments, edition $v."""
    edition = source.get("2").partition("/")[0]
    for value in source.all("a"):
        number = value.replace("/", "").replace("'", "").strip()
        target.add("676", "  ", [("a", number), ("v", edition)])
    rest = {code for code, _ in source.subfields} - {"a", "2"}
    target.leave(source, "".join(rest), reasons.NO_PLACE)


def library_of_congress(source: Field, target: Target) -> None:
    """680 from 050: class $a and book number $b; a further class is a field of its own."""
    written: Subfields = []
    for code, value in source.subfields:
        if code == "a" and written:
            target.add("680", "  ", written)
            written = []
        if code in "ab":
            written.append((code, tidy(value)))
        else:
            target.leave(source, code, reasons.NO_PLACE)
    target.add("680", "  ", written)


def table(practice: Practice) -> Table:
    """The rules for subjects and class marks."""
    return {
        "600": (By(partial(person, practice)),),
        "610": (By(body),),
        "611": (By(body),),
        "630": (By(partial(heading, "605", "a n>h p>i l>m k>l f>k s>q")),),
        "647": (By(partial(heading, "606", "a")),),
        "648": (By(period),),
        "650": (By(partial(heading, "606", "a b>x")),),
        "651": (By(partial(heading, "607", "a")),),
        "655": (By(partial(heading, "608", "a b>x")),),
        "653": (By(free),),
        "654": (By(partial(heading, "606", "a b>x")),),
        "656": (By(partial(heading, "606", "a")),),
        "657": (By(partial(heading, "606", "a")),),
        "658": (Left(reasons.NO_PLACE),),
        "662": (move("620", "a b c d 0>3", rest=reasons.NO_PLACE),),
        # 675 UDC, 676 Dewey, 680 Library of Congress, 686 others, 690 CLC, 692 CAS
        "080": (move("675", "a 2>v", rest=reasons.NO_PLACE),),
        "082": (By(dewey),),
        "083": (By(dewey),),
        "050": (By(library_of_congress),),
        "051": (Left(reasons.HOLDINGS),),
        "060": (move("686", "a b", more=[("2", "usnlm")], rest=reasons.NO_PLACE),),
        "070": (move("686", "a b", more=[("2", "usnal")], rest=reasons.NO_PLACE),),
        "084": (By(other_class),),
        "085": (Left(reasons.NO_PLACE),),
    }

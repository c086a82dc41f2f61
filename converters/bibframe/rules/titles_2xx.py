"""Titles, 210-245 without 240 (a uniform title)."""

from collections.abc import Sequence
from typing import Final

from converters.bibframe.field import OTHER_SCRIPT, Field
from converters.bibframe.graph import Class, Node, thing
from converters.bibframe.table import (
    By,
    Each,
    ForEach,
    Has,
    Is,
    Says,
    Table,
    This,
    When,
    instance,
    second_indicator,
    work,
)
from converters.bibframe.terms import literal, term
from converters.bibframe.text import chop

TITLE: Final = Class("bf:Title")
_DATE = term("bf:originDate")
_MAIN_TITLE = term("bf:mainTitle")
_NONSORT = term("bflc:nonSortNum")
_RESPONSIBILITY = term("bf:responsibilityStatement")
_TITLE = term("bf:title")
_VERSION = term("bf:version")

#: What the subfields of a title are, in 242, 245, 246 and 247 alike.
_PROPERTIES: Final = (
    ("a", _MAIN_TITLE),
    ("b", term("bf:subtitle")),
    ("n", term("bf:partNumber")),
    ("p", term("bf:partName")),
)
#: The kinds of variant titles (id.loc.gov/vocabulary/vartitletype).
VARIANTS: Final = "http://id.loc.gov/vocabulary/vartitletype/"


def date_only(value: str) -> str:
    """Without end punctuation, a full stop too."""
    return chop(value, force=True)


def same_occurrence(field: Field) -> Sequence[Field]:
    """The 880 fields whose ``$6`` has this field's tag and occurrence, 00 and itself among them.

    (LC's title templates compare no more than that; ``Field.alternates`` is stricter.)
    """
    if "6" not in field.by or not field.record.other_scripts:
        return ()
    tag, occurrence = field.tag, field.occurrence
    others = field.record.other_scripts
    return [other for other in others if other.tag == tag and other.occurrence == occurrence]


def copies_of_245(field: Field) -> Sequence[Field]:
    """The 880 fields read with a 245; none with an 880 that stands alone."""
    return () if field.own == OTHER_SCRIPT else same_occurrence(field)


def say_nonsort(field: Field, node: Node) -> None:
    """bflc:nonSortNum the second indicator, if it is neither 0 nor blank."""
    if field.ind2 not in "0 ":
        node.text(_NONSORT, field.ind2, field.language)


def say_parts(field: Field, node: Node) -> None:
    """bf:mainTitle “$a” each, without end punctuation.
    bf:subtitle “$b” each, bf:partNumber “$n” each, bf:partName “$p” each, likewise.
    """
    by, said = field.by, node.said
    for code, predicate in _PROPERTIES:
        if code in by:
            language = field.language
            for value in by[code]:
                said.append(f"{predicate} {literal(chop(value), language)}")


def say_title(field: Field, node: Node) -> None:
    """bflc:nonSortNum the second indicator, if it is neither 0 nor blank.
    bf:mainTitle “$a” each, without end punctuation.
    bf:subtitle “$b” each, bf:partNumber “$n” each, bf:partName “$p” each, likewise.
    """
    say_nonsort(field, node)
    say_parts(field, node)


def say_work_title(field: Field, node: Node) -> None:
    """bf:title a bf:Title:
        bflc:nonSortNum the second indicator, if it is neither 0 nor blank
        bf:mainTitle “$a $b $n $p”, without end punctuation; that of the 880 paired with it too
    bf:originDate “$f” each, unless 046 has $k, and “$g” each, without end punctuation; \
also of the 880
    bf:version “$s” each, without end punctuation; also of the 880
    """
    others = copies_of_245(field)
    title = thing(TITLE)
    node.link(_TITLE, title)
    language = "".join([other.language for other in others])
    if field.ind2 not in "0 ":
        title.text(_NONSORT, field.ind2, language)
    title.text(_MAIN_TITLE, chop(" ".join(field.all("abnp"))))
    if label := "".join([f"{value} " for other in others for value in other.all("abnp")]):
        title.text(_MAIN_TITLE, chop(label), language)
    for each in (field, *others):
        _say_dates(each, node)


def _say_dates(field: Field, node: Node) -> None:
    by = field.by
    if "f" in by and not field.record.values("046", "k"):
        for value in by["f"]:
            node.text(_DATE, date_only(value), field.language)
    for value in by.get("g", ()):
        node.text(_DATE, date_only(value), field.language)
    for value in by.get("s", ()):
        node.text(_VERSION, chop(value), field.language)


def say_instance_title(field: Field, node: Node) -> None:
    """bf:title a bf:Title, from the field and the 880 paired with it:
        bflc:nonSortNum the second indicator, if it is neither 0 nor blank
        bf:mainTitle “$a”, bf:subtitle “$b”, bf:partNumber “$n”, bf:partName “$p” each, without \
end punctuation
    bf:responsibilityStatement “$c” each, without end punctuation; also of the 880
    nothing of this for a secondary Instance with 856 or 859
    """
    record = field.record
    if record.is_secondary and record.has("856", "859"):
        return
    title = thing(TITLE)
    node.link(_TITLE, title)
    for each in (field, *copies_of_245(field)):
        say_title(each, title)
        for value in each.by.get("c", ()):
            node.text(_RESPONSIBILITY, chop(value), each.language)


_ABBREVIATED: Final = (Each("bf:mainTitle", "a"), Each("bf:qualifier", "b"))
TABLE: Final[Table] = {
    "210": (
        instance(
            When(
                second_indicator("0"),
                Has(
                    "bf:title",
                    "bf:AbbreviatedTitle",
                    *_ABBREVIATED,
                    ForEach("2", Has("bf:assigner", "bf:Agent", This("bf:code", tagged=False))),
                ),
            )
        ),
        work(
            When(
                second_indicator(" "),
                Has(
                    "bf:title",
                    "bf:AbbreviatedTitle",
                    *_ABBREVIATED,
                    Has("bf:assigner", "bf:Agent", Says("bf:code", "issnkey")),
                ),
            )
        ),
    ),
    "222": (work(Has("bf:title", "bf:KeyTitle", By(say_nonsort), *_ABBREVIATED)),),
    "242": (
        instance(
            Has("bf:title", "bf:VariantTitle", Is("rdf:type", f"{VARIANTS}tra"), By(say_title))
        ),
    ),
    "243": (
        work(
            Has(
                "bf:title",
                "bf:CollectiveTitle",
                By(say_nonsort),
                Each("bf:mainTitle", "a", chop),
            )
        ),
    ),
    "245": (work(By(say_work_title)), instance(By(say_instance_title))),
}

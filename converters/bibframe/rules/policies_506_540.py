"""Who may see and use it: 506 (access) and 540 (use and reproduction)."""

from typing import Final

from converters.bibframe import control
from converters.bibframe.field import Field
from converters.bibframe.graph import Class, Node, thing
from converters.bibframe.rules.note_parts import Label
from converters.bibframe.table import (
    AppliesTo,
    By,
    Condition,
    Each,
    Has,
    Institution,
    Locator,
    Part,
    Table,
    When,
    instance,
    with_,
)
from converters.bibframe.terms import literal, term, typed
from converters.bibframe.text import marc_edtf, normalize

_ACCESS: Final = Class("bf:AccessPolicy")
_USE: Final = Class("bf:UsePolicy")
_POLICY: Final = term("bf:usageAndAccessPolicy")
_QUALIFIER: Final = term("bf:qualifier")
_VALID: Final = term("bf:validDate")
_EDTF: Final = "http://id.loc.gov/datatypes/edtf"


def say_valid_dates(field: Field, node: Node) -> None:
    """bf:validDate $g each, in EDTF."""
    for date in field.by.get("g", ()):
        edtf = date if "-" in date else marc_edtf(normalize(date))
        node.say(_VALID, typed(edtf, _EDTF))


def say_term_of_access(field: Field, node: Node) -> None:
    """bf:usageAndAccessPolicy a bf:AccessPolicy, whose IRI is $0 where that is one:
    bf:qualifier “$f”; its identifier “$0”, where that is no IRI; bf:source “$2”."""
    _say_term(field, node, _ACCESS)


def say_term_of_use(field: Field, node: Node) -> None:
    """bf:usageAndAccessPolicy a bf:UsePolicy, whose IRI is $0 where that is one:
    bf:qualifier “$f”; its identifier “$0”, where that is no IRI; bf:source “$2”."""
    _say_term(field, node, _USE)


def _say_term(field: Field, node: Node, class_: Class) -> None:
    zeros = field.by.get("0", ())
    # LC takes them together, "(uri)" too: only one $0 without it makes an IRI.
    iri = "".join(zero for zero in zeros if zero.startswith(("(uri)", "http")))
    policy = thing(class_, iri)
    if not iri:
        for zero in zeros:
            control.identify(policy, zero)
    policy.said.append(f"{_QUALIFIER} {literal(normalize(field.first('f')), field.language)}")
    for two in field.by.get("2", ()):
        control.say_source(policy, two)
    node.link(_POLICY, policy)


TERM_ALONE: Final = Condition(
    "$f is there and $a is not", lambda field: "f" in field.by and "a" not in field.by
)


def _policy(class_: str, codes: str) -> Part:
    return When(
        with_("a"),
        Has(
            "bf:usageAndAccessPolicy",
            class_,
            Label(codes),
            By(say_valid_dates),
            Each("bf:qualifier", "f", normalize),
            Locator(),
            AppliesTo(),
            Institution(),
        ),
    )


TABLE: Final[Table] = {
    "506": (
        instance(_policy("bf:AccessPolicy", "abcdeq"), When(TERM_ALONE, By(say_term_of_access))),
    ),
    "540": (instance(_policy("bf:UsePolicy", "acdq"), When(TERM_ALONE, By(say_term_of_use))),),
}

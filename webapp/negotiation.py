"""Which representation of a document a request gets: by suffix, or by the Accept header."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from flask import request

from converters.writing.asked import WISHES, Asked
from converters.writing.formats import FORMATS, Form, Group
from sparql.service.formats import best
from store import Contribution, Record
from webapp import addresses
from webapp.contributed import comes_as, is_composed
from webapp.errors import Alternative, Problem


@dataclass(frozen=True, slots=True)
class Representation:
    """A way to write a document down; ``form`` writes all but the page and what was sent."""

    suffix: str
    media_type: str
    name: str
    group: Group | Literal["page"] = "page"
    form: Form | None = None


#: In the order of preference for a client that does not care; the page first, for people.
REPRESENTATIONS: Final[dict[str, Representation]] = {
    "html": Representation("html", "text/html", "Page"),
    **{
        form.suffix: Representation(form.suffix, form.media_type, form.name, form.group, form)
        for form in FORMATS.values()
    },
    "raw": Representation("raw", "application/octet-stream", "As contributed", "MARC"),
}

#: A work is in nobody's MARC: its JSON is the page for programs.
_WORK: Final = Representation("json", "application/json", "JSON", "other formats")
#: What the union put together has no bytes that a library sent.
_COMPOSED: Final = replace(REPRESENTATIONS["raw"], name="As put together")


def offered(record: Record, contribution: Contribution | None) -> list[Representation]:
    """The representations this record has: the data always, MARC and its kin where they apply."""
    found = [one for one in REPRESENTATIONS.values() if _has(record, contribution, one)]
    if record.kind == "hub":
        found.append(_WORK)
    elif is_composed(contribution, record.path):
        found[-1] = _COMPOSED
    return found


def _has(record: Record, contribution: Contribution | None, one: Representation) -> bool:
    if one.form is not None:
        return comes_as(one.form, record.kind, contribution)
    return one.group == "page" or (contribution is not None and record.kind != "member")


def groups(choices: list[Representation]) -> list[tuple[str, list[Representation]]]:
    """The downloads of a page, in groups; what was sent is no MARC where there is no other."""
    found: dict[str, list[Representation]] = {}
    no_marc = not any(one.group == "MARC" and one.suffix != "raw" for one in choices)
    for one in choices:
        if one.group != "page":
            group = "other formats" if one.group == "MARC" and no_marc else one.group
            found.setdefault(group, []).append(one)
    return list(found.items())


_REFERENCE: Final = "&unmappable=reference"
#: The character sets that lack nothing.
_WHOLE: Final = frozenset({"utf-8", "gb18030", "ucs-2"})


def in_charsets(
    record: Record, choices: list[Representation], contribution: Contribution | None
) -> list[tuple[str, list[tuple[str, str]]]]:
    """What can be had in other character sets: a name, and the sets with their addresses.

    Rules are chosen for a CNMARC that is made here, in UTF-8 too by others than the usual ones. A
    character a set lacks comes as a reference, so that every address answers.
    """
    found: list[tuple[str, list[tuple[str, str]]]] = []
    for one in choices:
        if one.form is None or "charset" not in one.form.wishes:
            continue
        usual, *others = WISHES["charset"]
        made = one.suffix == "cnmarc" and contribution and contribution.dialect != "cnmarc"
        for rules in WISHES["rules"] if made else ("",):
            name = f"{one.name}, {rules.upper()}" if rules else one.name
            first = [usual] if rules and rules != WISHES["rules"][0] else []
            sets = [each for each in others if each != "marc-8" or one.suffix == "mrc"]
            address = f"{addresses.document(record.path, one.suffix)}?"
            address += f"rules={rules}&" if rules else ""
            queries = [
                (each.upper(), f"{address}charset={each}{'' if each in _WHOLE else _REFERENCE}")
                for each in (*first, *sets)
            ]
            found.append((name, queries))
    return found


def chosen(suffix: str, record: Record, contribution: Contribution | None) -> Representation:
    """The one this request gets; raises a 406 that lists what there is."""
    choices = offered(record, contribution)
    by_type = {choice.media_type: choice for choice in choices}
    if suffix:
        found = next((one for one in choices if one.suffix == suffix), None)
    else:
        media_type = best(request.headers.get("Accept", ""), list(by_type))
        found = by_type[media_type] if media_type else None
    if found is None:
        raise unavailable(_sentence(suffix, record), record, contribution)
    return found


def unavailable(sentence: str, record: Record, contribution: Contribution | None) -> Problem:
    """A 406 that says why, and lists what there is."""
    return Problem(
        406,
        "Not available in this form",
        sentence,
        alternatives=alternatives(record, contribution),
    )


def asked(form: Representation) -> Asked:
    """What the address asks for besides the format; raises a 400 that lists the values there are.

    Words a format has no use for are passed over, as addresses carry all sorts of them.
    """
    wishes: dict[str, Any] = {}
    for name in form.form.wishes if form.form else ():
        value = request.args.get(name)
        if value is None:
            continue
        if value not in WISHES[name]:
            raise Problem(
                400,
                "No such choice",
                f"{form.name} knows no {name} of that name. Choose one of "
                f"{', '.join(WISHES[name])}.",
            )
        wishes[name] = value
    return Asked(**wishes)


def alternatives(record: Record, contribution: Contribution | None) -> list[Alternative]:
    """The representations of this record with their addresses, for a reader to choose from."""
    return [
        Alternative(form.name, form.media_type, addresses.document(record.path, form.suffix))
        for form in offered(record, contribution)
    ]


_ABOUT: Final[Mapping[str, str]] = {
    "member": "A member library is described in RDF, not in MARC.",
    "auth": "An authority record comes in RDF and in MARC.",
    "hub": "A work is described in RDF and JSON, not in MARC; each of its editions comes in MARC.",
    "holding": "A holdings record comes in RDF, and in MARC where it was contributed as MARC.",
}


def _sentence(suffix: str, record: Record) -> str:
    if suffix and record.kind in _ABOUT:
        return f"{_ABOUT[record.kind]} Choose one of the forms below."
    if suffix:
        return "This record has no such form. Choose one of those below."
    return "The request accepts none of the forms this record has. Choose one of those below."

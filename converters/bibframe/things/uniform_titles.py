"""Uniform titles: what a field says of the work it names, whichever field that is.

Other blocks call :func:`say_uniform_title` for the Hub (or Work) of a 130, 240, 630, 730, 830 or
of a name field with ``$t``. Each function gives what the template of marc2bibframe2's
ConvSpec-240andX30-UnifTitle named in its docstring gives.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from converters.bibframe import control
from converters.bibframe.field import Field
from converters.bibframe.graph import Class, Node
from converters.bibframe.half import Half
from converters.bibframe.languages import language_of_subfield
from converters.bibframe.terms import expand, literal, term
from converters.bibframe.text import chop, joined

HUB: Final = Class("bf:Hub")
ISSN: Final = Class("bf:Issn")
TITLE: Final = Class("bf:Title")
#: Beginnings of an address in ``$0`` or ``$w``.
ADDRESSES: Final = ("(uri)", "http")

_ARRANGEMENT = f"{term('rdf:type')} <{expand('bf:')}Arrangement>"
_IDENTIFIED_BY = term("bf:identifiedBy")
_LABEL = term("rdfs:label")
_LEGAL_DATE = term("bf:legalDate")
_MAIN_TITLE = term("bf:mainTitle")
_MARC_KEY = term("bflc:marcKey")
_NON_SORT = term("bflc:nonSortNum")
_PART_NAME = term("bf:partName")
_PART_NUMBER = term("bf:partNumber")
_TITLE = term("bf:title")
_VALUE = term("rdf:value")
#: Subfields no title has.
_NOT_TITLE: Final = "ivwxyz012345678"
_NAMES: Final = ("00", "10", "11")
#: Subfields with a literal of their own.
_LITERALS: Final = (("f", term("bf:originDate")), ("s", term("bf:version")))
#: Subfields with a labelled thing of their own.
_THINGS: Final = (
    ("l", term("bf:language"), Class("bf:Language")),
    ("m", term("bf:musicMedium"), Class("bf:MusicMedium")),
    ("r", term("bf:keyMode"), Class("bf:KeyMode")),
)


def counterparts(field: Field) -> Sequence[Field]:
    """The 880s whose ``$6`` begins with the field's tag and occurrence, be it 00 or none.

    (A converted 880 is its own; :attr:`Field.alternates` leaves 00 and itself out.)
    """
    others = field.record.other_scripts
    if not others:
        return ()
    linked = f"{field.tag}-{field.occurrence}"
    return [other for other in others if linked in [six[:6] for six in other.by.get("6", ())]]


def after_title(field: Field, codes: str) -> Iterator[str]:
    """The values of these subfields that stand after the first ``$t``."""
    seen = False
    for code, value in field.subfields:
        if seen and code in codes:
            yield value
        elif code == "t":
            seen = True


def say_further_authorities(
    node: Node, subfields: Iterable[tuple[str, str]], *, fast: bool = True
) -> None:
    """``$0`` and ``$w`` (code, value): every address but the first, and every number.

    The first address is the node's own IRI. ``fast``: FAST numbers count as well.
    """
    seen = False
    for code, value in subfields:
        if value.startswith(ADDRESSES):
            if seen:
                control.identify(node, value, code)
            seen = True
        elif fast or not value.startswith("(OCoLC)fst"):
            control.identify(node, value, code)


def title_label(field: Field) -> str:
    """The title: in a name field from ``$t`` (else ``$k``) on (mode ``tTitleLabel``)."""
    if field.tag[1:3] not in _NAMES:
        return joined([value for code, value in field.subfields if code not in _NOT_TITLE])
    start = "t" if "t" in field.by else "k"
    if start not in field.by:
        return ""
    parts: list[str] = []
    for code, value in field.subfields:
        if (parts and code not in _NOT_TITLE) or code == start:
            parts.append(value)
    return joined(parts)


def title_of(field: Field, label: str = "") -> Node:
    """The bf:Title of a uniform title (mode ``titleUnifTitle``)."""
    title = Node("Title")
    said = title.said
    said.append(TITLE.statement)
    language = field.language
    skipped = _skipped(field)
    if skipped != "0":
        said.append(f"{_NON_SORT} {literal(skipped, language)}")
    main = chop(label or title_label(field))
    said.append(f"{_MAIN_TITLE} {literal(main, language)}")
    others = _others(field)
    if others and (other := "".join([each.language for each in others])):
        main = chop(" ".join([title_label(each) for each in others]))
        said.append(f"{_MAIN_TITLE} {literal(main, other)}")
    by = field.by
    if "n" in by:
        of_meeting = field.tag[1:3] == "11"
        _say_each(field, title, "n", _PART_NUMBER, after_title(field, "n") if of_meeting else None)
    if "p" in by:
        _say_each(field, title, "p", _PART_NAME)
    return title


def _skipped(field: Field) -> str:
    """The number of characters not sorted by, ``0`` where there are none."""
    if field.tag in ("130", "630", "730"):
        return field.ind1.replace(" ", "0", 1)
    if field.tag in ("240", "440", "830"):
        return field.ind2.replace(" ", "0", 1)
    return "0"


def _others(field: Field) -> Sequence[Field]:
    """Its counterparts, unless its occurrence is 00."""
    if not field.record.other_scripts or field.occurrence == "00":
        return ()
    return counterparts(field)


def _say_each(
    field: Field,
    node: Node,
    code: str,
    predicate: str,
    values: Iterable[str] | None = None,
    *,
    parens: bool = False,
) -> None:
    """A literal for each subfield of a code, in the language ``$7`` gives for it."""
    language = language_of_subfield(field, code, field.language)
    for value in field.by[code] if values is None else values:
        node.said.append(f"{predicate} {literal(chop(value, parens=parens), language)}")


def say_uniform_title(
    field: Field, node: Node, *, label: str = "", stem: str = "", on_work: bool = False
) -> None:
    """What a uniform title says of its Hub, or of a Work (mode ``hubUnifTitle``).

    ``label``: the title, if not as :func:`title_label` makes it; ``stem`` begins the IRIs of the
    vocabularies in ``$2``; ``on_work``: the record describes a Hub, and its 377 the language.
    The names a 240 goes with are not said here.
    """
    by, tag = field.by, field.tag
    if "o" in by:
        node.said.append(_ARRANGEMENT)
    node.links.append((_TITLE, title_of(field, label)))
    if "d" in by and tag[1:3] in ("30", "40"):
        _say_each(field, node, "d", _LEGAL_DATE, parens=True)
    for code, predicate in _LITERALS:
        if code in by:
            _say_each(field, node, code, predicate)
    for code, predicate, class_ in _THINGS:
        if code in by and not (code == "l" and on_work and field.record.has("377")):
            _say_things(field, node, code, predicate, class_)
    if "x" in by and tag[:1] == "7":
        for value in by["x"]:
            issn = Node("Issn")
            issn.said += [ISSN.statement, f"{_VALUE} {literal(chop(value))}"]
            node.links.append((_IDENTIFIED_BY, issn))
    if "t" in by or tag == "240" or tag[1:3] == "30":
        _say_control(field, node, stem)
    _say_marc_key(field, node)


def _say_things(field: Field, node: Node, code: str, predicate: str, class_: Class) -> None:
    """A labelled thing for each subfield of a code."""
    language = language_of_subfield(field, code, field.language)
    for value in field.by[code]:
        thing = Node(class_.kind)
        thing.said += [class_.statement, f"{_LABEL} {literal(chop(value), language)}"]
        node.links.append((predicate, thing))


def _say_control(field: Field, node: Node, stem: str) -> None:
    by = field.by
    if "0" in by:
        zeros = after_title(field, "0") if "t" in by else by["0"]
        say_further_authorities(node, (("0", zero) for zero in zeros))
    for two in by.get("2", ()):
        control.say_source(node, two, stem)
    if "3" in by:
        control.say_applies_to(node, field)
    if "5" in by:
        control.say_institution(node, field)


def _say_marc_key(field: Field, node: Node) -> None:
    """bflc:marcKey of the field (a 240's after its 1XX's), and of its counterparts."""
    others = _others(field)
    language = "".join([other.language for other in others]) if others else ""
    key = field.marc_key
    other_key = "".join([other.marc_key for other in others]) if language else ""
    if field.tag == "240":
        record = field.record
        ones = [each for tag, found in record.tags.items() if tag[:1] == "1" for each in found]
        names = [_key_of(each, field) for each in sorted(ones, key=_place)]
        key = f"{''.join(names)}$t{key.partition('$a')[2]}"
        if language:
            names = [
                each.marc_key
                for each in record.other_scripts
                if any(six[:1] == "1" for six in each.by.get("6", ()))
            ]
            other_key = f"{''.join(names)}$t{other_key.partition('$a')[2]}"
    elif field.tag in ("100", "110", "111"):
        key = _as_title(key)
        other_key = _as_title(other_key) if language else ""
    node.said.append(f"{_MARC_KEY} {literal(key)}")
    if language:
        node.said.append(f"{_MARC_KEY} {literal(other_key, language)}")


def _place(field: Field) -> int:
    return field.index


def _key_of(name: Field, title: Field) -> str:
    """The key of the 1XX a 240 goes with; for the 880 of the 240, that of the 880 of the 1XX."""
    if isinstance(title, Half) and title.of:
        return next((half.marc_key for half in name.halves), name.marc_key)
    return name.marc_key


def _as_title(key: str) -> str:
    """The key of a name with the collective title ``$k`` as a title, ``$t``."""
    before, found, after = key.partition("$k")
    return f"{before}$t{after}" if found else "$t"

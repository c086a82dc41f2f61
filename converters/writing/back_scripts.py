"""Repairs on the way back for headings and for pairs of scripts: 880, ``$6`` and 066."""

from typing import Final

import pymarc
from pyoxigraph import Literal

from converters.crosswalk.scripts import PINYIN
from converters.writing.back_graph import Graph, end, heading, indicators, key_field, links
from converters.writing.scripts import LATIN, script
from shapes.namespaces import BFLC, MADSRDF, RDFS

_LABELS: Final = (f"{RDFS}label", f"{MADSRDF}authoritativeLabel")
_MARC_KEY: Final = f"{BFLC}marcKey"
_SCRIPT_CODES: Final = {
    **dict.fromkeys(("hani", "jpan", "kore"), "$1"),
    "cyrl": "(N",
    "grek": "(S",
    "hebr": "(2/r",
    "arab": "(3/r",
}


def exact_headings(marc: pymarc.Record, graph: Graph) -> None:
    """Headings exactly as ``bflc:marcKey`` has them, with their 880."""
    by_heading: dict[tuple[str, str, str], list[pymarc.Field]] = {}
    for field in marc.fields:
        if field.tag[0] in "1678" and not field.control_field:
            by_heading.setdefault(heading(field), []).append(field)
    number = _next_number(marc)
    done: set[int] = set()
    # By name, so that the numbers of pairs do not depend on the order of statements.
    for node in sorted(graph.said):
        keys = [key_field(key) for key in graph.literals(node, _MARC_KEY)]
        fields = [key for key in keys if key is not None]
        for key in fields:
            if key.tag == "880":
                continue
            for field in by_heading.get(heading(key), ()):
                if id(field) in done:
                    continue
                done.add(id(field))
                _take(field, key)
                other = next((one for one in fields if one.tag == "880"), None)
                if other is not None and not links(field) and number < 100:
                    marc.fields.append(_paired(field, other, number))
                    number += 1


def _take(field: pymarc.Field, key: pymarc.Field) -> None:
    """The heading as the key has it, with what else the field says (a role, an institution)."""
    codes = {subfield.code for subfield in key.subfields}
    linked = [subfield for subfield in field.subfields if subfield.code == "6"]
    named = [subfield for subfield in key.subfields if subfield.code != "6"]
    more = [one for one in field.subfields if one.code not in codes and one.code != "6"]
    field.indicators = indicators(key)
    field.subfields = [*linked, *named, *more]


def _paired(field: pymarc.Field, other: pymarc.Field, number: int) -> pymarc.Field:
    """The 880 of a heading, and the link to it put first into the heading."""
    rest = [subfield for subfield in other.subfields if subfield.code != "6"]
    code = _SCRIPT_CODES.get(script("".join(subfield.value for subfield in rest)), "")
    tail = f"/{code}" if code else ""
    field.subfields.insert(0, pymarc.Subfield("6", f"880-{number:02}{tail}"))
    link = pymarc.Subfield("6", f"{field.tag}-{number:02}{tail}")
    return pymarc.Field(tag="880", indicators=other.indicators, subfields=[link, *rest])


def own_script(marc: pymarc.Record, _graph: Graph) -> None:
    """In a pair, what is not in Latin letters into the 880."""
    others = {(field.get("6") or "")[:6]: field for field in marc.get_fields("880")}
    for field in marc.fields:
        link = next((one for one in links(field) if one.startswith("880-")), "")
        other = others.get(f"{field.tag}-{link[4:6]}") if link else None
        if other is None or not _latin(field):
            continue
        moved = [
            one
            for one in field.subfields
            if one.code.isalpha() and script(one.value) != LATIN and not other.get(one.code)
        ]
        if moved:
            field.subfields = [one for one in field.subfields if one not in moved]
            other.subfields += moved


def _latin(field: pymarc.Field) -> bool:
    first = next((one.value for one in field.subfields if one.code.isalpha()), "")
    return script(first) == LATIN


def subjects(marc: pymarc.Record, graph: Graph) -> None:
    """An 880 for a subject whose label is there in two scripts."""
    beside: dict[str, str] = {}
    for statements in graph.said.values():
        labels = {
            (script(value.value) == LATIN): value.value
            for predicate, value in statements
            if predicate in _LABELS and isinstance(value, Literal)
        }
        if len(labels) == 2:
            beside.setdefault(labels[True], labels[False])
    number = _next_number(marc)
    for field in list(marc.fields) if beside else ():
        if field.tag not in ("650", "651", "655") or links(field) or number > 99:
            continue
        other = [(one.code, beside.get(one.value.rstrip("."), "")) for one in field.subfields]
        if any(value for _, value in other):
            subfields = [
                pymarc.Subfield(code, value or one.value)
                for (code, value), one in zip(other, field.subfields, strict=True)
            ]
            said = pymarc.Field("880", field.indicators, subfields)
            marc.fields.append(_paired(field, said, number))
            number += 1


def _next_number(marc: pymarc.Record) -> int:
    used = (link[4:6] for field in marc.fields for link in links(field))
    return 1 + max((int(number) for number in used if number.isdigit()), default=0)


def numbers(marc: pymarc.Record, _graph: Graph) -> None:
    """Pairs numbered from 01, in the order of their fields."""
    others: dict[str, pymarc.Field] = {}
    for field in marc.get_fields("880"):
        for link in links(field)[:1]:
            others.setdefault(link[:6], field)
    number = 0
    for field in sorted(marc.fields, key=lambda one: one.tag):
        for link in links(field)[:1] if field.tag != "880" else ():
            other = others.pop(f"{field.tag}-{link[4:6]}", None)
            if other is None or number == 99:
                continue
            number += 1
            for one, tag in ((field, "880"), (other, field.tag)):
                place = next(i for i, part in enumerate(one.subfields) if part.code == "6")
                tail = one.subfields[place].value[6:]
                one.subfields[place] = pymarc.Subfield("6", f"{tag}-{number:02}{tail}")


def pinyin(marc: pymarc.Record, graph: Graph) -> None:
    """The crosswalk's mark on pinyin that was made by rule."""
    by_rule = any(
        isinstance(value, Literal) and (value.language or "").endswith(PINYIN[4:])
        for statements in graph.said.values()
        for _, value in statements
    )
    for field in marc.fields if by_rule else ():
        for place, (code, value) in enumerate([] if field.control_field else field.subfields):
            text = "".join(one.value for one in field.subfields if one.code.isalpha())
            if code == "6" and value.startswith("880-") and script(text) == LATIN:
                field.subfields[place] = pymarc.Subfield("6", f"{value[:6]}/{PINYIN}")


def other_scripts(marc: pymarc.Record, _graph: Graph) -> None:
    """066, and a date in figures in both halves."""
    published = marc.get_fields("260", "264")
    mains = {f"{one.tag}-{link[4:6]}": one for one in published for link in links(one)}
    codes: dict[str, None] = {}
    for field in marc.get_fields("880"):
        link = field.get("6") or ""
        code = link[7:].partition("/")[0] if link[6:7] == "/" else ""
        if code:
            codes[code] = None
        main = mains.get(link[:6])
        date = main.get("c") if main is not None else None
        if date and not field.get("c") and not any(c.isalpha() for c in date):
            end(field, ",")
            field.subfields.append(pymarc.Subfield("c", date))
    if codes and not marc.get_fields("066"):
        subfields = [pymarc.Subfield("c", code) for code in codes]
        marc.fields.append(
            pymarc.Field(tag="066", indicators=pymarc.Indicators(" ", " "), subfields=subfields)
        )

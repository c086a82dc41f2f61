"""Subjects and classes 600-692.

UNIMARC's $y is a place and its $z a period: MARC 21 has them the other way round. $j is the form,
$v in MARC 21. The order of the subdivisions is kept.
"""

from typing import Final

from converters.crosswalk.fields import Field, Subfields, Target
from converters.crosswalk.table import By, Table
from converters.crosswalk.unimarc import headings, names, reasons
from converters.crosswalk.unimarc.codes import source_code
from converters.crosswalk.unimarc.embedded import embedded, styled
from converters.crosswalk.unimarc.marks import unmarked
from converters.crosswalk.unimarc.related_titles_5xx import UNIFORM

SUBDIVISIONS: Final = {"j": "v", "x": "x", "y": "z", "z": "y"}
#: Systems that MARC 21 says by the second indicator.
_INDICATORS: Final = {"lcsh": "0", "lcshac": "1", "mesh": "2", "nal": "3", "cash": "5", "rvm": "6"}


def subdivisions(source: Field) -> Subfields:
    """$j → $v, $x, $y place → $z, $z period → $y, in their order."""
    return [
        (SUBDIVISIONS[code], unmarked(value).strip())
        for code, value in source.subfields
        if code in SUBDIVISIONS
    ]


def system(source: Field) -> tuple[str, Subfields]:
    """The second indicator and ``$2`` for the system a heading is from; 4 where none is named."""
    code = source_code(source.get("2"))
    if not code:
        return "4", []
    if code in _INDICATORS:
        return _INDICATORS[code], []
    return "7", [("2", code)]


def _numbers(source: Field, target: Target) -> Subfields:
    """$3 → $0; where each subdivision has its own, only that of the heading, the first."""
    found = source.all("3")
    if len(found) < 2:
        return [("0", number) for number in found]
    seen = False
    for place, (code, value) in zip(source.places, source.subfields, strict=True):
        if code == "3" and value.strip():
            if seen:
                target.left[source.place, place] = reasons.PART_NUMBER
            seen = True
    return [("0", found[0])]


def _write(tag: str, first: str, made: Subfields, source: Field, target: Target) -> None:
    second, named = system(source)
    numbers = _numbers(source, target)
    parts = [each for each in made if each[1].strip()]
    if parts:
        target.add(tag, first + second, [*marked(tag, parts), *numbers, *named])


def marked(tag: str, parts: Subfields) -> Subfields:
    """With the punctuation of access points, for names and titles."""
    if tag == "600":
        return headings.person(parts)
    if tag in ("610", "611"):
        return headings.body(parts, meeting=tag == "611")
    return headings.title(parts) if tag == "630" else parts


def write_person(source: Field, target: Target) -> None:
    """600 → 600: name as in 700, $t, subdivisions."""
    made = names.personal(source)
    made += [("u", text) for text in source.all("p")]
    made += [("t", text) for text in source.all("t")]
    first = names.personal_indicator(source)
    _write("600", first, [*made, *subdivisions(source)], source, target)


def write_body(source: Field, target: Target) -> None:
    """601 → 610, or 611 for a meeting; $t, subdivisions."""
    meeting = names.is_meeting(source)
    made = names.corporate(source, meeting=meeting)
    made += [("t", text) for text in source.all("t")]
    tag = "611" if meeting else "610"
    first = names.corporate_indicator(source)
    _write(tag, first, [*made, *subdivisions(source)], source, target)


def write_family(source: Field, target: Target) -> None:
    """602 → 600 3: family, $t, subdivisions."""
    made = names.family(source) + [("t", text) for text in source.all("t")]
    _write("600", "3", [*made, *subdivisions(source)], source, target)


def write_name_and_title(source: Field, target: Target) -> None:
    """604 name and title, embedded ($1) or as $a $t → 600, 610 or 611 with $t."""
    tag, first = "600", "1"
    made: Subfields = []
    title: Subfields = []
    own: Subfields = []
    numbers: Subfields = []
    for each in embedded(source):
        if each.tag[:2] == "70" or each.tag[:2] == "72":
            tag, first = "600", names.personal_indicator(each) if each.tag[1] == "0" else "3"
            made = names.personal(each) if each.tag[1] == "0" else names.family(each)
        elif each.tag[:2] == "71":
            meeting = names.is_meeting(each)
            tag, first = "611" if meeting else "610", names.corporate_indicator(each)
            made = names.corporate(each, meeting=meeting)
        elif each.tag[:1] in "25":
            title += [
                (_TITLE[code], unmarked(text)) for code, text in each.subfields if code in _TITLE
            ]
        own += subdivisions(each)
        numbers += [("0", text) for text in each.all("3")]
    plain = styled(source)
    made = made or [("a", text) for text in plain.all("a")]
    title = title or [("t", text) for text in plain.all("t")]
    made = made + title
    named = source_code(source.get("2"))
    second = _INDICATORS.get(named, "7") if named else "4"
    numbers += [("0", text) for text in plain.all("3")]
    end = [*own, *subdivisions(plain), *numbers, *([("2", named)] if second == "7" else [])]
    if made:
        target.add(tag, first + second, [*marked(tag, made), *end])
    _leave_tags(source, target)


def _leave_tags(source: Field, target: Target) -> None:
    for place, (code, _) in zip(source.places, source.subfields, strict=True):
        if code == "1":
            target.left[source.place, place] = "begins an embedded field; it has no text"


_TITLE: Final = {code: "t" if to == "a" else to for code, to in UNIFORM.items() if code not in "23"}


def write_title(source: Field, target: Target) -> None:
    """605 → 630: as a uniform title, with subdivisions."""
    codes = {code: to for code, to in UNIFORM.items() if code not in "23"} | SUBDIVISIONS
    made = [(codes[code], unmarked(text)) for code, text in source.subfields if code in codes]
    _write("630", "0", made, source, target)


def write_topic(source: Field, target: Target) -> None:
    """606 → 650 $a $x $z place $y period $v form; level by the first indicator."""
    first = source.first if source.first in "012" and source.first.strip() else " "
    _write("650", first, _heading(source), source, target)


def write_place(source: Field, target: Target) -> None:
    """607 → 651 $a and subdivisions."""
    _write("651", " ", _heading(source), source, target)


def write_genre(source: Field, target: Target) -> None:
    """608 → 655 $a and subdivisions; $5."""
    _write("655", " ", [*_heading(source), *_institution(source)], source, target)


def _institution(source: Field) -> Subfields:
    return [("5", text) for text in source.all("5")]


def _heading(source: Field) -> Subfields:
    codes = {"a": "a", **SUBDIVISIONS}
    return [
        (codes[code], unmarked(value).strip()) for code, value in source.subfields if code in codes
    ]


def write_free_terms(source: Field, target: Target) -> None:
    """610 free terms → 653 $a each; level by the first indicator."""
    first = source.first if source.first in "012" and source.first.strip() else " "
    target.add("653", f"{first} ", [("a", unmarked(text)) for text in source.all("a")])


def write_category(source: Field, target: Target) -> None:
    """615 subject category → 072 $a $x codes ($n $m) and 650 $a $x words, $2 the list."""
    named = source_code(source.get("2")) or "local"
    codes = [("a" if code == "n" else "x", text) for code, text in source.subfields if code in "nm"]
    words = [(code, text) for code, text in source.subfields if code in "ax"]
    target.add("072", " 7", [*codes, ("2", named)] if codes else [])
    numbers = [("0", text) for text in source.all("3")]
    target.add("650", " 7", [*words, *numbers, ("2", named)] if words else [])


def write_trademark(source: Field, target: Target) -> None:
    """616 trademark → 650 $a ($c qualification in brackets), $f dates → $y, subdivisions."""
    name = " ".join([*source.all("a"), *(f"({text.strip('()')})" for text in source.all("c"))])
    made: Subfields = [("a", name), *(("y", text) for text in source.all("f"))]
    _write("650", " ", [*made, *subdivisions(source)], source, target)


def write_character(source: Field, target: Target) -> None:
    """623 character of fiction → 600 $a $c."""
    made = names.personal(source)
    _write("600", "0", made, source, target)


def write_occupation(tag: str) -> By:
    """631 occupation → 656, 632 function → 657, subdivisions swapped as elsewhere."""

    def write(source: Field, target: Target) -> None:
        made = _heading(source) + [("k", text) for text in source.all("b")]
        named = source_code(source.get("2")) or "local"
        numbers = [("0", text) for text in source.all("3")]
        target.add(tag, " 7", [*made, *numbers, ("2", named)])

    write.__doc__ = f"→ {tag} $a, form $b → $k, subdivisions, $2."
    return By(write, {"8": reasons.LINKING}, reads="abjxyz23")


_HEADING: Final = "ajxyz23"
TABLE: Final[Table] = {
    "600": (By(write_person, reads="abcdfgptjxyz23"),),
    "601": (By(write_body, reads="abcdefghtjxyz23"),),
    "602": (By(write_family, reads="acdftjxyz23"),),
    "604": (By(write_name_and_title, reads="0123456789abcdefghijklmnopqrstuvwxyz"),),
    "605": (By(write_title, reads="abehijklmnqrsuvwxyz23"),),
    "606": (By(write_topic, reads=_HEADING),),
    "607": (By(write_place, reads=_HEADING),),
    "608": (By(write_genre, reads=f"{_HEADING}5"),),
    "610": (By(write_free_terms, reads="a"),),
    "615": (By(write_category, reads="amnx23"),),
    "616": (By(write_trademark, reads="acfjxyz23"),),
    "623": (By(write_character, {"6": reasons.LINKING}, reads="abc3"),),
    "631": (write_occupation("656"),),
    "632": (write_occupation("657"),),
}

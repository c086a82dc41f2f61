"""Series 410, subseries 411 and sets that are series → 800-830; the 225 beside them is 490."""

from collections.abc import Mapping
from typing import Final

from converters.crosswalk.fields import Field, Subfields, Target
from converters.crosswalk.unimarc import headings, names
from converters.crosswalk.unimarc.embedded import embedded, styled
from converters.crosswalk.unimarc.linked import leave_unread
from converters.crosswalk.unimarc.marks import unmarked


def write_series(source: Field, target: Target) -> None:
    """410 series, 411 subseries → 830 $a $n $p part, $v volume, $x ISSN, $w number; 225 is 490.

    A series with an author → 800, 810, 811 with $t. What else is said of the series stays behind.
    """
    leave_unread(source, target)
    made: Subfields = []
    name: Field | None = None
    for each in embedded(source):
        if each.tag == "001":
            made.append(("w", each.data or ""))
        elif each.tag[:2] in _AUTHORS and name is None:
            name = each
        else:
            _add_series_parts(each, _IN_830.get(each.tag, {}), made, target)
    _add_series_parts(styled(source), _OWN_IN_830, made, target)
    if name is None:
        target.add("830", " 0", sorted(made, key=lambda each: "anpgvwx0".find(each[0])))
        return
    tag, first, author = _series_author(name)
    titled = [("t" if code == "a" else code, text) for code, text in made]
    ordered = sorted(titled, key=lambda each: "tnpgvwx0".find(each[0]))
    target.add(tag, f"{first} ", [*author, *ordered])


def _series_author(name: Field) -> tuple[str, str, Subfields]:
    if name.tag[1] == "1":
        meeting = names.is_meeting(name)
        made = headings.body(names.corporate(name, meeting=meeting), meeting=meeting)
        return ("811" if meeting else "810", names.corporate_indicator(name), made)
    if name.tag[1] == "2":
        return "800", "3", headings.person(names.family(name))
    return "800", names.personal_indicator(name), headings.person(names.personal(name))


def _add_series_parts(
    source: Field, codes: Mapping[str, str], made: Subfields, target: Target
) -> None:
    for place, (code, value) in zip(source.places, source.subfields, strict=True):
        if code in codes:
            made.append((codes[code], unmarked(value).strip()))
        else:
            target.left.setdefault((source.place, place), _NOT_IN_830)


_AUTHORS: Final = ("70", "71", "72")
_IN_830: Final[Mapping[str, Mapping[str, str]]] = {
    "200": {"a": "a", "h": "n", "i": "p", "v": "v", "e": "g"},
    "011": {"a": "x"},
    "225": {"v": "v"},
}
_OWN_IN_830: Final = {
    "t": "a",
    "o": "g",
    "h": "n",
    "i": "p",
    "v": "v",
    "x": "x",
    "0": "w",
    "3": "w",
}
_NOT_IN_830: Final = "of the series' own description; 830 names the series alone"

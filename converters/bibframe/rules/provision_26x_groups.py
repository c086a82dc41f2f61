"""How the subfields of 260, 261, 262 and 264 fall into groups: one for each activity they tell of.

A field may tell of several (260 ``$a $b $c $a $b $e $f``), each with its places, names and dates.
All become groups of 264's subfields: ``$a`` place, ``$b`` name, ``$c`` date.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import pymarc

from converters.bibframe.description import Description
from converters.bibframe.field import Field
from converters.bibframe.half import Half

#: Second indicator of 264: the activity.
PRODUCTION, PUBLICATION, DISTRIBUTION, MANUFACTURE, COPYRIGHT = "01234"
TAGS: Final = frozenset(("260", "261", "262", "264"))

type _Reading = Mapping[str, tuple[str, str]]
#: What each subfield is read as, and the activity it tells of (else the field says).
_READ: Final[_Reading] = {
    **{code: (code, "") for code in "367abc"},
    "e": ("a", MANUFACTURE),
    "f": ("b", MANUFACTURE),
    "g": ("c", MANUFACTURE),
}
#: The same for 261, films before AACR2: producer, releasing company, contractual producer.
_READ_261: Final[_Reading] = {
    **_READ,
    "a": ("b", PRODUCTION),
    "b": ("b", PRODUCTION),
    "e": ("b", MANUFACTURE),
}
#: 261 with a date or a place is read as the 264 that says the same.
_AS_264: Final = {"f": "a", "a": "b", "b": "b", "e": "b", "d": "c"}
#: Codes that continue a group after any subfield, and after some.
_CONTINUE: Final = frozenset("bcdfg7")
_CONTINUE_AFTER: Final = {"6": ("3", "a"), "3": ("a",), "a": ("a",), "e": ("e",)}
_BEGIN: Final = ("a", "e")

#: A record that says nothing: an 880 without its field is read as if it stood there alone.
NOWHERE: Final = Field(Description(pymarc.Record(), ""), 0, "264", None, "  ", ())


@dataclass(frozen=True, slots=True)
class Other:
    """The 880 paired with a field: its text in another script (several are read as one)."""

    language: str
    subfields: Sequence[tuple[str, str]]

    def at(self, place: int) -> str:
        """The value of the subfield at the same place as the field's."""
        return self.subfields[place - 1][1] if 0 < place <= len(self.subfields) else ""

    def all(self, codes: str) -> list[str]:
        return [value for code, value in self.subfields if code in codes]

    @property
    def names(self) -> list[int]:
        """Where its ``$b`` stand."""
        return [at for at, (code, _) in enumerate(self.subfields) if code == "b"]


@dataclass(frozen=True, slots=True)
class Group:
    """One activity of a field; ``activity`` as the second indicator of 264 gives it.

    ``places`` says where in its field each subfield stands, counted from 1.
    """

    field: Field
    activity: str
    subfields: Sequence[tuple[str, str]]
    places: Sequence[int]
    other: Other | None
    #: What the field's other halves say of the same activity; the language tag beside each.
    halves: Sequence[tuple["Group", str]] = ()

    def all(self, codes: str) -> list[str]:
        return [value for code, value in self.subfields if code in codes]


def groups(record: Description) -> list[Group]:
    """The groups of all fields, and of the 880s whose field is not there."""
    fields = [field for field in record.fields if field.own in TAGS]
    if any(field.own == "261" and _has_date_or_place(field) for field in fields):
        fields = [_as_264(field) if field.own == "261" else field for field in fields]
    found = [
        group
        for field in fields
        for group in (_of_pair(field) if field.halves else _of_field(field, _other(field)))
    ]
    for field in record.other_scripts:
        if field.tag[:2] == "26" and field.tag != "263" and not _has_partner(field, fields):
            found += _of_field(_alone(field), None)
    return found


def _of_pair(field: Field) -> Sequence[Group]:
    """The groups of a field, each with that of the same place in its 880s; then what is left."""
    others = [
        [(group, half.beside) for group in _once(_of_field(_read(half), None))]
        for half in field.record.halves[field.index]
    ]
    found = _of_field(field, None)
    alone = _once(found)
    paired = {
        id(group): replace(group, halves=[other[at] for other in others if at < len(other)])
        for at, group in enumerate(alone)
    }
    left = [group for other in others for group, _ in other[len(alone) :]]
    return [*(paired[id(group)] for group in found), *left]


def _once(found: Sequence[Group]) -> Sequence[Group]:
    """Without the group that counts twice."""
    return found[1:] if len(found) > 1 and found[0] is found[1] else found


def _read(half: Field) -> Field:
    """An 880 as the field it stands for is read."""
    return _as_264(half) if half.own == "261" and _has_date_or_place(half) else half


def _has_partner(field: Field, fields: Sequence[Field]) -> bool:
    linked = f"880-{field.occurrence}"
    others = field.record.tags.get(field.tag, ()) if field.tag not in TAGS else fields
    return any(other.own == field.tag and linked in other.first("6") for other in others)


def _other(field: Field) -> Other | None:
    if "6" not in field.by or not field.record.other_scripts:
        return None
    linked = f"{field.own}-{field.occurrence}"
    others = [other for other in field.record.other_scripts if linked in other.first("6")]
    if not others:
        return None
    # LC writes the tags of several after each other, too.
    language = "".join(other.language for other in others)
    return Other(language, [pair for other in others for pair in other.subfields])


def _alone(field: Field) -> Field:
    """An 880 as the field it stands for."""
    subfields = [(code, value) for code, value in field.subfields if code != "6"]
    one = Field(NOWHERE.record, 0, field.tag, None, (field.ind1, field.ind2), subfields)
    return _as_264(one) if one.own == "261" and _has_date_or_place(one) else one


def _as_264(field: Field) -> Field:
    """A 261 with a date or a place as the 264 that says the same."""
    subfields = [(_AS_264.get(code, code), value) for code, value in field.subfields]
    subfields.sort(key=lambda pair: pair[0])
    read = Field(field.record, field.index, "264", None, (" ", PUBLICATION), subfields)
    if isinstance(field, Half):
        return Half(read, "264", field.language, field.of, field.beside)
    return read


def _has_date_or_place(field: Field) -> bool:
    """Whether ``$d`` or ``$f`` of a 261 is read."""
    return any(code in ("d", "f") for run in _runs(field.subfields) for _, code, _ in run)


def _of_field(field: Field, other: Other | None) -> list[Group]:
    reading = _READ_261 if field.own == "261" else _READ
    found = []
    runs = _runs(field.subfields)
    for number, run in enumerate(runs, 1):
        known = [each for each in run if each[1] in reading]
        subfields = [(reading[code][0], value) for _, code, value in known]
        places = [place for place, _, _ in known]
        activity = reading[known[0][1]][1] if known else ""
        if number < len(runs):
            subfields += [("7", value) for value in field.by.get("7", ())]
        if subfields:
            by_field = field.ind2 if field.own == "264" else PUBLICATION
            found.append(Group(field, activity or by_field, subfields, places, other))
    return found[:1] * _counts_again(found) + found


def _counts_again(found: Sequence[Group]) -> bool:
    """Whether the first group of a field counts twice, the first time without what 008 codes.

    It does not in LC's specification, but where libxml2 runs LC's stylesheet: of the nodes before
    another it passes over the first of a result tree, so the second subfield begins a group too.
    """
    return bool(found) and len(found[0].subfields) > 1 and found[0].subfields[0][1] != ""


def _runs(subfields: Sequence[tuple[str, str]]) -> list[list[tuple[int, str, str]]]:
    """Subfields (place, code, value) as they follow each other.

    ``$a`` or ``$e`` begins a new run; at any other code that cannot follow, reading ends.
    """
    runs: list[list[tuple[int, str, str]]] = []
    before = ""
    for place, (code, value) in enumerate(subfields, 1):
        if not runs or (code in _BEGIN and code not in _CONTINUE_AFTER.get(before, ())):
            runs.append([])
        elif code not in _CONTINUE and code not in _CONTINUE_AFTER.get(before, ()):
            break
        runs[-1].append((place, code, value))
        before = code
    return runs

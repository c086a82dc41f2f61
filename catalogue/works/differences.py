"""What makes two records another work, whatever else agrees."""

from collections.abc import Iterator
from typing import Final

from catalogue.matching.verdict import Evidence
from catalogue.works.rules import held
from catalogue.works.sides import Side, by_person, nearly, one_script

#: Signs that make another work when only one record has them.
_APART: Final = frozenset({"adaptation", "comic", "screen", "study", "commentary", "sequel"})


def differences(a: Side, b: Side) -> Iterator[Evidence]:
    """The rules of two records that say ``different``, but for those on creator and title."""
    one, two = a.facts, b.facts
    if one.form != two.form and not _text_on_disc(a, b):
        yield held("another-form", one.form, two.form)
    if one.serial != two.serial:
        yield held("serial-and-book", *("serial" if each.serial else "book" for each in (one, two)))
    apart = a.uniform and b.uniform and not a.uniform.keys() & b.uniform.keys()
    if apart and one_script(one.uniform, two.uniform) and not nearly(a, b):
        yield held("other-uniform-title", one.uniform[0], two.uniform[0])
    numbered = one.number != two.number and not (one.section and two.section)
    if numbered and not (by_person(one) and by_person(two)):
        yield held("other-number", one.number, two.number)
    if (one.extract or two.extract) and _other_extract(a, b):
        yield held("other-selection", a.first, b.first)
    kinds = _APART & (set(one.signs) ^ set(two.signs))
    if (by_person(one) and by_person(two)) or (one.main and a.uniform.keys() & b.uniform.keys()):
        kinds -= {"commentary"}  # It is the author’s own text, with what others say of it.
    if one.form == "film":
        kinds -= {"screen"}  # Both are what has been made of it.
    if kinds:
        yield held("another-kind", " ".join(one.signs), " ".join(two.signs))
    if one.form == "map" and one.scale and two.scale and one.scale != two.scale:
        yield held("other-scale", one.scale, two.scale)


def _text_on_disc(a: Side, b: Side) -> bool:
    """Whether it is a text and a file (leader/06 m), for which cataloguers name one original."""
    if {a.facts.form, b.facts.form} != {"text", "software"}:
        return False
    mine, theirs = (each.uniform.keys() | each.originals.keys() for each in (a, b))
    return not mine.isdisjoint(theirs)


def _other_extract(a: Side, b: Side) -> bool:
    """Whether a selection ($k) meets the whole, or one of another title in the same language."""
    if a.proper.keys() & b.proper.keys():
        return False
    one, two = a.facts, b.facts
    return one.extract != two.extract or one.languages == two.languages

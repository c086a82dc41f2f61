"""Linking entries 410-488 → 760-787 and 830, in the embedded and in the subfield technique.

UNIMARC says by the tag how the other publication is related; MARC 21 by the tag, the second
indicator (780, 785) or words in $i. 461-464, the levels of a set, go by the level of the record
(leader/08): up to the whole is 773, down to a part 774.
"""

from typing import Final

from converters.crosswalk.fields import Field, Subfields, Target
from converters.crosswalk.table import By, Table
from converters.crosswalk.unimarc.facts import title_of_link, transcribed_series
from converters.crosswalk.unimarc.linked import ORDER, leave_unread, link_subfields
from converters.crosswalk.unimarc.marks import comparable
from converters.crosswalk.unimarc.series_4xx import write_series

#: Tag → tag of MARC 21, second indicator, words for $i.
RELATIONS: Final[dict[str, tuple[str, str, str]]] = {
    "412": ("787", "8", "Offprint or excerpt from"),
    "413": ("787", "8", "Offprint or excerpt"),
    "421": ("770", " ", ""),
    "422": ("772", " ", ""),
    "423": ("777", " ", ""),
    "424": ("787", "8", "Updated by"),
    "425": ("787", "8", "Updates"),
    "430": ("780", "0", ""),
    "431": ("780", "1", ""),
    "432": ("780", "2", ""),
    "433": ("780", "3", ""),
    "434": ("780", "5", ""),
    "435": ("780", "6", ""),
    "436": ("780", "4", ""),
    "437": ("780", "7", ""),
    "440": ("785", "0", ""),
    "441": ("785", "1", ""),
    "442": ("785", "2", ""),
    "443": ("785", "3", ""),
    "444": ("785", "4", ""),
    "445": ("785", "5", ""),
    "446": ("785", "6", ""),
    "447": ("785", "7", ""),
    "448": ("785", "8", ""),
    "451": ("775", " ", ""),
    "452": ("776", " ", ""),
    "453": ("767", " ", ""),
    "454": ("765", " ", ""),
    "455": ("775", "8", "Reproduction of"),
    "456": ("775", "8", "Reproduced as"),
    "470": ("787", "8", "Review of"),
    "481": ("787", "8", "Also bound in this volume"),
    "482": ("787", "8", "Bound with"),
    "488": ("787", " ", ""),
}


def write_link(source: Field, target: Target) -> None:
    """The relation by :data:`RELATIONS`; note or not by the second indicator (0 → 1, no note)."""
    tag, second, words = RELATIONS[source.tag]
    _write(target, source, tag, second, words)


def _write(target: Target, source: Field, tag: str, second: str = " ", words: str = "") -> None:
    leave_unread(source, target)
    made = _one_name(link_subfields(source))
    if made:
        display = "0" if source.second == "1" else "1"
        target.add(tag, display + second, [("i", words), *made])


def _one_name(made: Subfields) -> Subfields:
    """A linking entry has one main entry; further names are added to its note."""
    names = [value for code, value in made if code == "a"]
    if len(names) < 2:
        return made
    others = [("n", name) for name in names[1:]]
    rest = [each for each in made if each[0] != "a"]
    return sorted([("a", names[0]), *rest, *others], key=lambda each: ORDER.find(each[0]))


def write_level(source: Field, target: Target) -> None:
    """461 set, 462 subset, 463 piece, 464 analytic: 773 the whole, 774 a part, by leader/08.

    A set that 225 names is the series: 830, once.
    """
    label = target.source.leader
    up = {"461": True, "464": False}.get(source.tag)
    if up is None:
        up = label[7:8] == "a" if source.tag == "463" else label[8:9] != "1"
    if up and comparable(title_of_link(source)) in transcribed_series(target.source):
        write_series(source, target)
        return
    _write(target, source, "773" if up else "774")


_ALL: Final = "0123456789abcdefghijklmnopqrstuvwxyz"
_LINK: Final = By(write_link, reads=_ALL)
TABLE: Final[Table] = {
    "410": (By(write_series, reads=_ALL),),
    "411": (By(write_series, reads=_ALL),),
    **dict.fromkeys(RELATIONS, (_LINK,)),
    **dict.fromkeys(("461", "462", "463", "464"), (By(write_level, reads=_ALL),)),
}

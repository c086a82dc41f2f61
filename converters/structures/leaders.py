"""A leader of whatever length, as the 24 characters in which every place means something."""

import re
from typing import Final

#: What stands in for a leader that did not come: of a printed book.
PRINTED_BOOK: Final = "     nam a22     uu 4500"
#: A leader whose runs of blanks were made one, as XML's own tools do: ``" cx j22 3 45 "``.
_COLLAPSED: Final = re.compile(
    r" ?(?P<length>\d{5})? ?(?P<status>[a-z])(?P<kind>[a-z])(?P<near>[^2 ]{0,3}) ?(?P<far>[^2 ]?) ?"
    r"22(?P<base>\d{5})? ?(?P<level>\S{0,3}) ?(?P<ends>45\S{0,2}) ?"
)


def leader_of(text: str, mended: list[str]) -> str:
    """The leader, padded or cut where it has to be, and told of in ``mended``."""
    clean = "".join([char if " " <= char <= "~" else " " for char in text])
    if len(clean) == 24:
        return clean
    mended.append(f"the leader has {len(clean)} characters, not 24")
    found = _COLLAPSED.fullmatch(clean) if len(clean) < 24 else None
    if found is None:
        return clean[:24].ljust(24)
    length, status, kind, near, far, base, level, ends = (part or "" for part in found.groups())
    middle = f"{near:{3 - len(far)}}{far}"[:3]
    return f"{length:5}{status}{kind}{middle}22{base:5}{level:3}{ends:4}"


def missing(mended: list[str]) -> str:
    """The leader that is put in where there is none, which is told."""
    mended.append("it has no leader; that of a printed book was put in")
    return PRINTED_BOOK

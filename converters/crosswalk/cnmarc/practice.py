"""The two ways of writing CNMARC, as data: what CALIS and the National Library do differently.

The block tables ask the practice, so that a third one is a third value here. Sources: the
comparison of both practices in the project's notes (§3.2 printing year, §3.3 description, §3.7
pinyin) and GB/T 3792 for what both share.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

type Name = Literal["calis", "nlc"]

#: Titles other than parallel ones (510), and names; the code is that of the subfield spelled out.
_BOTH: Final = {
    "200": "a",
    **dict.fromkeys(("500", "501", "503", "512", "513", "514", "515", "516", "517", "518"), "a"),
    **dict.fromkeys(("520", "530", "531", "532", "540", "541", "545"), "a"),
    **dict.fromkeys(("700", "701", "702", "720", "721", "722", "730"), "a"),
    **dict.fromkeys(("710", "711", "712"), "ab"),
}
_CALIS_ONLY: Final = {
    "225": "a",
    "601": "ab",
    **dict.fromkeys(("600", "602", "605", "606", "607", "608", "610"), "a"),
}


@dataclass(frozen=True, slots=True)
class Practice:
    """How one agency writes CNMARC.

    ``pinyin``: the subfield for pinyin, ``A`` standing for a capital for each letter spelled out,
    ``9`` for the one code. ``pinyin_of``: which subfields of which fields are spelled out.
    ``gmd``: whether 200 $b names the material of printed text too (专著). ``roles_behind``: whether
    主编张三 becomes 张三主编. ``and_others``: what stands for further persons. ``between``: what
    stands between names. ``initials``: whether a foreign name is cut to its initials, with the
    whole name in $g. ``printing_year``: whether 010 $b names the year of the printing.
    ``number_tag``: where the union catalogue's own numbers (CAL 012…) stand.
    """

    name: Name
    pinyin: str
    pinyin_of: Mapping[str, str]
    gmd: bool
    roles_behind: bool
    and_others: str
    between: str
    initials: bool
    printing_year: bool
    number_tag: str


CALIS: Final = Practice(
    name="calis",
    pinyin="A",
    pinyin_of=MappingProxyType(_BOTH | _CALIS_ONLY),
    gmd=False,
    roles_behind=False,
    and_others="…[等]",
    between=", ",
    initials=True,
    printing_year=False,
    number_tag="099",
)
NLC: Final = Practice(
    name="nlc",
    pinyin="9",
    pinyin_of=MappingProxyType(_BOTH),
    gmd=True,
    roles_behind=True,
    and_others="[等]",
    between=",",
    initials=False,
    printing_year=True,
    number_tag="035",
)
PRACTICES: Final[Mapping[Name, Practice]] = MappingProxyType({"calis": CALIS, "nlc": NLC})

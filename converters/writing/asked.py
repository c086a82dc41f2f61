"""What can be asked of a download besides its format, and what comes of it."""

from dataclasses import dataclass
from typing import Final, Literal

type Charset = Literal["utf-8", "gbk", "gb18030", "big5", "ucs-2", "marc-8"]
type Unmappable = Literal["refuse", "reference"]
type Rules = Literal["calis", "nlc"]
type Into = Literal["marc21", "cnmarc", "own"]
type Style = Literal[
    "gb-t-7714", "gb-t-7714-author-date", "apa", "mla", "chicago", "chicago-author-date"
]


@dataclass(frozen=True, slots=True)
class Asked:
    """The wishes of one download; each has a default that suits most.

    ``charset`` is that of ISO 2709; ``unmappable`` says what to do with a character it has no code
    for: refuse the record, or write ``&#xXXXX;``. ``into`` is the MARC wanted (``own``: as
    contributed), ``rules`` whose practice a CNMARC made here follows. ``style`` is that of a
    citation; empty for all of them.
    """

    charset: Charset = "utf-8"
    unmappable: Unmappable = "refuse"
    rules: Rules = "calis"
    into: Into = "marc21"
    style: Style | Literal[""] = ""


#: Every wish by its name in an address and on the command line, and the values it can have.
WISHES: Final[dict[str, tuple[str, ...]]] = {
    "charset": ("utf-8", "gbk", "gb18030", "big5", "ucs-2", "marc-8"),
    "unmappable": ("refuse", "reference"),
    "rules": ("calis", "nlc"),
    "into": ("marc21", "cnmarc", "own"),
    "style": (
        *("gb-t-7714", "gb-t-7714-author-date", "apa", "mla"),
        *("chicago", "chicago-author-date"),
    ),
}


@dataclass(frozen=True, slots=True)
class Written:
    """A record's bytes, and the characters that stand in them as numeric references, each once."""

    data: bytes
    uncarried: tuple[str, ...] = ()


class Unwritable(ValueError):
    """A record that cannot be written as asked; the sentence says why and what to ask instead."""

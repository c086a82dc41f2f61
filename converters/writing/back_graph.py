"""What a repair on the way back asks: the graph about the record, and fields out of their keys."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import pymarc
from pyoxigraph import Literal

from converters.writing.striping import Statements
from shapes.namespaces import BF

_SUBFIELD: Final = re.compile(r"\$([a-z0-9])((?:(?<=\$6)\d{3}-\d\d/\$1)?(?:[^$]|\$(?![a-z0-9]))*)")
_KEY: Final = re.compile(r"(\d{3})(.)(.)((?:\$[a-z0-9]).*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Graph:
    """What the graph says, and which of its nodes the record is about."""

    said: Statements
    work: str
    instance: str

    @property
    def document(self) -> str:
        return self.instance.partition("#")[0]

    def literals(self, subject: str, predicate: str) -> list[str]:
        return [o.value for o in self.said.objects(subject, predicate) if isinstance(o, Literal)]

    def admin(self) -> Iterator[str]:
        """The administrative metadata of the record."""
        for thing in (self.work, self.instance):
            yield from (o.value for o in self.said.objects(thing, f"{BF}adminMetadata"))


def key_field(key: str) -> pymarc.Field | None:
    """A field out of ``1001 $aName,$d1900-``; None when it does not look like one."""
    match = _KEY.fullmatch(key)
    if match is None:
        return None
    subfields = [pymarc.Subfield(code, value) for code, value in _SUBFIELD.findall(match[4])]
    return pymarc.Field(
        tag=match[1], indicators=pymarc.Indicators(match[2], match[3]), subfields=subfields
    )


def heading(field: pymarc.Field) -> tuple[str, str, str]:
    """What a heading is known by: its tag, its name and its title, without punctuation."""
    name, title = (
        " ".join(re.sub(r"[^\w]+", " ", field.get(code) or "").casefold().split()) for code in "at"
    )
    return field.tag, name, title


def indicators(field: pymarc.Field) -> pymarc.Indicators:
    return field.indicators or pymarc.Indicators(" ", " ")


def links(field: pymarc.Field) -> list[str]:
    return [] if field.control_field else field.get_subfields("6")


def end(field: pymarc.Field, mark: str) -> None:
    """Puts a mark at the end of the last subfield that has none."""
    code, value = field.subfields[-1]
    if value and not value.endswith((mark, ".", ":", ";")):
        field.subfields[-1] = pymarc.Subfield(code, value + mark)

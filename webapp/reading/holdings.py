"""Who holds an edition, and where: the rows of the holdings table."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from shapes.namespaces import BF
from webapp.reading.description import LABEL, VALUE, Description, Text

#: Of a serial or a long set: so many runs are shown in one line.
_RUNS: Final = 30


@dataclass(frozen=True, slots=True, order=True)
class Copy:
    """One copy; `library` is the IRI of the member that holds it.

    `volumes` are the numbers and dates of what is held, `addresses` where it can be read.
    """

    library: str
    location: str
    shelf_mark: str
    barcode: str
    note: str
    volumes: str = ""
    addresses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Holding:
    """A member and its copies."""

    library: str
    names: tuple[Text, ...]
    copies: tuple[Copy, ...]


def copies(description: Description, instance: str) -> list[Copy]:
    """The copies of an edition a description tells of."""
    return _read(description, description.nodes(instance, f"{BF}hasItem"))


def copies_in(description: Description) -> list[Copy]:
    """All copies a description tells of, also of an edition that is not there yet."""
    return _read(description, [s for s in description if description.is_a(s, f"{BF}Item")])


def _read(description: Description, items: Iterable[str]) -> list[Copy]:
    found = [
        Copy(
            next(iter(description.nodes(item, f"{BF}heldBy")), ""),
            description.text(item, f"{BF}sublocation", LABEL),
            description.text(item, f"{BF}shelfMark", LABEL) or _class_mark(description, item),
            " ".join(text.value for text in description.texts(item, f"{BF}identifiedBy", VALUE)),
            "; ".join(_notes(description, item)),
            "; ".join(_volumes(description, item)),
            tuple(sorted(description.nodes(item, f"{BF}electronicLocator"))),
        )
        for item in items
    ]
    return sorted(found)


def _notes(description: Description, item: str) -> Iterator[str]:
    """What is said of a copy in words: whether it is there, notes, how it may be used."""
    notes = description.nodes(item, f"{BF}note")
    # A note of a type is the availability or the number of the copy; it is short and comes first.
    for note in sorted(notes, key=lambda node: not description.text(node, f"{BF}noteType")):
        text = description.text(note, LABEL)
        is_number = description.text(note, f"{BF}noteType") == "copy number"
        yield f"copy {text}" if is_number and text[:1].isdigit() else text
    for policy in description.texts(item, f"{BF}usageAndAccessPolicy", LABEL):
        yield policy.value
    count = description.text(item, f"{BF}count")
    if count:
        yield f"{count} copies"


def _volumes(description: Description, item: str) -> list[str]:
    """The runs that are held, supplements and indexes named as such."""
    runs: list[str] = []
    for node in description.nodes(item, f"{BF}enumerationAndChronology"):
        of = description.text(node, f"{BF}appliesTo", LABEL)
        text = description.text(node, LABEL)
        runs.append(f"{of}: {text}" if of else text)
    more = len(runs) - _RUNS
    return [*runs[:_RUNS], f"and {more:,} more"] if more > 0 else runs


def _class_mark(description: Description, item: str) -> str:
    """What stands for a shelf mark in a copy the converter found in a 050: a class number."""
    for node in description.nodes(item, f"{BF}classification"):
        parts = (f"{BF}classificationPortion", f"{BF}itemPortion")
        return " ".join(filter(None, (description.text(node, part) for part in parts)))
    return ""


def by_library(found: list[Copy], names: dict[str, tuple[Text, ...]]) -> list[Holding]:
    """The copies of each library together; one that is no member goes by its code."""
    together: dict[str, list[Copy]] = {}
    for copy in found:
        together.setdefault(copy.library, []).append(copy)
    return [
        Holding(library, names.get(library) or (Text(_code(library).upper()),), tuple(group))
        for library, group in together.items()
    ]


def _code(library: str) -> str:
    return library.partition("#")[0].rpartition("/")[2]

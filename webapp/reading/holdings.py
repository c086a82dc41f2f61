"""Who holds an edition, and where: the rows of the holdings table."""

from dataclasses import dataclass

from shapes.namespaces import BF
from webapp.reading.description import LABEL, VALUE, Description, Text


@dataclass(frozen=True, slots=True, order=True)
class Copy:
    """One copy; `library` is the IRI of the member that holds it."""

    library: str
    location: str
    shelf_mark: str
    barcode: str
    note: str


@dataclass(frozen=True, slots=True)
class Holding:
    """A member and its copies."""

    library: str
    names: tuple[Text, ...]
    copies: tuple[Copy, ...]


def copies(description: Description, instance: str) -> list[Copy]:
    found = [
        Copy(
            next(iter(description.nodes(item, f"{BF}heldBy")), ""),
            description.text(item, f"{BF}sublocation", LABEL),
            description.text(item, f"{BF}shelfMark", LABEL) or _class_mark(description, item),
            description.text(item, f"{BF}identifiedBy", VALUE),
            "; ".join(text.value for text in description.texts(item, f"{BF}note", LABEL)),
        )
        for item in description.nodes(instance, f"{BF}hasItem")
    ]
    return sorted(found)


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

"""Who holds an edition, and where: the rows of the holdings table."""

from dataclasses import dataclass

from shapes.namespaces import BF
from webapp.description import LABEL, VALUE, Description, Text


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
            description.text(item, f"{BF}shelfMark", LABEL),
            description.text(item, f"{BF}identifiedBy", VALUE),
            "; ".join(text.value for text in description.texts(item, f"{BF}note", LABEL)),
        )
        for item in description.nodes(instance, f"{BF}hasItem")
    ]
    return sorted(found)


def by_library(found: list[Copy], names: dict[str, tuple[Text, ...]]) -> list[Holding]:
    """The copies of each member together; a library that is no member goes by its address."""
    together: dict[str, list[Copy]] = {}
    for copy in found:
        together.setdefault(copy.library, []).append(copy)
    return [
        Holding(library, names.get(library) or (Text(_code(library)),), tuple(group))
        for library, group in together.items()
    ]


def _code(library: str) -> str:
    return library.partition("#")[0].rpartition("/")[2]

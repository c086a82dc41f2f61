"""An authority as its page and a list know it: its heading, what it is, its other forms."""

from typing import Final

from shapes.namespaces import BF, MADSRDF
from webapp.reading.description import Description, Text

#: The things an authority document can be about, by the fragment of their IRI.
FRAGMENTS: Final = ("Agent", "Hub", "Topic", "Place", "Temporal", "GenreForm", "Medium")
#: What each is called; the more telling class of several stands first.
_KINDS: Final = {
    "Family": "Family",
    "Jurisdiction": "Jurisdiction",
    "Person": "Person",
    "Meeting": "Meeting",
    "Organization": "Organization",
    "Hub": "Work",
    "Event": "Event",
    "Place": "Place",
    "Temporal": "Period",
    "GenreForm": "Form or genre",
    "MusicMedium": "Medium of performance",
    "Topic": "Topic",
}
AUTHORITATIVE: Final = f"{MADSRDF}authoritativeLabel"
VARIANT: Final = f"{MADSRDF}variantLabel"
_BESIDE_THE_NAME: Final = (f"{MADSRDF}DateNameElement", f"{MADSRDF}TermsOfAddressNameElement")


class Authority:
    """An authority record as its page tells it."""

    def __init__(self, description: Description, document: str) -> None:
        self.says = description
        self.document = document
        things = (f"{document}#{fragment}" for fragment in FRAGMENTS)
        self.thing = next((iri for iri in things if iri in description), f"{document}#Topic")
        texts = description.texts(self.thing, AUTHORITATIVE)
        self.title = shown(texts) or [Text("[no heading]", "en")]

    @property
    def kind(self) -> str:
        """What it is: a person, a work …; withdrawn ones say so."""
        types = set(self.says.types(self.thing))
        name = next((name for kind, name in _KINDS.items() if f"{BF}{kind}" in types), "Heading")
        withdrawn = f"{MADSRDF}DeprecatedAuthority" in types
        return f"{name} · withdrawn heading" if withdrawn else name

    @property
    def is_name(self) -> bool:
        """Whether records can be looked up by it as an author."""
        return self.thing.endswith("#Agent")

    @property
    def name(self) -> str:
        """The heading without dates and terms of address, which records have in other words."""
        for elements in self.says.nodes(self.thing, f"{MADSRDF}elementList"):
            parts = [
                self.says.text(element, f"{MADSRDF}elementValue").rstrip(" ,،、.")
                for element in self.says.members(elements)
                if not any(self.says.is_a(element, kind) for kind in _BESIDE_THE_NAME)
            ]
            if parts and self.title[0].value.startswith(parts[0]):
                return " ".join(parts)
        return self.title[0].value

    def variants(self) -> list[list[Text]]:
        """The other forms of the heading, each in all its scripts."""
        nodes = self.says.nodes(self.thing, f"{MADSRDF}hasVariant")
        return [texts for node in nodes if (texts := shown(self.says.texts(node, VARIANT)))]


def shown(texts: list[Text]) -> list[Text]:
    """Headings with their subdivisions set apart."""
    return [Text(text.value.replace("--", " — "), text.lang) for text in texts]

"""What a record page says of an edition, field by field, in the order of a catalogue card."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from shapes.namespaces import BF, BFLC, MADSRDF
from webapp import vocabulary
from webapp.description import LABEL, VALUE, Description, Text, in_own_script_first
from webapp.titles import title, variants

_INTERNAL: Final = "http://id.loc.gov/vocabulary/mnotetype/internal"
_HEADING: Final = f"{MADSRDF}authoritativeLabel"
_WEB: Final = ("https://", "http://")
_SERIES: Final = "series"
#: Classes of works that are more, or other, than text.
_SPECIAL: Final = frozenset(
    {
        *("Audio", "Cartography", "Collection", "Dataset", "Kit", "Manuscript", "MixedMaterial"),
        *("MovingImage", "Multimedia", "MusicAudio", "NonMusicAudio", "NotatedMovement"),
        *("NotatedMusic", "Object", "StillImage", "Tactile"),
    }
)
#: A volume, published once: what goes without saying beside anything else.
_ORDINARY: Final = ("/carriers/nc", "/issuance/mono")


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a field: the same thing in each of its scripts, and what stands beside it."""

    texts: tuple[Text, ...]
    beside: str = ""
    look_up: str = ""  # the look-up field these words can be looked up by
    address: str = ""  # of something outside the catalogue


@dataclass(frozen=True, slots=True)
class Field:
    """A field with its name and at least one value."""

    name: str
    values: tuple[Value, ...]


class Edition:
    """A bibliographic record as its page tells it."""

    def __init__(self, description: Description, document: str) -> None:
        self._says = description
        self.work = f"{document}#Work"
        self.instance = f"{document}#Instance"
        self._both = (self.instance, self.work)
        self.title = title(description, self._both) or [Text("[untitled]", "en")]

    def fields(self) -> list[Field]:
        """The fields that have something to say."""
        named = (
            ("Responsibility", self._plain(self.instance, f"{BF}responsibilityStatement")),
            ("People and bodies", self._contributors()),
            ("Other titles", self._variants()),
            ("Preferred title", self._hubs()),
            ("Thesis", self._thesis()),
            ("Edition", self._plain(self.instance, f"{BF}editionStatement")),
            ("Published", self._published()),
            ("Description", self._physical()),
            ("Scale", self._labels(self.work, f"{BF}scale")),
            ("Medium of performance", self._labels(self.work, f"{BF}musicMedium")),
            ("Frequency", self._labels(self.instance, f"{BF}frequency")),
            ("Series", self._related(of_series=True)),
            ("Language", self._languages()),
            ("Numbers", self._identifiers()),
            ("Classification", self._classification()),
            ("Subjects", self._headings(f"{BF}subject")),
            ("Form and genre", self._headings(f"{BF}genreForm")),
            ("Summary", self._labels(self.work, f"{BF}summary")),
            ("Contents", self._contents()),
            ("Notes", self._notes()),
            ("Related", self._related(of_series=False)),
            ("Online", self._online()),
        )
        fields = [(name, _once(values)) for name, values in named]
        return [Field(name, values) for name, values in fields if values]

    def creators(self) -> list[list[Text]]:
        """The names of the main creators; of the first contributors when none is marked as main."""
        nodes = self._says.nodes(self.work, f"{BF}contribution")
        main = [node for node in nodes if self._says.is_a(node, f"{BF}PrimaryContribution")]
        names = [self._names(node) for node in main or nodes[:1]]
        return [name for name in names if name]

    def _names(self, contribution: str) -> list[Text]:
        """The agent's name, without the comma that led to its role in the field it came from."""
        texts = self._says.texts(contribution, f"{BF}agent", LABEL)
        return [Text(text.value.rstrip(" ,،、"), text.lang) for text in texts]

    @property
    def year(self) -> str:
        """The date of publication as the edition states it."""
        activity = f"{BF}provisionActivity"
        return self._says.text(self.instance, activity, f"{BFLC}simpleDate") or self._says.text(
            self.instance, activity, f"{BF}date"
        )

    @property
    def form(self) -> str:
        """What kind of publication it is: a serial, notated music, a thesis on line…"""
        words = [
            vocabulary.kind(type_)
            for type_ in self._says.types(self.work)
            if type_.removeprefix(BF) in _SPECIAL
        ]
        if self._says.nodes(self.work, f"{BF}dissertation"):
            words.append("Thesis")
        issuance = self._says.nodes(self.instance, f"{BF}issuance")
        words += [
            vocabulary.kind(code)
            for code in (*self._says.nodes(self.instance, f"{BF}carrier"), *issuance)
            if not code.endswith(_ORDINARY)
        ]
        return " · ".join(dict.fromkeys(words or map(vocabulary.kind, issuance)))

    def _plain(self, thing: str, *path: str) -> Iterator[Value]:
        texts = self._says.texts(thing, *path)
        if texts:
            yield Value(tuple(texts))

    def _labels(self, thing: str, predicate: str) -> Iterator[Value]:
        for node in self._says.nodes(thing, predicate):
            texts = self._says.texts(node, LABEL)
            if texts:
                yield Value(tuple(texts))

    def _contributors(self) -> Iterator[Value]:
        nodes = self._says.nodes(self.work, f"{BF}contribution")
        nodes += self._says.nodes(self.instance, f"{BF}contribution")
        nodes.sort(key=lambda node: not self._says.is_a(node, f"{BF}PrimaryContribution"))
        roles: dict[tuple[Text, ...], list[str]] = {}
        for node in nodes:
            name = tuple(self._names(node))
            if name:
                known = roles.setdefault(name, [])
                known += [role for role in self._roles(node) if role not in known]
        for name, found in roles.items():
            yield Value(name, ", ".join(found), "author")

    def _roles(self, contribution: str) -> Iterator[str]:
        for role in self._says.nodes(contribution, f"{BF}role"):
            if name := vocabulary.role(role) or self._says.text(role, LABEL).rstrip(".,"):
                yield name

    def _variants(self) -> Iterator[Value]:
        known = {text.value for text in self.title}
        for found in variants(self._says, self._both):
            new = tuple(text for text in found if text.value not in known)
            if new:
                yield Value(new)

    def _hubs(self) -> Iterator[Value]:
        for hub in self._says.nodes(self.work, f"{BF}expressionOf"):
            texts = title(self._says, (hub,))
            if texts:
                yield Value(tuple(texts))

    def _thesis(self) -> Iterator[Value]:
        for node in self._says.nodes(self.work, f"{BF}dissertation"):
            parts = (
                self._says.text(node, LABEL),
                self._says.text(node, f"{BF}degree"),
                self._says.text(node, f"{BF}grantingInstitution", LABEL),
                self._says.text(node, f"{BF}date"),
            )
            if any(parts):
                yield Value((Text(", ".join(filter(None, parts))),))

    def _published(self) -> Iterator[Value]:
        stated = False
        for statement in ("publication", "production", "distribution", "manufacture"):
            texts = self._says.texts(self.instance, f"{BF}{statement}Statement")
            if texts:
                stated = True
                # The stylesheet sets a comma of its own after an Arabic one.
                yield Value(tuple(Text(text.value.replace("،,", "،"), text.lang) for text in texts))
        if not stated and self.year:
            yield Value((Text(self.year),))
        yield from self._plain(self.instance, f"{BF}copyrightDate")

    def _physical(self) -> Iterator[Value]:
        """With the punctuation of ISBD: ``2 volumes : illustrations ; 21 cm``."""
        shown = ""
        for before, path in (
            (" ; ", (f"{BF}extent", LABEL)),
            (" : ", (f"{BF}extent", f"{BF}note", LABEL)),
            (" ; ", (f"{BF}dimensions",)),
        ):
            for part in self._says.texts(self.instance, *path):
                shown += (before if shown else "") + part.value
        if shown:
            yield Value((Text(shown),))

    def _languages(self) -> Iterator[Value]:
        for node in self._says.nodes(self.work, f"{BF}language"):
            known = vocabulary.language(node)
            label = self._says.text(node, LABEL)
            own = (Text(known.own_name, known.tag),) if known.own_name != known.name else ()
            yield Value((Text(label or known.name, "en"), *(text for text in own if text.value)))

    def _identifiers(self) -> Iterator[Value]:
        for thing in self._both:
            for node in self._says.nodes(thing, f"{BF}identifiedBy"):
                value = self._says.text(node, VALUE)
                types = [vocabulary.kind(kind) for kind in self._says.types(node)]
                beside = [
                    *types[:1],
                    *(text.value for text in self._says.texts(node, f"{BF}qualifier")),
                    *(text.value for text in self._says.texts(node, f"{BF}acquisitionTerms")),
                    *(text.value for text in self._says.texts(node, f"{BF}status", LABEL)),
                ]
                if value:
                    yield Value((Text(value),), " · ".join(beside))

    def _classification(self) -> Iterator[Value]:
        for node in self._says.nodes(self.work, f"{BF}classification"):
            portions = [
                *self._says.texts(node, f"{BF}classificationPortion"),
                *self._says.texts(node, f"{BF}itemPortion"),
            ]
            if not portions:
                continue
            plain = f"{BF}Classification"
            kinds = [kind for kind in self._says.types(node) if kind != plain]
            code = self._says.text(node, f"{BF}source", f"{BF}code")
            name = vocabulary.kind(kinds[0] if kinds else code) if kinds or code else ""
            yield Value((Text(" ".join(portion.value for portion in portions)),), name)

    def _headings(self, predicate: str) -> Iterator[Value]:
        found = []
        for node in self._says.nodes(self.work, predicate):
            texts = [*self._says.texts(node, LABEL), *self._says.texts(node, _HEADING)]
            split = (
                Text(text.value.rstrip(".").replace("--", " — "), text.lang)
                for text in texts or title(self._says, (node,))
            )
            found.append(Value(tuple(in_own_script_first(split))))
        said = (value for value in found if value.texts)
        yield from sorted(said, key=lambda value: value.texts[0].value)

    def _contents(self) -> Iterator[Value]:
        for node in self._says.nodes(self.work, f"{BF}tableOfContents"):
            for text in self._says.texts(node, LABEL):
                yield from (Value((Text(part, text.lang),)) for part in text.value.split(" -- "))
            if node not in self._says and node.startswith(_WEB):
                yield Value((Text(node),), address=node)

    def _notes(self) -> Iterator[Value]:
        for thing in self._both:
            for node in self._says.nodes(thing, f"{BF}note"):
                texts = self._says.texts(node, LABEL)
                if texts and not self._says.is_a(node, _INTERNAL):
                    yield Value(tuple(texts))

    def _related(self, *, of_series: bool) -> Iterator[Value]:
        for thing in self._both:
            for relation in self._says.nodes(thing, f"{BF}relation"):
                kinds = self._says.nodes(relation, f"{BF}relationship")
                if of_series != any(kind.endswith(f"/{_SERIES}") for kind in kinds):
                    continue
                label = next((text for kind in kinds if (text := self._says.text(kind, LABEL))), "")
                name = label or (vocabulary.kind(kinds[0]) if kinds else "")
                number = self._says.text(relation, f"{BF}seriesEnumeration")
                for resource in self._says.nodes(relation, f"{BF}associatedResource"):
                    texts = title(self._says, (resource,)) or self._says.texts(resource, LABEL)
                    if texts:
                        yield Value(tuple(texts), number if of_series else name, "title")

    def _online(self) -> Iterator[Value]:
        for instance in dict.fromkeys(
            (self.instance, *self._says.nodes(self.work, f"{BF}hasInstance"))
        ):
            for address in self._says.nodes(instance, f"{BF}electronicLocator"):
                web = address if address.startswith(_WEB) else ""
                yield Value((Text(address),), address=web)


def _once(values: Iterable[Value]) -> tuple[Value, ...]:
    """Each value once; the coded and the worded form of a fact often differ in case alone."""
    seen: dict[tuple[str, ...], Value] = {}
    for value in values:
        words = (*(text.value.casefold() for text in value.texts), value.beside.casefold())
        seen.setdefault(words, value)
    return tuple(seen.values())

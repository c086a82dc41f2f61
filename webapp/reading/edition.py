"""What an edition goes by, in a list as on its page: title, creators, year and form."""

from typing import Final

from shapes.namespaces import BF, BFLC
from webapp.reading import vocabulary
from webapp.reading.description import LABEL, Description, Text
from webapp.reading.titles import title

#: Classes of works that are more, or other, than text.
_SPECIAL: Final = frozenset(
    {
        *("Audio", "Cartography", "Collection", "Dataset", "Kit", "Manuscript", "MixedMaterial"),
        *("MovingImage", "Multimedia", "MusicAudio", "NonMusicAudio", "NotatedMovement"),
        *("NotatedMusic", "Object", "StillImage", "Tactile"),
    }
)
#: Roles of those a work goes by when nobody is marked as its main creator.
_CREATORS: Final = ("/relators/aut", "/relators/cre", "/relators/cmp", "/relators/art")
_OTHERS: Final = 2
#: A volume, published once: what goes without saying beside anything else.
_ORDINARY: Final = ("/carriers/nc", "/issuance/mono")


class Edition:
    """A bibliographic record as its page tells it."""

    def __init__(self, description: Description, document: str) -> None:
        self.says = description
        self.work = f"{document}#Work"
        self.instance = f"{document}#Instance"
        self.both = (self.instance, self.work)
        self.title = title(description, self.both) or [Text("[untitled]", "en")]

    def creators(self) -> list[list[Text]]:
        """The names of the main creators; of the authors, or else of some contributor, when none is
        marked as main, as in UNIMARC's 701 and 702.
        """
        nodes = sorted(self.says.nodes(self.work, f"{BF}contribution"), key=self.rank)
        leading = [node for node in nodes if self.rank(node) == self.rank(nodes[0]) < _OTHERS]
        names = [self.names(node) for node in leading or nodes[:1]]
        return [name for name in names if name]

    def rank(self, contribution: str) -> int:
        """The main contribution comes before authors, and these before all others."""
        if self.says.is_a(contribution, f"{BF}PrimaryContribution"):
            return 0
        roles = self.says.nodes(contribution, f"{BF}role")
        return 1 if any(role.endswith(_CREATORS) for role in roles) else _OTHERS

    def names(self, contribution: str) -> list[Text]:
        """The agent's name, without the comma that led to its role in the field it came from."""
        texts = self.says.texts(contribution, f"{BF}agent", LABEL)
        return [Text(text.value.rstrip(" ,،、"), text.lang) for text in texts]

    @property
    def year(self) -> str:
        """The date of publication as the edition states it."""
        activity = f"{BF}provisionActivity"
        return self.says.text(self.instance, activity, f"{BFLC}simpleDate") or self.says.text(
            self.instance, activity, f"{BF}date"
        )

    @property
    def form(self) -> str:
        """What kind of publication it is: a serial, notated music, a thesis on line…"""
        words = [
            vocabulary.kind(type_)
            for type_ in self.says.types(self.work)
            if type_.removeprefix(BF) in _SPECIAL
        ]
        if self.says.nodes(self.work, f"{BF}dissertation"):
            words.append("Thesis")
        issuance = self.says.nodes(self.instance, f"{BF}issuance")
        words += [
            vocabulary.kind(code)
            for code in (*self.says.nodes(self.instance, f"{BF}carrier"), *issuance)
            if not code.endswith(_ORDINARY)
        ]
        return " · ".join(dict.fromkeys(words or map(vocabulary.kind, issuance)))

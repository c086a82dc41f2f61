"""The table of 008/18-34: for each kind of material, what its coded positions say.

006/01-17 has the same positions, for what else a record describes; LC's rules make nothing of it.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from converters.bibframe.codes import Value
from converters.bibframe.conditions import Elsewhere
from converters.bibframe.description import Description
from converters.bibframe.field import Field
from converters.bibframe.graph import Node
from converters.bibframe.rules.c008_positions import Position
from converters.bibframe.table import By, Part
from converters.bibframe.terms import expand, literal, term, typed
from converters.bibframe.text import chop, normalize, url_encoded

_DURATION: Final = term("bf:duration")
_NO_DURATION: Final = ("", "---", "nnn", "|||", "   ")
_NOTE_TYPES: Final = "http://id.loc.gov/vocabulary/mnotetype/"
_GENRE_TERMS: Final = "http://id.loc.gov/authorities/genreForms/"
_CARRIERS: Final = "http://id.loc.gov/vocabulary/carriers/"


def say_duration(field: Field, node: Node) -> None:
    """bf:duration the minutes in 008/18-20, an xsd:duration; “more than 999 minutes” for 000."""
    minutes = field.data[18:21]
    if minutes in _NO_DURATION:
        return
    if minutes == "000":
        node.said.append(f"{_DURATION} {literal('more than 999 minutes')}")
        return
    if minutes[0] == "0":
        minutes = chop(minutes, end=" ", lead="0")
    if minutes:
        node.said.append(f"{_DURATION} {typed(f'PT{minutes}M', expand('xsd:duration'))}")


def _term_in(*tags: str) -> Callable[[Description, Value], bool]:
    """Whether ``$a`` of a field with ``$2 lcgft`` is the term, with or without a full stop."""

    def said(record: Description, value: Value) -> bool:
        terms = (value.label, f"{value.label}.")
        return any(
            text in terms
            for tag in tags
            for field in record.tags.get(tag, ())
            if "lcgft" in field.by.get("2", ())
            for text in field.by.get("a", ())
        )

    return said


def _carrier_said(record: Description, value: Value) -> bool:
    codes = [url_encoded(normalize(text)) for text in record.values("338", "b")]
    return value.iri in " ".join(_CARRIERS + code for code in codes if code)


def _says_vocabulary(record: Description, _: Value) -> bool:
    return any(
        text == _GENRE_TERMS for field in record.tags.get("655", ()) for _, text in field.subfields
    )


GENRE_SAID: Final = Elsewhere("a 655 with $2 lcgft has the term in $a", _term_in("655"))
FORM_SAID: Final = Elsewhere(
    "a 655 or 380 with $2 lcgft has the term in $a", _term_in("655", "380")
)
#: LC means the 655 that says it.
CONFERENCE_SAID: Final = Elsewhere(f"a subfield of a 655 is {_GENRE_TERMS}", _says_vocabulary)
SUPPLEMENT_SAID: Final = Elsewhere(
    "a 353 has the term in $a", lambda record, value: value.label in record.values("353", "a")
)
ILLUSTRATION_SAID: Final = Elsewhere(
    "a 340 has its IRI in $0", lambda record, value: value.iri in record.values("340", "0")
)
MUSIC_FORMAT_SAID: Final = Elsewhere(
    "a 348 has $a", lambda record, _: any("a" in f.by for f in record.tags.get("348", ()))
)
MUSIC_SUPPLEMENT_SAID: Final = Elsewhere(
    "a 348 has $b or $0",
    lambda record, _: any(f.has("b0") for f in record.tags.get("348", ())),
)
CARRIER_SAID: Final = Elsewhere("a 338 has its code in $b", _carrier_said)
MEDIA_SAID: Final = Elsewhere("there is a 337", lambda record, _: "337" in record.tags)


def _genre(
    where: str, codes: str, unless: Elsewhere | None = GENRE_SAID, width: int = 1
) -> Position:
    return Position(where, "bf:genreForm", "bf:GenreForm", codes, unless, width=width)


def _supplement(where: str, codes: str, unless: Elsewhere, only: str = "") -> Position:
    return Position(
        where, "bf:supplementaryContent", "bf:SupplementaryContent", codes, unless, only
    )


def _carrier(where: str, only: str = "") -> Position:
    return Position(where, "bf:carrier", "bf:Carrier", "carrier", CARRIER_SAID, only)


_AUDIENCE: Final = Position("22", "bf:intendedAudience", "bf:IntendedAudience", "maudience")
_CONTENTS: Final = (
    _supplement("24-27", "marcgt", SUPPLEMENT_SAID, only="bkq"),
    Position("24-27", "bf:genreForm", "bf:GenreForm", "marcgt", GENRE_SAID, but="bkq"),
)
_GOVERNMENT: Final = Position(
    "28", "bflc:governmentPubType", "bflc:GovernmentPubType", "008/governmentPubType"
)
_CONFERENCE: Final = _genre("29", "008/conference", CONFERENCE_SAID)
_INDEX: Final = _supplement("31", "008/index", SUPPLEMENT_SAID)
_CARTOGRAPHIC: Final = ("bf:cartographicAttributes", "bf:Cartographic")

#: What the administrative metadata says.
ADMIN: Final[Mapping[str, Sequence[Part]]] = {
    "continuing resources": (
        Position(
            "34", "bf:note", "bf:Note", "008/entryConvention", type_=f"{_NOTE_TYPES}metaentry"
        ),
    ),
}
#: What the Work says.
WORK: Final[Mapping[str, Sequence[Part]]] = {
    "books": (
        Position("18-21", "bf:illustrativeContent", "bf:Illustration", "millus", ILLUSTRATION_SAID),
        _AUDIENCE,
        *_CONTENTS,
        _GOVERNMENT,
        _CONFERENCE,
        _genre("30", "008/festschrift", unless=None),
        _INDEX,
        _genre("33", "litform"),
        _genre("34", "bioform"),
    ),
    "computer files": (
        _AUDIENCE,
        _genre("26", "computerFileType", unless=None),
        _GOVERNMENT,
    ),
    "maps": (
        Position("18-21", "bf:relief", "bf:Relief", "relief", inside=_CARTOGRAPHIC),
        Position(
            "22-23", "bf:projection", "bf:Projection", "projection", width=2, inside=_CARTOGRAPHIC
        ),
        _GOVERNMENT,
        _INDEX,
        _genre("33-34", "mapform"),
    ),
    "music": (
        _genre("18-19", "musicCompForm", width=2),
        Position("20", "bf:musicFormat", "bf:MusicFormat", "musicFormat", MUSIC_FORMAT_SAID),
        _AUDIENCE,
        _supplement("24-29", "musicSuppContent", MUSIC_SUPPLEMENT_SAID),
        _genre("30-31", "musicTextForm"),
    ),
    "continuing resources": (
        Position("21", "bflc:serialPubType", "bflc:SerialPubType", "crtype"),
        *_CONTENTS,
        _GOVERNMENT,
        _CONFERENCE,
        Position("33", "bf:notation", "bf:Script", "crscript"),
    ),
    "visual materials": (
        By(say_duration),
        _AUDIENCE,
        _GOVERNMENT,
        _genre("33", "visualtype", FORM_SAID),
        Position("34", "bflc:movingImageTechnique", "bflc:MovingImageTechnique", "technique"),
    ),
}
#: What the Instance says.
INSTANCE: Final[Mapping[str, Sequence[Part]]] = {
    "books": (
        _carrier("23"),
        Position("23", "bf:media", "bf:Media", "008/media", MEDIA_SAID),
        Position("23", "bf:fontSize", "bf:FontSize", "008/fontSize"),
        Position("23", "bf:notation", "bf:TactileNotation", "008/tactile"),
    ),
    "computer files": (_carrier("23", only="oq"),),
    "maps": (_carrier("29"),),
    "music": (_carrier("23"),),
    "continuing resources": (
        Position("18", "bf:frequency", "bf:Frequency", "frequency"),
        Position("19", "bf:frequency", "bf:Frequency", "008/regularity"),
        Position("22", "bf:note", "bf:Note", "crorigform", type_=f"{_NOTE_TYPES}orig"),
        _carrier("23"),
    ),
    "visual materials": (_carrier("29"),),
    "mixed materials": (_carrier("23"),),
}

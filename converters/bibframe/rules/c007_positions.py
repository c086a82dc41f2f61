"""The positions of 007 and what their codes say, by category of material: one table.

The codes themselves are listed in ``codes/007.tsv``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from converters.bibframe.codes import Value, values
from converters.bibframe.conditions import Elsewhere
from converters.bibframe.description import Description
from converters.bibframe.text import normalize, url_encoded

CARRIERS: Final = "http://id.loc.gov/vocabulary/carriers/"


@dataclass(frozen=True, slots=True)
class Kind:
    """What codes say: a property, and the class of the things they stand for (``""``: text)."""

    predicate: str
    class_: str
    unless: Elsewhere | None = None


@dataclass(frozen=True, slots=True)
class Coded:
    """A position of 007 and what its code says.

    The codes are listed in ``007.tsv`` under category and position (``a03``), or under ``codes``
    (in ``file``). ``read`` makes the code where it is not the one character at the position.
    """

    at: int
    kind: Kind
    codes: str = ""
    file: str = "007"
    read: Callable[[str], str] | None = None


@dataclass(frozen=True, slots=True)
class Material:
    """A category of material (007/00), its name, and its positions."""

    name: str
    positions: tuple[Coded, ...]


def has_337(record: Description, value: Value) -> bool:  # noqa: ARG001 - of an Elsewhere
    return "337" in record.tags


def has_300_c(record: Description, value: Value) -> bool:  # noqa: ARG001 - of an Elsewhere
    return any("c" in field.by for field in record.tags.get("300", ()))


def has_carrier(record: Description, value: Value) -> bool:
    """Whether a 338 $b or the form of item in 008 names the carrier."""
    codes = record.values("338", "b")
    if any(value.iri in CARRIERS + url_encoded(normalize(code)) for code in codes):
        return True
    return not record.is_secondary and value.iri in carrier_of_008(record)


def carrier_of_008(record: Description) -> str:
    """The carrier the form of item in 008 stands for, or ``""``."""
    kind = record.leader[6:7]
    code = record.f008[29:30] if kind in tuple("efgkor") else record.f008[23:24]
    if code == " " and kind != "m":
        code = "r"
    carrier = values("carrier").get(code)
    return carrier.iri if carrier else ""


def _in(tag: str) -> Elsewhere:
    def says(record: Description, value: Value) -> bool:
        fields = record.tags.get(tag, ())
        return any(text == value.label for field in fields for _, text in field.subfields)

    return Elsewhere(f"a subfield of {tag} says the same", says)


def groove(data: str) -> str:
    """007/05, with 007/03 where the speed makes a difference."""
    return data[5:6] + (data[3:4] if data[5:6] + data[3:4] in ("mi", "sh") else "")


def tape_width(data: str) -> str:
    """007/07, where 007/06 has a code that says something."""
    return data[7:8] if data[6:7] in values("s06", "007") else ""


CARRIER: Final = Kind("bf:carrier", "bf:Carrier", Elsewhere("338 $b or 008 names it", has_carrier))
MEDIA: Final = Kind("bf:media", "bf:Media", Elsewhere("there is a 337", has_337))
DIMENSIONS: Final = Kind("bf:dimensions", "", Elsewhere("there is a 300 $c", has_300_c))
ASPECT: Final = Kind("bf:aspectRatio", "bf:AspectRatio")
BASE: Final = Kind("bf:baseMaterial", "bf:BaseMaterial")
CAPTURE: Final = Kind("bf:soundCharacteristic", "bf:CaptureStorage")
CHANNELS: Final = Kind("bf:soundCharacteristic", "bf:PlaybackChannels", _in("344"))
COLOR: Final = Kind("bf:colorContent", "bf:ColorContent")
CUTTING: Final = Kind("bf:soundCharacteristic", "bf:GrooveCharacteristic")
EMULSION: Final = Kind("bf:emulsion", "bf:Emulsion")
ENCODING: Final = Kind("bf:digitalCharacteristic", "bf:EncodingFormat", _in("347"))
GENERATION: Final = Kind("bf:generation", "bf:Generation")
GENRE: Final = Kind("bf:genreForm", "bf:GenreForm")
GROOVE: Final = Kind("bf:soundCharacteristic", "bf:GrooveCharacteristic", _in("344"))
MEDIUM: Final = Kind("bf:soundCharacteristic", "bf:RecordingMedium", _in("344"))
METHOD: Final = Kind("bf:soundCharacteristic", "bf:RecordingMethod", _in("344"))
MOUNT: Final = Kind("bf:mount", "bf:Mount")
PLAYBACK: Final = Kind("bf:soundCharacteristic", "bf:PlaybackCharacteristic", _in("344"))
POLARITY: Final = Kind("bf:polarity", "bf:Polarity")
PRESENTATION: Final = Kind("bf:projectionCharacteristic", "bf:PresentationFormat", _in("345"))
PRODUCTION: Final = Kind("bf:productionMethod", "bf:ProductionMethod")
REDUCTION: Final = Kind("bf:reductionRatio", "bf:ReductionRatio")
SOUND: Final = Kind("bf:soundContent", "bf:SoundContent")
SPEED: Final = Kind("bf:soundCharacteristic", "bf:PlayingSpeed")
TAPE: Final = Kind("bf:soundCharacteristic", "bf:TapeConfig")
VIDEO: Final = Kind("bf:videoCharacteristic", "bf:VideoFormat", _in("346"))

MATERIALS: Final[Mapping[str, Material]] = {
    "a": Material(
        "map",
        (
            Coded(0, MEDIA),
            Coded(1, GENRE),
            Coded(1, CARRIER),
            Coded(3, COLOR),
            Coded(4, BASE),
            Coded(5, GENERATION),
            Coded(6, PRODUCTION),
            Coded(7, POLARITY),
        ),
    ),
    "c": Material(
        "electronic resource",
        (
            Coded(0, MEDIA),
            Coded(1, CARRIER),
            Coded(3, COLOR),
            Coded(4, DIMENSIONS),
            Coded(5, SOUND),
        ),
    ),
    "d": Material(
        "globe",
        (
            Coded(0, MEDIA),
            Coded(0, CARRIER),
            Coded(1, GENRE),
            Coded(3, COLOR, "a03"),
            Coded(4, BASE, "a04"),
            Coded(5, GENERATION),
        ),
    ),
    "g": Material(
        "projected graphic",
        (
            Coded(0, MEDIA),
            Coded(1, CARRIER),
            Coded(3, COLOR),
            Coded(4, BASE),
            Coded(5, SOUND),
            Coded(6, MEDIUM),
            Coded(7, DIMENSIONS),
            Coded(8, MOUNT),
        ),
    ),
    "h": Material(
        "microform",
        (
            Coded(0, MEDIA),
            Coded(1, CARRIER),
            Coded(3, POLARITY),
            Coded(4, DIMENSIONS),
            Coded(5, REDUCTION, "reductionRatioRange", "values"),
            Coded(9, COLOR),
            Coded(10, EMULSION),
            Coded(11, GENERATION),
            Coded(12, BASE),
        ),
    ),
    "k": Material(
        "nonprojected graphic",
        (
            Coded(0, MEDIA),
            Coded(0, CARRIER),
            Coded(1, GENRE),
            Coded(3, COLOR),
            Coded(4, BASE),
            Coded(5, MOUNT),
        ),
    ),
    "m": Material(
        "motion picture",
        (
            Coded(0, MEDIA),
            Coded(1, CARRIER),
            Coded(3, COLOR),
            Coded(4, ASPECT),
            Coded(4, PRESENTATION),
            Coded(5, SOUND, "g05"),
            Coded(6, MEDIUM, "g06"),
            Coded(7, DIMENSIONS),
            Coded(8, CHANNELS),
            Coded(9, GENRE),
            Coded(10, POLARITY),
            Coded(11, GENERATION),
            Coded(12, BASE),
        ),
    ),
    "s": Material(
        "sound recording",
        (
            Coded(0, MEDIA),
            Coded(1, CARRIER),
            Coded(3, SPEED, "playbackSpeed", "values"),
            Coded(4, CHANNELS),
            Coded(5, GROOVE, read=groove),
            Coded(6, DIMENSIONS),
            Coded(7, DIMENSIONS, read=tape_width),
            Coded(8, TAPE, "tapeConfig", "values"),
            Coded(9, GENERATION),
            Coded(10, BASE),
            Coded(11, CUTTING),
            Coded(12, PLAYBACK),
            Coded(12, METHOD),
            Coded(13, CAPTURE, "captureStorage", "values"),
        ),
    ),
    "v": Material(
        "videorecording",
        (
            Coded(0, MEDIA),
            Coded(1, CARRIER),
            Coded(3, COLOR),
            Coded(4, VIDEO),
            Coded(4, ENCODING),
            Coded(5, SOUND, "g05"),
            Coded(6, MEDIUM, "g06"),
            Coded(7, DIMENSIONS),
            Coded(8, CHANNELS, "m08"),
        ),
    ),
}

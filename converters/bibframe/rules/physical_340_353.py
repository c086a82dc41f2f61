"""Physical medium, characteristics of sound, projection, video, files and scores, 340-353."""

from typing import Final

from converters.bibframe.control import identify, say_source
from converters.bibframe.field import Field
from converters.bibframe.graph import Class, Node, thing
from converters.bibframe.table import (
    AppliesTo,
    By,
    Clean,
    Each,
    ForEach,
    Has,
    Part,
    Source,
    Table,
    This,
    When,
    instance,
    work,
)
from converters.bibframe.terms import term
from converters.bibframe.text import chop
from converters.bibframe.things.properties import (
    PRIMARY,
    Properties,
    Property,
    containing,
    whatever_case,
)

CARTOGRAPHIC_OBJECT_TYPE: Final = Class("bf:CartographicObjectType")
SUPPLEMENTARY_CONTENT: Final = Class("bf:SupplementaryContent")
_COUNT = term("bf:count")
_DIGITAL = term("bf:digitalCharacteristic")
_LABEL = term("rdfs:label")
_SUPPLEMENTARY = term("bf:supplementaryContent")
_SUPPLEMENTS: Final = "http://id.loc.gov/vocabulary/msupplcont/"

_MATERIAL: Final = {
    "a": Property("bf:baseMaterial", "bf:BaseMaterial"),
    "c": Property("bf:appliedMaterial", "bf:AppliedMaterial"),
    "d": Property("bf:productionMethod", "bf:ProductionMethod"),
    "e": Property("bf:mount", "bf:Mount"),
    "f": Property("bf:reductionRatio", "bf:ReductionRatio", "rdf:value"),
    "g": Property("bf:colorContent", "bf:ColorContent"),
    "j": Property("bf:generation", "bf:Generation"),
    "k": Property("bf:layout", "bf:Layout"),
    "l": Property("bf:binding", "bf:Binding"),
    "m": Property("bf:bookFormat", "bf:BookFormat"),
    "n": Property("bf:fontSize", "bf:FontSize"),
    "o": Property("bf:polarity", "bf:Polarity"),
    "q": Property("bf:reductionRatio", "bf:ReductionRatio"),
}
_SOUND: Final = {
    "a": Property("bf:soundCharacteristic", "bf:RecordingMethod", vocabulary="mrectype"),
    "b": Property("bf:soundCharacteristic", "bf:RecordingMedium", vocabulary="mrecmedium"),
    "c": Property("bf:soundCharacteristic", "bf:PlayingSpeed"),
    "d": Property("bf:soundCharacteristic", "bf:GrooveCharacteristic", vocabulary="mgroove"),
    "e": Property("bf:soundCharacteristic", "bf:TrackConfig"),
    "f": Property("bf:soundCharacteristic", "bf:TapeConfig"),
    "g": Property("bf:soundCharacteristic", "bf:PlaybackChannels", vocabulary="mplayback"),
    "h": Property(
        "bf:soundCharacteristic", "bf:PlaybackCharacteristic", vocabulary="mspecplayback"
    ),
    "i": Property(
        "bf:soundContent", "bf:SoundContent", vocabulary="msoundcontent", match=whatever_case
    ),
}
_PROJECTION: Final = {
    "a": Property("bf:projectionCharacteristic", "bf:PresentationFormat", vocabulary="mpresformat"),
    "b": Property("bf:projectionCharacteristic", "bf:ProjectionSpeed"),
    "c": Property("bf:aspectRatio", "bf:AspectRatio", "rdf:value"),
    "d": Property("bf:aspectRatio", "bf:AspectRatio"),
}
_VIDEO: Final = {
    "a": Property("bf:videoCharacteristic", "bf:VideoFormat", vocabulary="mvidformat"),
    "b": Property("bf:videoCharacteristic", "bf:BroadcastStandard", vocabulary="mbroadstd"),
}
_FILE: Final = {
    "a": Property("bf:digitalCharacteristic", "bf:FileType", vocabulary="mfiletype"),
    "b": Property(
        "bf:digitalCharacteristic",
        "bf:EncodingFormat",
        vocabulary="mencformat",
        match=containing,
        clean=chop,
    ),
    "c": Property("bf:digitalCharacteristic", "bf:FileSize"),
    "d": Property("bf:digitalCharacteristic", "bf:Resolution"),
    "e": Property("bf:digitalCharacteristic", "bf:RegionalEncoding", vocabulary="mregencoding"),
    "f": Property("bf:digitalCharacteristic", "bf:EncodedBitrate"),
}
_SCORE: Final = {
    "a": Property("bf:musicFormat", "bf:MusicFormat", vocabulary="mmusicformat"),
    "c": Property("bf:notation", "bf:MusicNotation"),
}
_MAP_DATA: Final = {
    "a": Property("bf:digitalCharacteristic", "bf:CartographicDataType"),
    "q": Property("bf:digitalCharacteristic", "bf:EncodingFormat"),
}


def _characteristics(rows: dict[str, Property]) -> Part:
    """Those of an Instance, said once however many fields have them."""
    return Properties(rows, When(PRIMARY, AppliesTo()), Source(), once=True)


def _after(heading: str) -> Clean:
    """A text after a heading."""

    def headed(text: str) -> str:
        return f"{heading}: {chop(text)}"

    headed.__doc__ = f"after “{heading}: ”, without end punctuation"
    return headed


def say_objects(field: Field, node: Node) -> None:
    """for each $b: bf:digitalCharacteristic a bf:CartographicObjectType:
    rdfs:label “$b”, bf:count the $c after it, both without end punctuation
    """
    subfields = field.subfields
    for at, (key, text) in enumerate(subfields):
        if key == "b":
            made = thing(CARTOGRAPHIC_OBJECT_TYPE)
            made.text(_LABEL, chop(text), field.language)
            if at + 1 < len(subfields) and subfields[at + 1][0] == "c":
                count = chop(subfields[at + 1][1], parens=True)
                made.text(_COUNT, count, field.language)
            node.links.append((_DIGITAL, made))


def say_supplement(field: Field, node: Node) -> None:
    """bf:supplementaryContent a bf:SupplementaryContent, the thing msupplcont/$b:
    rdfs:label “$a” each, without end punctuation
    where there is no $b: bf:source “$2” and what its $0 identify
    """
    iri = _SUPPLEMENTS + field.by["b"][0] if "b" in field.by else ""
    made = thing(SUPPLEMENTARY_CONTENT, iri)
    for text in field.by.get("a", ()):
        made.text(_LABEL, chop(text), field.language)
    if not iri:
        for zero in field.by.get("0", ()):
            identify(made, zero)
        for two in field.by.get("2", ()):
            say_source(made, two)
    node.links.append((_SUPPLEMENTARY, made))


TABLE: Final[Table] = {
    "340": (
        work(
            Properties(
                {"p": Property("bf:illustrativeContent", "bf:Illustration")},
                Source(),
                clean=chop,
                tagged=True,
                by_0=True,
                related=False,
            )
        ),
        instance(
            Properties(_MATERIAL, Source(), clean=chop, tagged=True, by_0=True),
            Each("bf:dimensions", "b", chop),
            ForEach(
                "i",
                Has("bf:systemRequirement", "bf:SystemRequirement", This("rdfs:label", chop)),
            ),
        ),
    ),
    "341": (
        work(
            ForEach(
                "a",
                Has(
                    "bf:contentAccessibility",
                    "bf:ContentAccessibility",
                    This("rdfs:label", _after("Content access mode")),
                    Each("rdfs:label", "b", _after("Textual assistive features")),
                    Each("rdfs:label", "c", _after("Visual assistive features")),
                    Each("rdfs:label", "d", _after("Auditory assistive features")),
                    Each("rdfs:label", "e", _after("Tactile assistive features")),
                    Source(),
                    AppliesTo(),
                ),
            )
        ),
    ),
    "344": (instance(_characteristics(_SOUND)),),
    "345": (instance(_characteristics(_PROJECTION)),),
    "346": (instance(_characteristics(_VIDEO)),),
    "347": (instance(_characteristics(_FILE)),),
    "348": (work(Properties(_SCORE, AppliesTo(), Source(), once=True)),),
    "351": (
        work(
            Has(
                "bf:collectionArrangement",
                "bf:CollectionArrangement",
                AppliesTo(),
                Each("bf:hierarchicalLevel", "c", chop),
                Each("bf:collectionOrganization", "a", chop),
                Each("bf:pattern", "b", chop),
            )
        ),
    ),
    "352": (instance(Properties(_MAP_DATA, AppliesTo(), Source(), clean=chop), By(say_objects)),),
    "353": (work(By(say_supplement)),),
}

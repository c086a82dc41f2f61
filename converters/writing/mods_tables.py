"""MARC 21 to MODS 3.8, the plain part: which field becomes which element, with which attribute.

After the Library of Congress's mapping of MARC to MODS (loc.gov/standards/mods, facts only).
"""

from collections.abc import Mapping
from typing import Final, NamedTuple


class Plain(NamedTuple):
    """One field's text, from these subfields, as one element with these attributes."""

    element: str
    codes: str
    attributes: Mapping[str, str] = {}


#: Fields whose text is an element by itself.
PLAIN: Final[Mapping[str, Plain]] = {
    "500": Plain("note", "a"),
    "501": Plain("note", "a", {"type": "with"}),
    "502": Plain("note", "abcd", {"type": "thesis"}),
    "504": Plain("note", "a", {"type": "bibliography"}),
    "505": Plain("tableOfContents", "agrt"),
    "506": Plain("accessCondition", "abcd", {"type": "restriction on access"}),
    "508": Plain("note", "a", {"type": "creation/production credits"}),
    "510": Plain("note", "abc", {"type": "citation/reference"}),
    "511": Plain("note", "a", {"type": "performers"}),
    "515": Plain("note", "a", {"type": "numbering"}),
    "518": Plain("note", "adop", {"type": "venue"}),
    "520": Plain("abstract", "ab"),
    "521": Plain("targetAudience", "ab"),
    "524": Plain("note", "a", {"type": "preferred citation"}),
    "530": Plain("note", "abcd", {"type": "additional physical form"}),
    "533": Plain("note", "abcdefmn", {"type": "reproduction"}),
    "534": Plain("note", "abceklmnptxz", {"type": "original version"}),
    "535": Plain("note", "abcdg", {"type": "original location"}),
    "536": Plain("note", "abcdefgh", {"type": "funding"}),
    "538": Plain("note", "a", {"type": "system details"}),
    "540": Plain("accessCondition", "abcd", {"type": "use and reproduction"}),
    "541": Plain("note", "abcdefhno", {"type": "acquisition"}),
    "545": Plain("note", "ab", {"type": "biographical/historical"}),
    "546": Plain("note", "ab", {"type": "language"}),
    "550": Plain("note", "a"),
    "561": Plain("note", "a", {"type": "ownership"}),
    "580": Plain("note", "a"),
    "581": Plain("note", "a", {"type": "publications"}),
    "583": Plain("note", "abcdefhijklnoxz", {"type": "action"}),
    "585": Plain("note", "a", {"type": "exhibitions"}),
    "586": Plain("note", "a", {"type": "awards"}),
    "588": Plain("note", "a", {"type": "source of description"}),
}
#: Numbers: the type of the identifier.
IDENTIFIERS: Final[Mapping[str, str]] = {
    "010": "lccn",
    "020": "isbn",
    "022": "issn",
    "027": "stock number",
    "028": "music publisher",
    "035": "local",
    "037": "stock number",
}
#: 024, by its first indicator; 7 says it in $2.
OTHER_NUMBERS: Final[Mapping[str, str]] = {
    "0": "isrc",
    "1": "upc",
    "2": "ismn",
    "3": "ean",
    "4": "sici",
}
#: Class marks: the authority; that of 084 is in $2.
CLASSES: Final[Mapping[str, str]] = {
    "050": "lcc",
    "060": "nlm",
    "070": "nal",
    "080": "udc",
    "082": "ddc",
    "084": "",
    "086": "sudocs",
}
#: Linking fields: the type of the related item.
RELATED: Final[Mapping[str, str]] = {
    "760": "series",
    "762": "constituent",
    "765": "original",
    "767": "otherVersion",
    "770": "constituent",
    "772": "host",
    "773": "host",
    "774": "constituent",
    "775": "otherVersion",
    "776": "otherFormat",
    "780": "preceding",
    "785": "succeeding",
    "786": "original",
}
#: Subject headings: the source by second indicator (7: in $2).
SOURCES: Final[Mapping[str, str]] = {
    "0": "lcsh",
    "1": "lcshac",
    "2": "mesh",
    "3": "nal",
    "5": "csh",
    "6": "rvm",
}
#: Parts of a heading.
PARTS: Final[Mapping[str, str]] = {
    "x": "topic",
    "y": "temporal",
    "z": "geographic",
    "v": "genre",
}
#: Leader/06 to typeOfResource.
RESOURCES: Final[Mapping[str, str]] = {
    "a": "text",
    "c": "notated music",
    "d": "notated music",
    "e": "cartographic",
    "f": "cartographic",
    "g": "moving image",
    "i": "sound recording-nonmusical",
    "j": "sound recording-musical",
    "k": "still image",
    "m": "software, multimedia",
    "o": "mixed material",
    "p": "mixed material",
    "r": "three dimensional object",
    "t": "text",
}
#: Leader/07 to issuance.
ISSUANCE: Final[Mapping[str, str]] = {
    "a": "monographic",
    "b": "continuing",
    "c": "monographic",
    "d": "monographic",
    "i": "integrating resource",
    "m": "monographic",
    "s": "serial",
}
NAMES: Final[Mapping[str, str]] = {"00": "personal", "10": "corporate", "11": "conference"}
#: Parts of a name: the subfield and the type of the namePart.
NAME_PARTS: Final[Mapping[str, str]] = {
    "a": "",
    "b": "termsOfAddress",
    "c": "termsOfAddress",
    "d": "date",
    "q": "",
}

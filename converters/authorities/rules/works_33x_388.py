"""What is known of a work or expression, 335-388: content, form, medium, numbers, key, groups."""

from typing import Final

from converters.authorities.parts import EachWord, Named, Words
from converters.authorities.table import Rule, Table, entity
from converters.bibframe.rules import (
    attributes_370_386,
    carriers_334_338,
    music_382_383,
    physical_340_353,
)
from converters.bibframe.table import Has
from converters.bibframe.table import Table as BibTable

GENRE_FORM_SCHEMES: Final = "http://id.loc.gov/vocabulary/genreFormSchemes/"
SUBJECT_SCHEMES: Final = "http://id.loc.gov/vocabulary/subjectSchemes/"


def _as_of_works(table: BibTable, tag: str) -> tuple[Rule, ...]:
    """The rules bibliographic records have for a Work, of the authority."""
    return tuple(entity(*rule.parts) for rule in table[tag] if rule.target == "work")


TABLE: Final[Table] = {
    "335": (entity(Has("bf:note", "bf:Note", Words("rdfs:label", "ab"))),),
    "336": _as_of_works(carriers_334_338.TABLE, "336"),
    "348": _as_of_works(physical_340_353.TABLE, "348"),
    "380": (entity(Named("bf:genreForm", "bf:GenreForm", "a", stem=GENRE_FORM_SCHEMES)),),
    "381": (
        entity(Named("madsrdf:hasCharacteristic", "madsrdf:Topic", "a", stem=SUBJECT_SCHEMES)),
    ),
    "382": _as_of_works(music_382_383.TABLE, "382"),
    "383": _as_of_works(music_382_383.TABLE, "383"),
    "384": _as_of_works(attributes_370_386.TABLE, "384"),
    "385": _as_of_works(attributes_370_386.TABLE, "385"),
    "386": _as_of_works(attributes_370_386.TABLE, "386"),
    "388": (entity(EachWord("bf:originDate", "a")),),
}

"""Why a subfield stays in the log only: the reasons that many tables give."""

from typing import Final

UNDEFINED: Final = "not a subfield UNIMARC defines for this field, so what it means is not known"
LINKING: Final = "links fields of the source record; pairs of scripts are written as 880"
HOLDINGS: Final = "holdings: read by the member's profile"
LOCAL: Final = "local field: what it means is the library's own; a profile can say"
COPY: Final = "about one library's copy, not about the edition"
LANGUAGE: Final = "MARC 21 has no place for the language of this title or name"
PRICE: Final = "a price: MARC 21 has no place for it beside this number"
INSTITUTION: Final = "MARC 21 has no place here for the institution the field applies to"
CHARACTERS: Final = "tells of the source's character set; the record is Unicode now"
PART_NUMBER: Final = "the number of a subdivision; MARC 21's $0 stands for a whole heading"
REPEATED: Final = "given a second time in a field that has it once; the first one counts"
EMPTY: Final = "holds nothing but blanks"

"""Why a subfield of MARC 21 stays in the log only, in the words the loss report prints."""

from typing import Final

NO_PLACE: Final = "CNMARC has no place for this"
LINK: Final = "a link within the MARC 21 record, which means nothing in another"
LOCAL: Final = "local to the library or system that made the record"
HOLDINGS: Final = "holdings go out on their own, not with the bibliographic record"
ROMANISED: Final = "CNMARC has a romanisation only as pinyin beside the characters"
RDA_TYPES: Final = "said by the coded fields and 200 $b of CNMARC"
FIRST_EDITION: Final = "a first edition is not recorded (GB/T 3792)"
SAID_IN: Final = "the same as the field made from {}"
OTHER_NAMESPACE: Final = "identifies the thing in another system, and CNMARC has no subfield for it"
PUNCTUATION: Final = "nothing is left of it but punctuation"
NLC_PINYIN: Final = "pinyin that this practice does not write"

"""Authority records: what is compared of a heading, and by which rules."""

from catalogue.matching.headings.comparing import compared
from catalogue.matching.headings.keys import keys
from catalogue.matching.headings.traits import Traits, packed, traits, unpacked

__all__ = ["Traits", "compared", "keys", "packed", "traits", "unpacked"]

"""Bibliographic records: what is compared of an edition, and by which rules."""

from catalogue.matching.editions.comparing import alone, compared
from catalogue.matching.editions.keys import keys
from catalogue.matching.editions.traits import Traits, packed, traits, unpacked

__all__ = ["Traits", "alone", "compared", "keys", "packed", "traits", "unpacked"]

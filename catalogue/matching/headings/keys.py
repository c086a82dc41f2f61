"""The keys under which a heading meets those it may be the same as."""

from catalogue.matching.headings.traits import Traits
from catalogue.matching.packing import bounded


def keys(traits: Traits) -> tuple[str, ...]:
    """Sorted, distinct, at most 64 of at most 100 characters: the names and the numbers."""
    names = (*traits.heading, *traits.variants)
    words = [f"h{traits.type}:{name.replace(',', '').replace(' ', '')}" for name in names if name]
    return bounded((*words, *traits.numbers))

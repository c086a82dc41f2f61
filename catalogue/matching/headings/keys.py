"""The keys under which a heading meets those it may be the same as."""

from catalogue.matching.headings.traits import Traits
from catalogue.matching.packing import bounded


def keys(traits: Traits) -> tuple[str, ...]:
    """Sorted, distinct, at most 64 of at most 100 characters: the names and the numbers."""
    names = (*traits.heading, *traits.variants)
    turned = [
        f"w100:{''.join(sorted(name.replace(',', '').split()))}"
        for name in traits.heading
        if traits.type == "100" and name.count(" ")
    ]
    words = [f"h{traits.type}:{name.replace(',', '').replace(' ', '')}" for name in names if name]
    return bounded((*words, *turned, *traits.numbers))

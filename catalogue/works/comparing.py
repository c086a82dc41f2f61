"""Two records, one work? What agrees is weighed by ``rules.tsv``; some differences decide."""

from collections.abc import Iterator
from typing import Final

from catalogue.matching.verdict import Evidence, Says, Verdict
from catalogue.works.agreeing import on_titles, shared_titles
from catalogue.works.creators import agreement
from catalogue.works.differences import differences
from catalogue.works.doubts import doubts
from catalogue.works.rules import held, rules
from catalogue.works.sides import Side, side

#: The sum of weights from which on two records are of one work.
SAME: Final = 0.8


def verdict(a: bytes, b: bytes) -> Verdict:
    """The decision on the traits of two records; symmetric but for a and b in the evidence."""
    evidence = tuple(_held(side(a), side(b)))
    table = rules()
    says = {table[each.rule].says for each in evidence}
    if "different" in says:
        return Verdict("different", 0.0, evidence)
    score = min(max(round(sum(each.weight for each in evidence), 3), 0.0), 1.0)
    decided: Says = "ask" if "ask" in says or score < SAME else "same"
    return Verdict(decided, score, evidence)


def _held(a: Side, b: Side) -> Iterator[Evidence]:
    """The rules that hold; after one that says different, no more are looked for."""
    apart = next(differences(a, b), None)
    if apart:
        yield apart
        return
    creators = agreement(a.facts, b.facts)
    shared = shared_titles(a, b)
    if creators.rule == "other-creator":
        yield held("other-creator", creators.a, creators.b)
    elif not shared:
        yield held("other-title", a.first, b.first)
    else:
        yield held(creators.rule, creators.a, creators.b)
        of_titles = list(on_titles(a, b, creators, shared))
        yield from of_titles
        yield from doubts(a, b, creators.rule, of_titles[0].rule)

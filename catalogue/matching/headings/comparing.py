"""The decision on two headings: every rule that holds, weighed by the table."""

from collections.abc import Iterator, Sequence
from typing import Final

from catalogue.matching.headings.traits import Traits
from catalogue.matching.rules import Held, decided
from catalogue.matching.scripts import script
from catalogue.matching.verdict import Verdict
from catalogue.matching.wording import alike
from catalogue.matching.words import listed

_TABLE: Final = "headings/rules"
_GENERIC: Final = "editions/generic_titles"
#: Files that give one number to each thing: two numbers, two things.
_FILES: Final = ("lccn:", "viaf:", "isni:", "wikidata:", "gnd:", "orcid:")


def compared(a: Traits, b: Traits) -> Verdict:
    """The verdict on two headings; who calls gives them in an order that depends on them alone."""
    if a.type != b.type:
        return decided(_TABLE, [("type-differs", a.type, b.type)], anchored=False)
    held = [*_heading(a, b), *_evidence(a, b)]
    if a.type == "100":
        held += _person(a, b)
    elif a.type == "t100":
        held += _dates(a, b)
    names = {name for name, _, _ in held}
    return decided(_TABLE, held, anchored="number" in names and "name-differs" not in names)


def _heading(a: Traits, b: Traits) -> Iterator[Held]:
    ours, theirs = {_packed(n): n for n in a.heading}, {_packed(n): n for n in b.heading}
    shared = sorted(ours.keys() & theirs.keys())
    said = " / ".join(a.heading[:2]), " / ".join(b.heading[:2])
    if not shared:
        known = set(map(_packed, a.variants)), set(map(_packed, b.variants))
        variant = ours.keys() & known[1] or theirs.keys() & known[0]
        turned = a.type == "100" and not _turned(a).isdisjoint(_turned(b))
        found = "name-turned" if turned else "name-differs"
        yield ("name-variant" if variant else found), *said
        return
    yield _worth(a.type, max((ours[name] for name in shared), key=len)), *said
    if a.codes != b.codes:
        alike_ = a.codes.replace("v", "x") == b.codes.replace("v", "x")
        yield ("subdivision-form" if alike_ else "subdivision"), a.codes, b.codes
    if a.vocabulary and b.vocabulary and a.vocabulary != b.vocabulary:
        yield "thesaurus-differs", a.vocabulary, b.vocabulary


def _turned(traits: Traits) -> set[str]:
    """The words of each name in one order, however they are divided."""
    return {" ".join(sorted(name.replace(",", "").split())) for name in traits.heading}


def _packed(name: str) -> str:
    return name.replace(",", "").replace(" ", "")


def _worth(tag: str, name: str) -> str:
    if tag == "100":
        given = name.partition(", ")[2]
        if script(name) == "h":
            return "name-common" if len(_packed(name)) < 4 else "name"
        return "name" if any(len(word) > 1 for word in given.split()) else "name-common"
    if tag in ("110", "111"):
        return "body" if len(name.split()) > 2 or len(name) > 24 else "body-short"
    return "heading-generic" if name in listed(_GENERIC) else "heading"


def _person(a: Traits, b: Traits) -> Iterator[Held]:
    yield from _dates(a, b)
    if a.division != b.division:
        yield "division-differs", a.division, b.division
    if a.author and b.author and a.agency and a.agency == b.agency:
        yield "author", " / ".join(a.heading[:1]), " / ".join(b.heading[:1])
    if a.numeration != b.numeration:
        yield "numeration-differs", a.numeration, b.numeration
    if a.qualifier and b.qualifier:
        agree = alike(a.qualifier, b.qualifier) in ("equal", "more")
        yield ("qualifier" if agree else "qualifier-differs"), a.qualifier, b.qualifier
    if a.fuller and b.fuller:
        agree = alike(a.fuller, b.fuller) in ("equal", "more", "near")
        yield ("fuller" if agree else "fuller-differs"), a.fuller, b.fuller
    if a.several or b.several:
        yield "undifferentiated", " / ".join(a.heading[:1]), " / ".join(b.heading[:1])


def _dates(a: Traits, b: Traits) -> Iterator[Held]:
    said = f"{a.born}-{a.died}", f"{b.born}-{b.died}"
    if (a.born and b.born and a.born != b.born) or (a.died and b.died and a.died != b.died):
        yield "dates-differ", *said
    elif a.born and b.born and a.died and b.died:
        yield "dates", *said
    elif a.born and b.born:
        yield "birth", *said
    elif a.died and b.died:
        yield "death", *said
    elif a.born or b.born or a.died or b.died:
        yield "dates-missing", *said


def _evidence(a: Traits, b: Traits) -> Iterator[Held]:
    if source := _cited(a.source, b.source):
        yield "source", *source
    if shared := sorted(set(a.numbers) & set(b.numbers)):
        yield "number", shared[0], shared[0]
        return
    for start in _FILES:
        ours = [number for number in a.numbers if number.startswith(start)]
        theirs = [number for number in b.numbers if number.startswith(start)]
        if ours and theirs:
            yield "number-differs", ours[0], theirs[0]
            return


def _cited(ours: Sequence[str], theirs: Sequence[str]) -> tuple[str, str] | None:
    for one in ours:
        for two in theirs:
            if alike(min(one, two), max(one, two)) in ("equal", "near"):
                return one, two
    return None

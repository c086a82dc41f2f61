"""What makes a person look, although creator and title agree."""

from collections.abc import Iterator
from typing import Final

from catalogue.matching.verdict import Evidence
from catalogue.works.facts import Facts
from catalogue.works.rules import held
from catalogue.works.sides import Side, by_person, compact
from catalogue.works.words import endings, han, titles

#: Letters of a word of a uniform title that a title proper must have.
_STEM: Final = 4
#: Signs of what a report is at one time and not at the other.
_STAGES: Final = frozenset({"interim", "final"})
#: So many times shorter, under another title of its own, it may be an extract.
_TIMES: Final = 4
#: Words of two titles under one uniform title that make one doubt whether they are of one text.
_FURTHER: Final = 2
#: Ways of agreeing that come from a cataloguer who has named the work or its original.
_BY_UNIFORM: Final = ("uniform-title", "original", "title-of-original")


def doubts(a: Side, b: Side, creators: str, way: str) -> Iterator[Evidence]:
    """The rules that say ``ask``; ``creators`` and ``way`` are how creators and titles agree."""
    one, two = a.facts, b.facts
    yield from _of_content(one, two, way)
    yield from _of_parts(one, two, way)
    equal = way == "title" and one.several == two.several and _full(one, two)
    if (one.several or two.several) and not equal and way != "uniform-title":
        yield held("several", _shown(one), _shown(two))
    if one.year != two.year and _comes_again(one, two, way):
        yield held("recurring", one.year, two.year)
    if a.uniform and b.uniform and not a.uniform.keys() & b.uniform.keys():
        yield held("other-spelling", a.first, b.first)
    if way == "uniform-title" and _far_shorter(a, b):
        yield held("far-shorter", str(one.pages), str(two.pages))
    if creators == "under-title" and not (_titled(a) and _titled(b) and not _apart(a, b)):
        yield held("titled-otherwise", _shown(one), _shown(two))


def _of_content(one: Facts, two: Facts, way: str) -> Iterator[Evidence]:
    """Doubts whether the same text is in both."""
    signs = (" ".join(one.signs), " ".join(two.signs))
    if _selected(one, two, way):
        yield held("selection", *signs)
    if ("abridgement" in one.signs) != ("abridgement" in two.signs):
        yield held("abridgement", *signs)
    if ("brief" in one.signs) != ("brief" in two.signs):
        yield held("brief", *signs)
    if _STAGES & (set(one.signs) ^ set(two.signs)):
        yield held("other-stage", *signs)
    if one.sounds != two.sounds and one.form == "music" and way not in _BY_UNIFORM:
        yield held("score-and-sound", _shown(one), _shown(two))
    adapters = {name.forms for name in one.beside} & {name.forms for name in two.beside}
    if "adaptation" in one.signs and not adapters:
        yield held("adapters", *signs)
    if one.gathers and two.gathers and not _full(one, two):
        yield held("gathered", _shown(one), _shown(two))
    if one.genre and two.genre and one.genre != two.genre:
        yield held("another-genre", one.genre, two.genre)


def _of_parts(one: Facts, two: Facts, way: str) -> Iterator[Evidence]:
    """Volumes of one set, or books under one name? Only a few tell."""
    if one.part and two.part:
        if one.section and two.section:
            yield held("volumes-of-a-set", one.part, two.part)
        elif compact(one.part) != compact(two.part):
            yield held("other-part", one.part, two.part)
    elif _in_part(one, two, way):
        yield held("whole-and-part", one.part, two.part)


def _shown(facts: Facts) -> str:
    return " ".join(facts.proper[:1])


def _selected(one: Facts, two: Facts, way: str) -> bool:
    """Selections that may have chosen otherwise, or one and the whole."""
    if one.extract and two.extract and not set(one.proper) & set(two.proper):
        return True
    if one.extract != two.extract and not (way == "title" and _full(one, two)):
        return True
    if "selection" not in one.signs and "selection" not in two.signs:
        return False
    return not (way == "title" and one.signs == two.signs and _full(one, two))


def _full(one: Facts, two: Facts) -> bool:
    """Whether the titles agree with all that follows them."""
    return bool(set(one.proper) & set(two.proper)) and one.rest == two.rest


def _in_part(one: Facts, two: Facts, way: str) -> bool:
    if bool(one.part) != bool(two.part) and way == "title":
        return True
    return one.divided != two.divided and way not in ("uniform-title", "original")


def _comes_again(one: Facts, two: Facts, way: str) -> bool:
    """Whether it is what a body, a meeting or nobody publishes every year."""
    if by_person(one) or by_person(two):
        return False
    if one.meeting or two.meeting or _ends_so(one) or _ends_so(two):
        return True
    if way in _BY_UNIFORM:
        return False
    said = (*one.proper, *one.rest, *two.proper, *two.rest)
    words = {word for title in said for word in title.split()}
    return one.dated or two.dated or bool(words & titles("recurring"))


def _ends_so(facts: Facts) -> bool:
    ends = endings("recurring")
    return any(han(title) and title.endswith(ends) for title in (*facts.proper, *facts.uniform))


def _titled(side: Side) -> bool:
    """Whether a record under a uniform title has it on the title page, or is a translation."""
    if side.facts.translated:
        return True
    return any(
        word[:_STEM] in proper
        for title in side.uniform.values()
        for word in title.split()
        if len(word) >= _STEM or han(word)
        for proper in side.proper
    )


def _apart(a: Side, b: Side) -> bool:
    """Whether two title pages in no translation say more than the uniform title, each its own."""
    if a.facts.translated or b.facts.translated:
        return False
    mine, theirs = _further(a), _further(b)
    return min(len(mine), len(theirs)) >= _FURTHER and mine.isdisjoint(theirs)


def _further(side: Side) -> set[str]:
    """The stems of the words in Latin letters of the title proper that the uniform title lacks."""
    known = {word[:_STEM] for title in side.uniform.values() for word in title.split()}
    words = (word for title in side.proper.values() for word in title.split())
    return {word[:_STEM] for word in words if len(word) >= _STEM and word.isascii()} - known


def _far_shorter(a: Side, b: Side) -> bool:
    """Whether of two books in one language, with titles of their own, one is a fraction."""
    one, two = a.facts, b.facts
    if a.proper.keys() & b.proper.keys() or one.languages != two.languages:
        return False
    fewer, more = sorted((one.pages, two.pages))
    return 0 < fewer * _TIMES < more

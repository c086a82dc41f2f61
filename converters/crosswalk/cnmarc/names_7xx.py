"""7XX, who is responsible: 701 and 702 persons, 711 and 712 bodies, with the role in $4.

CNMARC has no main entry: names of 100 and 700 stand side by side, as primary (701, 711) or as
secondary (702, 712) by what the person did.
"""

from functools import lru_cache, partial
from typing import Final

from converters.crosswalk.cnmarc import reasons
from converters.crosswalk.cnmarc.headings import corporate, personal
from converters.crosswalk.cnmarc.isbd import bare, cut, has_han, tidy
from converters.crosswalk.cnmarc.links_4xx import analytic
from converters.crosswalk.cnmarc.practice import Practice
from converters.crosswalk.cnmarc.roles import agree, is_primary, stated, words_of
from converters.crosswalk.fields import Field, Subfields, Target
from converters.crosswalk.table import By, Table

#: A statement of responsibility longer than this is not read to its end.
_ENOUGH: Final = 2000
_FROM_STATEMENT: Final = "the role of {} was taken from the statement of responsibility"


def _roles(source: Field, target: Target) -> list[str]:
    """The role words of a name; the word of the statement in 245 $c, where the field has none.

    A code is general (aut); the statement has the very word (撰), and goes before it if it agrees.
    """
    words = words_of(source)
    if any(has_han(value) for value in source.all("e4")):
        return words
    last = "b" if source.tag.endswith("10") and "b" in source else "a"
    name = tidy(bare(source.get(last)))
    if not has_han(name):
        return words
    word = stated(name, _statements(target.source.get("245", "c")[:_ENOUGH]))
    if not word or (words and not agree(word, words)):
        return words
    if not words:
        target.note(_FROM_STATEMENT.format(name))
    return [word, *(each for each in words if not agree(each, [word]))]


@lru_cache(maxsize=64)
def _statements(text: str) -> tuple[str, ...]:
    """The statements of 245 $c, one for each role."""
    parts = [part.strip("[]. ．") for _, part in cut(tidy(text).strip("[]"), ";/")]
    return tuple(parts)


def _ending(source: Field, words: list[str]) -> Subfields:
    numbers = [value for value in source.all("0") if not value.startswith("http")]
    return [*(("4", word) for word in words), *(("3", number) for number in numbers[:1])]


def _leave_rest(source: Field, target: Target, used: str) -> None:
    rest = {code for code, _ in source.subfields} - set(used) - set("e40")
    target.leave(source, "".join(rest), reasons.NO_PLACE)
    for (code, value), place in zip(source.subfields, source.places, strict=True):
        if code == "0" and value.startswith("http"):
            target.left[source.place, place] = reasons.OTHER_NAMESPACE


def person(practice: Practice, source: Field, target: Target) -> None:
    """701 or 702 from 100 and 700; 721 or 722 for a family; with a title, 464 or 488."""
    if source.tag == "700" and source.get("t"):
        analytic(source, target)
        return
    words = _roles(source, target)
    second, written = personal(practice, source)
    secondary = source.tag == "700" and not is_primary(words)
    _leave_rest(source, target, "abcdqu")
    if source.first == "3":
        kept = [(code, value) for code, value in written if code in "af"]
        target.add("722" if secondary else "721", "  ", [*kept, *_ending(source, words)])
        return
    place = [("p", bare(value)) for value in source.all("u")]
    tag = "702" if secondary else "701"
    target.add(tag, f" {second}", [*written, *place, *_ending(source, words)])


def body(source: Field, target: Target) -> None:
    """711 or 712 from 110, 111, 710, 711; with a title, 464 or 488."""
    if source.tag in {"710", "711"} and source.get("t"):
        analytic(source, target)
        return
    words = _roles(source, target) if not source.tag.endswith("11") else []
    meeting = source.tag in {"111", "711"}
    if meeting:
        # In 111 and 711 $e is a part of the meeting, and $j the role.
        words = [bare(value) for value in source.all("j")]
    indicators, written = corporate(source)
    secondary = source.tag in {"710", "711"} and not is_primary(words)
    _leave_rest(source, target, "abcdngu" + ("eqj" if meeting else ""))
    place = [("p", bare(value)) for value in source.all("u")]
    tag = "712" if secondary else "711"
    target.add(tag, indicators, [*written, *place, *_ending(source, words)])


def uncontrolled(source: Field, target: Target) -> None:
    """730 from 720: a name in no form of its own."""
    _leave_rest(source, target, "a")
    words = words_of(source)
    second = "1" if source.first == "1" else " "
    target.add("730", f" {second}", [("a", bare(source.get("a"))), *_ending(source, words)])


def table(practice: Practice) -> Table:
    """The rules for names."""
    persons = By(partial(person, practice))
    return {
        "100": (persons,),
        "700": (persons,),
        **{tag: (By(body),) for tag in ("110", "111", "710", "711")},
        "720": (By(uncontrolled),),
    }

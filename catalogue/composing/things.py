"""The things several records name, each known by all the forms in which any of them writes it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from catalogue.composing.named import OTHER, Named
from catalogue.composing.saying import agree, joined
from catalogue.composing.units import Unit
from converters.bibframe.scripts import LATIN
from converters.crosswalk.cnmarc.pinyin import by_machine

#: Things with equal words that a new one is compared with; of more, only what is exactly equal.
_COMPARED: Final = 16


@dataclass(slots=True, eq=False)
class Thing:
    """What is one: ``first`` stands for it, the frame's where the frame has it; then the others."""

    first: Named
    kept: bool
    others: list[Named] = field(default_factory=list)
    vocabulary: str = ""
    words: dict[str, set[str]] = field(default_factory=dict)
    details: dict[str, dict[str, frozenset[str]]] = field(default_factory=dict)

    def take(self, named: Named) -> None:
        """Knows the thing by this unit's forms, too."""
        self.vocabulary = self.vocabulary or named.vocabulary
        for form in named.forms:
            self.words.setdefault(form.script, set()).add(form.saying.words)
            if form.saying.details:
                known = self.details.setdefault(form.script, {})
                for code, said in form.saying.details.items():
                    known[code] = known.get(code, frozenset()) | said


class Things:
    """The things of one block, found by their words: built up one unit after another."""

    def __init__(self, *, mixed: bool) -> None:
        """``mixed``: some are written in Latin letters only, some in others only."""
        self.all: list[Thing] = []
        self._mixed = mixed
        self._found: dict[str, list[Thing]] = {}
        self._exactly: dict[object, Thing] = {}

    def keep(self, new: Named) -> None:
        """A unit that is in the result whatever others say."""
        self._add(Thing(new, kept=True), new, _exact(new))

    def join(self, new: Named) -> None:
        """A unit that is of a thing that is there, or else is a new one."""
        exact = _exact(new)
        if (thing := self._exactly.get(exact)) is not None:
            thing.others.append(new)
        elif (thing := self._of(new)) is not None:
            thing.others.append(new)
            self._know(thing, new, exact)
        else:
            self._add(Thing(new, kept=False), new, exact)

    def _of(self, new: Named) -> Thing | None:
        for key in self._keys(new):
            for thing in self._found.get(key, ()):
                if _same(thing, new):
                    return thing
        if new.unit.rule.scripts == "only":
            return self._only(new)
        return None

    def _keys(self, new: Named) -> Iterable[str]:
        """The words it is looked for by; of a Chinese name without pinyin also the machine's."""
        yield from _words(new)
        if not self._mixed:
            return
        latin = [form for form in new.forms if form.script == LATIN]
        if latin:
            yield from (_PINYIN + _key(new.unit, form.saying.words) for form in latin)
        else:
            spelled = (_pinyin(form.saying.words) for form in new.forms)
            yield from (_key(new.unit, pinyin) for pinyin in spelled if pinyin)

    def _only(self, new: Named) -> Thing | None:
        """The one field of its kind in the frame: of one edition, it is the same in two scripts."""
        rule, role = new.unit.rule, _role(new.unit)
        kept = [thing for thing in self.all[:_COMPARED] if thing.kept and _role_of(thing) == role]
        if len(kept) != 1:
            return None
        (thing,) = kept
        if any(other.unit.rank == new.unit.rank for other in thing.others):
            return None
        if rule.others and any(form.script in thing.words for form in new.forms):
            return None
        return thing if _agree(thing, new, _DATES) else None

    def _add(self, thing: Thing, new: Named, exact: object) -> None:
        self.all.append(thing)
        self._know(thing, new, exact)

    def _know(self, thing: Thing, new: Named, exact: object) -> None:
        thing.take(new)
        self._exactly.setdefault(exact, thing)
        keys = list(_words(new))
        if self._mixed and LATIN not in thing.words:
            pinyin = (_pinyin(form.saying.words) for form in new.forms)
            keys += [_PINYIN + _key(new.unit, each) for each in pinyin if each]
        for key in keys:
            things = self._found.setdefault(key, [])
            if len(things) < _COMPARED and thing not in things:
                things.append(thing)


#: Before the words a machine has spelled, which are found by words in Latin letters alone.
_PINYIN: Final = "pinyin "
_DATES: Final = frozenset("d")


def _key(unit: Unit, words: str) -> str:
    return f"{unit.tag[1:]} {words}" if unit.rule.same == "heading" else words


def _words(new: Named) -> Iterator[str]:
    """What it is found by: its words, and both years of a person's life, whatever the name."""
    for form in new.forms:
        yield _key(new.unit, form.saying.words)
        if new.unit.rule.block == "name" and new.unit.tag[1:] == "00":
            for years in form.saying.details.get("d", ()):
                if " " in years:
                    yield f"years {years}"


def _exact(new: Named) -> object:
    forms = tuple(
        (form.script, form.saying.words, frozenset(form.saying.details.items()))
        for form in new.forms
    )
    return _key(new.unit, ""), new.vocabulary, forms


def _same(thing: Thing, new: Named) -> bool:
    """Whether they agree in the scripts both are written in; in none of them, whether in dates."""
    if thing.vocabulary and new.vocabulary and thing.vocabulary != new.vocabulary:
        return False
    common = {form.script for form in new.forms if form.script in thing.words}
    if not common:
        return _agree(thing, new, _DATES)
    if OTHER in common and not any(
        form.script == OTHER and form.saying.words in thing.words[OTHER] for form in new.forms
    ):
        return False
    return _agree(thing, new, None)


def _agree(thing: Thing, new: Named, codes: frozenset[str] | None) -> bool:
    """Whether no detail contradicts: of two, one is a part of the other.

    ``codes``: compare these alone, whatever the script.
    """
    return all(
        agree(form.saying.details, known, codes)
        for form in new.forms
        for script, known in thing.details.items()
        if codes is not None or script == form.script
    )


def _role(unit: Unit) -> str:
    """What two fields are that can be each other in another script: 260 and 264 _1 are."""
    main = unit.fields[0]
    if unit.tag == "264":
        return f"264{main.indicators[1] if main.indicators else ' '}"
    return "2641" if unit.tag[:2] == "26" else unit.tag


def _role_of(thing: Thing) -> str:
    return _role(thing.first.unit)


@lru_cache(maxsize=4096)
def _pinyin(words: str) -> str:
    """The words as a machine spells them; empty when they are not Chinese, or are too long."""
    return joined(by_machine(words, name=True).lower().replace("v", "u"))

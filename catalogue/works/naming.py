"""What a work is called and who made it, by an authority, else by what its editions say."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import pymarc

from catalogue.works.titles import original_in, skipped, uniform
from converters.bibframe.languages import SHORT
from converters.bibframe.scripts import LATIN, romanised, script_of, tag_by_content
from converters.bibframe.text import chop, joined
from converters.mending import mend_iri
from shapes.folding import fold

#: From surest to least: a uniform title with its authority, one without, the title of the
#: original, an edition in the language of the original, any edition.
AUTHORISED, UNIFORM, ORIGINAL, IN_ORIGINAL, ANY = range(5)
#: What of a uniform title names the work, and what an expression of it (MARC 21 130, 240).
_OF_WORK: Final = "akmnpr"
_OF_EXPRESSION: Final = frozenset("fhkloqs")
_NAMES: Final = {"100": "abcdq", "110": "abcdn", "111": "abcdenq"}
_CLASSES: Final = {"100": "Person", "110": "Organization", "111": "Meeting"}
#: Of $4 and $i in 758: the property of RDA, or its label in small letters.
_WORK: Final = re.compile(r"P30135|work manifested", re.IGNORECASE)
_LONGEST: Final = 1_000


@dataclass(frozen=True, slots=True, order=True)
class Called:
    """Texts of one title or name: (text, language tag), sorted.

    ``iris``: addresses of its authorities ($0); ``alike``: of the same thing elsewhere ($1, 758).
    """

    texts: tuple[tuple[str, str], ...]
    iris: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()
    kind: str = ""

    @property
    def label(self) -> str:
        """The text to be shown: in Latin letters where there is one."""
        return min(self.texts, key=lambda each: (script_of(each[0]) != LATIN, each))[0]


def title_of(records: Sequence[pymarc.Record], language: str) -> Called | None:
    """The title of the work: the surest kind there is, of that the one most editions have.

    One in Latin letters alone has the scripts in which the editions write it.
    """
    found: dict[int, list[Called]] = defaultdict(list)
    for record in records:
        for rank, called in _titles(record, language):
            found[rank].append(called)
    if not found:
        return None
    return _in_scripts(_most(found[min(found)]), [each for of in found.values() for each in of])


def _in_scripts(title: Called, found: Iterable[Called]) -> Called:
    """Beside a uniform title (Hong lou meng) what editions write so in two scripts (红楼梦)."""
    if any(script_of(text) != LATIN for text, _ in title.texts):
        return title
    name = fold(title.label).replace(" ", "")
    written = [
        each for each in found if len(each.texts) > 1 and fold(each.label).replace(" ", "") == name
    ]
    return replace(title, texts=_most(written).texts) if written else title


def creator_of(records: Sequence[pymarc.Record]) -> Called | None:
    """The creator most editions enter it under, in the fullest form."""
    found = [
        Called(
            _texts(field, _others(record, field), _NAMES[field.tag], _spoken(record)),
            _addresses([field], "0"),
            _addresses([field], "1"),
            _CLASSES[field.tag],
        )
        for record in records
        for field in record.get_fields(*_NAMES)[:1]
    ]
    found = [each for each in found if each.texts]
    return _most(found) if found else None


def _most(found: Iterable[Called]) -> Called:
    """The one that folds like most others; of its spellings those most records have, and all IRIs.

    The order of what is found does not matter.
    """
    alike: dict[str, list[Called]] = defaultdict(list)
    for each in found:
        alike[fold(each.label).replace(" ", "")].append(each)
    _, chosen = min(alike.items(), key=lambda pair: (-len(pair[1]), len(pair[0]), pair[0]))
    spelt: dict[str, Counter[str]] = defaultdict(Counter)
    for each in chosen:
        for text, tag in each.texts:
            spelt[tag][text] += 1
    texts = {
        (min(counted, key=lambda text: (-counted[text], text)), tag)
        for tag, counted in spelt.items()
    }
    iris = {iri for each in chosen for iri in each.iris}
    same = {iri for each in chosen for iri in each.alike}
    kind = min(each.kind for each in chosen)
    return Called(tuple(sorted(texts)), tuple(sorted(iris)), tuple(sorted(same)), kind)


def _titles(record: pymarc.Record, language: str) -> Iterator[tuple[int, Called]]:
    for field in record.get_fields("130", "240")[:1]:
        if uniform(field, 0)[1]:
            continue
        of_work = not _OF_EXPRESSION & {code for code, _ in field.subfields}
        iris = _addresses([field], "0") if of_work else ()
        same = _addresses([field], "1") if of_work else ()
        skip = skipped(field.indicators[0 if field.tag == "130" else 1] if field.indicators else "")
        texts = _texts(field, _others(record, field), _OF_WORK, language, skip)
        if texts:
            yield AUTHORISED if iris or same else UNIFORM, Called(texts, iris, same)
    for text in _originals(record):
        tag = tag_by_content(text, language) if script_of(text) != LATIN else ""
        yield ORIGINAL, Called(((text, tag),))
    for field in record.get_fields("245")[:1]:
        spoken = _spoken(record)
        skip = skipped(field.indicators[1] if field.indicators else "")
        texts = _texts(field, _others(record, field), "a", spoken, skip)
        if texts:
            yield IN_ORIGINAL if language and spoken == language else ANY, Called(texts)


def _originals(record: pymarc.Record) -> Iterator[str]:
    """Titles of the original as they are written: 765 $t, 246 that says so, notes."""
    for field in record.get_fields("765")[:1]:
        if text := chop(field.get("t", "")[:_LONGEST]):
            yield text
    for field in record.get_fields("246")[:10]:
        words = field.get("i", "").casefold()
        if ("original" in words or "原" in words) and (text := chop(field.get("a", "")[:_LONGEST])):
            yield text
    for field in record.get_fields("500")[:20]:
        if text := original_in(field.get("a", "")):
            yield text


def _others(record: pymarc.Record, field: pymarc.Field) -> list[pymarc.Field]:
    """The 880s of a field."""
    six = field.get("6", "")
    if not six.startswith("880-") or six[4:6] == "00":
        return []
    linked = f"{field.tag}-{six[4:6]}"
    return [other for other in record.get_fields("880")[:99] if other.get("6", "")[:6] == linked]


def _spoken(record: pymarc.Record) -> str:
    """The language of the text, as 008 codes it."""
    fixed = next((field.data or "" for field in record.get_fields("008")), "")
    return fixed[35:38].strip(" |")


def _texts(
    field: pymarc.Field, others: Sequence[pymarc.Field], codes: str, language: str, skip: int = 0
) -> tuple[tuple[str, str], ...]:
    """The text in each script, those in Latin letters tagged where it is a romanisation."""
    made = set[tuple[str, str]]()
    scripts = [_text(other, codes) for other in others]
    for text in scripts:
        if text:
            made.add((text, tag_by_content(text, language)))
    if text := _text(field, codes, skip):
        script = script_of(text)
        if script in ("", LATIN):
            made.add((text, romanised(SHORT.get(language, language)) if made else ""))
        else:
            made.add((text, tag_by_content(text, language)))
    return tuple(sorted(made))


def _text(field: pymarc.Field, codes: str, skip: int = 0) -> str:
    values = [value for code, value in field.subfields if code in codes and value.strip()]
    text = chop(" ".join(joined(values)[skip:_LONGEST].split()))
    return text[:1].upper() + text[1:] if skip else text


def work_addresses(records: Iterable[pymarc.Record]) -> tuple[str, ...]:
    """The addresses in 758 that a record gives as those of its work (RDA: work manifested)."""
    fields = [
        field
        for record in records
        for field in record.get_fields("758")[:9]
        if any(_WORK.search(value) for code, value in field.subfields if code in "4i")
    ]
    return _addresses(fields, "01")


def _addresses(fields: Iterable[pymarc.Field], codes: str) -> tuple[str, ...]:
    """The IRIs in these subfields, mended, sorted."""
    written = (
        value.removeprefix("(uri)").strip()
        for field in fields
        for code, value in field.subfields
        if code in codes and "://" in value[:20]
    )
    return tuple(sorted({iri for value in written if (iri := mend_iri(value))}))

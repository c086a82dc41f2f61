"""See, see also and parallel headings: 4XX → 4XX, 5XX → 5XX, 7XX → 7XX, with what controls them."""

from typing import Final

from converters.bibframe.languages import SHORT
from converters.crosswalk.fields import Field, Subfields, Target
from converters.crosswalk.table import By, Table
from converters.crosswalk.unimarc import reasons
from converters.crosswalk.unimarc.authorities.forms import LETTERS, form_of
from converters.crosswalk.unimarc.authorities.headings_2xx import LEFT
from converters.crosswalk.unimarc.codes import source_code
from converters.crosswalk.unimarc.roles import roles

#: ``$5``, first place, to ``$w`` of MARC 21.
_RELATIONS: Final = frozenset("abdgh")
#: What MARC 21 says in words, ``$i``.
_WORDS: Final = {
    "e": "Pseudonym",
    "f": "Real name",
    "i": "Name in religion",
    "j": "Married name",
    "k": "Name before marriage",
    "l": "Shared pseudonym",
    "m": "Secular name",
}
_SUPPRESSED: Final = "0"


def write_tracing(source: Field, target: Target) -> None:
    """4XX see, 5XX see also → 4XX, 5XX: $5 → $w (earlier a, later b, acronym d, broader g, narrower
    h; not displayed where its second place is 0) or words in $i, $0 → $i, $3 → $0, $4 → $4 or $e.
    """
    form = form_of(source)
    if source.get("5")[:1] not in {*_RELATIONS, *_WORDS} and source.get("5")[1:2] != _SUPPRESSED:
        target.leave(source, "5", "no relation but that of its field")
    if form.subfields:
        target.add(
            f"{source.tag[0]}{form.suffix}",
            form.indicators,
            [*_before(source), *form.subfields, *_after(source)],
        )


def _before(source: Field) -> Subfields:
    control = source.get("5")
    relation, suppressed = control[:1], control[1:2] == _SUPPRESSED
    words = [_WORDS[relation]] if relation in _WORDS else []
    words += [text.rstrip(" :：") for text in source.all("0")]
    code = relation if relation in _RELATIONS else "r" if words else ""
    made: Subfields = []
    if suppressed:
        made.append(("w", f"{code or 'n'}nna"))
    elif code:
        made.append(("w", code))
    return [*made, *(("i", f"{text}:") for text in words)]


def _after(source: Field) -> Subfields:
    made: Subfields = [("0", text) for text in source.all("3")]
    meeting = source.tag[1:3] == "10" and source.first == "1"
    for text in source.all("4"):
        made += [("j" if meeting and code == "e" else code, said) for code, said in roles(text)]
    return made


def write_parallel(source: Field, target: Target) -> None:
    """7XX the heading in another language or system → 7XX: $2 → $2, $3 → $0, the language of $8
    → $7 as a tag of BCP 47.
    """
    form = form_of(source)
    if not form.subfields:
        return
    system = [("2", source_code(text)) for text in source.all("2")]
    language = source.get("8")[:3].lower()
    if language not in SHORT:
        target.leave(source, "8", "no language that has a tag of two letters")
    tagged = [("7", f"(bcp47){SHORT[language]}")] if language in SHORT else []
    target.add(
        f"7{form.suffix}",
        f"{form.indicators[0]}{'7' if system else '4'}",
        [*form.subfields, *_after(source), *system, *tagged],
    )


_TRACING: Final = {**LEFT, "2": "the system of headings, which 152 says for the record"}
_PARALLEL: Final = {
    "0": "an instruction to the reader, which a parallel heading has none of",
    "7": LEFT["7"],
    "5": "a parallel heading has no relation but that",
    "6": reasons.LINKING,
}

TABLE: Final[Table] = {
    **{
        f"{block}{suffix}": (By(write_tracing, _TRACING, f"{letters}0345"),)
        for block in "45"
        for suffix, letters in LETTERS.items()
    },
    **{
        f"7{suffix}": (By(write_parallel, _PARALLEL, f"{letters}23478"),)
        for suffix, letters in LETTERS.items()
    },
}

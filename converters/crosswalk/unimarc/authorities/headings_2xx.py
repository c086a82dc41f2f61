"""The heading, 2XX → 1XX; the same in another script → 880; a dynasty → 368 too."""

from collections.abc import Iterator
from typing import Final

from converters.crosswalk.fields import Field, Record, Subfields, Target
from converters.crosswalk.scripts import has_other_script
from converters.crosswalk.table import By, Table
from converters.crosswalk.unimarc import reasons
from converters.crosswalk.unimarc.authorities.forms import FORMS, LETTERS, Form, form_of

#: Codes of ``$7`` (script of the entry) to those of MARC 21's ``$6``.
SCRIPTS: Final = {
    "ba": "(B",
    "ca": "(N",
    "da": "$1",
    "db": "$1",
    "dc": "$1",
    "ea": "$1",
    "fa": "(3",
    "ga": "(S",
    "ha": "(2",
    "ka": "$1",
}
#: The number of the heading's pair.
_NUMBER: Final = "01"
LEFT: Final = {
    "6": reasons.LINKING,
    "7": "tells of the script, which the letters themselves show",
    "8": "the language of cataloguing, which 100 says for the record",
}


def write_heading(source: Field, target: Target) -> None:
    """200-280 the heading → 1XX, $3 number → $0.

    The first is the heading; one of the same tag in another script is its 880, what is left a
    variant (4XX). A dynasty in $f is also 368 $c, so that it can be asked for.
    """
    form = form_of(source)
    if not form.subfields:
        return
    main = next(_headings(target.source))
    beside = [("0", number) for number in source.all("3")]
    if source.place == main.place:
        link = _link(target) if source is main else []
        target.add(f"1{form.suffix}", form.indicators, [*link, *form.subfields, *beside])
        _write_dynasty(source, target)
    elif source.tag == main.tag and _other_script(form) != _other_script(form_of(main)):
        at = f"1{form.suffix}-{_NUMBER}"
        code = SCRIPTS.get(source.get("7")[4:6] or source.get("7")[:2], "")
        target.add("880", form.indicators, [("6", f"{at}/{code}" if code else at), *form.subfields])
    else:
        target.add(f"4{form.suffix}", form.indicators, [*form.subfields, *beside])
        target.note(f"field {source.tag} is there more than once; the first is the heading")


def _headings(record: Record) -> Iterator[Field]:
    """The fields that say a heading, in order."""
    return (each for each in record.all(*_TAGS) if form_of(each).subfields)


def _link(target: Target) -> Subfields:
    """``$6`` of the heading, where a further field of its tag is in another script."""
    main, *rest = _headings(target.source)
    script = _other_script(form_of(main))
    if any(each.tag == main.tag and _other_script(form_of(each)) != script for each in rest):
        target.pairs = max(target.pairs, 1)
        return [("6", f"880-{_NUMBER}")]
    return []


def _other_script(form: Form) -> bool:
    return has_other_script("".join(text for _, text in form.subfields))


def _write_dynasty(source: Field, target: Target) -> None:
    if source.tag == "200":
        dynasties = [text for text in source.all("f") if has_other_script(text)]
        words = [
            text.strip("()（）〔〕[] ") for text in dynasties if not any(map(str.isdecimal, text))
        ]
        target.add("368", "  ", [("c", text) for text in words])


_TAGS: Final = tuple(f"2{suffix}" for suffix in FORMS)
TABLE: Final[Table] = {
    f"2{suffix}": (By(write_heading, LEFT, f"{letters}3"),) for suffix, letters in LETTERS.items()
}

"""Related titles 500-577: uniform titles → 130, 240, 243, 730; other titles → 210, 222, 242-247."""

from typing import Final

from converters.crosswalk.fields import Field, Subfields, Target
from converters.crosswalk.table import By, Part, Table
from converters.crosswalk.unimarc import headings, names, reasons
from converters.crosswalk.unimarc.embedded import embedded, styled
from converters.crosswalk.unimarc.facts import main_entry
from converters.crosswalk.unimarc.marks import not_filed, unmarked

#: Subfields of 500, 501 and 605 → those of X30.
UNIFORM: Final = {
    "a": "a",
    "b": "h",
    "e": "p",
    "h": "n",
    "i": "p",
    "k": "f",
    "l": "k",
    "m": "l",
    "n": "g",
    "q": "s",
    "r": "m",
    "s": "n",
    "u": "r",
    "v": "n",
    "w": "o",
    "2": "2",
    "3": "0",
}
_SUBDIVISIONS: Final = {"j": "v", "x": "x", "y": "z", "z": "y"}
_CONVENTIONAL: Final = {
    "a": "a",
    "b": "k",
    "d": "d",
    "e": "g",
    "f": "g",
    "g": "g",
    "h": "g",
    "i": "p",
    "j": "f",
    "k": "n",
    "l": "n",
    "m": "g",
    "n": "g",
    "o": "g",
}
_PREFERRED: Final = {
    "a": "a",
    "c": "k",
    "d": "f",
    "e": "g",
    "f": "g",
    "h": "n",
    "i": "p",
    "k": "g",
    "l": "k",
    "m": "l",
    "n": "h",
    "o": "f",
    "r": "m",
    "s": "n",
    "t": "t",
    "u": "r",
    "v": "m",
    "w": "s",
    "2": "2",
    "3": "0",
}


def _as(source: Field, codes: dict[str, str]) -> Subfields:
    return [
        (codes[code], unmarked(value).strip()) for code, value in source.subfields if code in codes
    ]


def _write_uniform(source: Field, target: Target, made: Subfields) -> None:
    """130 where the record has no main entry, 240 beside one, 730 for all but the first."""
    made = headings.title(made)
    first = target.source.first(source.tag)
    is_first = first is not None and first.place == source.place
    skipped = not_filed(source.get("a"))
    if not is_first:
        target.add("730", f"{skipped} ", made)
    elif main_entry(target.source) is not None:
        target.add("240", f"{1 if source.first != '0' else 0}{skipped}", made)
    else:
        target.add("130", f"{skipped} ", made)


def write_uniform(source: Field, target: Target) -> None:
    """500 uniform title → 130, or 240 beside 1XX: $h $i part, $m language, $q version, $n other.

    Music: $r medium, $s number, $u key, $w arranged. Subdivisions are for subjects (605).
    """
    made = _as(source, UNIFORM)
    _write_uniform(source, target, made)


def write_collective(source: Field, target: Target) -> None:
    """501 collective uniform title → 243 beside a main entry, else 730."""
    tag = "243" if main_entry(target.source) is not None else "730"
    indicators = f"1{not_filed(source.get('a'))}" if tag == "243" else "0 "
    target.add(tag, indicators, _as(source, UNIFORM))


def write_conventional(source: Field, target: Target) -> None:
    """503 uniform conventional heading → 730: form ($b) $k, year $f, number $n, place $g."""
    target.add("730", "0 ", _as(source, _CONVENTIONAL))


def write_preferred(source: Field, target: Target) -> None:
    """506, 507 preferred access point of a work, an expression → 730."""
    target.add("730", "0 ", _as(source, _PREFERRED))


def write_name_and_title(source: Field, target: Target) -> None:
    """576, 577 name and title of a work, an expression → 700, 710 or 711, $t: embedded or not."""
    tag, first = "700", "1"
    name: Subfields = []
    title: Subfields = []
    for each in embedded(source):
        if each.tag[:2] == "71":
            meeting = names.is_meeting(each)
            tag, first = "711" if meeting else "710", names.corporate_indicator(each)
            name = names.corporate(each, meeting=meeting)
        elif each.tag[:1] == "7":
            first = names.personal_indicator(each)
            name = names.personal(each)
        else:
            title += [("t" if code == "a" else code, text) for code, text in _as(each, UNIFORM)]
    whole = [*name, *title, *_as(styled(source), _PREFERRED)]
    _leave_tags(source, target)
    marked = headings.person(whole) if tag == "700" else headings.body(whole, meeting=tag == "711")
    target.add(tag, f"{first} ", marked)


def _leave_tags(source: Field, target: Target) -> None:
    for place, (code, _) in zip(source.places, source.subfields, strict=True):
        if code == "1":
            target.left[source.place, place] = "begins an embedded field; it has no text"


def variant(second: str, words: str = "") -> Part:
    """A variant title → 246, its kind by the second indicator or by ``$i``."""

    def write(source: Field, target: Target) -> None:
        made = _as(source, {"a": "a", "e": "b", "h": "n", "i": "p", "n": "g", "j": "f", "5": "5"})
        shown = source.first != "0"
        if second in "01" or (second == " " and not words):
            first = "3" if shown else "2"
        else:
            first = "1" if shown else "0"
        target.add("246", first + second, [("i", words), *made])

    write.__doc__ = f"→ 246 _{second} {words}: $a, $e → $b, $h → $n, $i → $p, $n → $g, $j → $f."
    return By(
        write,
        {"z": reasons.LANGUAGE, "2": "the system of the title", "3": "the title's own record"},
        reads="aehinj5",
    )


def write_former(source: Field, target: Target) -> None:
    """520 former title → 247 $a $b $n $p, $f dates, $g other, $x ISSN."""
    codes = {"a": "a", "e": "b", "h": "n", "i": "p", "j": "f", "n": "g", "x": "x"}
    target.add("247", "10", _as(source, codes))


def write_key_title(source: Field, target: Target) -> None:
    """530 key title → 222 $a $b; a part's number or name ($h $i) after a full stop."""
    parts = [unmarked(value).strip() for code, value in source.subfields if code in "ahi"]
    title = ". ".join(part for part in parts if part)
    qualifiers = [("b", text) for text in source.all("b")]
    target.add("222", f" {not_filed(source.get('a'))}", [("a", title), *qualifiers])


def write_abbreviated(source: Field, target: Target) -> None:
    """531 abbreviated title → 210 $a $b."""
    target.add("210", "0 ", _as(source, {"a": "a", "b": "b"}))


def write_translated(source: Field, target: Target) -> None:
    """541 title translated by the cataloguer → 242 $a $b $n $p, $y language."""
    made = _as(source, {"a": "a", "e": "b", "h": "n", "i": "p", "z": "y"})
    target.add("242", f"1{not_filed(source.get('a'))}", made)


_DATES: Final = {
    "j": "dates or volumes the key title is for",
    "v": "the volume the title is for",
    "3": "the title's own record",
}
_NOT_SUBJECT: Final = "a subdivision, which a uniform title has as a subject only"
_NO_SUBDIVISION: Final = dict.fromkeys("jxyz", _NOT_SUBJECT)
TABLE: Final[Table] = {
    "500": (By(write_uniform, _NO_SUBDIVISION, reads="abehiklmnqrsuvw23"),),
    "501": (By(write_collective, _NO_SUBDIVISION, reads="abehiklmnqrsuvw23"),),
    "503": (By(write_conventional, reads="abdefghijklmno"),),
    "506": (By(write_preferred, reads="acdefhikrsu23"),),
    "507": (By(write_preferred, reads="acdefhiklmnorsuvw23"),),
    "510": (variant("1"),),
    "511": (variant(" ", "Half title"),),
    "512": (variant("4"),),
    "513": (variant("5"),),
    "514": (variant("6"),),
    "515": (variant("7"),),
    "516": (variant("8"),),
    "517": (variant(" "),),
    "518": (variant(" ", "Title in modern spelling"),),
    "520": (By(write_former, reads="aehijnx"),),
    "530": (By(write_key_title, _DATES, reads="abhi"),),
    "531": (By(write_abbreviated, _DATES, reads="ab"),),
    "532": (variant(" ", "Expanded title"),),
    "540": (variant(" ", "Title supplied by cataloguer"),),
    "541": (By(write_translated, reads="aehiz"),),
    "545": (variant("0"),),
    "560": (variant(" ", "Artificial title"),),
    "576": (By(write_name_and_title, _NO_SUBDIVISION, reads="1abcdefghikrstu23"),),
    "577": (By(write_name_and_title, _NO_SUBDIVISION, reads="1abcdefghiklmnorstuvw23"),),
}

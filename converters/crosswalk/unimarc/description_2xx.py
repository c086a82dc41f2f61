"""Descriptive block 203-283: edition, material, publication, physical description, series."""

from typing import Final

from converters.crosswalk.fields import Field, Subfields, Target
from converters.crosswalk.table import By, Table, move
from converters.crosswalk.unimarc import reasons
from converters.crosswalk.unimarc.facts import traced_series
from converters.crosswalk.unimarc.marks import bare, comparable, unmarked


def write_edition(source: Field, target: Target) -> None:
    """205 → 250 $a edition ($a, issue $b), $b responsibility ($f ; $g), parallel one (= $d)."""
    edition, rest = "", ""
    for code, value in source.subfields:
        text = value.strip()
        if code in "ab" and text:
            edition += f", {text}" if edition else text
        elif code == "d" and not rest:
            edition += f" = {bare(text)}"
        elif code in "dfg" and text:
            mark = " = " if code == "d" else " ; "
            rest += f"{mark}{bare(text)}" if rest else text
    target.add("250", "  ", [("a", edition), ("b", rest)])


def write_mathematics(source: Field, target: Target) -> None:
    """206 → 255 $a scale, $b projection, $c co-ordinates, $d zone, $e equinox."""
    codes = {"c": "b", "d": "c", "e": "d", "f": "e"}
    made: Subfields = [("a", ". ".join(source.all("ab")))]
    made += [(codes[code], value.strip()) for code, value in source.subfields if code in codes]
    target.add("255", "  ", made)


def write_numbering(source: Field, target: Target) -> None:
    """207 → 362 $a numbering, $z its source; formatted or not by the second indicator."""
    text = " ; ".join(source.all("a"))
    second = "1" if source.second == "1" else "0"
    target.add("362", f"{second} ", [("a", text), *(("z", each) for each in source.all("z"))])


def write_music(source: Field, target: Target) -> None:
    """208 → 254 $a, a parallel statement after ``=``."""
    text = " ; ".join(source.all("a"))
    target.add("254", "  ", [("a", " = ".join([text, *map(bare, source.all("d"))]))])


_SEQUENCE: Final = {" ": " ", "0": "2", "1": "3"}


def write_publication(source: Field, target: Target) -> None:
    """210 → 264 _1 $a place, $b publisher, $c date, and 264 _3 for who made it ($e $g $h).

    An address ($b, $f) stands in brackets after its place. Earliest, intervening or current by the
    first indicator. What $r and $s transcribe as found → 500.
    """
    first = _SEQUENCE.get(source.first, " ")
    target.add("264", f"{first}1", _statement(source, "abcd"))
    target.add("264", f"{first}3", _statement(source, "efgh"))
    for text in source.all("rs"):
        target.add("500", "  ", [("a", text)])


_KINDS: Final = {"0": "1", "1": "0", "2": "2", "3": "3", "4": "4", " ": "1"}


def write_statement(source: Field, target: Target) -> None:
    """214, and 219 of French practice → 264: publication, production, … by the second indicator."""
    first = _SEQUENCE.get(source.first, " ")
    kind = _KINDS.get(source.second, "1")
    target.add("264", first + kind, _statement(source, "abcd"))
    for text in source.all("rs"):
        target.add("500", "  ", [("a", text)])


def _statement(source: Field, codes: str) -> Subfields:
    made: list[tuple[str, list[str]]] = []
    place, address, name, date = (*codes,)
    into = {place: "a", name: "b", date: "c"}
    for code, value in source.subfields:
        text = unmarked(value).strip()
        if code == address and text:
            located = f"({text.strip('()')})"
            if made and made[-1][0] == "a":
                made[-1][1].append(located)
            else:
                made.append(("a", [located]))
        elif code in into and text:
            made.append((into[code], [text]))
    return [(code, " ".join(texts)) for code, texts in made]


def write_series(source: Field, target: Target) -> None:
    """225 → 490 $a title (other information, part, responsibility), $v volume, $x ISSN.

    1 where a 4XX traces the series (830), else 0: one series, told once.
    """
    text = ""
    made: Subfields = []
    after = False
    for code, value in source.subfields:
        part = unmarked(value).strip()
        if code in "vx" and part:
            made.append((code, part))
        elif code in _MARKS and part:
            mark = _MARKS[code]
            if code == "i" and after:
                mark = ", "
            text += f"{mark}{bare(part)}" if text else part
            after = code == "h"
    traced = comparable(source.get("a")) in traced_series(target.source)
    target.add("490", f"{1 if traced else 0} ", [("a", text), *made])


_MARKS: Final = {"a": " ; ", "d": " = ", "e": " : ", "f": " / ", "h": ". ", "i": ". "}


def write_coins(source: Field, target: Target) -> None:
    """260 numismatic resources → 500, its parts after each other."""
    target.add("500", "  ", [("a", " ; ".join(source.all("abcdefghij")))])


_CARRIER_2: Final = "a 2 8>3"
TABLE: Final[Table] = {
    "203": (
        move("336", "a", left={"b": "said with the content form ($a)"}),
        move("337", "c>a"),
    ),
    "205": (By(write_edition, reads="abdfg"),),
    "206": (By(write_mathematics, reads="abcdef"),),
    "207": (By(write_numbering, reads="az"),),
    "208": (By(write_music, reads="ad"),),
    "210": (By(write_publication, reads="abcdefghrs"),),
    "211": (move("263", "a"),),
    "214": (By(write_statement, reads="abcdrs"),),
    "215": (move("300", "a b c>b d>c e f>c", left={"5": reasons.INSTITUTION}),),
    "219": (By(write_statement, reads="abcdrs"),),
    "225": (By(write_series, {"z": reasons.LANGUAGE}, reads="adefhivx"),),
    "230": (move("256", "a"),),
    "231": (move("347", "a b c>b d>b e>c f>d g>e h>f i>c 2"),),
    "251": (move("351", "a b c"),),
    "260": (By(write_coins, {"u": "an address that stands for the type"}, reads="abcdefghij"),),
    "283": (move("338", _CARRIER_2),),
}

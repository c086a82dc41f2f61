"""What a heading of UNIMARC, in whichever block, is in MARC 21: its kind, indicators, subfields."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from converters.crosswalk.fields import Field, Subfields
from converters.crosswalk.unimarc import names
from converters.crosswalk.unimarc.embedded import embedded, styled
from converters.crosswalk.unimarc.marks import not_filed, unmarked

#: Subdivisions; UNIMARC's place and period have each other's letters.
DIVISIONS: Final = {"j": "v", "x": "x", "y": "z", "z": "y"}
#: A uniform title (230, 235) → 130.
_TITLE: Final = {
    "a": "a",
    "b": "h",
    "e": "g",
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
    "w": "o",
}
#: A work's or an expression's title (231, 232) → 130.
_WORK: Final = {
    "a": "a",
    "c": "k",
    "d": "f",
    "e": "g",
    "f": "l",
    "h": "n",
    "i": "p",
    "k": "g",
    "l": "g",
    "m": "l",
    "n": "g",
    "o": "g",
    "r": "m",
    "s": "n",
    "t": "s",
    "u": "r",
    "w": "o",
}


@dataclass(frozen=True, slots=True)
class Form:
    """A heading in MARC 21: the last two digits of its tag, its indicators, its subfields."""

    suffix: str
    indicators: str
    subfields: Subfields


def personal(source: Field) -> Form:
    return Form("00", f"{names.personal_indicator(source)} ", names.personal(source))


def corporate(source: Field) -> Form:
    meeting = names.is_meeting(source)
    made = names.corporate(source, meeting=meeting)
    return Form("11" if meeting else "10", f"{names.corporate_indicator(source)} ", made)


def family(source: Field) -> Form:
    return Form("00", "3 ", names.family(source))


def character(source: Field) -> Form:
    return Form("00", "0 ", names.personal(source))


def trademark(source: Field) -> Form:
    """A trademark, as a body that has its qualifier in brackets."""
    return Form("10", "2 ", names.corporate(source, meeting=False))


def place(source: Field) -> Form:
    return Form("51", "  ", [("a", unmarked(text)) for text in source.all("a")])


def place_access(source: Field) -> Form:
    """Country, state, county, city: the first as ``$a``, each within it as ``$z``."""
    parts = [unmarked(text) for text in source.all(PLACES)]
    return Form("51", "  ", [("z" if at else "a", text) for at, text in enumerate(parts)])


def topic(source: Field) -> Form:
    return Form("50", "  ", [("a", unmarked(text)) for text in source.all("an")])


def genre(source: Field) -> Form:
    return Form("55", "  ", [("a", unmarked(text)) for text in source.all("an")])


def title(source: Field) -> Form:
    made = _coded(source, _TITLE)
    return Form("30", f" {not_filed(source.get('a'))}", made)


def work(source: Field) -> Form:
    return Form("30", f" {not_filed(source.get('a'))}", _coded(source, _WORK))


def _coded(source: Field, codes: Mapping[str, str]) -> Subfields:
    return [
        (codes[code], unmarked(value).strip()) for code, value in source.subfields if code in codes
    ]


def name_title(source: Field) -> Form:
    """A name and a title: each a field inside this one (``$1``), or ``$a`` and ``$t``."""
    if "1" in source:
        return _of_embedded(embedded(source))
    plain = styled(source)
    name = [("a", unmarked(text)) for text in plain.all("a")]
    name += [("d", text) for text in plain.all("f")]
    after = [("t", unmarked(text)) for text in plain.all("t")]
    after += [("n", text) for text in plain.all("hs")] + [("p", text) for text in plain.all("i")]
    after += [("l", text) for text in plain.all("m")] + [("f", text) for text in plain.all("k")]
    if not after:
        return Form("00", "1 ", name)
    return Form("00", "1 ", [*name, *after]) if name else Form("30", " 0", _as_title(after))


def _as_title(subfields: Subfields) -> Subfields:
    return [("a" if code == "t" else code, text) for code, text in subfields]


def _of_embedded(inside: list[Field]) -> Form:
    name: Form | None = None
    titles: Subfields = []
    for each in inside:
        form = FORMS.get(each.tag[1:3])
        if form is None or each.tag[:1] != "2":
            continue
        made = form(each)
        if made.suffix == "30":
            titles += made.subfields
        elif name is None:
            name = made
    if name is None:
        return Form("30", " 0", titles)
    after = [("t" if code == "a" else code, text) for code, text in titles]
    return Form(name.suffix, name.indicators, [*name.subfields, *after])


#: By the last two digits of the tag: 2XX, 4XX, 5XX and 7XX are alike.
FORMS: Final[Mapping[str, Callable[[Field], Form]]] = {
    "00": personal,
    "10": corporate,
    "15": place,
    "16": trademark,
    "20": family,
    "23": character,
    "30": title,
    "31": work,
    "32": work,
    "35": title,
    "40": name_title,
    "41": name_title,
    "42": name_title,
    "43": name_title,
    "45": name_title,
    "50": topic,
    "60": place_access,
    "80": genre,
}


def _letters() -> Mapping[str, str]:
    """The subfields each of them reads."""
    divided = "".join(DIVISIONS)
    name, body, titled = f"abcdfgko{divided}", f"abcdefgho{divided}", "".join(_TITLE)
    read = {
        **dict.fromkeys(("00", "23"), name),
        **dict.fromkeys(("10", "16"), body),
        "15": f"a{divided}",
        "20": f"acdfo{divided}",
        **dict.fromkeys(("30", "35"), f"{titled}{divided}"),
        **dict.fromkeys(("31", "32"), "".join(_WORK)),
        **dict.fromkeys(("40", "41", "42", "43", "45"), "1afhikmst"),
        **dict.fromkeys(("50", "80"), f"an{divided}"),
        "60": PLACES,
    }
    return {suffix: read[suffix] for suffix in FORMS}


#: Of 260: country, state, county, city and what is within it.
PLACES: Final = "abcdefghikmno"


def form_of(source: Field) -> Form:
    """The heading in MARC 21 with its subdivisions; no ``subfields`` where it says nothing."""
    form = FORMS[source.tag[1:3]](source)
    divided = form.suffix != "30" and source.tag[1:3] not in _OWN_LETTERS
    divisions = _coded(source, DIVISIONS) if divided else _of_title(source)
    beside = _identity(source) if source.tag[1:3] in _NAMES else []
    kept = [(code, text) for code, text in [*form.subfields, *divisions, *beside] if text]
    return Form(form.suffix, form.indicators, kept)


def _identity(source: Field) -> Subfields:
    """$k attribution → $j, $o ISNI → $1."""
    made: Subfields = [("j", text) for text in source.all("k")]
    return [*made, *(("1", f"(isni){text.removeprefix('ISNI')}") for text in source.all("o"))]


_NAMES: Final = frozenset({"00", "10", "16", "20", "23"})
#: Headings whose ``$j $x $y $z`` are something else.
_OWN_LETTERS: Final = frozenset({"40", "41", "42", "43", "45", "60"})


def _of_title(source: Field) -> Subfields:
    return _coded(source, DIVISIONS) if source.tag[1:3] in {"30", "35"} else []


LETTERS: Final = _letters()

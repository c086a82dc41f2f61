"""Languages, 041: of the Work, of what accompanies it, and of what it was made of."""

from collections.abc import Iterator
from typing import Final

from converters.bibframe import control
from converters.bibframe.codes import values
from converters.bibframe.field import Field
from converters.bibframe.graph import Class, Node, thing
from converters.bibframe.table import By, Table, work
from converters.bibframe.terms import term
from converters.bibframe.text import lower, normalize, url_encoded

LANGUAGES: Final = "http://id.loc.gov/vocabulary/languages/"
LANGUAGE_SCHEMES: Final = "http://id.loc.gov/vocabulary/languageschemes/"
#: The codes of ISO 639, by the part of it ``$2`` names.
ISO: Final = {
    part: f"http://id.loc.gov/vocabulary/iso{part}/" for part in ("639-1", "639-2", "639-3")
}
TWO_LETTERS: Final = ISO["639-1"]

LANGUAGE: Final = Class("bf:Language")
NOTE: Final = Class("bf:Note")
WORK: Final = Class("bf:Work")
#: What the subfields are the language of; ``$a`` is the Work's own.
COMPONENTS: Final = {code: values("resourceComponents")[code] for code in "abdefghijkmnpqrt"}
_ACCOMPANIED_BY = term("bf:accompaniedBy")
_LANGUAGE = term("bf:language")
_NOTE = term("bf:note")
_PART = term("bf:part")
_TYPE = term("rdf:type")
_VALUE = term("rdf:value")
#: How a language other than ``$a`` is said: by which property, of what, of which type.
_SHAPES: Final = {
    code: (
        *((_ACCOMPANIED_BY, WORK) if code in "bdefgt" else (_NOTE, NOTE)),
        f"{_TYPE} <{component.iri}>",
    )
    for code, component in COMPONENTS.items()
    if code != "a"
}


def say_languages(field: Field, node: Node) -> None:
    """bf:language the language of $a (MARC's codes, one or several in a row) if not that of 008
    bf:accompaniedBy a bf:Work: bf:language each of $b $d $e $f $g $t, rdf:type what it is
    bf:note a bf:Note: bf:language each of $h $i $j $k $m $n $p $q $r, rdf:type what it is
    none of these where $3 says that it is of a part
    second indicator 7: of the codes $2 names, those of ISO 639 as above, of any other list
    bf:language a bf:Language: rdf:value the code, bf:part what it is, bf:source $2
    """
    source = "marc" if field.ind2 == " " else field.first("2") if field.ind2 == "7" else ""
    if source == "marc":
        stem = LANGUAGES
    else:
        stem = next((ISO[part] for part in ISO if part in source), "")
    if stem and any(field.by.get("3", ())):
        return
    for code, value in field.subfields:
        if code in COMPONENTS:
            if stem:
                for language in _codes(value.replace(" ", ""), stem):
                    _say_language(field, node, code, stem, language)
            else:
                _say_other(field, node, code, value)


def _codes(value: str, stem: str) -> Iterator[str]:
    """MARC's codes are of three letters, and may stand in a row; ISO's stand alone."""
    last = len(value) - 2 if stem == LANGUAGES else min(len(value) - 2, 1)
    if stem == TWO_LETTERS and len(value) == 2:
        last = 1
    for i in range(0, last, 3):
        yield url_encoded(lower(normalize(value[i : i + 3])))


def _say_language(field: Field, node: Node, code: str, stem: str, language: str) -> None:
    said = f"{_LANGUAGE} <{stem}{language}>"
    if code != "a":
        predicate, class_, type_ = _SHAPES[code]
        made = thing(class_)
        made.said += [type_, said]
        node.links.append((predicate, made))
    elif stem != LANGUAGES or language != field.record.language:
        node.said.append(said)


def _say_other(field: Field, node: Node, code: str, value: str) -> None:
    """A code of another list, as text."""
    made = thing(LANGUAGE)
    made.text(_VALUE, value)
    made.text(_PART, COMPONENTS[code].label)
    for two in field.by.get("2", ()):
        control.source(made, control.source_code(two), LANGUAGE_SCHEMES, strip=True)
    node.link(_LANGUAGE, made)


TABLE: Final[Table] = {"041": (work(By(say_languages)),)}

"""Dates of persons, bodies and works in codes, 046."""

from typing import Final

from converters.authorities.dates import date_literal
from converters.authorities.parts import say_sources
from converters.authorities.table import Table, entity
from converters.bibframe.field import Field
from converters.bibframe.graph import Node
from converters.bibframe.table import By
from converters.bibframe.terms import term

_DATES: Final = {
    "f": term("madsrdf:birthDate"),
    "g": term("madsrdf:deathDate"),
    "k": term("madsrdf:creationDateStart"),
    "l": term("madsrdf:creationDateEnd"),
    "o": term("madsrdf:creationDateStart"),
    "p": term("madsrdf:creationDateEnd"),
    "q": term("madsrdf:establishDate"),
    "r": term("madsrdf:terminateDate"),
    "s": term("madsrdf:activityStartDate"),
    "t": term("madsrdf:activityEndDate"),
}


def say_dates(field: Field, node: Node) -> None:
    """$f madsrdf:birthDate, $g deathDate, $k and $o creationDateStart, $l and $p creationDateEnd,
    $q establishDate, $r terminateDate, $s activityStartDate, $t activityEndDate:
    in EDTF (yyyy, yyyymm, yyyymmdd and EDTF's own forms), else in the record's words
    madsrdf:hasSource “$v”, the address in $u
    """
    for code, value in field.subfields:
        if (predicate := _DATES.get(code)) and value.strip():
            node.said.append(f"{predicate} {date_literal(value)}")
    say_sources(field, node)


TABLE: Final[Table] = {"046": (entity(By(say_dates)),)}

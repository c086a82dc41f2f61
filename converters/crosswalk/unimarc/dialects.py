"""What each dialect of UNIMARC does its own way: small tables that stand over the common one."""

from collections.abc import Mapping
from typing import Final

from converters.crosswalk.fields import Field, Target
from converters.crosswalk.table import By, Left, Table, move
from converters.crosswalk.unimarc import (
    classes_6xx,
    coded_1xx,
    content_18x,
    description_2xx,
    international_use_8xx,
    links_4xx,
    local_9xx,
    names,
    notes_3xx,
    numbers_0xx,
    reasons,
    related_titles_5xx,
    responsibility_7xx,
    subjects_6xx,
    titles_200,
)
from converters.record import Dialect

BASE: Final[Table] = {
    **numbers_0xx.TABLE,
    **coded_1xx.TABLE,
    **content_18x.TABLE,
    **titles_200.TABLE,
    **description_2xx.TABLE,
    **notes_3xx.TABLE,
    **links_4xx.TABLE,
    **related_titles_5xx.TABLE,
    **subjects_6xx.TABLE,
    **classes_6xx.TABLE,
    **responsibility_7xx.TABLE,
    **international_use_8xx.TABLE,
    **local_9xx.TABLE,
}


def write_dynasty(source: Field, target: Target) -> None:
    """70X of Taiwan CMARC: $s dynasty is a title of the name ($c)."""
    source.subfields = [("c" if code == "s" else code, text) for code, text in source.subfields]
    responsibility_7xx.write_person(source, target)


def write_other_form(source: Field, target: Target) -> None:
    """770-782 of Taiwan CMARC, the name in Roman letters → 700, 710 where it has no partner."""
    if source.tag[1] == "7":
        target.add("700", f"{names.personal_indicator(source)} ", names.personal(source))
    else:
        target.add(
            "710", f"{names.corporate_indicator(source)} ", names.corporate(source, meeting=False)
        )


_PERSON: Final = By(write_dynasty, {"8": reasons.LINKING}, reads="abcdfgkoprs345")
CMARC: Final[Table] = {
    **numbers_0xx.CHINESE,
    **coded_1xx.CHINESE,
    "008": (Left("the language, which 101 says"),),
    "050": (move("035", "a z"),),
    "090": (Left("the union catalogue's own number and local class"),),
    "260": (Left("the year of 210 again, for sorting"),),
    "681": (classes_6xx.class_of("ncsclt"),),
    **dict.fromkeys(("700", "701", "702"), (_PERSON,)),
    **dict.fromkeys(("770", "771", "772"), (By(write_other_form, reads="abcdfg"),)),
    **dict.fromkeys(("780", "781", "782"), (By(write_other_form, reads="abcdefgh"),)),
    "805": (Left(reasons.HOLDINGS),),
    "856": (
        move(
            "856",
            "a b c d f h i j k l m n o p q r s t u v w x z 2 y",
            left={"e": "when somebody looked at the address"},
        ),
    ),
}
CNMARC: Final[Table] = {
    **numbers_0xx.CHINESE,
    **coded_1xx.CHINESE,
    **classes_6xx.CHINESE,
    "099": (move("035", "a"),),
}
RUSMARC: Final[Table] = {"899": (Left(reasons.HOLDINGS),)}
_SUDOC: Final = "a control field of French practice (ABES, BnF) with the system's own data"
UNIMARC: Final[Table] = {
    **dict.fromkeys(("002", "004", "006", "007", "008", "009"), (Left(_SUDOC),)),
    **dict.fromkeys(("899", "967", "977"), (Left(reasons.HOLDINGS),)),
}
TABLES: Final[Mapping[Dialect, Table]] = {
    "unimarc": {**BASE, **UNIMARC},
    "cnmarc": {**BASE, **CNMARC},
    "cmarc": {**BASE, **CMARC},
    "rusmarc": {**BASE, **RUSMARC},
}

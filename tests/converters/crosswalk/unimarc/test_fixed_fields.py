"""Leader and fixed fields: 100-140 → leader, 006, 007, 008; 101, 102 → 041, 044."""

from collections.abc import Callable, Sequence

import pytest

from converters.record import Dialect

type Cross = Callable[..., Sequence[str]]
BOOK = "100 __ $a20180503d2005    em y0chiy50      ea"


def at(made: list[str], first: int, last: int | None = None) -> str:
    data = made[0][4:]
    return data[first : (last or first) + 1]


@pytest.mark.parametrize(
    ("leader", "made"),
    [
        ("00000cam0 2200000   450 ", "00000cam a2200000 c 4500"),
        ("00000nam1 2200000   450 ", "00000nam a2200000 ca4500"),
        ("00000nbm0 2200000   450 ", "00000ntm a2200000 c 4500"),
        ("00000nas0 22000003n 450 ", "00000nas a22000005  4500"),
        ("00000pem0 22000002  450 ", "00000pem a22000008c 4500"),
        ("00000nlm0 2200000   450 ", "00000nmm a2200000 c 4500"),
        ("01576nam0-2200409---4500", "00000nam a2200000 c 4500"),
        ("45__", "00000nam a2200000 c 4500"),
    ],
)
def test_the_label_says_the_same_in_marc_21(cross, leader: str, made: str) -> None:
    assert cross("200 1_ $a书名", leader=leader.ljust(24), tags="LDR") == [f"LDR {made}"]


def test_an_electronic_text_is_a_text_and_its_being_electronic_is_006_and_007(cross) -> None:
    made = cross("135 __ $adrbn#---auaua", leader="00000nlm0 2200000   450 ", tags="LDR 006 007")
    assert made[0][10] == "a"
    assert made[1] == "006 m     o  d        "
    assert made[2].startswith("007 cr bn ---au")


@pytest.mark.parametrize(
    ("given", "dates"),
    [
        ("d2005    ", "s2005    "),
        ("a19799999", "c19799999"),
        ("b19791985", "d19791985"),
        ("g19  9999", "m19uu9999"),
        ("f1901191?", "q1901191u"),
        ("h20052004", "t20052004"),
        ("e20051980", "r20051980"),
        ("u        ", "nuuuu    "),
        ("         ", "|||||||||"),
    ],
)
def test_the_dates_of_100_are_those_of_008(cross, given: str, dates: str) -> None:
    made = cross(f"100 __ $a20180503{given}em y0chiy50      ea", tags="008")
    assert at(made, 0, 5) == "180503"
    assert at(made, 6, 14) == dates


def test_for_youth_and_adults_is_for_all(cross) -> None:
    assert at(cross(BOOK, tags="008"), 22) == "g"


@pytest.mark.parametrize(
    ("code", "made"), [("a", "j"), ("b", "a"), ("d", "c"), ("k", "e"), ("u", "|")]
)
def test_the_audience_of_one_code(cross, code: str, made: str) -> None:
    given = f"100 __ $a20180503d2005    {code}  y0chiy50      ea"
    assert at(cross(given, tags="008"), 22) == made


def test_what_a_book_contains_is_coded_position_by_position(cross) -> None:
    made = cross(BOOK, "105 __ $aacf abe 101ab", tags="008")
    assert at(made, 18, 21) == "acf "
    assert at(made, 24, 27) == "bcd "
    assert at(made, 29, 31) == "101"
    assert at(made, 33, 34) == "1b"


def test_what_a_serial_is_and_how_often_it_comes(cross) -> None:
    made = cross(BOOK, "110 __ $aafaz   0yy0", leader="00000nas0 2200000   450 ", tags="008")
    assert at(made, 18, 21) == "mr p"
    assert at(made, 29) == "0"
    assert at(made, 33, 34) == "e0"


def test_codes_of_another_material_stay_behind_with_their_reason(left) -> None:
    reasons = left(BOOK, "105 __ $aacf abe 101ab", leader="00000nas0 2200000   450 ")
    assert "another kind of material" in reasons["105 $a"]


@pytest.mark.parametrize(
    ("given", "place"),
    [
        ("102 __ $aCN$b110000", "cc "),
        ("102 __ $aTW", "ch "),
        ("102 __ $aHK", "cc "),
        ("102 __ $aGB", "xxk"),
        ("102 __ $aUS$bNY", "nyu"),
        ("102 __ $aus$bny.", "nyu"),
        ("102 __ $aUS$bNE", "nbu"),
        ("102 __ $aCA$bCA-ON", "onc"),
        ("102 __ $aRU", "ru "),
        ("102 __ $aQQ", "   "),
    ],
)
def test_the_country_is_that_of_marc_21(cross, given: str, place: str) -> None:
    assert at(cross(BOOK, given, tags="008"), 15, 17) == place


@pytest.mark.parametrize(
    ("given", "made"),
    [
        ("102 __ $aCN$b110000", ["044 __ $acc$b110000$ccn$2gbt2260"]),
        ("102 __ $aFR", []),
        ("102 __ $aFR$aDE", ["044 __ $afr$agw$cfr$cde"]),
    ],
)
def test_what_008_cannot_say_of_countries_is_044(cross, given: str, made: list[str]) -> None:
    assert cross(given, tags="044") == made


@pytest.mark.parametrize(
    ("given", "made"),
    [
        ("101 0_ $achi", []),
        ("101 1_ $achi$ceng", ["041 1_ $achi$heng"]),
        ("101 1_ $achi$brus$cspa", ["041 1_ $achi$krus$hspa"]),
        ("101 0_ $achi$deng$eeng$heng$ieng$jeng", ["041 0_ $achi$beng$feng$eeng$geng$jeng"]),
        ("101 0_ $achi$aeng", ["041 0_ $achi$aeng"]),
    ],
)
def test_the_letters_of_languages_differ(cross, given: str, made: list[str]) -> None:
    assert cross(given, tags="041") == made


@pytest.mark.parametrize(
    ("given", "leader", "made"),
    [
        ("115 __ $ac120baizxxx    ckxxc", "g", "007 vf"),
        ("115 __ $aa090bagdaaba", "g", "007 m"),
        ("116 __ $aiiyb", "k", "007 kj boo"[:6]),
        ("126 __ $aaabbe", "j", "007 sd asm"[:6]),
        ("130 __ $adaf", "a", "007 hd af"[:6]),
    ],
)
def test_each_carrier_has_its_007(cross, given: str, leader: str, made: str) -> None:
    label = f"00000n{leader}m0 2200000   450 "
    assert cross(given, leader=label, tags="007")[0].startswith(made)


def test_a_map_has_one_007_from_three_fields(cross) -> None:
    made = cross(
        "120 __ $ab  aa  bd",
        "121 __ $aaxxaab",
        "124 __ $bd",
        leader="00000nem0 2200000   450 ",
        tags="007 008",
    )
    assert made[0] == "007 aj ca|||"
    assert at(made[1:], 18, 23) == "aa  bd"


@pytest.mark.parametrize(
    ("given", "made"),
    [
        ("106 __ $ar", ["337 __ $bn$2rdamedia", "338 __ $bnc$2rdacarrier"]),
        ("106 __ $as", ["337 __ $bc$2rdamedia"]),
        ("181 __ $ctxt$2rdacontent", ["336 __ $btxt$2rdacontent"]),
        ("181 _1 $ai#$bxxxe##", ["336 __ $btxt$2rdacontent"]),
        ("181 _0 $ab#$bxb2e  ", ["336 __ $bsti$2rdacontent"]),
        ("181 _0 $ab#$bxa2e  ", ["336 __ $btdi$2rdacontent"]),
        ("181 _0 $ad#$ba", ["336 __ $bntm$2rdacontent"]),
        ("182 __ $an", ["337 __ $bn$2rdamedia"]),
        ("183 __ $aceb$2rdafr", ["338 __ $aceb$2rdafr"]),
        ("183 __ $anc$2rdacarrier", ["338 __ $bnc$2rdacarrier"]),
        ("203 __ $aText$celectronic", ["336 __ $aText", "337 __ $aelectronic"]),
        ("283 __ $avolume$2isbd", ["338 __ $avolume$2isbd"]),
    ],
)
def test_form_media_and_carrier(cross, given: str, made: list[str]) -> None:
    assert cross(given, tags="336 337 338") == made


def test_content_said_in_two_lists_is_said_once(cross) -> None:
    made = cross("181 __ $ctxt$2rdacontent", "181 _1 $ai#$bxxxe##", tags="336")
    assert made == ["336 __ $btxt$2rdacontent"]


@pytest.mark.parametrize(
    ("given", "made"),
    [
        ("122 0_ $ad1949", "045 0_ $bd1949"),
        ("123 1_ $aa$b50000$de1160000$ee1170000$fn0400000$gn0390000",
         "034 1_ $aa$b50000$dE1160000$eE1170000$fN0400000$gN0390000"),
        ("127 __ $a013000$a002000", "306 __ $a013000$a002000"),
        ("128 __ $asy$dam", "384 __ $aam"),
        ("146 __ $bpf$cvn", "048 _7 $bpf$avn$2iamlmp"),
    ],
)  # fmt: skip
def test_other_coded_data_has_its_field(cross, given: str, made: str) -> None:
    assert made in cross(given, tags=made[:3])


@pytest.mark.parametrize(("dialect", "country"), [("cmarc", "ch "), ("cnmarc", "co ")])
def test_cw_is_the_republic_of_china_in_taiwan_and_curacao_elsewhere(
    cross: Cross, dialect: Dialect, country: str
) -> None:
    made = cross(BOOK, "101 0_ $achi", "102 __ $acw", tags="008", dialect=dialect)
    assert at(["LDR" + made[0][3:]], 15, 17) == country

"""UNIMARC and CNMARC authorities as MARC 21 authorities."""

import pymarc
import pytest

import samples
from converters.authorities import describe
from converters.crosswalk.table import Crossed
from converters.crosswalk.unimarc.authorities import to_marc21_authority
from converters.engine import Converted
from tests.converters.authorities.conftest import DOCUMENT, GENERATED, authority, records_of

LEADER = "00000nx  a2200000   45  "
SAMPLES = list(records_of(samples.FOLDER / "authorities" / "cnmarc" / "THU.xml"))


def crossed(*fields: str, leader: str = LEADER) -> Crossed:
    return to_marc21_authority(authority(*fields, leader=leader), "cnmarc")


def made(*fields: str, leader: str = LEADER) -> list[str]:
    """The data fields of the record in MARC 21: ``100 1# $aLu, Xun``."""
    return [
        f"{field.tag} {''.join(field.indicators or ()).replace(' ', '#')} "
        + "".join(f"${code}{value}" for code, value in field.subfields)
        for field in crossed(*fields, leader=leader).marc.fields
        if field.subfields
    ]


HEADINGS = {
    "200 #1 $aLu$bXun$f1881-1936": "100 1# $aLu, Xun$d1881-1936",
    "200 #0 $a鲁迅$f(1881-1936)": "100 0# $a鲁迅$d1881-1936",
    "200 #0 $aJean-Paul$dII$cpape$f1920-2005": "100 0# $aJean-Paul$bII$cpape$d1920-2005",
    "200 #1 $aEliot$bT. S.$gThomas Stearns": "100 1# $aEliot, T. S.$q(Thomas Stearns)",
    "210 02 $a北京大学$b图书馆": "110 2# $a北京大学$b图书馆",
    "210 01 $aFrance$bAssemblée nationale": "110 1# $aFrance$bAssemblée nationale",
    "210 12 $aIFLA congress$d80$eLyon$f2014": "111 2# $aIFLA congress$n80$cLyon$d2014",
    "215 ## $a中国$y北京": "151 ## $a中国$z北京",
    "216 ## $aKodak$cappareil": "110 2# $aKodak (appareil)",
    "220 ## $aCurie$f1867-": "100 3# $aCurie$d1867-",
    "230 ## $aBible$iN.T.$mLatin": "130 #0 $aBible$pN.T.$lLatin",
    "235 ## $aOeuvres$k1998": "130 #0 $aOeuvres$f1998",
    "240 ## $1200 #1$aHugo$bVictor$1230  $aHernani": "100 1# $aHugo, Victor$tHernani",
    "240 ## $aHugo, Victor$tHernani": "100 1# $aHugo, Victor$tHernani",
    "250 ## $a诗歌$x研究$y中国$z唐代$j文集": "150 ## $a诗歌$x研究$z中国$y唐代$v文集",
    "260 ## $aFrance$bRhône$dLyon": "151 ## $aFrance$zRhône$zLyon",
    "280 ## $aRomans": "155 ## $aRomans",
}


@pytest.mark.parametrize("heading", HEADINGS)
def test_a_heading_keeps_its_kind_and_its_order(heading: str) -> None:
    assert HEADINGS[heading] in made(heading)


def test_a_dynasty_is_no_date_and_can_be_asked_for() -> None:
    assert made("200 #0 $a程伟元$f(清)") == ["100 0# $a程伟元$c(清)", "368 ## $c清"]


def test_pinyin_becomes_the_other_half_of_the_heading() -> None:
    for code in "A9":
        assert {
            "100 0# $6880-01$a曹雪芹$d约1717-约1763",
            "880 0# $6100-01/Latn-pinyin$acao xue qin",
        } <= set(made(f"200 #0 $a曹雪芹${code}cao xue qin$f(约1717-约1763)"))


def test_a_heading_in_another_script_is_its_880() -> None:
    fields = made("200 #1 $7ba0yba0y$aTolstoj$bLev", "200 #1 $7ba0yca0y$aТолстой$bЛев")
    assert fields == ["100 1# $6880-01$aTolstoj, Lev", "880 1# $6100-01/(N$aТолстой, Лев"]


def test_a_heading_again_in_the_same_script_is_a_variant_and_told() -> None:
    twice = crossed("200 #1 $aTolstoj$bLev", "200 #1 $aTolstoi$bLeo")
    assert [field.tag for field in twice.marc.fields if field.subfields] == ["100", "400"]
    assert len(twice.noted) == 1


TRACINGS = {
    "410 02 $5a$a京师大学堂": "410 2# $wa$a京师大学堂",
    "410 02 $5d$a北大": "410 2# $wd$a北大",
    "400 #0 $5f$a周树人": "400 0# $wr$iReal name:$a周树人",
    "400 #0 $5z0$a鲁迅": "400 0# $wnnna$a鲁迅",
    "550 ## $5g$a文学$3A12": "550 ## $wg$a文学$0A12",
    "500 #1 $0voir aussi$aDupin$bAurore": "500 1# $wr$ivoir aussi:$aDupin, Aurore",
    "710 02 $8eng$aPeking University$3X1": "710 24 $aPeking University$0X1$7(bcp47)en",
    "750 ## $2lc$aPoetry": "750 #7 $aPoetry$2lcsh",
}


@pytest.mark.parametrize("tracing", TRACINGS)
def test_a_tracing_keeps_what_controls_it(tracing: str) -> None:
    assert TRACINGS[tracing] in made("200 #0 $aX", tracing)


OTHERS = {
    "101 ## $achi$amnc": ["377 ## $achi$amnc"],
    "102 ## $aCN$b110000": ["043 ## $cCN$b110000"],
    "120 ## $aba": ["375 ## $amale"],
    "123 ## $de1162300$fn0395400": ["034 ## $de1162300$fn0395400"],
    "160 ## $aa-cc---": ["043 ## $aa-cc---"],
    "152 ## $aAFNOR$brameau": ["040 ## $eafnor$frameau"],
    "300 ## $a注": ["680 ## $i注"],
    "305 ## $aSee also$bX": ["663 ## $aSee also$bX"],
    "310 ## $aSee$bX": ["664 ## $aSee$bX"],
    "340 ## $a清代文人": ["678 ## $a清代文人"],
    "676 ## $a895.1$b895.9$v23": ["083 0# $a895.1$c895.9$223"],
    "690 ## $aI207$v5": ["065 ## $aI207$2clc"],
    "010 ## $a0000 0001 2144 1970": ["024 7# $a0000000121441970$2isni"],
    "033 ## $aark:/12148/cb118905823": ["024 7# $aark:/12148/cb118905823$2ark"],
    "801 #0 $aCN$bNLC$c20240101": ["040 ## $aNLC"],
    "810 ## $a红楼梦$b题名页": ["670 ## $a红楼梦$b题名页"],
    "815 ## $a辞海$a中国大百科全书": ["675 ## $a辞海$a中国大百科全书"],
    "820 ## $a非同名作者": ["667 ## $a非同名作者"],
    "825 ## $aEx.": ["681 ## $iEx."],
    "830 ## $a编目员注": ["667 ## $a编目员注"],
    "836 ## $bNew$aReplaced": ["682 ## $aNew$iReplaced"],
    "856 4# $uhttp://x.example/": ["856 4# $uhttp://x.example/"],
}


@pytest.mark.parametrize("field", OTHERS)
def test_every_other_field_has_its_place(field: str) -> None:
    heading = made("200 #0 $aX")
    assert [each for each in made("200 #0 $aX", field) if each not in heading] == OTHERS[field]


def test_coded_data_make_the_fixed_field() -> None:
    marc = crossed(
        "100 ## $a20240510achiy50      ea", "106 ## $a1", "120 ## $abb", "200 #0 $aX"
    ).marc
    fixed = marc["008"].data
    assert len(fixed) == 40
    assert fixed[:6] == "240510"
    assert (fixed[9], fixed[14], fixed[15], fixed[32], fixed[33]) == ("a", "a", "b", "b", "a")
    assert str(marc.leader) == "00000nz  a2200000n  4500"


def test_what_stays_behind_says_why() -> None:
    over = crossed("200 #0 $7ba$aX$ŋY", "905 ## $aTHU", "154 ## $aax")
    assert len(over.left) == 4
    assert all(reason and not reason.endswith(".") for reason in over.left.values())


@pytest.mark.parametrize("marc", SAMPLES, ids=lambda marc: marc["001"].data)
def test_a_demo_authority_of_cnmarc_converts(marc: pymarc.Record) -> None:
    over = to_marc21_authority(marc, "cnmarc")
    assert over.noted == ()
    outcome = describe(over.marc, DOCUMENT, GENERATED)
    assert isinstance(outcome, Converted)
    assert outcome.mended == ()
    assert b"@zh-hani" in outcome.triples
    assert b"@zh-latn-pinyin" in outcome.triples

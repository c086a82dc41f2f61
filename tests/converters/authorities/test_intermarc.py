"""INTERMARC authorities of the BnF as MARC 21 authorities."""

import pytest

from converters.crosswalk.intermarc import to_marc21_authority
from tests.converters.authorities.conftest import authority

LEADER = "00000c0 as22000272  45  "
ISIL = "(FR-751131015)"


def made(*fields: str) -> list[str]:
    marc = to_marc21_authority(authority(*fields, leader=LEADER)).marc
    return [
        f"{field.tag} {''.join(field.indicators or ()).replace(' ', '#')} "
        + "".join(f"${code}{value}" for code, value in field.subfields)
        for field in marc.fields
        if field.subfields and field.tag != "040"
    ]


RODIN = "100 ## $311922131$w.0..b.....$aRodin$mAuguste$d1840-1917"
BAISER = "145 1# $w.0..b.fre.$aLe |baiser"
RECORDS = {
    (RODIN,): ["100 1# $aRodin, Auguste$d1840-1917"],
    ("110 ## $w20..b.fre.$aConseil de l'Europe",): ["110 2# $aConseil de l'Europe"],
    (BAISER,): ["130 #3 $aLe baiser$7(bcp47)fr"],
    (RODIN, BAISER): ["100 1# $aRodin, Auguste$d1840-1917$tLe baiser"],
    (BAISER, "145 0# $w.0..b.lat.$aBasium"): [
        "130 #3 $aLe baiser$7(bcp47)fr",
        "430 #0 $aBasium$7(bcp47)la",
    ],
    ("145 03 $w.0..b.eng.$aIt happened$ffilm",): ["130 #0 $aIt happened (film)$7(bcp47)en"],
    (RODIN, BAISER, "445 1# $w....b.eng.$aThe |kiss"): [
        "100 1# $aRodin, Auguste$d1840-1917$tLe baiser",
        "400 1# $aRodin, Auguste$d1840-1917$tThe kiss",
    ],
    (BAISER, "502 ## $312008246$w.1..b.fre.$aBible$iN.T."): [
        "130 #3 $aLe baiser$7(bcp47)fr",
        f"530 #0 $wg$iPart of:$aBible$pN.T.$0{ISIL}12008246",
    ],
    (BAISER, "321 ## $rPromulgué par$314564392$9100$w.0..b.....$aAndré$d1175?-1235"): [
        "130 #3 $aLe baiser$7(bcp47)fr",
        f"500 0# $wr$iPromulgué par:$aAndré$d1175?-1235$0{ISIL}14564392",
    ],
    (BAISER, "610 ## $aGrove$uhttp://g.example$d2023$aDelage"): [
        "130 #3 $aLe baiser$7(bcp47)fr",
        "670 ## $aGrove$uhttp://g.example$b(2023)",
        "670 ## $aDelage",
    ],
    (BAISER, "003 http://catalogue.bnf.fr/ark:/12148/cb16642773g"): [
        "024 7# $aark:/12148/cb16642773g$2ark",
        "130 #3 $aLe baiser$7(bcp47)fr",
    ],
}


@pytest.mark.parametrize("fields", RECORDS, ids=lambda fields: fields[-1][:20])
def test_an_authority_of_the_bnf_keeps_its_names_and_titles(fields: tuple[str, ...]) -> None:
    assert made(*fields) == RECORDS[fields]


def test_what_stays_behind_says_why() -> None:
    over = to_marc21_authority(authority(BAISER, "043 ## $omi", "999 ## $ax", leader=LEADER))
    assert set(over.left) == {(0, 0), (1, 0), (2, 0)}

"""8XX: 801, 856, and what MARC 21 carried along from UNIMARC in 886."""

import pytest


def test_801_is_the_chain_of_agencies_with_the_dates_there_are(made):
    lines = ("005 20111228080248.0", "040   $aDLC-R$beng$cDLC-R$dCStRLIN$dDLC$erda")
    assert made("801", *lines) == [
        "801 _0$aUS$bDLC-R$c20240101$grda",
        "801 _2$aUS$bCStRLIN",
        "801 _2$aUS$bDLC$c20111228",
    ]


@pytest.mark.parametrize(
    ("agency", "language", "country"),
    [
        ("PKU", "chi", "$aCN"),
        ("CN-NLC", "eng", "$aCN"),
        ("DE-101", "ger", "$aDE"),
        ("MH-HY", "eng", ""),
    ],
)
def test_the_country_of_an_agency_is_given_where_it_is_known(made, agency, language, country):
    (line,) = made("801", f"040   $a{agency}$b{language}")
    assert line.startswith(f"801 _0{country}$b{agency}")


def test_a_record_without_040_names_the_agency_of_its_number(made, crossed):
    assert made("801", "003 BNU") == ["801 _0$bBNU$c20240101"]
    assert "the record names no agency, so it has no 801" in crossed().noted


def test_the_text_of_an_address_changes_letters(made):
    assert made("856", "856 40$uhttp://example.org/a$yFull text$z免费全文$2http") == [
        "856 4_$uhttp://example.org/a$2Full text$z免费全文$yhttp"
    ]


def test_a_field_carried_along_comes_back_and_goes_before_what_would_be_made(made):
    lines = (
        "040   $aBNU$bchi",
        "886 2 $2cnmarc$a801$b#2$aCN$bBNU$c20011030",
        "886 2 $2cnmarc$a801$b#2$aCN$bBNU$c20120703",
        "886 2 $2cnmarc$a131$b##$aKrassovsky",
    )
    assert made("801", *lines) == ["801 _2$aCN$bBNU$c20011030", "801 _2$aCN$bBNU$c20120703"]
    assert made("131", *lines) == ["131 __$aKrassovsky"]


def test_holdings_stay_out_of_the_record(crossed):
    result = crossed("852 8 $aPKU$bA$h1", "866  0$av.1-5")
    assert [each.tag for each in result.marc.fields if each.tag in {"852", "905", "866"}] == []
    assert result.left[1, 0] == "holdings go out on their own, not with the bibliographic record"

"""What becomes of a subfield, case by case, as a cataloguer would dispute it."""

from collections.abc import Callable

import pytest

from converters.accounts import Account, Fate, Origin

type Accounted = Callable[..., Account]
type Fates = Callable[..., dict[str, Fate]]

EIGHT = "008 070101s2007####cc############000#0#chi##".replace("#", " ")
GRAPH = Fate("graph")


def test_a_title_is_in_the_graph_and_leads_to_its_statements(account: Accounted) -> None:
    made = account(EIGHT, "245 10 $aCats /$cA. Cat.")
    assert made.fates[Origin(1, 0)] == GRAPH
    assert any(b'mainTitle> "Cats"' in line for line in made.traced.of(Origin(1, 0)))
    assert not any(b'"Cats"' in line for line in made.traced.of(Origin(1, 1)))


def test_what_no_subfield_makes_alone_comes_from_the_field(account: Accounted) -> None:
    made = account(EIGHT, "245 10 $aCats", "520 ## $aOn cats.$uhttp://cats.example/")
    whole = made.traced.of(Origin(2, -1))
    assert any(b"/summary>" in line for line in whole)
    assert not any(b"On cats" in line for line in whole)


def test_what_two_fields_say_alike_is_in_the_graph_from_both(account: Accounted) -> None:
    made = account(EIGHT, "020 ## $a0306406152", "020 ## $a0306406152", "245 10 $aCats")
    for place in (1, 2):
        assert made.fates[Origin(place, 0)] == GRAPH
        assert any(b'"0306406152"' in line for line in made.traced.of(Origin(place, 0)))


def test_a_language_008_and_041_both_say_is_in_the_graph_from_both(fates: Fates) -> None:
    told = fates(EIGHT, "041 0# $achi", "245 10 $aCats")
    assert told["041$a"] == told["008"] == GRAPH


def test_a_number_a_field_and_its_880_both_have_is_in_the_graph_from_both(
    account: Accounted,
) -> None:
    made = account(
        EIGHT,
        "245 10 $aCats",
        "490 0# $6880-01$aMao xi lie ;$v564",
        "880 0# $6490-01$a猫系列 ;$v564",
    )
    assert made.fates[Origin(2, 2)] == made.fates[Origin(3, 2)] == GRAPH


def test_a_value_written_twice_in_a_field_is_in_the_graph_both_times(account: Accounted) -> None:
    made = account(EIGHT, "084 ## $a21.5$a21.5$2sswd", "245 10 $aCats")
    assert made.fates[Origin(1, 0)] == made.fates[Origin(1, 1)] == GRAPH


def test_one_of_two_alike_statements_does_not_hide_what_is_not_converted(fates: Fates) -> None:
    told = fates(EIGHT, "245 10 $aCats", "300 ## $a9 p.", "856 40 $uhttp://x.example/$x9 p.")
    assert told["856$x"].way == "log"


@pytest.mark.parametrize(
    ("field", "code", "begins"),
    [
        ("245 10 $6880-01$aCats", "$6", "linkage"),
        ("245 10 $aCats$h[text]", "$h", "LC's rules do not convert the general material"),
        ("999 ## $aours", "$a", "a local field: MARC 21 leaves 9XX"),
        ("590 ## $aours", "$a", "a local field: MARC 21 leaves X9X"),
        ("CAT ## $aours", "$a", "a tag of the system"),
        ("650 #0 $aCats$9ours", "$9", "a local subfield"),
        ("066 ## $c$1".replace("$1", "(3"), "$c", "the character sets of the file"),
        ("044 ## $acc", "$a", "LC's rules do not convert 044"),
        ("500 ## $aNote$u ", "$u", "nothing is written in it"),
    ],
)
def test_what_is_in_the_log_only_has_its_rule(
    fates: Fates, field: str, code: str, begins: str
) -> None:
    told = fates(EIGHT, "100 1# $aCat, A.", field)[field[:3] + code]
    assert told.way == "log"
    assert told.reason.startswith(begins)


def test_content_no_rule_speaks_of_is_lost_and_not_hidden(fates: Fates) -> None:
    told = fates(EIGHT, "245 10 $aCats", "300 ## $bill.")
    assert told["300$b"] == Fate("lost")


def test_a_copy_is_part_of_an_item(fates: Fates) -> None:
    told = fates(EIGHT, "245 10 $aCats", "852 8# $aPKU$hQ1")
    assert told["852$h"] == Fate("graph", "item")


def test_a_holdings_record_leads_to_its_book(fates: Fates) -> None:
    told = fates("001 h1", "004 b1", "852 8# $aPKU$hQ1", "009 x", kind="holding")
    assert told["001"] == told["004"] == told["852$h"] == Fate("graph", "item")
    assert told["009"].way == "log"


def test_a_date_of_a_person_said_in_code_and_in_words_is_in_the_graph(fates: Fates) -> None:
    told = fates("001 a1", "046 ## $f1930", "100 1# $aCat, A.,$d1930-", kind="auth")
    assert told["046$f"] == told["100$d"] == GRAPH


def test_what_the_crosswalk_leaves_has_the_crosswalks_reason(fates: Fates) -> None:
    eight = "100 ## $a20100101d2008####em#y0chiy50######ea".replace("#", " ").replace(
        "   $", "## $"
    )
    told = fates(eight, "200 1# $a猫$f某", "801 #0 $aCN$bPKU$c20100101", dialect="cnmarc")
    assert told["200$a"] == GRAPH
    assert "country of the agency" in told["801$a"].reason


def test_a_place_in_a_countrys_own_code_is_in_the_log_by_lcs_rule_for_044(fates: Fates) -> None:
    told = fates("102 ## $aCN$b110000", "200 1# $a猫", dialect="cnmarc")
    assert told["102$a"] == GRAPH
    assert "044" in told["102$b"].reason


def test_what_is_mended_on_the_way_is_repaired(fates: Fates) -> None:
    told = fates(EIGHT, "245 10 $aCats", "880 10 $6246-01$aKatzen")
    assert told["880$6"].way == "repaired"
    assert "was read by itself" in told["880$6"].reason
    assert told["880$a"] == GRAPH


def test_a_field_with_thousands_of_subfields_is_accounted_for_in_little_time(
    account: Accounted,
) -> None:
    made = account(EIGHT, "245 10 $aCats", f"999 ## {'$ax' * 3000}", f"500 ## {'$az' * 250}")
    assert len(made.fates) == 3252

"""The leader and 1XX: what MARC 21 says in 008, 007 and 041."""

import pytest


def at(text: str, begin: int, end: int) -> str:
    return text.partition("$a")[2][begin:end]


def test_100_has_36_characters_with_the_century_of_the_date_entered(made):
    (line,) = made(
        "100", "040   $aPKU$bchi", "245 00$a活着", fixed="990102s1998    cc a     f001 1 chi c"
    )
    assert line == "100 __$a19990102d1998    u  y0chiy50      ea"
    assert len(line.partition("$a")[2]) == 36


@pytest.mark.parametrize(
    ("fixed", "begin", "end", "value"),
    [
        ("240101c19799999cc mr p       0   e0chi c", 8, 17, "a19799999"),
        ("240101d19501960cc mr p       0   e0chi c", 8, 17, "b19501960"),
        ("240101r20081936cc            000 0 chi c", 8, 17, "e20081936"),
        ("240101q19401949cc            000 0 chi c", 8, 17, "f19401949"),
        ("240101t20082007cc            000 0 chi c", 8, 17, "h20082007"),
        ("240101s19uu    cc            000 0 chi c", 8, 17, "d19      "),
        ("240101s2008    cc     j      000 0 chi c", 17, 20, "a  "),
        ("240101s2008    cc     g      000 0 chi c", 17, 20, "em "),
        ("240101s2008    cc           f000 0 chi c", 20, 21, "a"),
        ("240101s2008    cc            000 0 chixc", 21, 22, "1"),
        ("", 0, 9, "        u"),
    ],
)
def test_100_says_what_008_says(made, fixed, begin, end, value):
    assert at(made("100", "245 00$a活着", fixed=fixed)[0], begin, end) == value


@pytest.mark.parametrize(
    ("title", "script"),
    [
        ("活着", "ea"),
        ("A brief history", "ba"),
        ("Мастер", "ca"),
        ("こころ", "da"),
        ("채식주의자", "ka"),
    ],
)
def test_100_names_the_script_of_the_title(made, title, script):
    assert at(made("100", f"245 00$a{title}")[0], 34, 36) == script


def test_the_letters_of_101_are_not_those_of_041(made):
    line = "041 1 $achi$heng$kfre$bger$flat$grus$jjpn"
    assert made("101", line) == ["101 1_$achi$bfre$ceng$dger$elat$irus$jjpn"]
    assert made("101") == ["101 0_$achi"]


def test_languages_run_together_are_taken_apart(made):
    assert made("101", "041 0 $achieng") == ["101 0_$achi$aeng"]


def test_codes_of_another_list_are_not_taken_for_marcs(crossed):
    result = crossed("041 07$azh$2iso639-1")
    assert [f["a"] for f in result.marc.get_fields("101")] == ["chi"]
    assert "another list" in result.left[1, 0]


@pytest.mark.parametrize(
    ("code", "place", "country"),
    [
        ("cc ", "北京市", "$aCN$b110000"),
        ("cc ", "[长春]", "$aCN$b220000"),
        ("cc ", "澳門", "$aCN$b820000"),
        ("cc ", "未知", "$aCN"),
        ("ch ", "台北市", "$aCN$b710000"),
        ("nyu", "New York", "$aUS"),
        ("enk", "London", "$aGB"),
        ("onc", "Toronto", "$aCA"),
        ("ja ", "東京", "$aJP"),
        ("xx ", "S.l.", "$aXX"),
    ],
)
def test_102_has_the_country_and_chinas_region(made, code, place, country):
    fixed = f"240101s2008    {code}           000 0 chi d"
    assert made("102", f"260   $a{place} :$b某社,$c2008.", fixed=fixed) == [f"102 __{country}"]


def test_a_region_coded_in_044_is_better_than_the_place(made):
    assert made("102", "044   $acc $b460000$2gbt2260", "260   $a北京") == ["102 __$aCN$b460000"]


def test_105_is_the_thirteen_characters_of_books(made):
    fixed = "240101s2008    cc acbf  b    111 fachi c"
    lines = made("105 106", "245 00$a活着", fixed=fixed)
    assert lines == ["105 __$aacbfa   111aa", "106 __$ar"]


def test_a_book_that_only_has_references_is_no_bibliography(made):
    fixed = "240101s2008    cc a     b    001 0 chi c"
    assert made("105", "504   $aIncludes index.", fixed=fixed) == ["105 __$aa   z   001yy"]


def test_110_is_the_eleven_characters_of_serials(made):
    fixed = "240101c19799999cc mr p       0   e0chi c"
    leader = "00000nas a2200000 i 4500"
    assert made("105 106 110", fixed=fixed, leader=leader) == ["110 __$aafaz   0uu0"]


@pytest.mark.parametrize(
    ("leader", "lines", "label"),
    [
        ("00000nam a2200000 i 4500", (), "00000nam0 2200000   450 "),
        ("00000cam a22000003a 4500", (), "00000cam0 22000003  450 "),
        ("00000nam a2200000 ia4500", (), "00000nam1 2200000   450 "),
        ("00000nam a2200000 ib4500", (), "00000nam2 2200000   450 "),
        ("00000cas a2200000   4500", (), "00000cas0 2200000 n 450 "),
        ("00000nmm a2200000 i 4500", (), "00000nlm0 2200000   450 "),
        ("00000ntm a2200000 i 4500", (), "00000nbm0 2200000   450 "),
        ("00000naa a2200000 i 4500", ("773 0 $t读书",), "00000naa2 2200000   450 "),
        ("", (), "00000nam0 2200000 n 450 "),
    ],
)
def test_the_leader_says_type_level_and_place_in_the_hierarchy(crossed, leader, lines, label):
    assert str(crossed(*lines, leader=leader.ljust(24)).marc.leader) == label


@pytest.mark.parametrize(
    ("leader", "physical", "tag", "value"),
    [
        ("00000ngm a2200000 i 4500", "007 vf cbahos", "115", "c120bahouux    cuuuu"),
        ("00000nkm a2200000 i 4500", "007 kj co ", "116", "iuucuu    uu    uu"),
        ("00000nem a2200000 i 4500", "007 aj canzn", "120", "byy    uuuu  "),
        ("00000njm a2200000 i 4500", "007 sd fsngnn|||ed", "126", "agbxhxx      uu"),
        ("00000nam a2200000 i 4500", "007 hd afb---buca", "130", "dafb   auca"),
        ("00000nam a2200000 i 4500", "007 cr cnu---uuuuu", "135", "urcnu---uuuuu"),
    ],
)
def test_coded_fields_of_materials_say_what_007_says(made, leader, physical, tag, value):
    fixed = "240101s2008    cc 120            vlchi c"
    assert made(tag, physical, leader=leader, fixed=fixed) == [f"{tag} __$a{value}"]


def test_scale_and_coordinates_of_a_map_keep_their_letters(made):
    assert made("123", "034 1 $aa$b250000$dW1240000$eW1220000$fN0580000$gN0570000") == [
        "123 1_$aa$b250000$dW1240000$eW1220000$fN0580000$gN0570000"
    ]

"""Which MARC a record is: by what it holds, never by where it came from."""

import pymarc
import pytest

import samples
from converters import dialects
from converters.deciding import Assumed
from converters.reader import parse_one, read
from converters.record import MarcRecord, Unreadable

LEADERS = {
    "marc21": "00000nam a2200000 i 4500",
    "unimarc": "00000nam0 2200000   450 ",
    "intermarc": "00000c0 m 2200000   45  ",
}


def made(leader: str, *lines: str) -> pymarc.Record:
    """A record out of lines such as ``200 1 $aTitle$f者`` and ``001 x1``."""
    marc = pymarc.Record()
    marc.leader = pymarc.Leader(leader)
    for line in lines:
        tag, rest = line[:3], line[4:]
        if tag < "010":
            marc.fields.append(pymarc.Field(tag, data=rest))
            continue
        head, *parts = rest.split("$")
        indicators = pymarc.Indicators(*head.ljust(2)[:2])
        codes = [pymarc.Subfield(part[0], part[1:]) for part in parts]
        marc.fields.append(pymarc.Field(tag, indicators, codes))
    return marc


CODED = "100   $a20200102d2019    em y0{}50      ea"
RECORDS = {
    "marc21": made(
        LEADERS["marc21"],
        "008 780804s1977    enk           000 0 eng d",
        "100 1 $aCao, Xueqin.",
        "245 10$aHong lou meng.",
    ),
    "unimarc": made(
        LEADERS["unimarc"], CODED.format("fre"), "200 1 $aLe rêve$fCao", "801  0$aFR$bBnF"
    ),
    "cnmarc": made(
        LEADERS["unimarc"],
        CODED.format("chi"),
        "200 1 $a红楼梦$Ahong lou meng$f曹雪芹著",
        "690   $aI242.4$v5",
        "801  0$aCN$bPUL",
    ),
    "cmarc": made(
        LEADERS["unimarc"], CODED.format("chi"), "200 1 $a紅樓夢$f曹雪芹撰", "801  0$acw$bNCL"
    ),
    "rusmarc": made(
        LEADERS["unimarc"], CODED.format("rus"), "200 1 $aСон в красном тереме", "801  0$aRU$bNLR"
    ),
    "intermarc": made(
        LEADERS["intermarc"],
        f"008 {'0' * 60}",
        "100   $312345678$w.0..b.....$aCao$mXueqin",
        "245 1 $aLe rêve dans le pavillon rouge",
        "280   $a2 vol.",
    ),
}


@pytest.mark.parametrize("dialect", RECORDS)
def test_each_dialect_is_known_by_its_fields(dialect: str) -> None:
    judged = dialects.judge(RECORDS[dialect])
    assert (judged.dialect, judged.doubtful) == (dialect, False)
    assert judged.score > 0.95


@pytest.mark.parametrize("dialect", RECORDS)
@pytest.mark.parametrize("without", ["245", "200", "801", "100", "008", "690", "leader"])
def test_no_single_field_is_needed_to_know_the_family(dialect: str, without: str) -> None:
    marc = made(str(RECORDS[dialect].leader))
    marc.fields = [field for field in RECORDS[dialect].fields if field.tag != without]
    if without == "leader":
        marc.leader = pymarc.Leader(" " * 24)
    judged = dialects.judge(marc)
    family = {"cnmarc", "unimarc", "cmarc", "rusmarc"}
    assert judged.dialect == dialect or {judged.dialect, dialect} < family or judged.doubtful


def test_the_samples_are_what_they_are_said_to_be() -> None:
    for files, dialect in ((samples.marc21_files(), "marc21"), (samples.cnmarc_files(), "cnmarc")):
        records = [record for file in files for record in read(file)]
        assert len(records) >= 14
        for record in records:
            assert isinstance(record, MarcRecord)
            assert (record.dialect, record.kind) == (dialect, "bib")
            assert record.score > 0.99


def test_pinyin_in_9_is_a_habit_of_china_and_not_of_taiwan() -> None:
    title = "200 1 $a红楼梦$9hong lou meng"
    judged = dialects.judge(made(LEADERS["unimarc"], CODED.format("chi"), title))
    assert judged.dialect == "cnmarc"


def test_what_a_record_says_of_itself_counts() -> None:
    bare = made(" " * 24, "001 1", "500   $aA note")
    for stated, dialect in (
        ({"format": "CNMARC"}, "cnmarc"),
        ({"xmlns": "http://www.nlc.cn/"}, "cnmarc"),
        ({"format": "RUSMARC"}, "rusmarc"),
        ({"format": "InterMARC"}, "intermarc"),
        ({"format": "MARC21", "type": "Bibliographic"}, "marc21"),
    ):
        assert dialects.judge(bare, stated).dialect == dialect


def test_a_record_of_two_families_is_a_question_and_offers_both() -> None:
    both = made("00000nam  2200000   4500", CODED.format("eng"), "200 1 $aOne", "245 10$aTwo")
    assert dialects.judge(both).doubtful
    raw = (
        "<record><leader>00000nam  2200000   4500</leader>"
        + "".join(
            f'<datafield tag="{f.tag}" ind1=" " ind2=" "><subfield code="a">{f["a"]}</subfield>'
            "</datafield>"
            for f in both.fields
        )
        + "</record>"
    ).encode()
    with pytest.raises(Unreadable, match="its dialect is in doubt") as refused:
        parse_one(raw, "marcxml")
    assert refused.value.verdict == "quarantined"
    read_as = {one.dialect: one.reads for one in refused.value.candidates}
    assert read_as["marc21"].startswith("245 Two")
    assert read_as["unimarc"].startswith("200 One")
    assert parse_one(raw, "marcxml", dialect="unimarc").score == 1.0
    assert Assumed(dialect="unimarc").charset is None


def test_a_marc_of_another_country_is_not_taken_for_marc21() -> None:
    danish = made("00000nam0 3200000   45  ", "001 x1", "245 00$aOn the road", "260 00$aNew York")
    assert dialects.judge(danish).foreign
    assert dialects.judge(made(LEADERS["marc21"], "245 00$aX"), {"format": "danMARC2"}).foreign


@pytest.mark.parametrize(
    ("dialect", "leader", "lines", "kind"),
    [
        ("marc21", "00000nz  a2200000n  4500", ["151   $aPeking"], "auth"),
        ("marc21", "00000nx  a2200000zn 4500", ["852   $aX"], "holding"),
        ("marc21", "00000nam a2200000 i 4500", ["245 00$aX"], "bib"),
        ("marc21", "00000n   a2200000 i 4500", ["245 00$aX"], "bib"),
        ("marc21", "00000n   a2200000 i 4500", ["004 b1", "852 0 $aX", "866   $av.1"], "holding"),
        (
            "unimarc",
            "00000nx  a2200000   45  ",
            ["100   $a19810429afrey50 ba0", "200  1$aEco"],
            "auth",
        ),
        ("unimarc", "00000nam0 2200000   450 ", ["101   $afre", "200 1 $aX"], "bib"),
        ("cnmarc", "00000nu   2200000   450 ", ["004 b1", "852   $aX"], "holding"),
        ("intermarc", "00000c1 as2200027   45  ", ["145 16$aBible"], "auth"),
        ("intermarc", "00000c0 m 2200027   45  ", ["245 1 $aX"], "bib"),
    ],
)
def test_kinds_by_leader_06_and_by_fields_that_only_one_kind_has(
    dialect: dialects.Dialect, leader: str, lines: list[str], kind: str
) -> None:
    assert dialects.kind_of(made(leader, *lines), dialect) == kind


def test_community_information_and_classification_are_refused_by_name() -> None:
    raw = b'<record><leader>00000nw  a2200000n  4500</leader><datafield tag="153"/></record>'
    with pytest.raises(Unreadable, match="it is a classification record"):
        parse_one(raw, "marcxml", dialect="marc21")


def test_every_row_of_the_tables_speaks_for_something_that_exists() -> None:
    families = {"marc21", "unimarc", "intermarc", "other"}
    members = {f"unimarc/{name}" for name in ("unimarc", "cnmarc", "cmarc", "rusmarc")}
    assert set(dialects._DIALECTS.answers) == families | members
    assert len(dialects._DIALECTS.rows) > 100
    kinds = {f"{f}/{k}" for f in families - {"other"} for k in ("bib", "auth", "holding")}
    assert set(dialects._KINDS.answers) == kinds


def test_the_plain_case_is_judged_as_the_table_would_judge_it() -> None:
    records = [r for file in samples.marc21_files() for r in read(file)]
    plain = [r.marc for r in records if isinstance(r, MarcRecord)]
    assert sum(dialects._plainly_marc21(marc) for marc in plain) > len(plain) // 2
    for marc in plain:
        assert dialects.judge(marc).dialect == dialects.judge(marc, {"x": "y"}).dialect == "marc21"


def test_a_person_can_see_what_spoke_for_what() -> None:
    rows = dialects.why(RECORDS["cnmarc"])
    assert ("unimarc/cnmarc", "801$a") in {(row.speaks_for, row.where) for row in rows}
    assert not any(row.speaks_for == "unimarc/rusmarc" for row in rows)
    assert all(row.weight for row in rows)

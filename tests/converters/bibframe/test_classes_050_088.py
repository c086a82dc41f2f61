"""Class numbers: whose they are, where the item's part goes, and what their $0 say."""

from collections.abc import Callable

import pytest

type Lines = Callable[..., set[str]]
AGENCIES = "http://id.loc.gov/vocabulary/organizations"
STATUS = "http://id.loc.gov/vocabulary/mstatus"
SCHEMES = "http://id.loc.gov/vocabulary/classSchemes"
CANADA = "http://id.loc.gov/authorities/names/no2004037399"
CLASS_G = "http://id.loc.gov/authorities/classification/G"


def classes(lines: set[str], subject: str = "#Work") -> list[str]:
    """Without the ``bf:classification`` in front."""
    return [
        said.removeprefix("bf:classification ").removeprefix("[").removesuffix("]")
        for said in lines.nested(subject)
        if said.startswith("bf:classification ")
    ]


def test_lcs_class_number_is_in_use_there(lines: Lines) -> None:
    assert classes(lines("050 00 $aPR6063.A167$bV4 1977")) == [
        (
            f'bf:assigner {AGENCIES}/dlc; bf:classificationPortion "PR6063.A167"; '
            f'bf:itemPortion "V4 1977"; bf:status {STATUS}/uba; rdf:type bf:ClassificationLcc'
        )
    ]


def test_only_the_first_of_several_class_numbers_takes_the_item_number(lines: Lines) -> None:
    assert classes(lines("050 14 $aQ1$bA2$aQ3$bB4")) == [
        'bf:classificationPortion "Q1"; bf:itemPortion "A2"; rdf:type bf:ClassificationLcc',
        'bf:classificationPortion "Q3"; rdf:type bf:ClassificationLcc',
    ]


def test_a_class_number_without_indicator_is_lcs_in_its_own_records(lines: Lines) -> None:
    assigned = f"bf:assigner {AGENCIES}/dlc; "
    plain = 'bf:classificationPortion "Q1"; rdf:type bf:ClassificationLcc'
    assert classes(lines("050 ## $aQ1", "040 ## $aDLC")) == [assigned + plain]
    assert classes(lines("050 ## $aQ1", "040 ## $aMH")) == [plain]


def test_a_class_number_has_the_address_that_follows_it(lines: Lines) -> None:
    said = lines("050 #4 $aQ1$0(uri)http://c.example/Q1$0http://c.example/Q$0(DLC)Q1")
    assert classes(said) == ["http://c.example/Q1"]
    assert said.nested("http://c.example/Q1") == [
        'bf:classificationPortion "Q1"',
        (
            "bf:identifiedBy [bf:source http://id.loc.gov/vocabulary/organizations/dlc; "
            'rdf:type bf:Identifier; rdf:value "Q1"]'
        ),
        "madsrdf:hasRelatedAuthority http://c.example/Q",
        "rdf:type bf:ClassificationLcc",
    ]


def test_a_call_number_is_related_to_the_class_and_not_the_class(lines: Lines) -> None:
    assert classes(lines("050 #4 $aQ1$0http://c.example/Q1$bA2")) == [
        (
            'bf:classificationPortion "Q1"; bf:itemPortion "A2"; '
            "madsrdf:hasRelatedAuthority http://c.example/Q1; rdf:type bf:ClassificationLcc"
        )
    ]


def test_a_copys_call_number_is_the_items(lines: Lines) -> None:
    said = lines("051 ## $aQ1$bA2$cCopy 2.")
    assert classes(said, "#Item") == [
        (
            f'bf:assigner {AGENCIES}/dlc; bf:classificationPortion "Q1"; bf:itemPortion "A2"; '
            'bf:note [rdf:type bf:Note; rdfs:label "Copy 2."]; rdf:type bf:ClassificationLcc'
        )
    ]
    assert classes(said) == []


def test_an_area_classed_is_what_the_work_covers(lines: Lines) -> None:
    assert {
        said for said in lines("052 ## $a4034$bD25$bA8").nested("#Work") if CLASS_G in said
    } == {
        f"bf:geographicCoverage {CLASS_G}4034.D25",
        f"bf:geographicCoverage {CLASS_G}4034.A8",
    }
    assert not any(CLASS_G in line for line in lines("052 7# $a4034$2other"))


def test_canadas_class_numbers_are_kept_others_of_the_field_not(lines: Lines) -> None:
    assert classes(lines("055 00 $aPR9199$b.A2")) == [
        (
            f'bf:assigner {CANADA}; bf:classificationPortion "PR9199"; bf:itemPortion ".A2"; '
            f"bf:status {STATUS}/uba; rdf:type bf:ClassificationLcc"
        )
    ]
    assert classes(lines("055 07 $aPR9199$2x")) == []


@pytest.mark.parametrize(
    ("field", "said"),
    [
        (
            "060 10 $aW 22$bH1",
            (
                f'bf:assigner {AGENCIES}/dnlm; bf:classificationPortion "W 22"; '
                f'bf:itemPortion "H1"; bf:status {STATUS}/nuba; rdf:type bf:ClassificationNlm'
            ),
        ),
        (
            "070 0# $aHD3492",
            (
                f'bf:assigner {AGENCIES}/dnal; bf:classificationPortion "HD3492"; '
                f"bf:status {STATUS}/uba; rdf:type bf:ClassificationNal"
            ),
        ),
        (
            "080 1# $a94(45)$x.01$21993",
            (
                'bf:classificationPortion "94(45)"; bf:code ".01"; bf:edition "abridged"; '
                'bf:source [bf:code "1993"; rdf:type bf:Source]; rdf:type bf:ClassificationUdc'
            ),
        ),
        (
            "084 ## $a81.3$qDE-12$2bcl",
            (
                'bf:assigner [rdf:type bf:Agent; rdfs:label "DE-12"]; '
                'bf:classificationPortion "81.3"; '
                'bf:source [bf:code "bcl"; rdf:type bf:Source]; rdf:type bf:Classification'
            ),
        ),
    ],
)
def test_each_scheme_has_its_class(lines: Lines, field: str, said: str) -> None:
    assert classes(lines(field)) == [said]


def test_a_dewey_number_keeps_edition_and_language_of_the_tables(lines: Lines) -> None:
    assert classes(lines("082 04 $a823.914$b22$222/ger$qDE-101")) == [
        (
            'bf:assigner [rdf:type bf:Agent; rdfs:label "DE-101"]; '
            'bf:classificationPortion "823.914"; bf:edition "full"; bf:itemPortion "22"; '
            'bf:source [bf:code "22/ger"; rdf:type bf:Source]; rdf:type bf:ClassificationDdc'
        )
    ]


@pytest.mark.parametrize(
    ("fields", "assigned"),
    [
        (["082 00 $a823"], True),
        (["082 0# $a823", "040 ## $aDLC"], True),
        (["082 0# $a823$qDE-101", "040 ## $aDLC"], False),
        (["082 04 $a823", "040 ## $aDLC"], False),
    ],
)
def test_a_dewey_number_is_lcs_where_the_field_or_the_record_is(
    lines: Lines, fields: list[str], assigned: bool
) -> None:
    (said,) = classes(lines(*fields))
    assert (f"bf:assigner {AGENCIES}/dlc" in said) == assigned


def test_a_document_number_that_no_longer_holds_says_so(lines: Lines) -> None:
    source = f"bf:source {SCHEMES}/sudocs; "
    said = lines("086 0# $aHE 20.6209:13/45$zHE 20.6209")
    assert classes(said) == [
        f'{source}bf:status {STATUS}/cancinv; rdf:type bf:Classification; rdfs:label "HE 20.6209"',
        f'{source}rdf:type bf:Classification; rdfs:label "HE 20.6209:13/45"',
    ]


def test_a_subject_category_is_a_topic_of_its_scheme(lines: Lines) -> None:
    topics = [
        said
        for field in ("072 #0 $aE5$x000", "072 #7 $aFIC010$2bisacsh", "072 #7 $aX$2lcco")
        for said in lines(field).nested("#Work")
        if said.startswith("bf:subject")
    ]
    assert topics == [
        f'bf:subject [bf:code "E5000"; bf:source {SCHEMES}/agricola; rdf:type bf:Topic]',
        f'bf:subject [bf:code "FIC010"; bf:source {SCHEMES}/bisacsh; rdf:type bf:Topic]',
        (
            'bf:subject [bf:code "X"; bf:source [bf:code "lcco"; rdf:type bf:Source]; '
            "rdf:type bf:Topic]"
        ),
    ]


def test_depository_item_and_report_numbers_are_the_instances(lines: Lines) -> None:
    said = lines("074 ## $a0830-C", "088 ## $aNASA-RP-1124").nested("#Instance")
    assert [each for each in said if each.startswith("bf:identifiedBy")] == [
        (
            f"bf:identifiedBy [bf:assigner {AGENCIES}/dgpo; rdf:type bf:Identifier; "
            'rdf:value "0830-C"]'
        ),
        'bf:identifiedBy [rdf:type bf:ReportNumber; rdf:value "NASA-RP-1124"]',
    ]

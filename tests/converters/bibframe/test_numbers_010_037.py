"""Numbers: what kind each is, what qualifies it, who gave it, and whether it holds."""

from collections.abc import Callable

import pytest

type Lines = Callable[..., set[str]]
AGENCIES = "http://id.loc.gov/vocabulary/organizations/"
CANCELED = "bf:status http://id.loc.gov/vocabulary/mstatus/cancinv"
INCORRECT = "bf:status http://id.loc.gov/vocabulary/mstatus/incorrect"


def numbers(lines: set[str], subject: str = "#Instance") -> list[str]:
    """Without the ``bf:identifiedBy`` in front."""
    return [
        said.removeprefix("bf:identifiedBy [").removesuffix("]")
        for said in lines.nested(subject)
        if said.startswith("bf:identifiedBy ")
    ]


def test_an_lccn_keeps_its_blanks_and_a_canceled_one_says_so(lines: Lines) -> None:
    assert numbers(lines("010 ## $a   99012345 $z   98000001 ")) == [
        f'{CANCELED}; rdf:type bf:Lccn; rdf:value "   98000001 "',
        'rdf:type bf:Lccn; rdf:value "   99012345 "',
    ]


def test_an_isbn_is_freed_of_binding_and_price(lines: Lines) -> None:
    assert numbers(lines("020 ## $a0306406152 (pbk.) :$cUSD 9.95")) == [
        (
            'bf:acquisitionTerms "USD 9.95"; bf:qualifier "pbk"; '
            'rdf:type bf:Isbn; rdf:value "0306406152"'
        )
    ]


def test_a_price_and_a_binding_hold_for_every_isbn_of_the_field(lines: Lines) -> None:
    assert numbers(lines("020 ## $a0306406152$q(paperback)$cUSD 9.95$z0306406153")) == [
        (
            f'bf:acquisitionTerms "USD 9.95"; bf:qualifier "paperback"; {CANCELED}; '
            'rdf:type bf:Isbn; rdf:value "0306406153"'
        ),
        (
            'bf:acquisitionTerms "USD 9.95"; bf:qualifier "paperback"; '
            'rdf:type bf:Isbn; rdf:value "0306406152"'
        ),
    ]


def test_issns_are_the_works_by_kind_of_error(lines: Lines) -> None:
    said = lines("022 0# $a1234-5679$y1234-5678$z1234-1231$l1234-5670$m1234-5671$22")
    code = 'bf:assigner [bf:code "2"; rdf:type bf:Agent]'
    assert numbers(said) == []
    assert numbers(said, "#Work") == [
        f'{code}; {CANCELED}; rdf:type bf:Issn; rdf:value "1234-1231"',
        f'{code}; {CANCELED}; rdf:type bf:IssnL; rdf:value "1234-5671"',
        f'{code}; {INCORRECT}; rdf:type bf:Issn; rdf:value "1234-5678"',
        f'{code}; rdf:type bf:Issn; rdf:value "1234-5679"',
        f'{code}; rdf:type bf:IssnL; rdf:value "1234-5670"',
    ]


def test_an_issn_has_the_address_the_field_gives_it(lines: Lines) -> None:
    said = lines("022 0# $a1234-5679$0(uri)http://issn.example/ 1234-5679")
    assert "#Work bf:identifiedBy http://issn.example/1234-5679" in said
    assert 'http://issn.example/1234-5679 rdf:value "1234-5679"' in said


@pytest.mark.parametrize(
    ("field", "number"),
    [
        ("024 2# $a979-0-2600-0043-8", 'rdf:type bf:Ismn; rdf:value "979-0-2600-0043-8"'),
        ("024 7# $a10.1000/182$2doi", 'rdf:type bf:Doi; rdf:value "10.1000/182"'),
        (
            "024 7# $a17$2zdb",
            'bf:source [bf:code "zdb"; rdf:type bf:Source]; rdf:type bf:Identifier; rdf:value "17"',
        ),
        (
            "024 3# $a4006381333931$dGift box",
            (
                'bf:note [rdf:type bf:Note; rdfs:label "Gift box"]; '
                'rdf:type bf:Ean; rdf:value "4006381333931"'
            ),
        ),
    ],
)
def test_a_standard_number_is_what_indicator_or_source_says(
    lines: Lines, field: str, number: str
) -> None:
    assert numbers(lines(field)) == [number]


def test_an_eidr_is_the_works(lines: Lines) -> None:
    said = lines("024 7# $a10.5240/7791-8534-2C23-9030-8610-5$2eidr")
    assert numbers(said) == []
    assert numbers(said, "#Work") == [
        'rdf:type bf:Eidr; rdf:value "10.5240/7791-8534-2C23-9030-8610-5"'
    ]


def test_a_plate_number_is_its_publishers(lines: Lines) -> None:
    assert numbers(lines("028 22 $aB. & H. 8797,$bBreitkopf & Härtel.")) == [
        (
            'bf:assigner [rdf:type bf:Organization; rdfs:label "Breitkopf & Härtel"]; '
            'rdf:type bf:MusicPlate; rdf:value "B. & H. 8797"'
        )
    ]


@pytest.mark.parametrize(
    ("field", "number"),
    [
        ("035 ## $a(OCoLC)814782", 'rdf:type bf:OclcNumber; rdf:value "814782"'),
        (
            "035 ## $a(CStRLIN)NYCX96-B1",
            f'bf:assigner {AGENCIES}cstrlin; rdf:type bf:Local; rdf:value "NYCX96-B1"',
        ),
        (
            "035 ## $a(DE-627)17",
            (
                "bf:assigner https://ld.zdb-services.de/resource/organisations/DE-627; "
                'rdf:type bf:Local; rdf:value "17"'
            ),
        ),
        ("035 ## $aocm17", 'rdf:type bf:Local; rdf:value "ocm17"'),
    ],
)
def test_a_system_number_is_of_the_system_in_brackets(
    lines: Lines, field: str, number: str
) -> None:
    assert numbers(lines(field)) == [number]


def test_a_national_number_without_its_source_is_left_out(lines: Lines) -> None:
    assert numbers(lines("015 ## $aGB 7901234")) == []
    assert numbers(lines("015 ## $aGB 7901234$2bnb")) == [
        (
            "bf:source http://id.loc.gov/vocabulary/nationalbibschemes/bnb; "
            'rdf:type bf:Nbn; rdf:value "GB 7901234"'
        )
    ]


def test_an_016_without_indicator_is_of_canada(lines: Lines) -> None:
    said = lines("016 ## $a890000298")
    assert numbers(said) == [
        (
            "bf:source http://id.loc.gov/authorities/names/no2004037399; "
            'rdf:type bf:Local; rdf:value "890000298"'
        )
    ]
    assert (
        "http://id.loc.gov/authorities/names/no2004037399 rdfs:label "
        '"Library and Archives Canada"' in said
    )


def test_a_copyright_number_has_its_office_and_day(lines: Lines) -> None:
    assert numbers(lines("017 ## $aEU781596$bU.S. Copyright Office$d20040213")) == [
        (
            "bf:assigner [rdf:type bf:Organization; rdfs:label "
            '"U.S. Copyright Office"]; '
            'bf:date "2004-02-13"^^<http://www.w3.org/2001/XMLSchema#date>; '
            'rdf:type bf:CopyrightNumber; rdf:value "EU781596"'
        )
    ]


def test_a_fingerprint_is_one_text_unless_it_came_so(lines: Lines) -> None:
    assert numbers(lines("026 ## $adete nkck$bvess lodo 3$cAnno Domini 1$21")) == [
        (
            "bf:source http://id.loc.gov/vocabulary/fingerprintschemes/1; "
            'rdf:type bf:Fingerprint; rdf:value "dete nkck vess lodo 3 Anno Domini 1"'
        )
    ]
    assert numbers(lines("026 ## $edete nkck vess lodo")) == [
        'rdf:type bf:Fingerprint; rdf:value "dete nkck vess lodo"'
    ]


def test_a_source_of_acquisition_has_stock_number_name_and_terms(lines: Lines) -> None:
    said = lines("037 3# $a240-951/147$bGPO ;$cUSD 5.20$fCD-ROM$5DLC").nested("#Instance")
    assert [each for each in said if each.startswith("bf:acquisitionSource")] == [
        (
            'bf:acquisitionSource [bf:acquisitionTerms "USD 5.20"; '
            'bf:identifiedBy [rdf:type bf:StockNumber; rdf:value "240-951/147"]; '
            'bf:note [rdf:type bf:Note; rdfs:label "CD-ROM"]; '
            'bf:note [rdf:type bf:Note; rdfs:label "current source"]; '
            f"bflc:applicableInstitution {AGENCIES}dlc; "
            'rdf:type bf:AcquisitionSource; rdfs:label "GPO"]'
        )
    ]

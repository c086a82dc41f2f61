"""What the heading of an authority record says: the kind of thing, its labels, its parts."""

from collections.abc import Callable

import pymarc
import pytest

from converters.authorities import describe
from converters.engine import Converted, Failed

type Said = Callable[..., set[str]]

HEADINGS = {
    "100 1# $aTwain, Mark": ("Agent", "PersonalName", "bf:Person"),
    "100 3# $aRothschild family": ("Agent", "FamilyName", "bf:Family"),
    "110 2# $aUnesco": ("Agent", "CorporateName", "bf:Organization"),
    "110 1# $aFrance": ("Agent", "CorporateName", "bf:Jurisdiction"),
    "111 2# $aOlympic Games": ("Agent", "ConferenceName", "bf:Meeting"),
    "130 #0 $aBible": ("Hub", "Title", "bf:Hub"),
    "100 1# $aTwain, Mark.$tHuckleberry Finn": ("Hub", "NameTitle", "bf:Hub"),
    "147 ## $aLong March$d(1934-1935)": ("Topic", "Topic", "bf:Event"),
    "148 ## $aNineteenth century": ("Temporal", "Temporal", "bf:Temporal"),
    "150 ## $aKites": ("Topic", "Topic", "bf:Topic"),
    "150 ## $aKites$xFlying": ("Topic", "ComplexSubject", "bf:Topic"),
    "100 1# $aTwain, Mark$xHumor": ("Topic", "ComplexSubject", "bf:Topic"),
    "151 ## $aParis (France)": ("Place", "Geographic", "bf:Place"),
    "151 ## $aFrance$zParis": ("Place", "ComplexSubject", "bf:Place"),
    "151 ## $aFrance$xHistory": ("Topic", "ComplexSubject", "bf:Topic"),
    "155 ## $aNovels": ("GenreForm", "GenreForm", "bf:GenreForm"),
    "162 ## $aoboe": ("Medium", "Medium", "bf:MusicMedium"),
    "180 ## $xCensorship": ("Topic", "Topic", "bf:Topic"),
    "181 #0 $zFrance$zParis": ("Place", "ComplexSubject", "bf:Place"),
    "182 ## $y18th century": ("Temporal", "Temporal", "bf:Temporal"),
    "185 ## $vFiction": ("GenreForm", "GenreForm", "bf:GenreForm"),
}


@pytest.mark.parametrize("heading", HEADINGS)
def test_the_tag_says_what_the_authority_is_for(heading: str, said: Said) -> None:
    fragment, mads, thing = HEADINGS[heading]
    assert {
        f"#{fragment} rdf:type madsrdf:Authority",
        f"#{fragment} rdf:type madsrdf:{mads}",
        f"#{fragment} rdf:type {thing}",
    } <= said(heading)


LABELS = {
    "100 1# $aShakespeare, William,$d1564-1616.": "Shakespeare, William, 1564-1616",
    "100 1# $aShakespeare, William$d1564-1616": "Shakespeare, William, 1564-1616",
    "100 0# $aElizabeth$bII,$cQueen of Great Britain,$d1926-2022": (
        "Elizabeth II, Queen of Great Britain, 1926-2022"
    ),
    "100 1# $aArmitage, Richard,$d1971-": "Armitage, Richard, 1971-",
    "100 1# $aSmith, J.$q(John)": "Smith, J. (John)",
    "100 0# $a程伟元$c(清)": "程伟元 (清)",
    "110 2# $aLondon Symphony Orchestra.$bChorus": "London Symphony Orchestra. Chorus",
    "110 2# $a中国科学院$b历史研究所": "中国科学院. 历史研究所",
    "111 2# $aIFLA Congress$n80$d2014$cLyon": "IFLA Congress (80 : 2014 : Lyon)",
    "111 2# $aIFLA Congress$n(80 :$d2014 :$cLyon)": "IFLA Congress (80 : 2014 : Lyon)",
    "130 #0 $aBible.$pN.T.$lGreek.$f1550": "Bible. N.T. Greek. 1550",
    "130 #0 $aBible$pN.T$lGreek$f1550": "Bible. N.T. Greek. 1550",
    "100 1# $aHandel, G. F.$tMessiah.$kSelections": "Handel, G. F. Messiah. Selections",
    "100 1# $aDoe, Jane,$d1980-$tPoems": "Doe, Jane, 1980- Poems",
    "150 ## $aKites$xFlying$zFrance": "Kites--Flying--France",
    "180 ## $xInventory control": "Inventory control",
}


@pytest.mark.parametrize("heading", LABELS)
def test_the_label_is_the_heading_with_the_marks_that_belong_in_it(
    heading: str, said: Said
) -> None:
    labels = {line.split(" ", 2)[2] for line in said(heading) if " rdfs:label " in line}
    assert any(label.startswith(f'"{LABELS[heading]}"') for label in labels), labels


def test_a_name_has_its_parts_in_a_list(said: Said) -> None:
    assert {
        "#Agent madsrdf:elementList #List",
        "#List rdf:first #FullNameElement",
        "#List rdf:first #DateNameElement",
        '#DateNameElement madsrdf:elementValue "1564-1616"',
    } <= said("100 1# $aShakespeare, William,$d1564-1616")


def test_a_work_has_its_title_and_its_creator(said: Said) -> None:
    assert {
        "#Hub bf:title #Title",
        '#Title bf:mainTitle "Messiah. Selections. German"',
        "#Hub bf:contribution #Contribution",
        "#Contribution bf:agent #Agent",
        '#Agent rdfs:label "Handel, George Frideric, 1685-1759"',
        '#Agent bflc:marcKey "1001 $aHandel, George Frideric,$d1685-1759."',
        '#Language rdfs:label "German"',
        "#Hub madsrdf:componentList #List",
    } <= said("100 1# $aHandel, George Frideric,$d1685-1759.$tMessiah.$kSelections.$lGerman")


def test_a_heading_and_its_880_are_one_thing_with_two_labels(said: Said) -> None:
    both = said(
        "040 ## $bchi",
        "100 1# $6880-01$aLu, Xun,$d1881-1936",
        "880 1# $6100-01/~1$a鲁迅,$d1881-1936",
    )
    assert {
        '#Agent rdfs:label "Lu, Xun, 1881-1936"@zh-latn',
        '#Agent rdfs:label "鲁迅, 1881-1936"@zh-hani',
        '#Agent madsrdf:authoritativeLabel "鲁迅, 1881-1936"@zh-hani',
    } <= both
    assert not [line for line in both if "Variant" in line]


def test_pinyin_is_tagged_as_pinyin_whichever_half_is_the_880(said: Said) -> None:
    heading = said("100 0# $6880-01$a曹雪芹", "880 0# $6100-01/Latn-pinyin$acao xue qin")
    assert '#Agent rdfs:label "cao xue qin"@zh-latn-pinyin' in heading
    assert '#Agent rdfs:label "曹雪芹"@zh-hani' in heading
    turned = said("100 0# $6880-01/Latn-pinyin$acao xue qin", "880 0# $6100-01/~1$a曹雪芹")
    assert '#Agent rdfs:label "cao xue qin"@zh-latn-pinyin' in turned


def test_an_880_without_a_partner_is_a_label_of_the_heading_it_stands_for(said: Said) -> None:
    assert '#Agent rdfs:label "Лу Синь"@und-cyrl' in said(
        "100 1# $aLu, Xun", "880 1# $6100-00/(N$aЛу Синь"
    )


def test_a_withdrawn_record_is_of_a_deprecated_authority(said: Said) -> None:
    made = said("150 ## $aKites", "682 ## $iSee$aGliders", leader="00000dz  a2200000n  4500")
    assert "#Topic rdf:type madsrdf:DeprecatedAuthority" in made
    assert "#Topic rdf:type madsrdf:Authority" not in made
    assert '#Topic madsrdf:deletionNote "See Gliders"' in made


def test_a_heading_under_a_tag_nobody_knows_is_taken_for_a_topic_and_told(
    record: Callable[..., pymarc.Record],
) -> None:
    outcome = describe(record("103 ## $aHavens$bDocks"), "http://x/auth/a1", "2026-01-01T00:00:00Z")
    assert isinstance(outcome, Converted)
    assert b'"Havens Docks"' in outcome.triples
    assert any("103" in told for told in outcome.mended)


def test_a_second_heading_is_a_variant_and_told(record: Callable[..., pymarc.Record]) -> None:
    marc = record("150 ## $aKites", "150 ## $aGliders")
    outcome = describe(marc, "http://x/auth/a1", "2026-01-01T00:00:00Z")
    assert isinstance(outcome, Converted)
    assert b'variantLabel> "Gliders"' in outcome.triples
    assert len(outcome.mended) == 1


@pytest.mark.parametrize("fields", [("400 1# $aDoe, Jane",), ("100 1# $a ",), ()])
def test_a_record_without_a_heading_is_no_authority(
    fields: tuple[str, ...], record: Callable[..., pymarc.Record]
) -> None:
    outcome = describe(record(*fields), "http://x/auth/a1", "2026-01-01T00:00:00Z")
    assert isinstance(outcome, Failed)
    assert "heading" in outcome.reason

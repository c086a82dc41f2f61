"""What the union says of a work, and which editions are of it."""

from collections.abc import Callable, Sequence
from itertools import permutations

import pytest

from catalogue.works.hub import Because, Edition, hub
from catalogue.works.likeness import work_likeness
from converters.record import MarcRecord
from shapes.namespaces import BF, DCTERMS, MADSRDF, RDFS

type Book = Callable[..., MarcRecord]

BASE = "http://localhost:8000/"
HUB = f"<{BASE}hub/w3#Hub>"
AUTHOR = "100 1  $aSaint-Exupéry, Antoine de,$d1900-1944."
FRENCH = (AUTHOR, "245 13 $aLe petit prince /$cAntoine de Saint-Exupéry.")
GERMAN = (AUTHOR, "041 1  $ager$hfre", "240 10 $aPetit prince.$lGerman", "245 14 $aDer Prinz.")
ENGLISH = (AUTHOR, "041 1  $aeng$hfre", "245 14 $aThe little prince.")


def said(records: Sequence[MarcRecord], *because: Because) -> list[str]:
    editions = []
    for number, record in enumerate(records, start=1):
        likeness = work_likeness(record)
        assert likeness is not None
        editions.append(Edition(f"bib/b{number}", record, likeness))
    return hub(BASE, "hub/w3", editions, because).decode().splitlines()


def objects(lines: list[str], property_: str, subject: str = "") -> list[str]:
    found = [line.removesuffix(" .").split(" ", 2) for line in lines]
    return sorted(
        value for about, said, value in found if said == f"<{property_}>" and subject in about
    )


@pytest.fixture
def prince(book: Book) -> list[MarcRecord]:
    return [
        book(*FRENCH, language="fre"),
        book(*GERMAN, language="ger"),
        book(*ENGLISH, language="eng"),
    ]


def test_every_edition_is_an_expression_of_the_hub_and_says_so(prince: list[MarcRecord]) -> None:
    lines = said(prince)
    works = [f"<{BASE}bib/b{number}#Work>" for number in (1, 2, 3)]
    assert objects(lines, f"{BF}hasExpression", HUB) == works
    assert [line for line in lines if line.startswith(works[1])] == [
        f"{works[1]} <{BF}expressionOf> {HUB} ."
    ]


def test_the_uniform_title_names_the_work_and_the_main_entry_its_creator(
    prince: list[MarcRecord],
) -> None:
    lines = said(prince)
    assert objects(lines, f"{RDFS}label", HUB) == [
        '"Saint-Exupéry, Antoine de, 1900-1944. Petit prince"'
    ]
    assert objects(lines, f"{BF}mainTitle") == ['"Petit prince"']
    assert objects(lines, f"{RDFS}label", "#Agent-") == ['"Saint-Exupéry, Antoine de, 1900-1944"']


def test_without_a_uniform_title_the_original_names_it(book: Book) -> None:
    note = "500    $aTranslation of: Le petit prince."
    lines = said([book(*ENGLISH), book(*ENGLISH, note), book(*ENGLISH)])
    assert objects(lines, f"{BF}mainTitle") == ['"Le petit prince"']


def test_else_an_edition_in_the_language_of_the_original(prince: list[MarcRecord]) -> None:
    lines = said([prince[0], prince[2], prince[2]])
    assert objects(lines, f"{BF}mainTitle") == ['"Petit prince"']


def test_the_language_of_the_original_is_told_and_what_is_a_translation(
    prince: list[MarcRecord],
) -> None:
    lines = said(prince)
    language = "<http://id.loc.gov/vocabulary/languages/fre>"
    assert objects(lines, f"{BF}language", HUB) == [language]
    assert objects(lines, f"{BF}associatedResource") == [
        f"<{BASE}bib/b2#Work>",
        f"<{BASE}bib/b3#Work>",
    ]
    assert set(objects(lines, f"{BF}relationship")) == {
        "<http://id.loc.gov/vocabulary/relationship/translatedas>"
    }


def test_nothing_is_called_a_translation_while_the_original_is_unknown(book: Book) -> None:
    lines = said([book(*ENGLISH[:1], ENGLISH[2]), book(*FRENCH, language="fre")])
    assert objects(lines, f"{BF}language", HUB) == []
    assert objects(lines, f"{BF}relation") == []


def test_authorities_of_the_work_are_said_and_not_those_of_a_translation(book: Book) -> None:
    names = "http://id.loc.gov/authorities/names"
    work = f"240 10 $aPetit prince$0{names}/n1$1http://viaf.org/viaf/1"
    german = f"240 10 $aPetit prince.$lGerman$0{names}/n2"
    manifested = "758    $iHas work manifested:$4P30135$1http://www.wikidata.org/entity/Q25338"
    lines = said([book(AUTHOR, work, manifested), book(AUTHOR, german)])
    assert objects(lines, f"{MADSRDF}isIdentifiedByAuthority", HUB) == [f"<{names}/n1>"]
    assert objects(lines, f"{RDFS}seeAlso", HUB) == [
        "<http://viaf.org/viaf/1>",
        "<http://www.wikidata.org/entity/Q25338>",
    ]


def test_both_scripts_of_a_title_are_one_title_with_tags(book: Book) -> None:
    chinese = book(
        "100 1  $6880-01$aLu, Xun,$d1881-1936.",
        "245 10 $6880-02$aNa han.",
        "880 1  $6100-01/$1$a鲁迅,$d1881-1936.",
        "880 10 $6245-02/$1$a呐喊.",
        language="chi",
    )
    lines = said([chinese])
    assert objects(lines, f"{BF}mainTitle") == ['"Na han"@zh-latn', '"呐喊"@zh-hani']
    assert len({line.split()[0] for line in lines if "mainTitle" in line}) == 1
    assert objects(lines, f"{RDFS}label", HUB) == ['"Lu, Xun, 1881-1936. Na han"']


def test_a_uniform_title_in_latin_letters_has_the_characters_an_edition_gives_it(
    book: Book,
) -> None:
    name = ("100 1  $aCao, Xueqin.",)
    both = ("245 10 $6880-01$aHong lou meng /$cCao Xueqin.", "880 10 $6245-01/$1$a紅樓夢.")
    original = book(*name, *both, language="chi")
    english = book(*name, "240 10 $aHong lou meng.$lEnglish", "245 10 $aDream.")
    lines = said([original, english])
    assert objects(lines, f"{BF}mainTitle") == ['"Hong lou meng"@zh-latn', '"紅樓夢"@zh-hani']
    assert objects(lines, f"{RDFS}label", HUB) == ['"Cao, Xueqin. Hong lou meng"']
    other = book(*name, *(field.replace("Hong lou", "Hung lou") for field in both))
    assert objects(said([other, english]), f"{BF}mainTitle") == ['"Hong lou meng"']


def test_why_two_editions_are_together_is_data(prince: list[MarcRecord]) -> None:
    lines = said(prince, Because("bib/b2", "bib/b1", ("creator-and-year", "title-of-original")))
    assert objects(lines, f"{RDFS}label", "#Note-") == ['"creator-and-year, title-of-original"']
    assert objects(lines, f"{DCTERMS}references") == [
        f"<{BASE}bib/b1#Work>",
        f"<{BASE}bib/b2#Work>",
    ]


def test_the_order_of_editions_does_not_matter(prince: list[MarcRecord]) -> None:
    because = [Because("bib/b1", "bib/b2", ("title",)), Because("bib/b3", "bib/b1", ("original",))]
    made = set()
    for order in permutations(range(3)):
        editions = []
        for place in order:
            likeness = work_likeness(prince[place])
            assert likeness is not None
            editions.append(Edition(f"bib/b{place}", prince[place], likeness))
        made.add(hub(BASE, "hub/w3", editions, because))
        because.reverse()
    assert len(made) == 1


def test_a_second_edition_leaves_the_nodes_of_the_first_alone(prince: list[MarcRecord]) -> None:
    before, after = set(said(prince[:2])), set(said(prince))
    assert before < after
    assert all("bib/b3#Work" in line or "Relation" in line for line in after - before)


def test_there_is_no_blank_node_and_no_line_twice(prince: list[MarcRecord]) -> None:
    lines = said(prince, Because("bib/b1", "bib/b2", ("title",)))
    assert lines == sorted(set(lines))
    assert not [line for line in lines if "_:" in line]

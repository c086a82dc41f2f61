"""MODS and Dublin Core: the main facts are there, in the elements the schemas know."""

from collections import Counter

import pymarc
import pytest
from lxml import etree

import samples
from converters import read
from converters.record import MarcRecord
from converters.writing.asked import Unwritable
from converters.writing.dublin_core import DC, as_dublin_core
from converters.writing.mods import NAMESPACE, as_mods
from converters.writing.source import Source

M = f"{{{NAMESPACE}}}"
#: MODS 3.8: the top elements, and what may stand in those that hold others.
INSIDE = {
    "mods": "abstract accessCondition classification extension genre identifier language location "
    "name note originInfo part physicalDescription recordInfo relatedItem subject "
    "tableOfContents targetAudience titleInfo typeOfResource",
    "titleInfo": "title subTitle partNumber partName nonSort",
    "name": "namePart displayForm affiliation role description nameIdentifier",
    "role": "roleTerm",
    "originInfo": "place publisher dateIssued dateCreated dateCaptured dateValid dateModified "
    "copyrightDate dateOther edition issuance frequency",
    "place": "placeTerm",
    "language": "languageTerm scriptTerm",
    "languageOfCataloging": "languageTerm scriptTerm",
    "physicalDescription": "form reformattingQuality internetMediaType extent digitalOrigin note",
    "subject": "topic geographic temporal titleInfo name geographicCode genre "
    "hierarchicalGeographic cartographics occupation",
    "relatedItem": "titleInfo name identifier part originInfo note location",
    "part": "detail extent date text",
    "location": "physicalLocation shelfLocator url holdingSimple holdingExternal",
    "recordInfo": "recordContentSource recordCreationDate recordChangeDate recordIdentifier "
    "languageOfCataloging recordOrigin descriptionStandard recordInfoNote",
}
ISSUANCE = {
    *("continuing", "monographic", "single unit", "multipart monograph"),
    *("serial", "integrating resource"),
}
RESOURCES = {
    *("text", "cartographic", "notated music", "sound recording", "sound recording-musical"),
    *("sound recording-nonmusical", "still image", "moving image", "three dimensional object"),
    *("software, multimedia", "mixed material"),
}
ELEMENTS = {
    *("title", "creator", "subject", "description", "publisher", "contributor", "date", "type"),
    *("format", "identifier", "source", "language", "relation", "coverage", "rights"),
}


def sources() -> list[Source]:
    files = [*samples.marc21_files(), *samples.cnmarc_files()]
    return [
        Source("", bytes, one, one.kind)
        for file in files
        for one in read(file)
        if isinstance(one, MarcRecord)
    ]


@pytest.fixture(scope="module")
def books() -> list[pymarc.Record]:
    found = [source.bibliographic for source in sources()]
    assert len(found) > 100
    return found


def test_mods_has_only_elements_that_may_stand_where_they_stand(
    books: list[pymarc.Record],
) -> None:
    seen: Counter[str] = Counter()
    for marc in books:
        root = etree.fromstring(as_mods(marc))
        assert root.get("version") == "3.8"
        for element in root.iter():
            name = element.tag.removeprefix(M)
            seen[name] += 1
            if len(element):
                wrong = {child.tag.removeprefix(M) for child in element} - set(INSIDE[name].split())
                assert not wrong, name
            else:
                assert (element.text or "").strip(), name
        assert {one.text for one in root.iter(f"{M}issuance")} <= ISSUANCE
        assert {one.text for one in root.iter(f"{M}typeOfResource")} <= RESOURCES
        assert len(root.findall(f"{M}recordInfo")) <= 1
    assert len(seen) > 35


def test_mods_says_title_names_year_and_both_scripts(books: list[pymarc.Record]) -> None:
    marc = next(one for one in books if one["001"].data == "PKU0000137")
    root = etree.fromstring(as_mods(marc))
    titles = root.findall(f"{M}titleInfo")[:2]
    assert [one.findtext(f"{M}title") for one in titles] == ["Hong lou meng", "红楼梦"]
    assert titles[0].get("altRepGroup") == titles[1].get("altRepGroup") != None  # noqa: E711
    assert titles[1].get("script") == "Hani"
    primary = root.xpath(
        "m:name[@usage='primary']/m:namePart[1]/text()", namespaces={"m": NAMESPACE}
    )
    assert primary == ["Cao, Xueqin", "曹雪芹"]
    assert "2008" in [one.text for one in root.iter(f"{M}dateIssued")]
    assert root.findtext(f"{M}identifier[@type='isbn']") == "9787020002207"
    assert root.findtext(f"{M}classification[@authority='clc']") == "I242.4"


def test_an_article_at_the_beginning_does_not_sort() -> None:
    marc = pymarc.Record()
    marc.leader = pymarc.Leader("00000nam a2200000 i 4500")
    title = [pymarc.Subfield("a", "The trial /")]
    marc.fields = [pymarc.Field("245", pymarc.Indicators("0", "4"), title)]
    info = etree.fromstring(as_mods(marc)).find(f"{M}titleInfo")
    assert info is not None
    assert (info.findtext(f"{M}nonSort"), info.findtext(f"{M}title")) == ("The ", "trial")


def test_dublin_core_has_its_fifteen_elements_in_order_and_none_twice(
    books: list[pymarc.Record],
) -> None:
    for marc in books:
        root = etree.fromstring(as_dublin_core(marc))
        names = [one.tag.removeprefix(f"{{{DC}}}") for one in root]
        assert set(names) <= ELEMENTS
        assert {"title", "date", "type", "language"} <= set(names)
        said = [(one.tag, one.text) for one in root]
        assert len(said) == len(set(said))
        assert all((text or "").strip() for _, text in said)


def test_dublin_core_says_the_same_book_in_both_scripts(books: list[pymarc.Record]) -> None:
    marc = next(one for one in books if one["001"].data == "PKU0000137")
    said = [
        (one.tag.removeprefix(f"{{{DC}}}"), one.text)
        for one in etree.fromstring(as_dublin_core(marc))
    ]
    for element, value in (
        ("title", "红楼梦"),
        ("title", "Hong lou meng"),
        ("publisher", "人民文学出版社"),
        ("date", "2008"),
        ("identifier", "urn:isbn:9787020002207"),
        ("language", "chi"),
        ("type", "Text"),
    ):
        assert (element, value) in said
    assert any(element == "creator" and (text or "").startswith("曹雪芹") for element, text in said)


def test_hostile_text_is_text_in_xml() -> None:
    marc = pymarc.Record()
    marc.leader = pymarc.Leader("00000nam a2200000 i 4500")
    text = "]]></title><!ENTITY x SYSTEM 'file:///etc/passwd'>\x00\x1f\ufffe&x;"
    marc.fields = [
        pymarc.Field(tag="008", data="\x01" * 40),
        pymarc.Field("245", pymarc.Indicators("x", "9"), [pymarc.Subfield("a", text)]),
        pymarc.Field("856", pymarc.Indicators("4", "0"), [pymarc.Subfield("u", text)]),
        pymarc.Field("700", pymarc.Indicators("1", " "), [pymarc.Subfield("e", text)]),
        pymarc.Field("650", pymarc.Indicators(" ", "7"), [pymarc.Subfield("2", text)]),
    ]
    for written in (as_mods(marc), as_dublin_core(marc)):
        assert "]]></title>" in "".join(etree.fromstring(written).itertext())


def test_an_empty_record_is_still_a_document() -> None:
    for write in (as_mods, as_dublin_core):
        assert "[untitled]" in etree.tostring(etree.fromstring(write(pymarc.Record()))).decode()


def test_an_authority_is_no_publication() -> None:
    source = sources()[0]
    authority = Source("", bytes, source.record, "auth")
    with pytest.raises(Unwritable, match=r"an authority record.*MARCXML"):
        _ = authority.bibliographic

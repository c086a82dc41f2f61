"""What a record can be taken along as: both MARCs, in any character set, and as it was sent."""

from collections.abc import Iterator

import pymarc
import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import etree

import samples
from catalogue.ingest import Channel, Ingest
from catalogue.members import codes, load_members
from catalogue.refused import Refusals
from converters import as_iso2709, parse_one, read
from converters.pool import Pool
from converters.record import Format, MarcRecord
from converters.structures import marcxml
from sparql.lookup import LookupIndex
from sparql.service.evaluation import InProcess
from store import Contribution, Store, open_store
from webapp.application import create_app
from webapp.site import WebSettings

AT = "2026-11-22T08:00:00+00:00"
#: The numbers the records get: a novel in CNMARC, the same in MARC 21, one with a rare character,
#: one too long for ISO 2709.
CHINESE, WESTERN, RARE, LONG = "b1", "b2", "b3", "b4"


def book(title: str, note: str = "") -> bytes:
    marc = pymarc.Record(force_utf8=True)
    marc.leader = pymarc.Leader("00000nam a2200000 i 4500")
    marc.fields = [
        pymarc.Field(tag="001", data=title),
        pymarc.Field(tag="008", data="240101s1999    cc            000 0 chi  "),
        pymarc.Field("245", pymarc.Indicators("0", "0"), [pymarc.Subfield("a", title)]),
        pymarc.Field("500", pymarc.Indicators(" ", " "), [pymarc.Subfield("a", note or "n")]),
    ]
    return as_iso2709(marc)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("home")
    files = {
        "NJU": next(one for one in samples.cnmarc_files() if one.stem == "PKU"),
        "PKU": next(one for one in samples.marc21_files() if one.stem == "PKU"),
    }
    chinese = next(
        one for one in read(files["NJU"]) if isinstance(one, MarcRecord) and "围城" in str(one.marc)
    )
    western = next(one for one in read(files["PKU"]) if isinstance(one, MarcRecord))
    xml = folder / "long.xml"
    xml.write_text(
        '<record><leader>00000nam a2200000 i 4500</leader><controlfield tag="001">long'
        '</controlfield><datafield tag="245" ind1="0" ind2="0"><subfield code="a">Long</subfield>'
        '</datafield><datafield tag="520" ind1=" " ind2=" "><subfield code="a">'
        f"{'x' * 20_000}</subfield></datafield></record>",
        encoding="utf-8",
    )
    portions = {"one.xml": chinese.raw, "two.xml": western.raw, "three.mrc": book("𠮷野家")}
    with (
        open_store(folder / "var", "http://catena.example/", openers=(LookupIndex,)) as store,
        Pool(1) as pool,
    ):
        load_members(store, samples.members(), Channel("catena", "tests", "file", AT))
        for name, raw in portions.items():
            (folder / name).write_bytes(raw)
        for name in (*portions, "long.xml"):
            file = folder / name
            channel = Channel("PKU", "tests", "file", AT)
            ingest = Ingest(store, pool, channel, codes(store), Refusals(folder, file))
            for _ in ingest.run(read(file)):
                pass
        yield store


@pytest.fixture(scope="module")
def app(store: Store) -> Flask:
    app = create_app(WebSettings(release="1"), store, InProcess(store.graph))
    app.testing = True
    return app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def parsed(data: bytes, format_: Format) -> MarcRecord:
    """The one record of a document, which XML declares first."""
    return parse_one(data.removeprefix(marcxml.DECLARATION.encode()), format_)


def contribution(store: Store, name: str) -> Contribution:
    record = store.log.record(f"bib/{name}")
    assert record is not None
    assert record.contribution is not None
    return store.log.contribution(record.contribution)


def test_a_cnmarc_record_comes_as_marc_21(client: FlaskClient) -> None:
    formats: dict[str, Format] = {"mrc": "iso2709", "marcxml": "marcxml", "json": "json"}
    for suffix, format_ in formats.items():
        answer = client.get(f"/bib/{CHINESE}.{suffix}")
        record = parsed(answer.data, format_)
        assert record.dialect == "marc21"
        assert "围城" in str(record.marc["245"])
        assert "Latn-pinyin" not in str(record.marc)


def test_and_as_it_was_when_that_is_asked_for(client: FlaskClient, store: Store) -> None:
    sent = contribution(store, CHINESE)
    answer = client.get(f"/bib/{CHINESE}.marcxml?into=own")
    assert parsed(answer.data, "marcxml").dialect == "cnmarc"
    chinese = parse_one(client.get(f"/bib/{CHINESE}.cnmarc").data, "iso2709")
    assert [str(one) for one in chinese.marc.fields] == [
        str(one) for one in parse_one(sent.raw, "marcxml").marc.fields
    ]


def test_a_marc_21_record_comes_as_cnmarc_by_the_practice_asked_for(client: FlaskClient) -> None:
    calis = parse_one(client.get(f"/bib/{WESTERN}.cnmarc?rules=calis").data, "iso2709")
    nlc = parse_one(client.get(f"/bib/{WESTERN}.cnmarc?rules=nlc").data, "iso2709")
    assert (calis.dialect, nlc.dialect) == ("cnmarc", "cnmarc")
    assert calis.marc["200"]["A"]
    assert nlc.marc["200"]["9"]
    default = client.get(f"/bib/{WESTERN}.cnmarc")
    assert default.data == client.get(f"/bib/{WESTERN}.cnmarc?rules=calis").data


@pytest.mark.parametrize("charset", ["utf-8", "gbk", "gb18030", "big5", "ucs-2", "marc-8"])
def test_every_character_set_reads_back_by_evidence(client: FlaskClient, charset: str) -> None:
    address = f"/bib/{CHINESE}.cnmarc?charset={charset}&unmappable=reference"
    if charset == "marc-8":
        address = f"/bib/{WESTERN}.mrc?charset=marc-8"
    answer = client.get(address)
    assert answer.status_code == 200
    name = {"ucs-2": "utf-16"}.get(charset, charset)
    record = parse_one(answer.data, "iso2709", charset=name)
    if charset != "big5":
        assert ("围城" if charset != "marc-8" else "红楼梦") in str(record.marc)


def test_what_a_character_set_cannot_carry_is_told(client: FlaskClient) -> None:
    refused = client.get(f"/bib/{RARE}.mrc?charset=gbk")
    assert refused.status_code == 406
    assert "U+20BB7" in refused.get_json(force=True)["detail"]
    carried = client.get(f"/bib/{RARE}.mrc?charset=gbk&unmappable=reference")
    assert carried.headers["Catena-Uncarried"] == "U+20BB7"
    assert b"&#x20BB7;" in carried.data
    assert "Catena-Uncarried" not in client.get(f"/bib/{RARE}.mrc?charset=gb18030").headers


def test_a_record_too_long_for_iso_2709_is_offered_as_xml(client: FlaskClient) -> None:
    answer = client.get(f"/bib/{LONG}.mrc")
    assert answer.status_code == 406
    problem = answer.get_json(force=True)
    assert "Field 520 is 20,005 long" in problem["detail"]
    assert f"/bib/{LONG}.marcxml" in {one["href"] for one in problem["alternatives"]}
    assert client.get(f"/bib/{LONG}.marcxml").status_code == 200


@pytest.mark.parametrize(
    ("address", "values"),
    [
        ("mrc?charset=latin-2", "utf-8, gbk, gb18030, big5, ucs-2, marc-8"),
        ("mrc?charset=", "gb18030"),
        ("mrc?unmappable=drop", "refuse, reference"),
        ("cnmarc?rules=%00%0D%0Ax", "calis, nlc"),
        ("marcxml?into=../../etc", "marc21, cnmarc, own"),
        ("cite?style=<script>", "gb-t-7714, gb-t-7714-author-date, apa, mla, chicago"),
    ],
)
def test_a_choice_there_is_not_is_answered_with_those_there_are(
    client: FlaskClient, address: str, values: str
) -> None:
    answer = client.get(f"/bib/{WESTERN}.{address}")
    assert answer.status_code == 400
    assert values in answer.get_json(force=True)["detail"]
    assert "script" not in answer.get_data(as_text=True)


def test_a_contribution_returns_byte_for_byte(client: FlaskClient, store: Store) -> None:
    for name in (CHINESE, WESTERN, RARE, LONG):
        sent = contribution(store, name).raw
        assert len(sent) > 100
        assert client.get(f"/bib/{name}.raw").data == sent
    assert client.get(f"/bib/{RARE}.raw").mimetype == "application/marc"
    assert client.get(f"/bib/{LONG}.raw").mimetype == "application/xml"


@pytest.mark.parametrize("name", [CHINESE, WESTERN, RARE, LONG])
@pytest.mark.parametrize("suffix", ["mods", "dc", "marcxchange", "marcxml"])
def test_every_xml_is_well_formed_and_has_no_empty_element(
    client: FlaskClient, name: str, suffix: str
) -> None:
    root = etree.fromstring(client.get(f"/bib/{name}.{suffix}").data)
    assert not [one for one in root.iter() if len(one) == 0 and not (one.text or "").strip()]


def test_a_citation_comes_in_the_style_asked_for(client: FlaskClient) -> None:
    answer = client.get(f"/bib/{WESTERN}.cite?style=gb-t-7714")
    assert answer.mimetype == "text/plain"
    assert answer.get_data(as_text=True) == (
        "曹雪芹. 红楼梦[M]. 3版. 北京: 人民文学出版社, 2008.\n"
    )
    every = client.get(f"/bib/{WESTERN}.cite").get_data(as_text=True)
    for style in ("GB/T 7714—2015", "APA", "MLA", "Chicago"):
        assert style in every
    [item] = client.get(f"/bib/{WESTERN}.csl").get_json(force=True)
    assert item["author"] == [{"literal": "曹雪芹"}]
    assert b"@book{PKU0000137," in client.get(f"/bib/{WESTERN}.bib").data
    assert client.get(f"/bib/{WESTERN}.ris").data.startswith(b"TY  - BOOK\r\n")


def test_another_choice_has_another_mark(client: FlaskClient) -> None:
    addresses = ("mrc", "mrc?charset=gb18030", "mrc?into=cnmarc", "mrc?into=cnmarc&rules=nlc")
    marks = {client.get(f"/bib/{WESTERN}.{one}").headers["ETag"] for one in addresses}
    assert len(marks) == len(addresses)


def test_a_download_has_a_name_other_programs_know(client: FlaskClient) -> None:
    for suffix, name in (
        ("cnmarc", "b2.cnmarc.mrc"),
        ("mods", "b2.mods.xml"),
        ("csl", "b2.csl.json"),
        ("ris", "b2.ris"),
    ):
        header = client.get(f"/bib/{WESTERN}.{suffix}").headers["Content-Disposition"]
        assert header == f'inline; filename="{name}"'


def test_the_page_lists_the_downloads_in_groups(client: FlaskClient) -> None:
    page = client.get(f"/bib/{WESTERN}", headers={"Accept": "text/html"}).get_data(as_text=True)
    places = [page.index(f"<h4>{group}</h4>") for group in ("Linked data", "MARC", "Citation")]
    assert places == sorted(places)
    for suffix in ("ttl", "mrc", "cnmarc", "mods", "ris", "cite", "raw"):
        assert f'href="/bib/{WESTERN}.{suffix}"' in page


def test_a_book_nobody_sent_marc_for_comes_as_marc_too(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webapp.representations.marc_of", lambda _: None)
    record = parse_one(client.get(f"/bib/{WESTERN}.mrc").data, "iso2709")
    assert record.marc["245"]["a"] == "Hong lou meng /"
    assert "红楼梦" in str(record.marc)


def test_no_file_of_the_samples_is_left_without_a_download(client: FlaskClient) -> None:
    for name in (CHINESE, WESTERN, RARE):
        for suffix in ("mrc", "cnmarc", "mrk", "json", "dc", "csl", "bib", "ris", "cite"):
            assert client.get(f"/bib/{name}.{suffix}").status_code == 200, (name, suffix)

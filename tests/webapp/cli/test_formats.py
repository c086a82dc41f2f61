"""`catena convert --to` and `catena export --format`: every format there is, from any MARC."""

import json
import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree
from pyoxigraph import RdfFormat, parse

import samples
from converters import MarcRecord, as_iso2709, read
from converters.writing.formats import FORMATS

type Catena = Callable[..., subprocess.CompletedProcess[str]]

PKU = next(file for file in samples.marc21_files() if file.stem == "PKU")
NJU = next(file for file in samples.cnmarc_files() if file.stem == "NJU")


def records(file: Path) -> list[MarcRecord]:
    return [record for record in read(file) if isinstance(record, MarcRecord)]


@pytest.mark.parametrize("name", ["mrc", "mrk", "marcxchange", "json"])
def test_marc_of_every_kind_is_read_again_by_catena(
    catena: Catena, tmp_path: Path, name: str
) -> None:
    done = catena("convert", PKU, NJU, "--to", name, "-o", "out", "--into", "own")
    assert done.returncode == 0, done.stderr
    before = records(PKU) + records(NJU)
    after = records(tmp_path / "out")
    assert [one.control_number for one in after] == [one.control_number for one in before]
    assert [one.dialect for one in after] == [one.dialect for one in before]
    assert [str(one.marc["100"]) for one in after if one.marc.get("100")] == [
        str(one.marc["100"]) for one in before if one.marc.get("100")
    ]


def test_cnmarc_in_gb18030_and_what_it_cannot_carry(catena: Catena, tmp_path: Path) -> None:
    one = records(PKU)[0].marc
    one["245"]["a"] = "𠮷野家"
    (tmp_path / "in.mrc").write_bytes(as_iso2709(one) + as_iso2709(records(PKU)[1].marc))
    refused = catena("convert", "in.mrc", "--to", "mrc", "--charset", "gbk", "-o", "out.mrc")
    assert refused.returncode == 1
    assert "1 accepted + 1 rejected" in refused.stderr
    table = next(tmp_path.glob("in-*.tsv")).read_text(encoding="utf-8")
    assert "gbk has no code for" in table
    assert "U+20BB7" in table
    words = ("convert", "in.mrc", "--to", "mrc", "--charset", "gbk", "--unmappable", "reference")
    done = catena(*words, "-o", "out.mrc")
    assert done.returncode == 0
    assert b"&#x20BB7;" in (tmp_path / "out.mrc").read_bytes()
    tables = [file.read_text(encoding="utf-8") for file in tmp_path.glob("in-*.tsv")]
    assert any("written as numeric references: 𠮷 (U+20BB7)" in text for text in tables)


def test_bibframe_without_marc_becomes_marc(catena: Catena, tmp_path: Path) -> None:
    assert catena("convert", PKU, "--to", "turtle", "-o", "books.ttl").returncode == 0
    done = catena("convert", "books.ttl", "--to", "marcxml", "-o", "back.xml")
    assert done.returncode == 0, done.stderr
    titles = {one.marc["245"]["a"].rstrip(" /:.") for one in records(tmp_path / "back.xml")}
    assert titles == {one.marc["245"]["a"].rstrip(" /:.") for one in records(PKU)}
    (tmp_path / "no.ttl").write_text("this is no Turtle", encoding="utf-8")
    assert "cannot be read as RDF" in catena("convert", "no.ttl", "--to", "mrc").stderr


def test_the_other_formats_are_what_they_are_called(catena: Catena, tmp_path: Path) -> None:
    count = len(records(PKU))
    for name in ("mods", "csl", "citations"):
        style = ("--style", "apa") if name == "citations" else ()
        assert catena("convert", PKU, "--to", name, "-o", name, *style).returncode == 0
    assert len(etree.parse(tmp_path / "mods").getroot()) == count
    assert len(json.loads((tmp_path / "csl").read_bytes())) == count
    lines = (tmp_path / "citations").read_text(encoding="utf-8").split("\n\n")
    assert len(lines) == count


def test_the_catalogue_comes_out_in_every_format_and_as_it_was_sent(
    catena: Catena, tmp_path: Path
) -> None:
    assert catena("load", PKU, "--member", "PKU").returncode == 0
    assert catena("load", NJU, "--member", "NJU").returncode == 0
    sent = catena("export", "--as-sent", "-o", "sent")
    assert sent.returncode == 0
    data = (tmp_path / "sent").read_bytes()
    assert all(one.raw in data for one in records(PKU) + records(NJU))
    assert catena("export", "--to", "cnmarc", "--charset", "gb18030", "-o", "cn").returncode == 0
    exported = records(tmp_path / "cn")
    merged = 2  # Lu Xun's works and Huang Renyu: each is there in MARC 21 and in CNMARC
    assert len(exported) == len(records(PKU) + records(NJU)) - merged
    assert all(one.marc["200"]["a"] for one in exported)
    assert catena("export", "-f", "turtle", "-o", "all.ttl").returncode == 0
    left = catena("export", "--to", "mrc", "--charset", "marc-8", "-o", "marc8")
    assert left.returncode == 1
    assert "left out: marc-8 has no code for" in left.stderr
    assert "Ask for --unmappable reference" in left.stderr
    assert len(list(parse((tmp_path / "all.ttl").read_bytes(), RdfFormat.TURTLE))) > 1000


def test_a_format_that_is_not_for_a_kind_of_record_has_none_of_them(
    catena: Catena, tmp_path: Path
) -> None:
    for file in (PKU, *samples.authority_files(), *samples.holdings_files()):
        assert catena("load", file, "--member", file.stem).returncode == 0
    done = catena("export", "--to", "ris", "-o", "ris")
    assert (done.returncode, sorted(done.stderr.splitlines())) == (
        0,
        ["22 authority records have no RIS.", "7 holdings records have no RIS."],
    )
    assert catena("export", "--to", "marcxml", "-o", "all.xml").returncode == 0
    kinds = Counter(one.kind for one in records(tmp_path / "all.xml"))
    assert kinds == {"bib": len(records(PKU)), "auth": 22, "holding": 1}


def test_a_value_there_is_not_is_a_wrong_call(catena: Catena) -> None:
    done = catena("convert", PKU, "--to", "mrc", "--charset", "latin-2")
    assert done.returncode == 2
    assert "gb18030" in done.stderr


def test_pages_and_commands_know_the_same_formats() -> None:
    assert len({form.suffix for form in FORMATS.values()}) == len(FORMATS)
    assert all((form.rdf is None) != (form.write is None) for form in FORMATS.values())

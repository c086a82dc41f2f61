"""The rules can be asked for, in words, and asked what they did to a record."""

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

import samples
from converters import MarcRecord, as_iso2709, read

FDU = next(file for file in samples.marc21_files() if file.stem == "FDU")
LOCAL = """
from converters.bibframe.table import Each, Has, instance
TABLE = {"852": (instance(Has("bf:note", "bf:Note", Each("rdfs:label", "z"))),)}
"""
type Catena = Callable[..., subprocess.CompletedProcess[str]]


def test_a_field_is_told_in_words(catena: Catena) -> None:
    said = catena("rules", "245").stdout
    assert said.startswith("245 Title Statement\n")
    assert "bf:mainTitle" in said
    assert "$b" in said


@pytest.mark.parametrize(("asked", "least"), [("5XX", 40), ("LDR", 1), ("1xx", 4)])
def test_a_block_is_all_its_fields(catena: Catena, asked: str, least: int) -> None:
    heads = [line for line in catena("rules", asked).stdout.splitlines() if line[:1] != " "]
    assert len(heads) >= least


def test_every_rule_has_words_that_begin_a_sentence_and_name_no_stylesheet(catena: Catena) -> None:
    said = catena("rules", "XXX").stdout
    assert "xsl" not in said.lower()
    assert "template" not in said.lower()
    tags = [line.split()[0] for line in said.splitlines() if line[:1] != " "]
    assert len(tags) == len(set(tags)) > 180


def test_a_field_no_rule_reads_is_said_to_stay_in_the_log(catena: Catena) -> None:
    done = catena("rules", "999")
    assert done.returncode == 3
    assert "it stays in the record log alone" in done.stdout


def test_what_became_of_a_record_is_told_for_every_subfield(catena: Catena) -> None:
    said = catena("explain", str(FDU)).stdout
    assert "      #Title-" in said
    assert "   $a San guo yan yi /" in said
    assert "– part of an item" in said


def test_a_book_of_another_marc_is_explained_in_its_own_fields(catena: Catena) -> None:
    said = catena("explain", str(samples.cnmarc_files()[0])).stdout
    assert "200 1#" in said
    assert "bf:mainTitle" in said
    assert "– in the log only: MARC 21 has it in 044" in said


def test_the_page_on_rules_shows_what_is_shown(catena: Catena) -> None:
    page = (samples.FOLDER.parent / "docs" / "rules.md").read_text(encoding="utf-8")
    told = re.search(r"\$ catena explain (samples/\S+)\n(.*?)```", page, re.DOTALL)
    assert told is not None
    shown = told[2].splitlines()
    wanted = [re.compile(re.escape(line).replace("…", ".*")) for line in shown]
    said = catena("explain", samples.FOLDER.parent / told[1]).stdout.splitlines()
    rest = iter(said)
    assert [line.pattern for line in wanted if not any(map(line.fullmatch, rest))] == []
    assert len(shown) > 6


def test_the_record_of_a_person_is_explained(catena: Catena) -> None:
    file = samples.FOLDER / "authorities" / "marc21" / "PKU.xml"
    assert "madsrdf:authoritativeLabel" in catena("explain", str(file)).stdout


def test_the_same_as_json_counts_every_statement_once(catena: Catena) -> None:
    told = json.loads(catena("explain", str(FDU), "--json").stdout)
    lines = [each["statement"] for each in told["statements"]]
    assert len(lines) == len(set(lines)) > 100
    fates = [(each["tag"], each["occurrence"], each.get("place")) for each in told["subfields"]]
    assert len(fates) == len(set(fates)) > 30
    assert {each["way"] for each in told["subfields"]} == {"graph", "log"}
    assert all(each["reason"] for each in told["subfields"] if each["way"] == "log")


@pytest.mark.parametrize("number", ["0", "-3", "9999"])
def test_a_record_that_is_not_there_is_told(catena: Catena, number: str) -> None:
    done = catena("explain", str(FDU), "--record", number)
    assert (done.returncode, done.stdout) == (3, "")
    assert f"has no record {number}" in done.stderr


def test_a_sites_rules_load_rebuild_and_go(catena: Catena, tmp_path: Path) -> None:
    catena("load", str(FDU), "--member", "FDU")
    assert "Every record was made by these rules." in catena("rebuild", "records").stdout
    (tmp_path / "ours.py").write_text(LOCAL)
    settings = tmp_path / "catena.toml"
    before = settings.read_text() if settings.exists() else ""
    settings.write_text(f'{before}\nlocal_rules = "{tmp_path}/ours.py"\n')
    told = json.loads(catena("rebuild", "records", "--json").stdout)
    assert told["fields"].keys() == {"852"}
    assert 0 < told["changed"] <= told["records"]
    assert catena("check").returncode == 0
    assert "rdfs:label" in catena("rules", "852").stdout
    settings.write_text(before)
    again = json.loads(catena("rebuild", "--json").stdout)
    assert (again["records"], again["changed"]) == (told["records"], told["changed"])
    assert catena("check").returncode == 0


def test_both_engines_make_the_same_of_records_in_one_script(
    catena: Catena, tmp_path: Path
) -> None:
    # Of pairs of scripts ours means to make something else (differences.tsv).
    plain = tmp_path / "plain.mrc"
    with plain.open("wb") as stream:
        for record in read(FDU):
            assert isinstance(record, MarcRecord)
            record.marc.remove_fields("880")
            for field in record.marc.get_fields():
                field.delete_subfield("6")
            stream.write(as_iso2709(record.marc))
    when = ("--generated", "2026-01-01T00:00:00Z", "--quiet")
    for engine in ("catena", "lc"):
        done = catena("convert", plain, "--engine", engine, "-o", f"{engine}.nt", *when)
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "catena.nt").read_bytes() == (tmp_path / "lc.nt").read_bytes()


@pytest.mark.parametrize(
    ("local", "sentence"),
    [("nowhere.py", "cannot be read"), ("broken.py", "SyntaxError")],
)
def test_local_rules_that_do_not_work_stop_a_load_with_a_sentence(
    catena: Catena, tmp_path: Path, local: str, sentence: str
) -> None:
    (tmp_path / "broken.py").write_text("TABLE = {")
    done = catena("load", str(FDU), CATENA_LOCAL_RULES=local)
    assert done.returncode == 3
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr

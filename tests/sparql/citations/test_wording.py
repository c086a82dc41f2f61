"""The words for a paper, which reference managers and style sheets take as they are."""

import json
from dataclasses import replace

from sparql.citations import wording
from tests.sparql.citations.test_keeping import ASKED, citation

ADDRESS = f"http://catena.example/cite/{ASKED.id}"


def test_in_english_it_says_what_of_when_where_and_its_hash() -> None:
    said = wording.english(citation())
    assert said == (
        "Catena 联目 (http://catena.example/). Result of a SPARQL query on the catalogue as of "
        f"2027-03-01T00:00:00.000Z (change 9), 1 row. Cited 2 March 2027. {ADDRESS} (SHA-256: "
        f"{citation().sha256})."
    )
    assert "1,200 rows" in wording.english(replace(citation(), rows=1200))
    assert "row" not in wording.english(replace(citation(), rows=None))


def test_in_chinese_it_is_a_data_set_on_the_network_by_gb_t_7714() -> None:
    assert wording.chinese(citation()) == (
        f"Catena 联目. SPARQL 查询结果: 第 9 次更新[DS/OL]. (2027-03-01)[2027-03-02]. {ADDRESS}."
    )


def test_bibtex_is_an_entry_with_balanced_braces() -> None:
    said = wording.bibtex(citation())
    assert said.startswith(f"@misc{{catena-{ASKED.id},\n")
    assert f"  url = {{{ADDRESS}}},\n" in said
    assert "  year = {2027},\n" in said
    assert "  urldate = {2027-03-02},\n" in said
    assert said.count("{") == said.count("}")


def test_ris_begins_with_its_type_and_ends_with_its_end() -> None:
    lines = wording.ris(citation()).split("\r\n")
    assert (lines[0], lines[-2], lines[-1]) == ("TY  - DATA", "ER  - ", "")
    assert f"UR  - {ADDRESS}" in lines
    assert "DA  - 2027/03/01" in lines


def test_csl_is_one_data_set_in_a_list() -> None:
    (item,) = json.loads(wording.csl(citation()))
    assert (item["type"], item["URL"]) == ("dataset", ADDRESS)
    assert item["issued"] == {"date-parts": [[2027, 3, 1]]}
    assert item["accessed"] == {"date-parts": [[2027, 3, 2]]}
    assert citation().sha256 in item["note"]

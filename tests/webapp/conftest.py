"""The site over the samples, loaded as `catena load` does; one record is gone, one merged.

CNMARC is left out, so that a title has one record; test_union.py has it all.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

import samples
from catalogue.ingest import Channel, Ingest
from catalogue.members import codes, load_members
from catalogue.reading import arrivals
from catalogue.refused import Refusals
from converters.holdings.profile_file import usual
from converters.pool import Pool
from sparql.lookup import LookupIndex
from sparql.service.evaluation import InProcess
from store import Store, open_store
from tests.store.merging import merge
from webapp.application import create_app
from webapp.site import WebSettings

AT = "2026-11-22T08:00:00+00:00"
HOSTILE = """<record xmlns="http://www.loc.gov/MARC21/slim">
<leader>00000nam a2200000 i 4500</leader>
<controlfield tag="001">&lt;b&gt;1</controlfield>
<controlfield tag="008">241123s1998    cc            000 1 chi c</controlfield>
<datafield tag="100" ind1="1" ind2=" "><subfield code="a">"&gt;&lt;img src=x onerror=alert(1)&gt;,
</subfield></datafield>
<datafield tag="245" ind1="1" ind2="0"><subfield code="a">&lt;script&gt;alert('x')&lt;/script&gt;
</subfield></datafield>
<datafield tag="264" ind1=" " ind2="1"><subfield code="a">{{ 7 * 7 }} &amp; &lt;i&gt; :</subfield>
<subfield code="c">1998.</subfield></datafield>
<datafield tag="852" ind1=" " ind2=" "><subfield code="a">PKU</subfield>
<subfield code="b">&lt;script&gt;</subfield><subfield code="p">"'&gt;</subfield></datafield>
<datafield tag="856" ind1="4" ind2="0"><subfield code="u">javascript:alert(1)</subfield></datafield>
</record>"""


def _load(store: Store, file: Path, member: str, pool: Pool, refusals: Path) -> None:
    channel = Channel(member, "tests", "file", AT)
    ingest = Ingest(store, pool, channel, codes(store), Refusals(refusals, file))
    for _ in ingest.run(arrivals(file, usual("marc21"))):
        pass


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("home")
    hostile = folder / "hostile.xml"
    hostile.write_text(HOSTILE, encoding="utf-8")
    with open_store(folder / "var", "http://catena.example/", openers=(LookupIndex,)) as store:
        load_members(store, samples.members(), Channel("catena", "tests", "file", AT))
        with Pool(1) as pool:
            for file in samples.marc21_files():
                _load(store, file, file.stem, pool, folder)
            _load(store, hostile, "PKU", pool, folder)
            for file in (*samples.authority_files(), *samples.holdings_files()):
                _load(store, file, file.stem, pool, folder)
            again = store.log.record("bib/b3")
            assert again is not None
            assert again.contribution is not None
            gone = store.log.contribution(again.contribution)
            deleted = folder / "deleted.xml"
            raw = gone.raw.decode()
            start = raw.index("<leader>") + len("<leader>")
            deleted.write_text(f"{raw[: start + 5]}d{raw[start + 6 :]}", encoding="utf-8")
            _load(store, deleted, gone.member, pool, folder)
        merge(store.log, "bib/b4", "bib/b6", AT, "the same edition twice")
        for _ in store.catch_up():
            pass
        yield store


@pytest.fixture(scope="session")
def union(samples_home: Callable[[], Path]) -> Iterator[Store]:
    """The whole demo: editions of both families are one record, works have their editions."""
    with open_store(samples_home(), "http://catena.example/", openers=(LookupIndex,)) as union:
        yield union


@pytest.fixture
def bib(store: Store) -> Callable[[str], str]:
    """The address of the record with this (romanised) title."""

    def address(title: str) -> str:
        said = f'"{title}"'.encode()
        return next(
            f"/{record.path}" for record, triples in store.log.live("bib") if said in triples
        )

    return address


@pytest.fixture(scope="session")
def app(store: Store) -> Flask:
    app = create_app(WebSettings(release="1"), store, InProcess(store.graph))
    app.testing = True
    return app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()

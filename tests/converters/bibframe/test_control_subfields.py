"""``$0``, ``$6`` and ``$7`` as LC's stylesheet reads them, where no sample shows it."""

from collections.abc import Callable

import pytest

from converters.bibframe import Rules
from converters.engine import Converted, Job
from converters.lc import Stylesheet
from converters.record import MarcRecord

DOCUMENT = "http://catena.example/bib/b1"
GENERATED = "2026-01-01T00:00:00Z"
EIGHT = "008 760101s1976    nyu           000 0 eng  "

type Made = Callable[..., MarcRecord]


def said(made: MarcRecord) -> str:
    """What both engines say of it."""
    jobs = [Job(made, DOCUMENT)]
    (theirs,), (ours,) = (
        engine.convert(jobs, GENERATED) for engine in (Stylesheet(), Rules(as_lc=True))
    )
    assert isinstance(theirs, Converted)
    assert isinstance(ours, Converted)
    assert ours.triples.decode() == theirs.triples.decode()
    return ours.triples.decode()


def test_the_full_stop_after_a_gnd_number_is_none_of_it(record: Made) -> None:
    made = record(EIGHT, "650 #7 $aTopic$0(DE-588)4000003-5.$2gnd")
    assert "<https://d-nb.info/gnd/4000003-5>" in said(made)


def test_an_address_after_the_title_is_the_works_and_one_before_it_the_agents(record: Made) -> None:
    names = "http://id.loc.gov/authorities/names/"
    made = record(EIGHT, f"700 12 $aName$0{names}n1$tTitle$0{names}n2")
    assert f"<{names}n2> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type>" in said(made)


@pytest.mark.parametrize(("seven", "tag"), [("[bcp47]en", '"Text"'), ("[bcp47]ru", '"Text"@ru')])
def test_english_text_needs_no_tag(record: Made, seven: str, tag: str) -> None:
    assert f"{tag} ." in said(record(EIGHT, f"500 ## $7{seven}$aText"))


@pytest.mark.parametrize("tag", ["245", "250", "500", "505", "520", "650", "700", "740"])
@pytest.mark.parametrize("occurrence", ["00", "01"])
def test_two_880s_with_one_occurrence_number_are_not_each_others(
    record: Made, tag: str, occurrence: str
) -> None:
    said(
        record(
            EIGHT,
            f"{tag} 10 $6880-{occurrence}$aOne",
            f"880 10 $6{tag}-{occurrence}/(N$aTwo",
            f"880 10 $6{tag}-{occurrence}/(N$aThree",
        )
    )


@pytest.mark.parametrize(
    ("six", "tag"), [("880-01/(B", "@en"), ("880-01/Latn", "@en"), ("880-01/(N", "@und-cyrl")]
)
def test_english_is_tagged_with_a_script_only_where_that_is_not_its_own(
    record: Made, six: str, tag: str
) -> None:
    script = six.partition("/")[2]
    made = record(EIGHT, "500 ## $6880-01$aOne", f"880 ## $6500-01/{script}$aTwo")
    assert f'"Two"{tag} .' in said(made)


def test_no_linguistic_content_is_given_the_language_of_008(record: Made) -> None:
    assert '"Text"@ru ' in said(record(EIGHT.replace("eng", "rus"), "500 ## $7(bcp47)zxx$aText"))

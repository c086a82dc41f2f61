"""The `.rq` files: each runs as it is and says what it is for."""

from importlib.resources import files

import pytest
from pyoxigraph import Literal, Store

from sparql.lookup import numbers, words
from sparql.questions import ask, examples, question

NAMES = sorted(
    file.name.removesuffix(".rq")
    for file in files("sparql").joinpath("queries").iterdir()
    if file.name.endswith(".rq")
)


def test_the_folder_holds_the_questions() -> None:
    assert len(NAMES) >= 15
    assert len(examples()) == 6


@pytest.mark.parametrize("name", NAMES)
def test_a_question_runs_as_it_is_and_has_a_heading(name: str) -> None:
    asked = question(name)
    Store().query(asked.text)
    assert asked.text.startswith(f"# {asked.title}\n# {asked.shows}\n")
    assert asked.shows.endswith(".")


def test_a_question_is_asked_with_values_never_with_text() -> None:
    store = Store()
    store.update(
        "INSERT DATA { <e:b#Work> <http://id.loc.gov/ontologies/bibframe/title> <e:t> . "
        '<e:t> <http://id.loc.gov/ontologies/bibframe/mainTitle> "a \\" } quote" }'
    )
    assert ask(store, "lookup-title", word1=Literal("quote"))[0]["record"] == "e:b"
    assert ask(store, "lookup-title", word1=Literal('" } #')) == []


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Lu, Xun, 1881-1936.", ["lu", "xun", "1881", "1936"]),
        ("红楼梦", ["红楼梦"]),
        ("《红楼梦》", ["红楼梦"]),
        ("a b c d e f g h", ["a", "b", "c", "d", "e", "f g h"]),
        (" … ", []),
    ],
)
def test_what_is_typed_becomes_words(typed: str, found: list[str]) -> None:
    assert words(typed) == found


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("978-7-02-000872-8", ["9787020008728", "7020008720"]),
        ("7-02-000872-0", ["7020008720", "9787020008728"]),
        ("0-8044-2957-x", ["080442957X", "9780804429573"]),
        ("979-12-200-0852-5", ["9791220008525"]),
        ("0042-8744", ["00428744"]),
        ("none", []),
    ],
)
def test_a_number_is_known_in_every_way_it_is_written(typed: str, found: list[str]) -> None:
    assert numbers(typed) == found

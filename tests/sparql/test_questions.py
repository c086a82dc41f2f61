"""The `.rq` files: each runs as it is and says what it is for."""

from importlib.resources import files

import pytest
from pyoxigraph import Literal, NamedNode, Store

from sparql.questions import ask, question

NAMES = sorted(
    file.name.removesuffix(".rq")
    for file in files("sparql").joinpath("queries").iterdir()
    if file.name.endswith(".rq")
)


def test_the_folder_holds_the_questions() -> None:
    assert len(NAMES) >= 3


@pytest.mark.parametrize("name", NAMES)
def test_a_question_runs_as_it_is_and_has_a_heading(name: str) -> None:
    asked = question(name)
    Store().query(asked.text)
    assert asked.text.startswith(f"# {asked.title}\n# {asked.shows}\n")
    assert asked.shows.endswith(".")


def test_a_question_is_asked_with_values_never_with_text() -> None:
    store = Store()
    store.update(
        'INSERT DATA { <e:t> <http://www.w3.org/2000/01/rdf-schema#label> "a \\" } quote"@en }'
    )
    rows = ask(store, "labels", thing=NamedNode("e:t"))
    assert [(row["label"], row["language"]) for row in rows] == [('a " } quote', "en")]
    assert ask(store, "labels", thing=NamedNode("e:none")) == []
    assert ask(store, "labels", label=Literal('" } #')) == []

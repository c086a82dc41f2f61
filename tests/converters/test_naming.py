"""Names of nodes: by what they say; none blank; the same however the statements are ordered."""

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, Triple, parse

from converters.naming import name_nodes
from shapes.namespaces import BF, RDF, RDFS

STUB = "http://example.org/0"
DOCUMENT = "http://localhost:8000/bib/b1"
PREFIXES = f"@prefix bf: <{BF}> . @prefix rdfs: <{RDFS}> . @prefix rdf: <{RDF}> . "


def named(turtle: str, document: str = DOCUMENT) -> set[str]:
    quads = parse(PREFIXES + turtle, RdfFormat.TURTLE, base_iri=STUB)
    return name_nodes((Triple(q.subject, q.predicate, q.object) for q in quads), STUB, document)


def test_the_work_and_the_instance_keep_their_names() -> None:
    said = named("<#Work> bf:hasInstance <#Instance> .")
    assert said == {f"<{DOCUMENT}#Work> <{BF}hasInstance> <{DOCUMENT}#Instance> ."}


def test_position_in_the_record_does_not_show_in_a_name() -> None:
    agent = 'bf:agent <#Agent100-{0}> . <#Agent100-{0}> a bf:Agent ; rdfs:label "Lu Xun" .'
    assert named("<#Work> " + agent.format(3)) == named("<#Work> " + agent.format(17))


def test_no_blank_node_is_left_not_even_in_lists() -> None:
    said = named(
        '<#Work> bf:subject [ bf:componentList ( [ rdfs:label "a" ] [ rdfs:label "b" ] ) ] .'
    )
    assert len(said) == 8
    assert not any("_:" in line for line in said)


def test_nodes_that_say_the_same_become_one() -> None:
    note = '[ a bf:Note ; rdfs:label "Index." ]'
    assert named(f"<#Instance> bf:note {note}, {note} .") == named(f"<#Instance> bf:note {note} .")


def test_nodes_that_differ_in_one_letter_stay_two() -> None:
    said = named('<#Instance> bf:note [ rdfs:label "a" ], [ rdfs:label "b" ] .')
    assert len({line.split(" ")[2] for line in said if "bibframe/note" in line}) == 2


def test_a_hash_is_the_same_in_every_record_that_says_the_same() -> None:
    turtle = '<#Work> bf:title [ a bf:Title ; bf:mainTitle "呐喊" ; bf:of <#Work> ] .'
    one, two = named(turtle), named(turtle, "http://localhost:8000/bib/b99")
    assert re.findall(r"Title-\w+", "".join(sorted(one))) == re.findall(
        r"Title-\w+", "".join(sorted(two))
    )


def test_nodes_in_a_circle_are_told_apart_and_named_alike_every_time() -> None:
    circle = """<#Work> bf:relatedTo <#Work776-{0}> .
        <#Work776-{0}> a bf:Work ; bf:hasInstance <#Instance776-{0}> ; rdfs:label "w" .
        <#Instance776-{0}> a bf:Instance ; bf:instanceOf <#Work776-{0}> ; rdfs:label "i" ."""
    said = named(circle.format(4))
    assert said == named(circle.format(40))
    assert len({line.split(" ")[0] for line in said}) == 3


def test_administrative_metadata_is_named_by_its_event_and_keeps_its_name_when_more_is_said() -> (
    None
):
    less = "<#Work> bf:adminMetadata [ a bf:AdminMetadata ; bf:status <http://s/n> ] ."
    more = less.replace("<http://s/n>", '<http://s/n> ; bf:date "2026"')
    assert named(less) <= named(more)


def test_two_events_of_one_kind_are_told_apart_by_all_they_say() -> None:
    event = '[ a bf:AdminMetadata ; bf:status <http://s/c> ; bf:date "{0}" ]'
    said = named(f"<#Work> bf:adminMetadata {event.format(1)}, {event.format(2)} .")
    assert len({line.split(" ")[0] for line in said if "date" in line}) == 2


def test_a_list_of_ten_thousand_does_not_exhaust_the_stack() -> None:
    said = named(f"<#Work> bf:list ( {' '.join(f'"{i}"' for i in range(10_000))} ) .")
    assert len(said) == 20_001


NODE = st.sampled_from([f"<{STUB}#N{i}>" for i in range(6)] + ["_:a", "_:b", f"<{STUB}#Work>"])
STATEMENT = st.tuples(NODE, st.sampled_from("pq"), NODE | st.sampled_from(['"x"', '"y"']))


@given(st.lists(STATEMENT, min_size=1, max_size=25), st.randoms(use_true_random=False))
def test_the_order_of_statements_never_matters(
    statements: list[tuple[str, str, str]], shuffler: random.Random
) -> None:
    lines = [f"{s} <urn:{p}> {o} ." for s, p, o in statements]
    before = named("\n".join(lines))
    shuffler.shuffle(lines)
    assert named("\n".join(lines)) == before
    assert not any("_:" in line for line in before)


@pytest.mark.parametrize("old", ["<#Topic650-1>", "_:topic"])
def test_a_node_of_another_record_is_left_alone(old: str) -> None:
    said = named(f"<#Work> bf:subject {old} . {old} rdfs:seeAlso <http://example.org/77#Work> .")
    assert any("<http://example.org/77#Work>" in line for line in said)


def test_the_item_a_stylesheet_makes_keeps_its_name_whatever_it_says() -> None:
    for name in ("Item", "Item-DLC"):
        said = named(f'<#Instance> bf:hasItem <#{name}> . <#{name}> bf:note "a" .')
        assert f'<{DOCUMENT}#{name}> <{BF}note> "a" .' in said


def test_nodes_that_stand_elsewhere_in_a_circle_stay_apart() -> None:
    circle = '_:a bf:p _:b . _:b bf:p _:c . _:c bf:p _:d . _:d bf:p _:a . _:a rdfs:label "first" .'
    assert len({line.split(" ")[0] for line in named(circle)}) == 4


def test_of_events_of_one_kind_none_is_named_for_coming_first() -> None:
    events = [
        f"<#Work> bf:adminMetadata _:{n} . _:{n} a bf:AdminMetadata ; bf:status <http://s/c> ; "
        f'bf:date "{n}" .'
        for n in "ab"
    ]
    assert named(" ".join(events)) == named(" ".join(reversed(events)))

"""Whatever order things come in, change and go, the union is the same afterwards."""

from itertools import combinations
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalogue.matching.verdict import Says
from store import open_store
from store.log.likenesses import Decided
from store.log.verifying import verify
from store.projections.comparing import compare
from tests.catalogue.joining.conftest import BASE, Small

MEMBERS = "ABCDEF"
LIKENESSES = "abcd"
VERDICTS = st.dictionaries(
    st.frozensets(st.sampled_from(LIKENESSES), min_size=2, max_size=2),
    st.tuples(st.sampled_from(["same", "different", "ask"]), st.sampled_from([0.7, 0.8, 0.9])),
)
DECISIONS = st.lists(
    st.tuples(
        st.sampled_from([*combinations(MEMBERS, 2)]),
        st.sampled_from(["same", "different", "open"]),
    ),
    max_size=3,
)
SENT = st.dictionaries(st.sampled_from(MEMBERS), st.sampled_from(LIKENESSES), min_size=2)


def made(small: Small) -> set[str]:
    """Who is together, and that log and graph are sound."""
    for _ in small.store.catch_up():
        pass
    assert [*verify(small.store.log)] == []
    assert compare(small.store.log, small.store.graph).equal
    return {*small.groups().values()}


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    SENT,
    VERDICTS,
    st.frozensets(st.sampled_from(LIKENESSES), max_size=1),
    DECISIONS,
    st.randoms(use_true_random=False),
)
def test_the_order_does_not_matter(
    sent: dict[str, str],
    verdicts: dict[frozenset[str], tuple[Says, float]],
    alone: frozenset[str],
    decisions: list[tuple[tuple[str, str], Decided]],
    rng: Random,
) -> None:
    with TemporaryDirectory() as folder:
        with open_store(Path(folder, "one"), BASE) as store:
            small = Small(store, verdicts, alone)
            small.take(**sent)
            for pair, says in decisions:
                if {*pair} <= sent.keys():
                    small.decide(*pair, says)
            at_once = made(small)
        with open_store(Path(folder, "other"), BASE) as store:
            small = Small(store, verdicts, alone)
            for member in rng.sample(MEMBERS, rng.randrange(len(MEMBERS))):
                small.take(**{member: rng.choice(LIKENESSES)})
            for member in rng.sample(MEMBERS, len(MEMBERS)):
                if member in sent:
                    small.take(**{member: sent[member]})
                elif store.log.sources(member, "bib", ["1"]):
                    small.take(**{member: None})
            for pair, says in decisions:
                if {*pair} <= sent.keys():
                    small.decide(*pair, says)
            assert made(small) == at_once


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.randoms(use_true_random=False), st.integers(1, 4))
def test_nor_does_it_where_a_key_becomes_too_common(rng: Random, common: int) -> None:
    verdicts: dict[frozenset[str], tuple[Says, float]] = {
        frozenset("ab"): ("same", 0.9),
        frozenset("cd"): ("same", 0.8),
    }
    sent = dict(zip(MEMBERS, "abcdab", strict=True))
    results = []
    for order in (MEMBERS, rng.sample(MEMBERS, len(MEMBERS))):
        with TemporaryDirectory() as folder, open_store(Path(folder), BASE) as store:
            small = Small(store, verdicts, common=common)
            for member in order:
                small.take(**{member: sent[member]})
            results.append(made(small))
            for member in order:
                if sent[member] in "cd":
                    small.take(**{member: None})
            results.append(made(small))
    assert results[:2] == results[2:]
    assert results[0] == ({"ABEF", "CD"} if common == 4 else {"AE", "BF", "C", "D"})
    assert results[1] == ({"ABEF"} if common > 1 else {"AE", "BF"})

"""Groups are made of pairs, the strongest first, and do not depend on the order of anything."""

import random

from hypothesis import given
from hypothesis import strategies as st

from catalogue.joining.partition import DIFFERENT, TOO_LARGE, Pair, partition

NAMES = "abcdefg"


def never(_: str, __: str) -> bool:
    return False


def groups(
    same: str, different: str = "", surely: str = "", apart: str = "", largest: int = 100
) -> list[str]:
    """Pairs are written ``ab bc``; the earlier, the stronger."""
    pairs = same.split()
    strong = [Pair(1 - number / 100, *pair) for number, pair in enumerate(pairs)]
    made = partition(
        sorted({*f"{same}{different}{surely}{apart}".replace(" ", "")}),
        [Pair(2.0, *pair) for pair in surely.split()],
        strong,
        kept_apart=lambda x, y: x + y in apart.split() or y + x in apart.split(),
        different=lambda x, y: x + y in different.split() or y + x in different.split(),
        largest=largest,
    )
    return ["".join(group) for group in made.groups]


def test_what_is_the_same_as_the_same_is_together() -> None:
    assert groups("ab bc de") == ["abc", "de"]


def test_a_weak_pair_does_not_join_what_differs() -> None:
    assert groups("bc ab", different="ac") == ["a", "bc"]
    assert groups("ab bc", different="ac") == ["ab", "c"]


def test_people_stand_above_the_rules() -> None:
    assert groups("bc ab", different="ac", surely="ac") == ["abc"]
    assert groups("ab", apart="ab") == ["a", "b"]
    assert groups("", surely="ab bc", apart="ac") == ["ab", "c"]


def test_a_group_grows_only_so_far_and_tells_so() -> None:
    assert groups("ab bc cd", largest=3) == ["abc", "d"]
    made = partition(
        "abc", [], [Pair(0.9, "a", "b"), Pair(0.8, "b", "c")],
        kept_apart=never, different=lambda x, y: {x, y} == {"a", "c"},
    )  # fmt: skip
    assert [(pair.a + pair.b, why) for pair, why in made.refused] == [("bc", DIFFERENT)]
    made = partition(
        "abc", [], [Pair(0.9, "a", "b"), Pair(0.8, "b", "c")],
        kept_apart=never, different=never, largest=2,
    )  # fmt: skip
    assert [why for _, why in made.refused] == [TOO_LARGE]


@given(st.data())
def test_the_order_of_things_and_pairs_does_not_matter(data: st.DataObject) -> None:
    pairs = st.tuples(
        st.sampled_from([0.7, 0.8, 0.9]), st.sampled_from(NAMES), st.sampled_from(NAMES)
    )
    same = [Pair(*each) for each in data.draw(st.lists(pairs, max_size=12)) if each[1] != each[2]]
    unlike = data.draw(st.sets(st.frozensets(st.sampled_from(NAMES), min_size=2, max_size=2)))

    def made(rng: random.Random) -> list[list[str]]:
        things, edges = [*NAMES], [*same]
        rng.shuffle(things)
        rng.shuffle(edges)
        turned = [Pair(p.score, p.b, p.a) if rng.random() < 0.5 else p for p in edges]
        return partition(
            things, [], turned, kept_apart=never, different=lambda x, y: frozenset((x, y)) in unlike
        ).groups

    first = made(random.Random(1))
    assert all(made(random.Random(seed)) == first for seed in range(2, 6))
    assert sorted(name for group in first for name in group) == [*NAMES]
    for group in first:
        assert not any({*pair} <= {*group} for pair in unlike)

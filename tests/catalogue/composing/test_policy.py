"""The tables of the policy: what they say, and what is told of one that cannot be used."""

from pathlib import Path

import pytest

from catalogue.composing import POLICY, Policy, PolicyError, compose
from tests.catalogue.composing.writing import record, sources

HERE = Path(__file__).parents[3] / "catalogue" / "composing"


@pytest.mark.parametrize(
    ("kind", "tag", "source", "block"),
    [
        ("bib", "245", "frame", "title"),
        ("bib", "650", "all", "650"),
        ("bib", "490", "first", "series"),
        ("bib", "690", "out", "-"),
        ("bib", "905", "out", "-"),
        ("bib", "852", "out", "-"),
        ("bib", "856", "all", "856"),
        ("bib", "029", "out", "-"),
        ("bib", "AVA", "out", "-"),
        ("auth", "490", "out", "-"),
        ("auth", "400", "all", "heading"),
        ("auth", "667", "frame", "note"),
    ],
)
def test_each_field_has_its_line(kind: str, tag: str, source: str, block: str) -> None:
    rule = POLICY.rule(kind, tag)
    assert (rule.source, rule.block) == (source, block)


def test_a_union_can_rank_its_own_members(tmp_path: Path) -> None:
    agencies = tmp_path / "agencies.tsv"
    agencies.write_text("# ours\ncode\tpoints\twho\n*\t0\teverybody\nB\t5\tthe best\n", "utf-8")
    policy = Policy.read(agencies=agencies)
    longer = record(["001 1", "245 10 $a Title", "500 __ $a X"])
    shorter = record(["001 2", "245 10 $a Title"])
    assert compose(sources(longer, shorter), policy).base == ("b", "b-1")
    assert compose(sources(longer, shorter)).base == ("a", "a-1")


@pytest.mark.parametrize(
    ("table", "line", "told"),
    [
        ("policy.tsv", "bib\t245\tframe", "has 3 columns, not 8"),
        ("policy.tsv", "bib\t245\tsome\tx\t-\t-\tno\tw", "“some” is nothing for “from”"),
        ("policy.tsv", "bib\t2[45\tframe\tx\t-\t-\tno\tw", "is no regular expression"),
        ("policy.tsv", "bib\t650\tall\ttag\t-\t-\tno\tw", "need something under “same”"),
        ("ranking.tsv", "bib\t245\t.\tmany\t1\tw", "“many” is no number of points"),
        ("agencies.tsv", "X\t\tw", "“” is no number of points"),
    ],
)
def test_a_line_that_cannot_be_used_is_told_of(
    tmp_path: Path, table: str, line: str, told: str
) -> None:
    text = (HERE / table).read_text("utf-8").rstrip("\n")
    broken = tmp_path / table
    broken.write_text(f"{text}\n{line}\n", "utf-8")
    with pytest.raises(PolicyError, match=told) as error:
        Policy.read(**{table.partition(".")[0]: broken})
    assert f"Line {text.count(chr(10)) + 2} of {table}" in str(error.value)

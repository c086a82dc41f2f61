"""The report on both engines: every record is compared once, whatever the workers do."""

from pathlib import Path

import pytest
from click.testing import CliRunner

import samples
from bench.equality import compare, main, sent


def test_the_report_counts_the_records_and_names_the_file_of_differences(tmp_path: Path) -> None:
    file, target = samples.marc21_files()[0], tmp_path / "differences.txt"
    arguments = ["--file", str(file), "--every", "2", "--workers", "1"]
    result = CliRunner().invoke(main, [*arguments, "--differences", str(target)])
    assert result.exit_code == 0, result.output
    records = len(list(sent([file])))
    assert f"| records compared | {-(-records // 2)} |" in result.output
    assert target.exists()


def test_a_file_that_is_no_marc_costs_nothing(tmp_path: Path) -> None:
    (tmp_path / "readme.txt").write_text("Not MARC.", encoding="utf-8")
    assert list(sent([tmp_path / "readme.txt"])) == []


def test_causes_are_sought_only_when_asked_for() -> None:
    (record, *_) = sent(samples.marc21_files())
    (compared,) = compare([record], False)
    assert compared.parts == []
    assert compared.control_number


def test_the_number_of_workers_does_not_change_the_report() -> None:
    arguments = ["--file", str(samples.marc21_files()[0])]
    one, two = (
        CliRunner().invoke(main, [*arguments, "--workers", number]).output for number in "12"
    )
    assert one == two


@pytest.mark.parametrize("number", [1, 5])
def test_no_more_records_are_compared_than_asked_for(number: int) -> None:
    arguments = ["--file", str(samples.marc21_files()[0]), "--workers", "1"]
    result = CliRunner().invoke(main, [*arguments, "--records", str(number)])
    assert f"| records compared | {number} |" in result.output

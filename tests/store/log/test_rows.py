"""Rows are found by whatever value, however many are asked for."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from store.log import tables
from store.log.reading import RecordLog
from store.log.rows import PORTION, rows_at
from store.log.writer import LogWriter
from tests.store.conftest import AT, entry

#: As libraries write them, and as somebody may who means harm.
CONTROLS = ["1", "o'clock", 'a"b\\', "a\x00b", "a\x1fb", "\U0001f600", "红楼梦", "\u2028", "%_"]


@pytest.mark.parametrize("control", CONTROLS)
def test_a_row_is_found_by_a_text_of_any_characters(
    log: RecordLog, writer: LogWriter, control: str
) -> None:
    if "\x00" in control and log.database.dialect.name == "postgresql":
        pytest.skip("PostgreSQL has no text with a NUL in it.")
    made = entry(1, "a")
    writer.append([replace(made, control=control)], AT, "t", "t")
    table = tables.source
    with log.asking() as connection:
        rows = [*rows_at(connection, select(table.c.control), table.c.control, [control, "other"])]
    assert [row.control for row in rows] == [control]


def test_rows_are_found_by_more_numbers_than_one_statement_asks_for(
    log: RecordLog, writer: LogWriter
) -> None:
    writer.append([entry(number, "a") for number in (1, 2, 3)], AT, "t", "t")
    column = tables.change.c.seq
    wanted = [-(2**63), *range(2, 3 * PORTION), 2**63 - 1]
    with log.asking() as connection:
        assert [row.seq for row in rows_at(connection, select(column), column, wanted)] == [2, 3]
        assert [*rows_at(connection, select(column), column, [])] == []

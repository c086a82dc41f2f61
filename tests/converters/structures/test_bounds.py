"""A record that nobody can have meant is refused before it costs the day."""

import json
import time

import pytest

from converters.reader import parse_one
from converters.record import Format, Unreadable

MANY = 60_000
LEADER = "00000nam a2200000 i 4500"


@pytest.mark.parametrize(
    ("format_", "raw"),
    [
        ("lines", f"=LDR  {LEADER}\n" + "=500  \\\\$ax\n" * MANY),
        (
            "marcxml",
            f"<record><leader>{LEADER}</leader>"
            + '<datafield tag="500"><subfield code="a">x</subfield></datafield>' * MANY
            + "</record>",
        ),
        ("json", json.dumps({"leader": LEADER, "fields": [{"500": "x"}] * MANY})),
        (
            "iso2709",
            LEADER + "500000600000" * MANY + "\x1e" + "  \x1fax\x1e" * MANY + "\x1d",
        ),
    ],
)
def test_a_record_of_sixty_thousand_fields_is_refused_in_a_second(
    format_: Format, raw: str
) -> None:
    started = time.process_time()
    with pytest.raises(Unreadable, match="60000 fields; a record has 50000 at most"):
        parse_one(raw.encode(), format_)
    assert time.process_time() - started < 2


def test_a_field_of_half_a_million_subfields_is_refused() -> None:
    raw = f"=LDR  {LEADER}\n=500  \\\\" + "$ax" * 500_000
    with pytest.raises(Unreadable, match="500000 subfields"):
        parse_one(raw.encode(), "lines")

"""The rules of each block of the format; what happens to a field is in the module its tag names."""

from collections.abc import Sequence
from typing import Final

from converters.authorities.rules import (
    attributes_368_378,
    classes_050_087,
    complex_260_360_66x,
    dates_046,
    fixed_001_008,
    headings_1xx,
    linking_7xx,
    notes_667_688,
    numbers_010_043,
    series_640_646,
    sources_670_675,
    tracings_4xx_5xx,
    works_33x_388,
)
from converters.authorities.table import Table

#: In the order of the format. Where a tag has rules in two of them, both hold.
TABLES: Final[Sequence[Table]] = (
    fixed_001_008.TABLE,
    numbers_010_043.TABLE,
    dates_046.TABLE,
    classes_050_087.TABLE,
    headings_1xx.TABLE,
    complex_260_360_66x.TABLE,
    attributes_368_378.TABLE,
    works_33x_388.TABLE,
    tracings_4xx_5xx.TABLE,
    series_640_646.TABLE,
    notes_667_688.TABLE,
    sources_670_675.TABLE,
    linking_7xx.TABLE,
)

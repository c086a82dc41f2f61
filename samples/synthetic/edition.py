"""What is decided of a book before its record is written."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edition:
    """A book of the union: its number in it, and the library that describes it.

    ``entered`` is the date of its record (YYYYMMDD); ``isbn`` is empty where it has none;
    ``classed`` is its class mark, which its copies bear too.
    """

    number: int
    control: str
    by: str
    language: str
    country: str
    year: int
    entered: str
    isbn: str
    classed: str

    @property
    def lccn(self) -> str:
        """The number its card would have had: of the old structure, three blanks before it."""
        return f"   {self.number:08d} "

    @property
    def union(self) -> str:
        """The number the union knows it by, in the manner of OCLC's (035)."""
        return f"{9_000_000_000 + self.number}"

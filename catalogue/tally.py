"""What became of the records of a load: counted, to the record."""

from dataclasses import asdict, astuple, dataclass

from converters.record import Verdict


@dataclass(slots=True)
class Tally:
    """``read`` is always the sum of the others."""

    read: int = 0
    accepted: int = 0
    merged: int = 0
    unchanged: int = 0
    rejected: int = 0
    quarantined: int = 0

    @property
    def whole(self) -> bool:
        """Whether every record was taken."""
        return not (self.rejected or self.quarantined)

    def stop(self) -> None:
        """Leaves out what was read, but was still on its way when the load was stopped."""
        self.read = self.accepted + self.merged + self.unchanged + self.rejected + self.quarantined

    def refuse(self, verdict: Verdict) -> None:
        """Counts a record that was not taken."""
        setattr(self, verdict, getattr(self, verdict) + 1)

    def add(self, other: "Tally") -> None:
        """Counts those of another load as well."""
        for name, count in asdict(other).items():
            setattr(self, name, getattr(self, name) + count)

    def __sub__(self, other: "Tally") -> "Tally":
        return Tally(*(a - b for a, b in zip(astuple(self), astuple(other), strict=True)))

    def as_dict(self) -> dict[str, int]:
        """The six counts under their names."""
        return asdict(self)

    def __str__(self) -> str:
        counts = self.as_dict()
        read = counts.pop("read")
        said = [
            f"{count:,} {name}" for name, count in counts.items() if count or name == "accepted"
        ]
        return f"{read:,} read = {' + '.join(said)}"

"""What a validation found, said for a cataloguer."""

from dataclasses import asdict, dataclass, field
from typing import Any, Final, Literal

type Severity = Literal["violation", "warning", "info"]

#: The classes a report counts.
COUNTED: Final = ("Work", "Instance", "Item", "Agent")
#: What a severity is called in the report, one and many; the gravest first.
NAMES: Final = {
    "violation": ("violation", "violations"),
    "warning": ("warning", "warnings"),
    "info": ("suggestion", "suggestions"),
}
_LONGEST: Final = 80


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that breaks one rule."""

    severity: Severity
    focus: str  # the IRI of the thing
    path: str  # the property, as SPARQL writes a path; "" for a rule about the thing itself
    value: str  # the value that is wrong; "" when one is missing
    message: str
    shape: str  # the rule's name in the .ttl files: Work-title

    def __str__(self) -> str:
        shown = f" = {_short(self.value)!r}" if self.value and self.value != self.focus else ""
        return f"{self.focus} {_short(self.path)}{shown}".rstrip()


@dataclass(frozen=True, slots=True)
class Report:
    """The findings, and how many things of each class were looked at. Reports can be added."""

    checked: dict[str, int] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    @property
    def conforms(self) -> bool:
        """No violations; warnings and suggestions do not keep a record out."""
        return not self.count("violation")

    def count(self, severity: str) -> int:
        return sum(finding.severity == severity for finding in self.findings)

    def __add__(self, other: "Report") -> "Report":
        # A shared node (a vocabulary's label) may be in both: what it breaks is said once.
        return Report(
            {name: self.checked.get(name, 0) + other.checked.get(name, 0) for name in COUNTED},
            list(dict.fromkeys(self.findings + other.findings)),
        )

    def groups(self) -> list[list[Finding]]:
        """The findings by rule: violations first, then what is most frequent."""
        rules: dict[str, list[Finding]] = {}
        for finding in sorted(self.findings, key=lambda finding: (finding.focus, finding.value)):
            rules.setdefault(finding.shape, []).append(finding)
        gravity = list(NAMES)
        return sorted(
            rules.values(),
            key=lambda group: (gravity.index(group[0].severity), -len(group), group[0].shape),
        )

    def text(self, examples: int = 3) -> str:
        """For a cataloguer: each rule that is broken, how often, and the first places."""
        checked = [f"{n} {name}{'' if n == 1 else 's'}" for name, n in self.checked.items()]
        found = [
            f"{(n := self.count(severity))} {one if n == 1 else many}"
            for severity, (one, many) in NAMES.items()
        ]
        lines = [f"Checked: {', '.join(checked) or 'nothing'}.", f"Found: {', '.join(found)}."]
        for group in self.groups():
            first = group[0]
            lines += ["", f"{NAMES[first.severity][0].upper()} × {len(group)} ({first.shape})"]
            lines += [f"  {first.message}", *(f"    {finding}" for finding in group[:examples])]
            if len(group) > examples:
                lines.append(f"    … and {len(group) - examples} more")
        if not any(self.checked.values()):
            verdict = "There was nothing to check: is this the file you meant?"
        else:
            have = "have" if self.conforms else "lack some of"
            verdict = f"The records {have} what every record must have."
        return "\n".join([*lines, "", verdict, ""])

    def as_dict(self) -> dict[str, Any]:
        """For ``--json``; the counts first, so that a reader can stop there."""
        return {
            "conforms": self.conforms,
            "checked": self.checked,
            "found": {severity: self.count(severity) for severity in NAMES},
            "findings": [asdict(finding) for group in self.groups() for finding in group],
        }


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"

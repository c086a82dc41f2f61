"""Steps of a long measurement, each kept as JSON, so that a run that was stopped goes on."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

type Found = dict[str, Any]


class Steps:
    """What was measured in a folder, by the name of the step."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def of(self, name: str, measure: Callable[[], Found]) -> Found:
        """What the step gave the last time; measured now when there was none."""
        file = self.folder / f"{name}.json"
        if file.exists():
            found: Found = json.loads(file.read_text(encoding="utf-8"))
            return found
        click.echo(f"{name} …", err=True)
        found = measure()
        part = file.with_suffix(".part")
        part.write_text(json.dumps(found, indent=1), encoding="utf-8")
        part.replace(file)
        return found

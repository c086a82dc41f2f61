"""MARC 21 to BIBFRAME by rules written as tables; see ``docs/rules.md``."""

from converters.bibframe.engine import Rules

__all__ = ["Rules"]

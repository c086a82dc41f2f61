"""What became of every subfield of a record: in the graph, in the log only, repaired, or lost.

Nothing is carried through the rules for this: a record is converted once more without each of its
subfields (``ablation.py``), so the account is exact for any dialect, kind, crosswalk and rule.
"""

from converters.accounts.ablation import trace
from converters.accounts.fates import Account, Accountant, Fate
from converters.accounts.parts import Origin
from converters.accounts.taking import Traced

__all__ = ["Account", "Accountant", "Fate", "Origin", "Traced", "trace"]

"""Who has it: copies out of fields of any dialect, holdings records, ISO 20775 and tables.

Where a library puts its holdings is said by a profile (docs/profiles.md), never by code.
"""

from converters.holdings.copy import Copy, Held, Holding, Link, Reading
from converters.holdings.fields import by_spot, read_copies
from converters.holdings.profile import Profile
from converters.holdings.profile_file import load, profile, shipped, usual
from converters.holdings.reading import form_of, read_holding, read_holdings
from converters.holdings.toml_table import ProfileFault

__all__ = [
    "Copy",
    "Held",
    "Holding",
    "Link",
    "Profile",
    "ProfileFault",
    "Reading",
    "by_spot",
    "form_of",
    "load",
    "profile",
    "read_copies",
    "read_holding",
    "read_holdings",
    "shipped",
    "usual",
]

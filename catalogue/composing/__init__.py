"""The shared record, composed out of what several libraries say of one edition or one entity."""

from catalogue.composing.composing import compose
from catalogue.composing.explaining import Explained, explained
from catalogue.composing.policy import POLICY, Policy, PolicyError
from catalogue.composing.values import Composed, Contributed

__all__ = [
    "POLICY",
    "Composed",
    "Contributed",
    "Explained",
    "Policy",
    "PolicyError",
    "compose",
    "explained",
]

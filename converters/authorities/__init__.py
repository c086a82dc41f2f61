"""MARC 21 authority records as MADS/RDF and BIBFRAME, by tables of our own."""

from converters.authorities.engine import VERSION, describe

__all__ = ["VERSION", "describe"]

"""Records on their way out: MARC of every kind, MODS, Dublin Core, and MARC for what had none.

``formats.py`` lists all there is; citations are in ``converters/citations/``.
"""

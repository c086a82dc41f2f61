"""One MARC as another: the UNIMARC family to MARC 21, and MARC 21 to CNMARC, by tables.

The tables are one file per block and read like the manual; ``table.py`` has the parts they are made
of.
"""

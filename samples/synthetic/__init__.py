"""A union that never was, as large as you like: records of both MARC families, copies, members.

Nothing in it is copied: how often things occur was counted in real records (``measured/*.tsv``),
or is taken from what CALIS published or assumed where nothing is public (``assumed/*.tsv``), and
every title and name is made of the words and syllables of ``words/``.
"""

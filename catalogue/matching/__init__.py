"""Which records describe the same thing: candidates by keys, decisions by a table of rules."""

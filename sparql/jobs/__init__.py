"""Jobs: long queries that run when nobody waits, each with a file as its result."""

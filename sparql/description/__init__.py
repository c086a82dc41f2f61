"""What the data set and its query service say of themselves, as triples."""

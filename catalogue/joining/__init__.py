"""Which sources make one record: a function of what they say and what people decided alone."""

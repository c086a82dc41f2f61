"""The public query service: text from a stranger in, the bytes of a result or a sentence out."""

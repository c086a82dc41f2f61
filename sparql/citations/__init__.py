"""Results that can be cited: the query, the moment it was asked of, and the bytes of the answer."""

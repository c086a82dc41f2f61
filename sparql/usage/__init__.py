"""How much the query service is used: an access log without personal data, and counts."""

"""Holdings in bulk: what a member holds, replaced as a whole by a file (docs/decisions/0031)."""

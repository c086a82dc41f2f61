"""The union's rules: what happens to a record on its way into the catalogue."""

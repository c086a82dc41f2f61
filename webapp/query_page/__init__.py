"""The query page: a form, an editor where there is one, and what came of a query, to look at."""

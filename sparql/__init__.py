"""The questions we ask of the graph (`queries/*.rq`) and the public, read-only query service."""

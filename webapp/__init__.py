"""The pages and the HTTP interface; the only folder that knows all the others."""

"""The desk as pages: what waits, two records side by side, decisions and what came of them."""

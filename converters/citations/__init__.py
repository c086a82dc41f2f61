"""How a record is cited: as data for citation programs (CSL-JSON), and in words."""

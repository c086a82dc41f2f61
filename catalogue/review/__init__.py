"""The desk: what waits for a person's decision, shown, decided, taken back, counted, exported."""

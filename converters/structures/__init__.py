"""How records are written down: bytes to frames, and a frame to tags and fields."""

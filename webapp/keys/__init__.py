"""Keys: who may ask more than the public, in a file that is read while the server runs."""

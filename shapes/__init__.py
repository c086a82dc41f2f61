"""The contract: namespaces, every IRI Catena mints, and the SHACL shapes records must satisfy."""

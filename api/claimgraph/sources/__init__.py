"""Turns rows into records. No importer knows RDF."""

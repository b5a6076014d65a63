"""What follows from the ontology: whether it can hold at all, and which triples it adds to the data."""

"""Makes graphs in our ontology, of any size, that skew as the shipped data do. Nothing in them is true."""

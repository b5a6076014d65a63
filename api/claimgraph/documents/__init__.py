"""What pages and the JSON API show, read from triples: typed values without any RDF in them."""

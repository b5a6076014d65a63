"""HTTP: pages, data and SPARQL. The only room that knows status codes."""

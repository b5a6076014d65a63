"""The SPARQL endpoint: the protocol over HTTP, answers sent as they are written, and the query editor."""

from __future__ import annotations

from claimgraph.web.sparql.endpoint import answer_query, router
from claimgraph.web.sparql.negotiation import list_offers
from claimgraph.web.sparql.page import sparql_page
from claimgraph.web.sparql.protocol import SparqlRequest
from claimgraph.web.sparql.streaming import query_threads

__all__ = ["SparqlRequest", "answer_query", "list_offers", "query_threads", "router", "sparql_page"]

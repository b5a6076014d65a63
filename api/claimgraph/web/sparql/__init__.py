"""The SPARQL endpoint: the protocol over HTTP, answers sent as they are written, and the query editor."""

from __future__ import annotations

from claimgraph.web.sparql.api_description import OPERATIONS
from claimgraph.web.sparql.application import SparqlApplication, answer_query
from claimgraph.web.sparql.endpoint import SparqlEndpoint
from claimgraph.web.sparql.introduction import router
from claimgraph.web.sparql.negotiation import list_offers
from claimgraph.web.sparql.page import sparql_page
from claimgraph.web.sparql.protocol import SentUpdate, SparqlRequest, accept_header
from claimgraph.web.sparql.sending import AnswerCutError

__all__ = [
    "OPERATIONS",
    "AnswerCutError",
    "SentUpdate",
    "SparqlApplication",
    "SparqlEndpoint",
    "SparqlRequest",
    "accept_header",
    "answer_query",
    "list_offers",
    "router",
    "sparql_page",
]

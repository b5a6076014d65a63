"""The SPARQL endpoint: the protocol over HTTP, answers sent as they are written, and the query editor."""

from __future__ import annotations

from claimgraph.web.sparql.endpoint import router
from claimgraph.web.sparql.page import sparql_page

__all__ = ["router", "sparql_page"]

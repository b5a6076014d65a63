"""What every answer passes on its way out: conditional requests, compression and security headers."""

from __future__ import annotations

from claimgraph.web.middleware.compression import CompressionMiddleware
from claimgraph.web.middleware.conditional import ConditionalMiddleware
from claimgraph.web.middleware.edition import compute_edition
from claimgraph.web.middleware.requests import ListHeadersMiddleware, MethodsMiddleware
from claimgraph.web.middleware.security import SECURITY_HEADERS, SecurityHeadersMiddleware

__all__ = [
    "SECURITY_HEADERS",
    "CompressionMiddleware",
    "ConditionalMiddleware",
    "ListHeadersMiddleware",
    "MethodsMiddleware",
    "SecurityHeadersMiddleware",
    "compute_edition",
]

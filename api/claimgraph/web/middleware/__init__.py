"""What every answer passes on its way out: conditional requests, compression and security headers."""

from __future__ import annotations

from claimgraph.web.middleware.compression import CompressionMiddleware
from claimgraph.web.middleware.conditional import AnswerCache, ConditionalMiddleware, compute_edition
from claimgraph.web.middleware.security import HeadAsGetMiddleware, SecurityHeadersMiddleware

__all__ = [
    "AnswerCache",
    "CompressionMiddleware",
    "ConditionalMiddleware",
    "HeadAsGetMiddleware",
    "SecurityHeadersMiddleware",
    "compute_edition",
]

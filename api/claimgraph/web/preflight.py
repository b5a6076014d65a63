"""Which methods an address answers, for whoever asks with OPTIONS, and for browsers (CORS)."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.responses import Response


def answer_preflight(methods: Sequence[str], *headers: str) -> Response:
    """The answer to OPTIONS. Any page may ask: the data are public. `headers`: those it may send besides."""
    listed = ", ".join(methods)
    allowed = sorted(("Accept", "Accept-Encoding", "If-None-Match", *headers))
    return Response(
        status_code=204,
        headers={
            "Allow": listed,
            "Access-Control-Allow-Origin": "*",
            "Access-Control-Allow-Methods": listed,
            "Access-Control-Allow-Headers": ", ".join(allowed),
            "Access-Control-Max-Age": "86400",
        },
    )

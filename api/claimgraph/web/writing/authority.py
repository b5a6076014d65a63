"""Whose token a request brings (RFC 6750)."""

from __future__ import annotations

import asyncio
from pathlib import Path

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException

from claimgraph.generations import WriteToken, find_token

_CHALLENGE = 'Bearer realm="claimgraph"'
_HOW = "Send it as Authorization: Bearer …; `claimgraph token create` makes one."


async def require_token(headers: Headers, build_folder: Path) -> WriteToken:
    """Return the token of a request.

    Raises:
        HTTPException: 401: it brings none, or none that is worth something.
        TokenError: The tokens cannot be read.
    """
    scheme, _, text = headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not text.strip():
        raise HTTPException(401, f"Writing needs a token. {_HOW}", {"WWW-Authenticate": _CHALLENGE})
    token = await asyncio.to_thread(find_token, build_folder, text.strip())
    if token is None:
        challenge = f'{_CHALLENGE}, error="invalid_token"'
        raise HTTPException(
            401, f"This token is unknown, or was revoked. {_HOW}", {"WWW-Authenticate": challenge}
        )
    return token

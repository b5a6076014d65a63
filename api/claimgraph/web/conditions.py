"""What a client has already (RFC 9110, 13.1.2), the encodings it accepts (12.5.3), and what means nothing."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from functools import lru_cache

_TRACKING = frozenset(
    ("fbclid", "gclid", "dclid", "msclkid", "mc_cid", "mc_eid", "igshid", "twclid", "yclid")
)
_TAG = re.compile(r'"[\x21\x23-\x7e\x80-\xff]*"')


def has_current(if_none_match: Iterable[str], etag: str) -> bool:
    """True if one of the lines of If-None-Match names this entity tag, weakly compared, or any ("*").

    >>> has_current(['"a", W/"b"'], 'W/"a"')
    True
    """
    lines = ",".join(if_none_match).strip()
    return lines == "*" or etag.removeprefix("W/") in _TAG.findall(lines)


def weak_etag(*parts: object) -> str:
    """The entity tag of an answer that depends on these; weak: the same answer may be written otherwise."""
    state = repr(parts).encode("utf-8", "surrogatepass")
    return f'W/"{hashlib.sha256(state).hexdigest()[:32]}"'


@lru_cache(maxsize=256)
def accepts_gzip(accept_encoding: str) -> bool:
    """True if the client gives gzip a quality above 0, by name or by "*".

    >>> accepts_gzip("gzip;q=0, *"), accepts_gzip("br, *;q=0.1"), accepts_gzip("")
    (False, True, False)
    """
    qualities = dict(map(_read_coding, accept_encoding.split(",")))
    return qualities.get("gzip", qualities.get("x-gzip", qualities.get("*", 0.0))) > 0


def _read_coding(text: str) -> tuple[str, float]:
    name, _, quality = text.lower().replace(" ", "").replace("\t", "").partition(";q=")
    try:
        return name, float(quality or 1)
    except ValueError:
        return name, 0.0


def is_tracking(name: str) -> bool:
    """True for a parameter that mail programs and social networks append to links that are shared."""
    return name.startswith("utm_") or name in _TRACKING

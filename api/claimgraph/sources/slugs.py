"""Readable, stable parts of IRIs made from names."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

_LETTERS = {
    "Σ": "sigma",
    "α": "alpha",
    "β": "beta",
    "µ": "micro",
    "μ": "micro",
    "ß": "ss",
    "ø": "o",
    "ł": "l",
    "+": "-plus",
}
_LONGEST = 120


def slugify(*parts: str) -> str:
    """Lower-case letters, digits and single hyphens.

    A name without any such letter, or too long for an address, ends in a hash of itself, so that
    different names stay different.

    >>> slug("PanGu-Σ"), slug("Llama 3.1-405B", "parameters"), slug("A100 (80 GB)")
    ('pangu-sigma', 'llama-3-1-405b-parameters', 'a100-80-gb')
    """
    return "-".join(_part(part) for part in parts)


@lru_cache(maxsize=65536)
def _part(name: str) -> str:
    spelt = "".join(_LETTERS.get(letter, letter) for letter in name)
    plain = unicodedata.normalize("NFKD", spelt).encode("ascii", "ignore").decode().lower()
    found = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return found if found and len(found) <= _LONGEST else f"{found[:_LONGEST]}-{short_hash(name)}".strip("-")


def short_hash(name: str) -> str:
    """Eight digits that tell a name from others of the same slug."""
    return hashlib.sha256(name.encode()).hexdigest()[:8]

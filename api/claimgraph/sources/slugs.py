"""Readable, stable parts of IRIs made from names."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

_SPELLINGS = {
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
    """Return the parts in lower-case letters, digits and single hyphens.

    A name without any such letter, or too long for an address, ends in a hash of itself, so that
    different names stay different.

    >>> slugify("PanGu-Σ"), slugify("Llama 3.1-405B", "parameters"), slugify("A100 (80 GB)")
    ('pangu-sigma', 'llama-3-1-405b-parameters', 'a100-80-gb')
    """
    return "-".join(_slugify_part(part) for part in parts)


@lru_cache(maxsize=65536)
def _slugify_part(name: str) -> str:
    spelled = "".join(_SPELLINGS.get(letter, letter) for letter in name)
    ascii_name = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", ascii_name).strip("-")
    return slug if slug and len(slug) <= _LONGEST else f"{slug[:_LONGEST]}-{short_hash(name)}".strip("-")


def short_hash(name: str) -> str:
    """Return eight hexadecimal digits that tell a name from others of the same slug."""
    return hashlib.sha256(name.encode()).hexdigest()[:8]

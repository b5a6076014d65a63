"""Licences as rows and documents state them, in words: "CC BY 4.0 (Epoch)"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from claimgraph.datasets.dataset import ReuseTerms

_NON_COMMERCIAL = re.compile(r"\bNC\b|\bND\b|non-?\s?commercial|no-?\s?deriv", re.IGNORECASE)
_SHARE_ALIKE = re.compile(r"\bSA\b|\bODbL\b|\bA?GPL|share-?\s?alike", re.IGNORECASE)
# How a licence is named in words, by its SPDX identifier.
_PATTERNS = {
    "CC-BY-4.0": r"CC[ -]BY[ -]4\.0",
    "CC-BY-SA-4.0": r"CC[ -]BY-SA[ -]4\.0",
    "CC-BY-NC-4.0": r"CC[ -]BY-NC[ -]4\.0",
    "CC-BY-ND-4.0": r"CC[ -]BY-ND[ -]4\.0",
    "CC0-1.0": r"CC0[ -]1\.0",
    "MIT": r"\bMIT\b",
    "ODbL-1.0": r"\bODbL\b",
    "PDDL-1.0": r"\bPDDL\b",
}


def find_spdx_ids(texts: Iterable[str]) -> set[str]:
    """Return the SPDX identifiers of the licences that these texts name.

    >>> find_spdx_ids(["CC0 1.0; facts"])
    {'CC0-1.0'}
    """
    text = "\n".join(texts)
    return {identifier for identifier, pattern in _PATTERNS.items() if re.search(pattern, text)}


def find_stated_reuse(text: str) -> str:
    """How freely a licence in these words lets something be reused: one of REUSE_KINDS.

    A licence that is merely mentioned counts: whoever takes the data must not have to settle a conflict.

    >>> find_stated_reuse("CC BY-NC 4.0 (LICENSE.md); docs say CC BY 4.0: conflict")
    'non-commercial'
    >>> find_stated_reuse("not stated (figure only)")
    'open'
    """
    if _NON_COMMERCIAL.search(text):
        return "non-commercial"
    return "share-alike" if _SHARE_ALIKE.search(text) else "open"


def read_stated_terms(text: str) -> list[ReuseTerms]:
    """The terms that these words state: of the licences that they name, those that restrict most.

    >>> read_stated_terms("coordinates from OpenStreetMap (ODbL), names CC0 1.0")
    [('share-alike', 'ODbL-1.0')]
    """
    reuse = find_stated_reuse(text)
    licences = sorted(name for name in find_spdx_ids([text]) if find_stated_reuse(name) == reuse)
    return [(reuse, licence) for licence in licences or [f"LicenseRef-{reuse}"]]

"""Licence texts by SPDX identifier, from the SPDX License List 3.29.0 (the files in `licences/`)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib.resources import files

_TEXTS = {
    path.name.removesuffix(".txt"): path for path in (files("claimgraph.exports") / "licences").iterdir()
}
# How rows name a licence, by its SPDX identifier.
_PATTERNS = {
    "CC-BY-4.0": r"CC[ -]BY[ -]4\.0",
    "CC-BY-SA-4.0": r"CC[ -]BY-SA[ -]4\.0",
    "CC-BY-NC-4.0": r"CC[ -]BY-NC[ -]4\.0",
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


def licence_text(licence: str, notice: str) -> bytes:
    """Return a licence's text; if it is not in `licences/`, where to read it, followed by `notice`."""
    if licence in _TEXTS:
        return _TEXTS[licence].read_bytes()
    hint = (
        "SPDX lists no such licence: the publisher's own terms apply."
        if licence.startswith("LicenseRef-")
        else f"Its text is not in this archive. Read it at https://spdx.org/licenses/{licence}.html"
    )
    return f"{licence}\n\n{hint}\n\n{notice}\n".encode()

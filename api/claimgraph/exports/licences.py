"""Licence texts by SPDX id, as the SPDX License List 3.29.0 has them (the files in `licences/`)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib.resources import files

_KNOWN = {
    path.name.removesuffix(".txt"): path for path in (files("claimgraph.exports") / "licences").iterdir()
}
# How rows name a licence in words, and what SPDX calls it.
_IN_WORDS = {
    "CC-BY-4.0": r"CC[ -]BY[ -]4\.0",
    "CC-BY-SA-4.0": r"CC[ -]BY-SA[ -]4\.0",
    "CC-BY-NC-4.0": r"CC[ -]BY-NC[ -]4\.0",
    "CC0-1.0": r"CC0[ -]1\.0",
    "MIT": r"\bMIT\b",
    "ODbL-1.0": r"\bODbL\b",
    "PDDL-1.0": r"\bPDDL\b",
}


def find_spdx_ids(texts: Iterable[str]) -> set[str]:
    """The SPDX ids of the licences that these words name.

    >>> named_in(["CC0 1.0; facts"])
    {'CC0-1.0'}
    """
    words = "\n".join(texts)
    return {id_ for id_, pattern in _IN_WORDS.items() if re.search(pattern, words)}


def licence_text(licence: str, notice: str) -> bytes:
    """A licence's text; for one not kept here, where to read it, with a notice of the graphs under it."""
    if licence in _KNOWN:
        return _KNOWN[licence].read_bytes()
    where = (
        "SPDX lists no such licence: the publisher's own words apply."
        if licence.startswith("LicenseRef-")
        else f"Its text is not in this archive. Read it at https://spdx.org/licenses/{licence}.html"
    )
    return f"{licence}\n\n{where}\n\n{notice}\n".encode()

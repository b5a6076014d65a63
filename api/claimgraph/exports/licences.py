"""Licence texts by SPDX identifier, from the SPDX License List 3.29.0 (the files in `licences/`)."""

from __future__ import annotations

from importlib.resources import files

_TEXTS = {
    path.name.removesuffix(".txt"): path for path in (files("claimgraph.exports") / "licences").iterdir()
}


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

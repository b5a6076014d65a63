"""A proof bundle as a file."""

from __future__ import annotations

from pathlib import Path

from claimgraph.errors import ClaimgraphError
from claimgraph.exports import proof
from claimgraph.generations import replace_file


class ProofFileError(ClaimgraphError):
    """A file with a proof bundle cannot be read."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(f"{path}: {error.strerror}. Name another file.")


def read_proof_file(path: Path) -> bytes:
    """At most one byte more than a proof bundle may have.

    Raises:
        ProofFileError: The file cannot be read.
    """
    try:
        with path.open("rb") as file:
            return file.read(proof.MAX_ARCHIVE_BYTES + 1)
    except OSError as error:
        raise ProofFileError(path, error) from None


def write_proof_file(path: Path, content: bytes) -> None:
    """Write under another name first, so that `path` never holds half a bundle.

    Raises:
        FileWriteError: The file cannot be written.
    """
    replace_file(path, content)

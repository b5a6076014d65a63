"""manifest.json: what a bundle proves, what created it, and which files it has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pyoxigraph
from pydantic import BaseModel, ConfigDict, ValidationError

from claimgraph import __version__
from claimgraph.exports.proof.packing import ArchiveError
from claimgraph.exports.proof.quads import sha256_hex

GRAPH, RECORD, MANIFEST = "graph.nq", "assessment.json", "manifest.json"
FORMAT = "claimgraph-proof/1"
_PACKAGE = Path(__file__).parents[2]
_EDITION_ROOMS = ("exports", "documents")  # the code and templates that word a bundle's files
_EDITION_SUFFIXES = frozenset({".py", ".md", ".cff", ".bib", ".txt"})


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class FileEntry(_Strict):
    """Size and hash of a file."""

    sha256: str
    bytes: int


class GraphEntry(_Strict):
    """`rdfc10_sha256`: SHA-256 of the graph's sorted canonical N-Quads by RDFC-1.0."""

    rdfc10_sha256: str
    quads: int


class CodeVersions(_Strict):
    """The generation and the code that a bundle was created from.

    `papers` identifies the code and the templates that worded README, citation and RO-Crate metadata.
    """

    claimgraph: str
    generation: str
    papers: str
    pyoxigraph: str


class BundleVersions(CodeVersions):
    """The same, and the version of the ontology, which the graph states."""

    ontology: str


class BundleManifest(_Strict):
    """The content of manifest.json."""

    format: str
    claim: str
    verdict: str
    reuse: str
    licence: str
    versions: BundleVersions
    graph: GraphEntry
    files: dict[str, FileEntry]


def current_versions(generation: str) -> CodeVersions:
    """The versions of bundles that this code creates from a generation."""
    return CodeVersions(
        claimgraph=__version__,
        generation=generation,
        papers=code_edition(),
        pyoxigraph=pyoxigraph.__version__,
    )


@cache  # the code of a running process does not change
def code_edition() -> str:
    """A hash of the code and templates that word a bundle's files."""
    paths = (path for room in _EDITION_ROOMS for path in (_PACKAGE / room).rglob("*"))
    sources = sorted(path for path in paths if path.suffix in _EDITION_SUFFIXES)
    return sha256_hex(b"".join(path.name.encode() + path.read_bytes() for path in sources))[:16]


def describe_files(files: Mapping[str, bytes]) -> dict[str, FileEntry]:
    """The manifest's entries of files, by name."""
    return {
        name: FileEntry(sha256=sha256_hex(content), bytes=len(content))
        for name, content in sorted(files.items())
    }


def read_manifest(files: Mapping[str, bytes]) -> BundleManifest:
    """Read the manifest among these files.

    Raises:
        ArchiveError: It is missing, unreadable, or of another format.
    """
    if MANIFEST not in files:
        raise ArchiveError(f"{MANIFEST} is missing: this is no bundle, or the file was removed")
    try:
        manifest = BundleManifest.model_validate_json(files[MANIFEST])
    except ValidationError as error:
        raise ArchiveError(f"{MANIFEST} cannot be read ({describe_validation(error)})") from None
    if manifest.format != FORMAT:
        raise ArchiveError(f"{MANIFEST} has the format {manifest.format!r}; only {FORMAT!r} can be verified")
    return manifest


def find_altered_files(manifest: BundleManifest, files: Mapping[str, bytes]) -> Iterator[str]:
    """Describe every file that is missing, not listed, or not as the manifest describes it."""
    for name in sorted({GRAPH, RECORD, *manifest.files, *files} - {MANIFEST}):
        if name not in files:
            yield f"{name}: it is missing"
        elif name not in manifest.files:
            yield f"{name}: {MANIFEST} does not list it"
        elif (sha256 := sha256_hex(files[name])) != manifest.files[name].sha256:
            yield f"{name}: its SHA-256 is {sha256}, not {manifest.files[name].sha256}"
        elif len(files[name]) != manifest.files[name].bytes:
            yield f"{name}: it has {len(files[name])} bytes, not {manifest.files[name].bytes}"


def describe_validation(error: ValidationError) -> str:
    """Where a document is invalid and why, in one line."""
    return "; ".join(f"{'.'.join(map(str, item['loc']))}: {item['msg']}" for item in error.errors())

"""Checks a bundle from its bytes alone: every file, the graph, and the verdict computed again.

Its queries may be anyone's, so they run where a server runs the queries of strangers.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph
from pydantic import ValidationError

from claimgraph import __version__
from claimgraph.config import Settings
from claimgraph.documents.verdicts import Assessment
from claimgraph.errors import ClaimgraphError
from claimgraph.exports.proof.creation import GRAPH, MANIFEST, RECORD, bundle_files, code_edition
from claimgraph.exports.proof.differences import find_differences
from claimgraph.exports.proof.manifest import BundleManifest, find_altered_files, read_manifest
from claimgraph.exports.proof.packing import pack_files, unpack_files
from claimgraph.exports.proof.proof_bundle import ProofBundle
from claimgraph.exports.proof.quads import canonicalize, read_quads, sha256_hex
from claimgraph.exports.proof.verdict_record import record_verdict, recorded_policy
from claimgraph.generations import GRAPH_FILE, MANIFEST_FILE, Generation
from claimgraph.stores import StoreError
from claimgraph.stores.sandbox import SandboxStore

_CHANGED = "Somebody has changed it, or it was damaged on its way: get it again from where you have it."
# What our own code raises over data that no build of ours would have let through.
_UNFIT = (StoreError, ArithmeticError, LookupError, TypeError, ValueError)


class VerificationError(ClaimgraphError):
    """A bundle does not say what it said when it was made. `problems`: each thing that differs."""

    def __init__(self, problems: list[str]) -> None:
        lines = "\n".join(f"- {each}" for each in problems)
        super().__init__(f"The bundle does not hold:\n{lines}\n{_CHANGED}")
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Verification:
    """A bundle that holds. `hash` tells it from any other; `notes`: what a reader should know besides."""

    sha256: str
    claim: str
    record: Assessment
    versions: dict[str, str]
    quad_count: int
    evidence_queries: dict[str, str]
    notes: tuple[str, ...]


def verify_proof_bundle(data: bytes, settings: Settings, expected: str | None = None) -> Verification:
    """Compute a bundle's verdict again, offline. `expected`: the hash it has to have.

    Raises:
        ArchiveError: It is no whole bundle.
        BundleError: Something in it differs from the rest of it, or its hash is another.
    """
    found, hash_ = unpack_files(data), sha256_hex(data)
    manifest = read_manifest(found)
    other = [*_other(hash_, expected), *_repacked(found, hash_)]
    _stop([*other, *find_altered_files(manifest, found), *_graph(manifest, found)])
    stated = _record(found[RECORD])
    try:
        again = _again(found[GRAPH], manifest.claim, stated, settings)
        _stop([f"{RECORD}: {each}" for each in find_differences(stated.plain_data(), again.plain_data())])
        made_by = manifest.versions.model_dump(exclude={"ontology"})  # which is in the graph
        bundle = ProofBundle(found[GRAPH], again, made_by)
        _stop([*_derived(manifest, found, bundle_files(bundle))])
    except _UNFIT as error:
        problem = f"{type(error).__name__}: {error}"
        raise VerificationError([f"{GRAPH}: no verdict can be computed from it ({problem})"]) from None
    checks = {name: check.text for name, check in bundle.evidence_queries.items()}
    notes = tuple(_notes(manifest))
    return Verification(
        hash_, manifest.claim, again, manifest.versions.model_dump(), manifest.graph.quads, checks, notes
    )


def _stop(problems: list[str]) -> None:
    if problems:
        raise VerificationError(problems)


def _other(hash_: str, expected: str | None) -> Iterator[str]:
    if expected and hash_ != expected.lower().removeprefix("sha256:"):
        yield f"its SHA-256 is {hash_}, and {expected} was expected: it is another bundle"


def _repacked(found: Mapping[str, bytes], hash_: str) -> Iterator[str]:
    """An archive of these files has one form; in any other something may hide beside them."""
    if (own := sha256_hex(pack_files(found))) != hash_:
        yield f"it was packed anew or added to: as claimgraph packs these files, its SHA-256 would be {own}"


def _graph(manifest: BundleManifest, found: Mapping[str, bytes]) -> Iterator[str]:
    """The graph has to be the one that was hashed, and written in the one way it can be."""
    if GRAPH not in found:
        return
    try:
        quads = read_quads(found[GRAPH])
    except ClaimgraphError as error:
        yield f"{GRAPH}: {error}"
        return
    text = canonicalize(quads)
    if sha256_hex(text) != manifest.graph.rdfc10_sha256:
        yield f"{GRAPH}: its RDFC-1.0 SHA-256 is {sha256_hex(text)}, not {manifest.graph.rdfc10_sha256}"
    if text != found[GRAPH]:
        yield f"{GRAPH}: it is not written as sorted N-Quads in RDFC-1.0 form"


def _record(text: bytes) -> Assessment:
    try:
        return Assessment.model_validate_json(text)
    except ValidationError as error:
        problems = (f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors())
        raise VerificationError([f"{RECORD}: it cannot be read ({'; '.join(problems)})"]) from None


def _again(graph: bytes, claim: str, stated: Assessment, settings: Settings) -> Assessment:
    """The verdict by the queries in the graph, under the policy that is stated."""
    with tempfile.TemporaryDirectory(prefix="claimgraph-verify-") as scratch:
        folder = Path(scratch)
        (folder / GRAPH_FILE).write_bytes(graph)
        (folder / MANIFEST_FILE).write_text('{"graphs": {}}')
        store = SandboxStore.open(Generation(folder, {"graphs": {}}), settings)
        try:
            again = record_verdict(store, claim, recorded_policy(stated))
        finally:
            store.close()
    if again is None:
        raise VerificationError([f"{GRAPH}: it holds no claim {claim}"])
    return again


def _derived(
    manifest: BundleManifest, found: Mapping[str, bytes], made: Mapping[str, bytes]
) -> Iterator[str]:
    """What is made from the graph has to be what is made of it now.

    How papers are worded may change from one version to the next; queries and verdict may not.
    """
    same = manifest.versions.papers == code_edition()
    names = {name for name in (*found, *made) if same or name.startswith("checks/") or name == RECORD}
    for name in sorted(names):
        if found.get(name) != made.get(name):
            yield f"{name}: it does not say what follows from {GRAPH}"


def _notes(manifest: BundleManifest) -> Iterator[str]:
    if manifest.versions.papers != code_edition():
        yield (
            f"Written by other code (claimgraph {manifest.versions.claimgraph}; this is {__version__}): "
            f"README, citation and RO-Crate metadata were compared with {MANIFEST} only."
        )
    if manifest.versions.pyoxigraph != pyoxigraph.__version__:
        yield f"Made with pyoxigraph {manifest.versions.pyoxigraph}; this is {pyoxigraph.__version__}."

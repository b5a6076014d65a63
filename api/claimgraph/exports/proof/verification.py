"""Verifies a bundle from its bytes alone: every file, the graph, and the verdict computed again.

Anyone may have written its queries, so they run where a server runs the queries of strangers.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph
from pydantic import ValidationError

from claimgraph import __version__
from claimgraph.assessment import RULES_VERSION
from claimgraph.config import Settings
from claimgraph.documents import VerdictDocument
from claimgraph.errors import ClaimgraphError
from claimgraph.exports.proof.creation import bundle_files
from claimgraph.exports.proof.differences import find_differences
from claimgraph.exports.proof.earlier_records import complete_record, follows_other_rules
from claimgraph.exports.proof.manifest import (
    GRAPH,
    MANIFEST,
    RECORD,
    BundleManifest,
    BundleVersions,
    CodeVersions,
    code_edition,
    describe_validation,
    find_altered_files,
    read_manifest,
)
from claimgraph.exports.proof.packing import pack_files, unpack_files
from claimgraph.exports.proof.proof_bundle import ProofBundle
from claimgraph.exports.proof.quads import UnfitGraphError, canonicalize, read_quads, sha256_hex
from claimgraph.exports.proof.verdict_record import read_policy, record_verdict
from claimgraph.generations import GRAPH_FILE, MANIFEST_FILE, Generation
from claimgraph.stores import StoreError
from claimgraph.stores.sandbox import SandboxStore

# What our own code raises over data that no build would have let through.
_UNFIT_DATA = (StoreError, ArithmeticError, LookupError, TypeError, ValueError)


class VerificationError(ClaimgraphError):
    """A bundle is not what it was when it was created. `problems` lists every difference."""

    def __init__(self, problems: list[str]) -> None:
        lines = "\n".join(f"- {problem}" for problem in problems)
        super().__init__(
            f"The bundle does not hold:\n{lines}\n"
            "It was changed, or damaged in transfer. Get it again from its source."
        )
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Verification:
    """A bundle that holds. `evidence_queries` are texts by file name; `notes` say what was not compared."""

    sha256: str
    claim: str
    record: VerdictDocument
    versions: BundleVersions
    quad_count: int
    evidence_queries: dict[str, str]
    notes: tuple[str, ...]


def verify_proof_bundle(data: bytes, settings: Settings, expected: str | None = None) -> Verification:
    """Verify every file of a bundle and compute its verdict again, offline. `expected` is its SHA-256.

    Raises:
        ArchiveError: The data is no bundle.
        VerificationError: The files contradict each other, or the SHA-256 is not the expected one.
    """
    files, sha256 = unpack_files(data), sha256_hex(data)
    manifest = read_manifest(files)
    archive_problems = (*_hash_problems(sha256, expected), *_packing_problems(files, sha256))
    _require_none(
        [*archive_problems, *find_altered_files(manifest, files), *_graph_problems(manifest, files)]
    )
    stated = _read_record(files[RECORD])
    if stated.rules_version != RULES_VERSION:
        return _describe_earlier(sha256, manifest, stated, files)
    try:
        bundle = _recompute_bundle(files[GRAPH], manifest, stated, settings)
        _require_none(_record_problems(stated, bundle.record))
        _require_none(_derivation_problems(manifest, files, bundle_files(bundle)))
    except _UNFIT_DATA as error:
        reason = f"{type(error).__name__}: {error}"
        raise VerificationError([f"{GRAPH}: no verdict can be computed from it ({reason})"]) from None
    return Verification(
        sha256=sha256,
        claim=manifest.claim,
        record=bundle.record,
        versions=manifest.versions,
        quad_count=manifest.graph.quads,
        evidence_queries={name: query.text for name, query in bundle.evidence_queries.items()},
        notes=tuple(_notes(manifest)),
    )


def _require_none(problems: Iterable[str]) -> None:
    if listed := list(problems):
        raise VerificationError(listed)


def _hash_problems(sha256: str, expected: str | None) -> Iterator[str]:
    if expected and sha256 != expected.lower().removeprefix("sha256:"):
        yield f"its SHA-256 is {sha256}, not {expected} as expected: it is another bundle"


def _packing_problems(files: Mapping[str, bytes], sha256: str) -> Iterator[str]:
    """An archive of these files has one form; any other may hide something beside them."""
    if (packed := sha256_hex(pack_files(files))) != sha256:
        yield f"it was repacked or extended: packed by claimgraph, these files have the SHA-256 {packed}"


def _graph_problems(manifest: BundleManifest, files: Mapping[str, bytes]) -> Iterator[str]:
    """The graph must have the stated hash and be written in its canonical form."""
    if GRAPH not in files:
        return
    try:
        canonical = canonicalize(read_quads(files[GRAPH]))
    except UnfitGraphError as error:
        yield f"{GRAPH}: {error}"
        return
    if (sha256 := sha256_hex(canonical)) != manifest.graph.rdfc10_sha256:
        yield f"{GRAPH}: its RDFC-1.0 SHA-256 is {sha256}, not {manifest.graph.rdfc10_sha256}"
    if canonical != files[GRAPH]:
        yield f"{GRAPH}: it is not written as sorted N-Quads in RDFC-1.0 form"


def _describe_earlier(
    sha256: str, manifest: BundleManifest, stated: VerdictDocument, files: Mapping[str, bytes]
) -> Verification:
    """What can be said of a bundle whose verdict follows rules that this version no longer has."""
    queries = {name: text.decode("utf-8") for name, text in files.items() if name.startswith("checks/")}
    note = (
        f"Its verdict follows version {stated.rules_version} of the decision rules; this is {RULES_VERSION}: "
        f"every file and the graph were compared with {MANIFEST}, the verdict was not computed again."
    )
    return Verification(
        sha256=sha256,
        claim=manifest.claim,
        record=stated,
        versions=manifest.versions,
        quad_count=manifest.graph.quads,
        evidence_queries=queries,
        notes=(*_notes(manifest), note),
    )


def _read_record(text: bytes) -> VerdictDocument:
    try:
        record = json.loads(text)
        if follows_other_rules(record):
            record = complete_record(record)
        return VerdictDocument.model_validate_json(json.dumps(record))
    except ValidationError as error:
        raise VerificationError([f"{RECORD}: it cannot be read ({describe_validation(error)})"]) from None
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:  # no record
        raise VerificationError([f"{RECORD}: it cannot be read ({error})"]) from None


def _recompute_bundle(
    graph: bytes, manifest: BundleManifest, stated: VerdictDocument, settings: Settings
) -> ProofBundle:
    """The bundle that follows from a graph under the policy that a record states."""
    record = _recompute_record(graph, manifest.claim, stated, settings)
    versions = CodeVersions(**manifest.versions.model_dump(exclude={"ontology"}))
    return ProofBundle(graph, record, versions)


def _recompute_record(
    graph: bytes, claim: str, stated: VerdictDocument, settings: Settings
) -> VerdictDocument:
    with tempfile.TemporaryDirectory(prefix="claimgraph-verify-") as scratch:
        folder = Path(scratch)
        (folder / GRAPH_FILE).write_bytes(graph)
        (folder / MANIFEST_FILE).write_text('{"graphs": {}}')
        store = SandboxStore.open(Generation(folder, {"graphs": {}}), settings)
        try:
            record = record_verdict(store, claim, read_policy(stated))
        finally:
            store.close()
    if record is None:
        raise VerificationError([f"{GRAPH}: it has no claim {claim}"])
    return record


def _record_problems(stated: VerdictDocument, computed: VerdictDocument) -> Iterator[str]:
    for difference in find_differences(stated.plain_data(), computed.plain_data()):
        yield f"{RECORD}: {difference}"


def _derivation_problems(
    manifest: BundleManifest, files: Mapping[str, bytes], derived: Mapping[str, bytes]
) -> Iterator[str]:
    """Files must be those that are derived from the graph.

    Other versions may word texts differently; queries and verdict must be the same under all versions.
    """
    is_same_edition = manifest.versions.papers == code_edition()
    for name in sorted({*files, *derived}):
        is_compared = is_same_edition or name.startswith("checks/") or name == RECORD
        if is_compared and files.get(name) != derived.get(name):
            yield f"{name}: it does not follow from {GRAPH}"


def _notes(manifest: BundleManifest) -> Iterator[str]:
    versions = manifest.versions
    if versions.papers != code_edition():
        yield (
            f"Created by other code (claimgraph {versions.claimgraph}; this is {__version__}): "
            f"README, citation and RO-Crate metadata were compared with {MANIFEST} only."
        )
    if versions.pyoxigraph != pyoxigraph.__version__:
        yield f"Created with pyoxigraph {versions.pyoxigraph}; this is {pyoxigraph.__version__}."

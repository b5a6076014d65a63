"""Creates proof bundles: extracts the subgraph, assesses the claim on it, and writes every file from both."""

from __future__ import annotations

import json
from typing import Any

from claimgraph.assessment import Policy, load_claim_contents
from claimgraph.errors import ClaimgraphError
from claimgraph.exports.proof.manifest import (
    FORMAT,
    GRAPH,
    MANIFEST,
    RECORD,
    BundleManifest,
    BundleVersions,
    GraphEntry,
    current_versions,
    describe_files,
)
from claimgraph.exports.proof.packing import pack_files
from claimgraph.exports.proof.proof_bundle import ProofBundle
from claimgraph.exports.proof.quads import load_store
from claimgraph.exports.proof.ro_crate import RO_CRATE, ro_crate_metadata
from claimgraph.exports.proof.subgraph import extract_subgraph
from claimgraph.exports.proof.text_files import render_text_files
from claimgraph.exports.proof.verdict_record import record_verdict
from claimgraph.stores import Store


class UnknownClaimError(ClaimgraphError):
    """The graph has no such claim, or the claim is withheld."""

    def __init__(self, claim: str) -> None:
        super().__init__(
            f"The graph has no claim {claim}. Search with `claimgraph query`: see docs/reference/api.md."
        )


def create_proof_bundle(store: Store, claim: str, policy: Policy) -> bytes:
    """Create the archive that proves the verdict on a claim under a policy.

    Raises:
        UnknownClaimError: The graph has no such claim.
        SubgraphError: The subgraph would not give the same verdict as the graph.
    """
    if not load_claim_contents(store, claim):
        raise UnknownClaimError(claim)
    graph = extract_subgraph(store, claim, policy)
    record = record_verdict(load_store(graph), claim, policy)
    assert record is not None
    return pack_files(bundle_files(ProofBundle(graph, record, current_versions(store.generation))))


def bundle_files(bundle: ProofBundle) -> dict[str, bytes]:
    """Every file of a bundle, by name. The same bundle gives the same bytes."""
    files = {GRAPH: bundle.graph, RECORD: _encode_json(bundle.record.plain_data())}
    files |= {name: query.text.encode() for name, query in bundle.evidence_queries.items()}
    files |= render_text_files(bundle)
    files[RO_CRATE] = _encode_json(ro_crate_metadata(bundle, files, MANIFEST))
    return files | {MANIFEST: _encode_json(_manifest(bundle, files).model_dump())}


def _manifest(bundle: ProofBundle, files: dict[str, bytes]) -> BundleManifest:
    reuse, licence = bundle.reuse_and_licence
    return BundleManifest(
        format=FORMAT,
        claim=bundle.claim_iri,
        verdict=str(bundle.record.verdict),
        reuse=reuse,
        licence=licence,
        versions=BundleVersions(**bundle.versions.model_dump(), ontology=bundle.ontology_version),
        graph=GraphEntry(rdfc10_sha256=bundle.graph_sha256, quads=len(bundle.quads)),
        files=describe_files(files),
    )


def _encode_json(content: Any) -> bytes:
    return json.dumps(content, indent=2, ensure_ascii=False).encode() + b"\n"

"""Writes a bundle. Everything in it is made from its graph part, the policy and the versions."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph

from claimgraph import __version__
from claimgraph.assessment.policy import Policy
from claimgraph.errors import ClaimgraphError
from claimgraph.exports.proof import ro_crate
from claimgraph.exports.proof.packing import pack_files
from claimgraph.exports.proof.proof_bundle import ProofBundle
from claimgraph.exports.proof.quads import load_store, sha256_hex
from claimgraph.exports.proof.subgraph import extract_subgraph
from claimgraph.exports.proof.text_files import render_text_files
from claimgraph.exports.proof.verdict_record import record_verdict
from claimgraph.stores import Store

GRAPH, RECORD, MANIFEST = "graph.nq", "assessment.json", "manifest.json"
FORMAT = "claimgraph-proof/1"
_HERE = Path(__file__).parent


class UnknownClaimError(ClaimgraphError):
    """The graph, as it is shown, holds no such claim; withheld ones are not shown."""

    def __init__(self, claim: str) -> None:
        super().__init__(
            f"The graph holds no claim {claim}. Search with `claimgraph query`: see docs/reference/api.md."
        )


def create_proof_bundle(store: Store, claim: str, policy: Policy) -> bytes:
    """The archive that proves the verdict on a claim under a policy.

    Raises:
        NoClaimError: There is no such claim.
        PartError: The part taken from the graph would not give the same verdict.
    """
    if record_verdict(store, claim, policy) is None:
        raise UnknownClaimError(claim)
    graph = extract_subgraph(store, claim, policy)
    record = record_verdict(load_store(graph), claim, policy)
    assert record
    return pack_files(bundle_files(ProofBundle(graph, record, current_versions(store.generation))))


def current_versions(generation: str) -> dict[str, str]:
    """What made a bundle. `papers`: the code and templates that worded it."""
    return {
        "claimgraph": __version__,
        "generation": generation,
        "papers": code_edition(),
        "pyoxigraph": pyoxigraph.__version__,
    }


def bundle_files(bundle: ProofBundle) -> dict[str, bytes]:
    """Every file of a bundle by name; the same bundle gives the same bytes."""
    made = {GRAPH: bundle.graph, RECORD: encode_json(bundle.record.plain_data())}
    made |= {name: check.text.encode() for name, check in bundle.evidence_queries.items()}
    made |= render_text_files(bundle)
    made[ro_crate.RO_CRATE] = encode_json(ro_crate.ro_crate_metadata(bundle, made, MANIFEST))
    return made | {MANIFEST: encode_json(_manifest(bundle, made))}


def encode_json(content: Any) -> bytes:
    return json.dumps(content, indent=2, ensure_ascii=False).encode() + b"\n"


def _manifest(bundle: ProofBundle, made: dict[str, bytes]) -> dict[str, Any]:
    reuse, licence = bundle.reuse_and_licence
    return {
        "format": FORMAT,
        "claim": bundle.claim_iri,
        "verdict": bundle.record.verdict,
        "reuse": reuse,
        "licence": licence,
        "versions": bundle.versions | {"ontology": bundle.ontology_version},
        "graph": {"rdfc10_sha256": bundle.graph_sha256, "quads": len(bundle.quads)},
        "files": {
            name: {"sha256": sha256_hex(content), "bytes": len(content)}
            for name, content in sorted(made.items())
        },
    }


@cache  # the code of a running process does not change
def code_edition() -> str:
    """Changes with any line of this code and its templates."""
    paths = sorted(path for path in _HERE.rglob("*") if path.suffix in (".py", ".md", ".cff", ".bib"))
    return sha256_hex(b"".join(path.name.encode() + path.read_bytes() for path in paths))[:16]

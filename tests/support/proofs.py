"""Proof bundles for tests: created from a generation, unpacked, and repacked as a forger would."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from functools import cache

from claimgraph.assessment import Policy, day_of_data, load_claim_contents
from claimgraph.config import Settings
from claimgraph.exports import proof
from claimgraph.generations import Generation
from claimgraph.stores import EmbeddedStore

S18 = "https://w3id.org/claimgraph/id/claim/musk-2025-all-chip-fabs-in-taiwan"
GRAPH, RECORD, MANIFEST = "graph.nq", "assessment.json", "manifest.json"
QUERY = "checks/fab-share.rq"


class Prover:
    """Creates the proof bundles of a generation, each once."""

    def __init__(self, store: EmbeddedStore) -> None:
        self.store, self.day = store, day_of_data(store)
        self.claims = {content.claim.identifier: content.iri for content in load_claim_contents(store)}
        self.bundle = cache(self._bundle)

    @classmethod
    def of(cls, generation: Generation) -> Prover:
        return cls(EmbeddedStore.open(generation))

    def policy(self, as_of: date | None = None, **options: object) -> Policy:
        return Policy(as_of=as_of or self.day, **options)  # type: ignore[arg-type]

    def _bundle(self, identifier: str, policy: Policy | None = None) -> bytes:
        return proof.create_proof_bundle(self.store, self.claims[identifier], policy or self.policy())


def verify_bundle(data: bytes, **settings: float) -> proof.Verification:
    """Verify a bundle under these settings."""
    return proof.verify_proof_bundle(data, Settings(**settings))  # type: ignore[arg-type]


def forge_bundle(data: bytes, changes: Mapping[str, bytes | None], **manifest: object) -> bytes:
    """Replace files (None: remove), and write a manifest that lists them as they are now."""
    unpacked = proof.unpack_files(data)
    changed: dict[str, bytes | None] = {**unpacked, **changes}
    files = {name: content for name, content in changed.items() if content is not None and name != MANIFEST}
    forged = json.loads(unpacked[MANIFEST]) | manifest
    forged["files"] = {
        name: {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
        for name, content in sorted(files.items())
    }
    graph = files.get(GRAPH, b"")
    forged["graph"] = {"rdfc10_sha256": hashlib.sha256(graph).hexdigest(), "quads": graph.count(b"\n")}
    text = json.dumps(forged, indent=2, ensure_ascii=False)
    return proof.pack_files(files | {MANIFEST: text.encode() + b"\n"})


def replace_in_graph(graph: bytes, old: str, new: str) -> bytes:
    """Replace every `old` by `new`, and sort the lines again."""
    assert old.encode() in graph, f"{old!r} is not there; the test needs another text"
    return b"".join(sorted(graph.replace(old.encode(), new.encode()).splitlines(keepends=True)))

"""Bundles for tests: made from a generation, taken apart, and put together again as a forger would."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from functools import cache

from claimgraph.assessment.claim_contents import load_claim_contents
from claimgraph.assessment.policy import Policy
from claimgraph.assessment.stored_verdicts import day_of_data
from claimgraph.config import Settings
from claimgraph.exports import proof
from claimgraph.exports.proof import Verification
from claimgraph.exports.proof.packing import pack_files, unpack_files
from claimgraph.generations import Generation
from claimgraph.stores import EmbeddedStore

S18 = "https://w3id.org/claimgraph/id/claim/musk-2025-all-chip-fabs-in-taiwan"
GRAPH, RECORD, MANIFEST = "graph.nq", "assessment.json", "manifest.json"
QUERY = "checks/fab-share.rq"


class Prover:
    """Bundles of one generation."""

    def __init__(self, store: EmbeddedStore) -> None:
        self.store, self.day = store, day_of_data(store)
        self.claims = {each.claim.identifier: each.iri for each in load_claim_contents(store)}
        self.bundle = cache(self._bundle)

    @classmethod
    def of(cls, generation: Generation) -> Prover:
        return cls(EmbeddedStore.open(generation))

    def policy(self, as_of: date | None = None, **more: object) -> Policy:
        return Policy(as_of=as_of or self.day, **more)  # type: ignore[arg-type]

    def _bundle(self, identifier: str, policy: Policy | None = None) -> bytes:
        return proof.create_proof_bundle(self.store, self.claims[identifier], policy or self.policy())


def verified(data: bytes, **settings: float) -> Verification:
    return proof.verify_proof_bundle(data, Settings(**settings))  # type: ignore[arg-type]


def forged(data: bytes, changes: Mapping[str, bytes | None], **manifest: object) -> bytes:
    """A bundle with other files (None: without), and a manifest that lists these as they now are."""
    files = unpack_files(data) | changes
    kept = {name: content for name, content in files.items() if content is not None and name != MANIFEST}
    listed = json.loads(unpack_files(data)[MANIFEST]) | manifest
    listed["files"] = {
        name: {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
        for name, content in sorted(kept.items())
    }
    graph = kept.get(GRAPH, b"")
    listed["graph"] = {"rdfc10_sha256": hashlib.sha256(graph).hexdigest(), "quads": graph.count(b"\n")}
    return pack_files(kept | {MANIFEST: json.dumps(listed, indent=2, ensure_ascii=False).encode() + b"\n"})


def replaced(text: bytes, old: str, new: str) -> bytes:
    """Every `old` is now `new`, and lines are in order again."""
    assert old.encode() in text, f"{old!r} is not there; the test needs another"
    return b"".join(sorted(text.replace(old.encode(), new.encode()).splitlines(keepends=True)))

"""Proof bundles: one verdict with all it rests on, as a zip that anyone can check without our graph."""

from claimgraph.exports.proof.creation import UnknownClaimError, create_proof_bundle
from claimgraph.exports.proof.packing import MAX_ARCHIVE_BYTES, ArchiveError
from claimgraph.exports.proof.quads import sha256_hex
from claimgraph.exports.proof.verification import Verification, VerificationError, verify_proof_bundle

__all__ = [
    "MAX_ARCHIVE_BYTES",
    "ArchiveError",
    "UnknownClaimError",
    "Verification",
    "VerificationError",
    "create_proof_bundle",
    "sha256_hex",
    "verify_proof_bundle",
]

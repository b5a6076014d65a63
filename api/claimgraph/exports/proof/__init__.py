"""Proof bundles: a verdict with everything it rests on, as a zip that anyone can verify without our graph."""

from claimgraph.exports.proof.creation import UnknownClaimError, create_proof_bundle
from claimgraph.exports.proof.packing import MAX_ARCHIVE_BYTES, ArchiveError, pack_files, unpack_files
from claimgraph.exports.proof.quads import sha256_hex
from claimgraph.exports.proof.subgraph import SubgraphError
from claimgraph.exports.proof.verification import Verification, VerificationError, verify_proof_bundle

__all__ = [
    "MAX_ARCHIVE_BYTES",
    "ArchiveError",
    "SubgraphError",
    "UnknownClaimError",
    "Verification",
    "VerificationError",
    "create_proof_bundle",
    "pack_files",
    "sha256_hex",
    "unpack_files",
    "verify_proof_bundle",
]

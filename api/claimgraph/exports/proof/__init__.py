"""Proof bundles: one verdict with all it rests on, as a zip that anyone can check without our graph."""

from claimgraph.exports.proof.archive import LARGEST, ArchiveError
from claimgraph.exports.proof.bundle import NoClaimError, bundle
from claimgraph.exports.proof.quads import digest
from claimgraph.exports.proof.verify import BundleError, Verified, verify

__all__ = [
    "LARGEST",
    "ArchiveError",
    "BundleError",
    "NoClaimError",
    "Verified",
    "bundle",
    "digest",
    "verify",
]

"""Proof bundles: one verdict with all it rests on, as a zip that anyone can check without our graph."""

from claimgraph.exports.proof.verify import Verified, verify
from claimgraph.exports.proof.write import bundle, stored_day

__all__ = ["Verified", "bundle", "stored_day", "verify"]

"""What can be wrong with an evidence query."""

from claimgraph.errors import ClaimgraphError


class EvidenceQueryError(ClaimgraphError):
    """An evidence query is not written as evidence queries are."""

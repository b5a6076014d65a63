"""Assessments as schema.org ClaimReviews. docs/reference/claimreview.md has the mapping and what it loses."""

from claimgraph.exports.claimreview.review import claim_reviews, review_document, review_feed

__all__ = ["claim_reviews", "review_document", "review_feed"]

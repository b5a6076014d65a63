"""Reads schema.org ClaimReviews in JSON as rows of our tables. docs/reference/claimreview.md has the mapping.

`document` finds the reviews in a file, `nodes` reads their properties, `ratings` says which verdict a
rating is, `people`, `documents` and `rows` make the rows.
"""

from claimgraph.sources.claimreview.rows import read_reviews
from claimgraph.sources.claimreview.tables import ReviewTables

__all__ = ["ReviewTables", "read_reviews"]

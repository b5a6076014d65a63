"""Reads schema.org ClaimReviews in JSON as rows of our tables. docs/reference/claimreview.md has the mapping.

`document` finds the reviews in a file and brings its objects into one form, `contexts` says what their words
mean, `nodes` reads their properties, `dates` and `languages` what is written in many ways, `ratings` which
verdict a rating is; `people`, `documents` and `rows` make the rows, `reading` those of each review.
"""

from claimgraph.sources.claimreview.reading import Reviews, read_reviews
from claimgraph.sources.claimreview.tables import ReviewTables

__all__ = ["ReviewTables", "Reviews", "read_reviews"]

"""Reads the reviews of a file, each on its own, so that one that cannot be read need not lose the others."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from claimgraph.sources.claimreview.document import ReviewFile, read_review_file, shorten
from claimgraph.sources.claimreview.nodes import SchemaNode
from claimgraph.sources.claimreview.rows import add_review
from claimgraph.sources.claimreview.tables import ReviewTables


@dataclass(slots=True)
class Reviews:
    """The rows of each review by its pointer; `skipped`: what was wrong with the others, by pointer."""

    prefix: str
    rows: dict[str, ReviewTables]
    skipped: dict[str, list[str]] = field(default_factory=dict)

    def merge(self) -> ReviewTables:
        """Return the rows of all reviews, each once."""
        tables = ReviewTables(self.prefix)
        for rows in self.rows.values():
            tables.add_tables(rows)
        return tables

    def find(self, table: str, identifier: str) -> list[str]:
        """Return the pointers of the reviews that have a row."""
        return [pointer for pointer, tables in self.rows.items() if identifier in tables.rows[table]]

    def skip(self, pointers: Collection[str], message: str) -> None:
        """Leave reviews out for what is wrong with them."""
        for pointer in pointers:
            if self.rows.pop(pointer, None):
                self.skipped.setdefault(pointer, []).append(message)

    def account(self) -> list[str]:
        """Return what was skipped and why, in lines."""
        if not self.skipped:
            return []
        total = len(self.rows) + len(self.skipped)
        messages = [message for messages in self.skipped.values() for message in messages]
        return [f"Skipped {len(self.skipped)} of {total} review(s):", *shorten(messages)]


def read_reviews(path: Path, prefix: str, *, skip_invalid: bool = False) -> Reviews:
    """Return the reviews of a file as rows; `prefix`, a slug, begins their ids.

    `skip_invalid`: reviews that cannot be read are left out, unless that is all of them.

    Raises:
        ReviewFileError: The file or something in it cannot be read; each problem has a JSON pointer.
    """
    document, reviews = read_review_file(path), Reviews(prefix, {})
    for pointer in document.reviews:
        _read_review(document, pointer, reviews)
    if not skip_invalid or not reviews.rows:
        document.problems.messages = [
            message for messages in reviews.skipped.values() for message in messages
        ]
        document.problems.raise_if_any()
    return reviews


def _read_review(document: ReviewFile, pointer: str, reviews: Reviews) -> None:
    tables, start = ReviewTables(reviews.prefix), len(document.problems.messages)
    document.problems.messages += document.context_problems.get(pointer, [])
    add_review(tables, SchemaNode(document.describe(document.reviews[pointer]), pointer, document))
    if messages := document.problems.take(start):
        reviews.skipped[pointer] = list(dict.fromkeys(messages))
    else:
        reviews.rows[pointer] = tables

"""Rows about claims that were assessed twice: those whose verdict flips, and those that stay."""

from __future__ import annotations

from claimgraph.cli.output import Cells
from claimgraph.documents import ReassessedClaim

VERDICT_COLUMNS = ("claim", "before", "after", "by", "text")
GROUNDS_COLUMNS = ("claim", "verdict", "comparisons lost", "new", "text")


def verdict_row(claim: ReassessedClaim) -> Cells:
    """The row of a claim whose verdict flips."""
    rows = f"{claim.before.rows} → {claim.after.rows}"
    return claim.identifier, claim.before.verdict, claim.after.verdict, rows, claim.text


def grounds_row(claim: ReassessedClaim) -> Cells:
    """The row of a claim whose verdict stays, on other grounds."""
    return claim.identifier, claim.after.verdict, str(len(claim.lost)), str(len(claim.gained)), claim.text

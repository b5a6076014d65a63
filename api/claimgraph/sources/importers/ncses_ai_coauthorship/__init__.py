"""Imports ncses-ai-coauthorship: AI articles by nation and institution, who writes them together, AI patents.

One table comes in two files, once with the years and once without; they and the sums over the years are held
against each other, so that a figure or nation that went missing is noticed whatever the checksums say.
"""

from __future__ import annotations

from claimgraph.sources.importers.ncses_ai_coauthorship import (
    attributes,
    by_year,
    institutions,
    nations,
    networks,
    pairs,
    patents,
)
from claimgraph.sources.intake import Intake


def import_dataset(intake: Intake) -> None:
    """Take the eleven tables. What hangs on a table with errors is left: it would only repeat them."""
    patents.run(intake)
    series = attributes.run(intake)
    known = institutions.run(intake)
    if not intake.errors:
        by_year.run(intake, series)
        nations.run(intake, series)
        pairs.run(intake, known)
        networks.run(intake, known)

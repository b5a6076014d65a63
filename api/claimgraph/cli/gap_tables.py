"""How `claimgraph info --gaps` prints what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict

from claimgraph.analysis.coverage import (
    CoverageGaps,
    MissingMeasurement,
    UncheckedClaim,
    UnclaimedMetric,
    UnsourcedClaim,
)
from claimgraph.cli.names import shorten_iris
from claimgraph.cli.output import Cells, print_json, print_table, say

_UNSOURCED = ("claim", "utterance", "others with a source", "text")
_UNCHECKED = ("claim", "verdict", "structured", "left as text because", "text")
_UNCLAIMED = ("metric", "observations", "subjects", "of these claimed", "data sets")
_MISSING = ("claim", "metric or relation", "of", "and", "period", "found")


def print_gaps(gaps: CoverageGaps, format_: str) -> None:
    """Print the gaps as tables or as JSON."""
    if format_ == "json":
        print_json(_gaps_document(gaps))
        return
    _print_list("Claimed but unsourced", _UNSOURCED, map(_unsourced_row, gaps.unsourced))
    _print_list("Sourced but unchecked", _UNCHECKED, map(_unchecked_row, gaps.unchecked))
    _print_list("Measured but never claimed", _UNCLAIMED, map(_unclaimed_row, gaps.unclaimed))
    _print_list(
        "Unresolved: what would have to be measured", _MISSING, map(_missing_row, gaps.missing_measurements)
    )
    say(f"As of {gaps.as_of}: {_summary(gaps)}.")


def _gaps_document(gaps: CoverageGaps) -> dict[str, object]:
    return {
        "as_of": gaps.as_of.isoformat(),
        "claimed_but_unsourced": [asdict(gap) for gap in gaps.unsourced],
        "sourced_but_unchecked": [asdict(gap) for gap in gaps.unchecked],
        "measured_but_never_claimed": [asdict(gap) for gap in gaps.unclaimed],
        "lacking_a_measurement": [asdict(gap) for gap in gaps.missing_measurements],
    }


def _print_list(title: str, columns: Sequence[str], rows: Iterable[Cells]) -> None:
    listed = list(rows)
    print_table(columns, listed, title=f"\n{title} ({len(listed)})")


def _summary(gaps: CoverageGaps) -> str:
    claims = {gap.claim for gap in gaps.missing_measurements}
    never_claimed = sum(gap.claimed == 0 for gap in gaps.unclaimed)
    return (
        f"{len(gaps.unsourced)} utterance(s) or claim(s) without a source, "
        f"{len(gaps.unchecked)} claim(s) unchecked, {never_claimed} metric(s) that no claim uses, "
        f"{len(gaps.missing_measurements)} measurement(s) lacking for {len(claims)} claim(s)"
    )


def _unsourced_row(gap: UnsourcedClaim) -> Cells:
    utterance = shorten_iris(gap.utterance) if gap.utterance else "nobody"
    return gap.identifier, utterance, str(gap.sourced), gap.text


def _unchecked_row(gap: UncheckedClaim) -> Cells:
    return gap.identifier, gap.verdict, "yes" if gap.structured else "no", gap.why or "–", gap.text


def _unclaimed_row(gap: UnclaimedMetric) -> Cells:
    counts = (str(count) for count in (gap.observations, gap.subjects, gap.claimed))
    return gap.metric.rpartition("/")[2], *counts, shorten_iris(*gap.datasets)


def _missing_row(gap: MissingMeasurement) -> Cells:
    outcomes = ", ".join(f"{count} {outcome}" for outcome, count in sorted(gap.found.items()))
    metric = gap.metric.rpartition("/")[2]
    sides = shorten_iris(*gap.subjects), shorten_iris(*gap.partners) or "–"
    return gap.identifier, metric, *sides, gap.period or "–", outcomes or "nothing"

"""How `claimgraph info --gaps` prints what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from claimgraph.cli.names import shorten_iris
from claimgraph.cli.output import Cells, print_json, print_table, say
from claimgraph.documents import (
    CoverageGaps,
    MissingMeasurement,
    UncheckedClaim,
    UnclaimedMetric,
    UnsourcedClaim,
    WantedMeasurement,
)

_UNSOURCED = ("claim", "utterance", "others with a source", "text")
_UNCHECKED = ("claim", "verdict", "structured", "left as text because", "text")
_UNCLAIMED = ("metric", "observations", "subjects", "of these claimed", "data sets")
_WANTED = ("claims", "metric or relation", "of", "and", "periods", "asked of")
_LISTED_WANTS = 20  # the JSON holds them all
_MISSING = ("claim", "metric or relation", "of", "and", "period", "found")


def print_gaps(gaps: CoverageGaps, format_: str) -> None:
    """Print the gaps as tables or as JSON."""
    if format_ == "json":
        print_json(gaps.plain_data())
        return
    _print_list("Claimed but unsourced", _UNSOURCED, map(_source_gap_cells, gaps.claimed_but_unsourced))
    _print_list("Sourced but unchecked", _UNCHECKED, map(_check_gap_cells, gaps.sourced_but_unchecked))
    _print_list(
        "Measured but never claimed", _UNCLAIMED, map(_claim_gap_cells, gaps.measured_but_never_claimed)
    )
    _print_list(
        "Unresolved: what would have to be measured",
        _MISSING,
        map(_measurement_gap_cells, gaps.lacking_a_measurement),
    )
    _print_list(
        "Most wanted: the measurements that would decide most claims",
        _WANTED,
        map(_want_cells, gaps.most_wanted[:_LISTED_WANTS]),
    )
    say(f"As of {gaps.as_of}: {_summary(gaps)}.")


def _print_list(title: str, columns: Sequence[str], rows: Iterable[Cells]) -> None:
    listed = list(rows)
    print_table(columns, listed, title=f"\n{title} ({len(listed)})")


def _summary(gaps: CoverageGaps) -> str:
    claims = {gap.claim for gap in gaps.lacking_a_measurement}
    never_claimed = sum(gap.claimed == 0 for gap in gaps.measured_but_never_claimed)
    return (
        f"{len(gaps.claimed_but_unsourced)} utterance(s) or claim(s) without a source, "
        f"{len(gaps.sourced_but_unchecked)} claim(s) unchecked, "
        f"{never_claimed} metric(s) that no claim uses, "
        f"{len(gaps.lacking_a_measurement)} measurement(s) lacking for {len(claims)} claim(s)"
    )


def _source_gap_cells(gap: UnsourcedClaim) -> Cells:
    utterance = shorten_iris(gap.utterance) if gap.utterance else "nobody"
    return gap.identifier, utterance, str(gap.sourced), gap.text


def _check_gap_cells(gap: UncheckedClaim) -> Cells:
    return gap.identifier, gap.verdict, "yes" if gap.structured else "no", gap.why or "–", gap.text


def _claim_gap_cells(gap: UnclaimedMetric) -> Cells:
    counts = (str(count) for count in (gap.observations, gap.subjects, gap.claimed))
    return gap.metric.rpartition("/")[2], *counts, shorten_iris(*gap.datasets)


def _measurement_gap_cells(gap: MissingMeasurement) -> Cells:
    outcomes = ", ".join(f"{count} {outcome}" for outcome, count in sorted(gap.found.items()))
    metric = gap.metric.rpartition("/")[2]
    sides = shorten_iris(*gap.subjects), shorten_iris(*gap.partners) or "–"
    return gap.identifier, metric, *sides, gap.period or "–", outcomes or "nothing"


def _want_cells(want: WantedMeasurement) -> Cells:
    sides = shorten_iris(*want.subjects), shorten_iris(*want.partners) or "–"
    publishers = shorten_iris(*want.publishers[:3]) or "nobody known"
    periods = ", ".join(want.periods) or "–"
    return (
        f"{len(want.claims)}: {', '.join(want.claims)}",
        want.metric.rpartition("/")[2],
        *sides,
        periods,
        publishers,
    )

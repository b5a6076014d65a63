"""How `claimgraph info --gaps` prints what is missing."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path

from claimgraph.analysis.coverage import (
    CoverageGaps,
    MissingMeasurement,
    UncheckedClaim,
    UnclaimedMetric,
    UnsourcedClaim,
    find_gaps,
)
from claimgraph.assessment.knowledge import Knowledge
from claimgraph.cli.names import opened
from claimgraph.cli.output import say, table
from claimgraph.namespaces import ID, compact_iri

Cells = tuple[str, ...]


def tell(build_folder: Path | None, format_: str) -> None:
    """Print the gaps of the current generation as of today."""
    found = find_gaps(Knowledge.load(opened(build_folder)), date.today())
    if format_ == "json":
        print(json.dumps(_document(found), indent=2, ensure_ascii=False))
        return
    _list("Claimed but unsourced", _UNSOURCED, map(_unsourced, found.unsourced))
    _list("Sourced but unchecked", _UNCHECKED, map(_unchecked, found.unchecked))
    _list("Measured but never claimed", _UNCLAIMED, map(_unclaimed, found.unclaimed))
    _list("Unresolved: what would have to be measured", _LACKING, map(_lacking, found.missing_measurements))
    say(f"As of {found.as_of}: {_summary(found)}.")


def _document(found: CoverageGaps) -> dict[str, object]:
    return {
        "as_of": found.as_of.isoformat(),
        "claimed_but_unsourced": [asdict(each) for each in found.unsourced],
        "sourced_but_unchecked": [asdict(each) for each in found.unchecked],
        "measured_but_never_claimed": [asdict(each) for each in found.unclaimed],
        "lacking_a_measurement": [asdict(each) for each in found.missing_measurements],
    }


def _list(title: str, columns: Sequence[str], rows: Iterable[Cells]) -> None:
    every = list(rows)
    table(columns, every, title=f"\n{title} ({len(every)})")


def _summary(found: CoverageGaps) -> str:
    claims = {each.claim for each in found.missing_measurements}
    never = sum(each.claimed == 0 for each in found.unclaimed)
    return (
        f"{len(found.unsourced)} utterance(s) or claim(s) without a source, "
        f"{len(found.unchecked)} claim(s) unchecked, {never} metric(s) that no claim uses, "
        f"{len(found.missing_measurements)} measurement(s) lacking for {len(claims)} claim(s)"
    )


_UNSOURCED = ("claim", "utterance", "others with a source", "text")
_UNCHECKED = ("claim", "verdict", "structured", "left as text because", "text")
_UNCLAIMED = ("metric", "observations", "subjects", "of these claimed", "data sets")
_LACKING = ("claim", "metric or relation", "of", "and", "period", "found")


def _unsourced(each: UnsourcedClaim) -> Cells:
    said = _short(each.utterance) if each.utterance else "nobody"
    return each.identifier, said, str(each.sourced), each.text


def _unchecked(each: UncheckedClaim) -> Cells:
    return each.identifier, each.verdict, "yes" if each.structured else "no", each.why or "–", each.text


def _unclaimed(each: UnclaimedMetric) -> Cells:
    counts = (str(count) for count in (each.observations, each.subjects, each.claimed))
    return each.metric.rpartition("/")[2], *counts, _short(*each.datasets)


def _lacking(each: MissingMeasurement) -> Cells:
    found = ", ".join(f"{count} {outcome}" for outcome, count in sorted(each.found.items()))
    name = each.metric.rpartition("/")[2]
    sides = _short(*each.subjects), _short(*each.partners) or "–"
    return each.identifier, name, *sides, each.period or "–", found or "nothing"


def _short(*iris: str) -> str:
    return " ".join(each.removeprefix(ID) if each.startswith(ID) else compact_iri(each) for each in iris)

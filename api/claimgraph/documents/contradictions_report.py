"""Contradictions as plain data: what the command line prints as JSON, and what the API answers with."""

from __future__ import annotations

from itertools import islice
from typing import Any

from claimgraph import namespaces
from claimgraph.analysis.contradictions.pair_rule import ComparableFigure, ContradictionKind
from claimgraph.analysis.contradictions.search import Contradiction, Contradictions

Document = dict[str, Any]


def document(
    found: Contradictions, kinds: tuple[ContradictionKind, ...], claim: str | None, start: int, size: int
) -> Document:
    """How many there are of each kind, and some of them. `claim`: a slug, of which one side must be."""
    counts = found.counts(claim)
    listed = islice(found.iterate(kinds, claim, start), size)
    return {
        "counts": {str(kind): counts[kind] for kind in ContradictionKind},
        "total": sum(counts[kind] for kind in kinds),
        "contradictions": [one(each) for each in listed],
    }


def one(found: Contradiction) -> Document:
    """A pair of claims, the figures that exclude each other, and who judged so."""
    pair = found.pair
    return {
        "claims": [namespaces.thing_iri(f"claim/{slug}") for slug in found.claims],
        "kind": str(found.kind),
        "figures": [_figure(each) for each in (pair.lower, pair.upper)] if pair else [],
        "judged": [
            {"record": each.iri, "basis": each.basis, "judge": each.judge, "judged": each.judged}
            for each in found.judgements
        ],
    }


def _figure(said: ComparableFigure) -> Document:
    return {
        "claim": namespaces.thing_iri(f"claim/{said.claim}"),
        "proposition": namespaces.thing_iri(f"proposition/{said.id}"),
        "metric": namespaces.concept_iri("metric", said.metric),
        "interval": str(said.interval),
    }

"""Contradictions and tensions between claims: found by comparison, and judged by people."""

from __future__ import annotations

from itertools import islice

from pydantic import Field

from claimgraph import namespaces
from claimgraph.analysis import contradictions as analysis
from claimgraph.analysis.contradictions import (
    ContradictionKind,
    NormalizedFigure,
    PairClass,
    Stance,
    explain_kind,
    name_scopes,
)
from claimgraph.documents.document import Document
from claimgraph.documents.figures import say_interval


class ContradictingFigure(Document):
    """One side of a pair."""

    claim: str = Field(description="IRI of the claim")
    proposition: str = Field(description="IRI of its part that gives the figure")
    metric: str = Field(description="IRI of the metric")
    figure: str = Field(
        description="The figure in words, in the unit of the claim; money of other currencies in US dollars",
        examples=["more than 46,000 papers"],
    )
    interval: str = Field(description="What the figure allows for, in the base unit", examples=["(46000, ∞]"])
    period: str | None = Field(
        description="When it holds, in EDTF: as stated, or when it was said; null: unknown",
        examples=["2025-05"],
    )
    scopes: list[str] | None = Field(
        description="What it is of: slugs of scopes, or texts; empty: all of the metric; null: unknown"
    )
    stance: Stance = Field(description="How it is put forward", examples=["fact"])


class JudgedContradiction(Document):
    """Somebody's judgement that two claims contradict each other."""

    record: str = Field(description="IRI of the judgement")
    basis: str | None = Field(description="IRI of its basis")
    judge: str | None = Field(description="IRI of who judged")
    judged: str | None = Field(description="When, in EDTF")


class Contradiction(Document):
    """Two claims that cannot both hold, that only seem so, or that say the same."""

    claims: list[str] = Field(description="IRIs of the two claims, sorted")
    reviewed: list[bool] = Field(
        description="Of each of them, false: nobody but its compiler has checked it against its sources"
    )
    pair_class: PairClass = Field(description="Whether they contradict each other, or why they are listed")
    kind: ContradictionKind = Field(description="How they exclude each other, or why they do not")
    reason: str = Field(description="The same in a sentence")
    figures: list[ContradictingFigure] = Field(
        description="The lower and the upper figure; empty: only judged so"
    )
    judged: list[JudgedContradiction] = Field(description="Who judged them contradictory")


class Contradictions(Document):
    """Some of the pairs, with the count of all."""

    counts: dict[ContradictionKind, int] = Field(description="How many there are of each kind")
    total: int = Field(description="How many there are of the kinds asked for")
    contradictions: list[Contradiction] = Field(description="Those of this page, kind by kind")


class ContradictionPage(Contradictions):
    """Some of the pairs, with the count of all."""

    page: int = Field(description="Page; the first is 1")
    size: int = Field(description="Contradictions on a page")


def describe_contradictions(
    contradictions: analysis.Contradictions,
    kinds: tuple[ContradictionKind, ...],
    claim: str | None,
    size: int,
) -> Contradictions:
    """How many contradictions there are of each kind, and the first of some kinds.

    `claim`: the slug of a claim of which one side must be.
    """
    page = describe_contradiction_page(contradictions, kinds, claim, 1, size)
    return Contradictions(counts=page.counts, total=page.total, contradictions=page.contradictions)


def describe_contradiction_page(
    contradictions: analysis.Contradictions,
    kinds: tuple[ContradictionKind, ...],
    claim: str | None,
    page: int,
    size: int,
) -> ContradictionPage:
    """How many contradictions there are of each kind, and one page of those of some kinds."""
    counts = contradictions.counts(claim)
    page_content = islice(contradictions.iterate(kinds, claim, (page - 1) * size), size)
    return ContradictionPage(
        counts={kind: counts[kind] for kind in ContradictionKind},
        total=sum(counts[kind] for kind in kinds),
        contradictions=[_describe_contradiction(pair, contradictions) for pair in page_content],
        page=page,
        size=size,
    )


def _describe_contradiction(
    contradiction: analysis.Contradiction, contradictions: analysis.Contradictions
) -> Contradiction:
    pair = contradiction.pair
    return Contradiction(
        claims=[namespaces.thing_iri(f"claim/{slug}") for slug in contradiction.claims],
        reviewed=[contradictions.is_reviewed(slug) for slug in contradiction.claims],
        pair_class=contradiction.kind.pair_class,
        kind=contradiction.kind,
        reason=explain_kind(contradiction.kind, pair),
        figures=[_describe_figure(figure) for figure in (pair.lower, pair.upper)] if pair else [],
        judged=[_describe_judgement(judgement) for judgement in contradiction.judgements],
    )


def _describe_figure(figure: NormalizedFigure) -> ContradictingFigure:
    scope = figure.circumstances.scope
    return ContradictingFigure(
        claim=namespaces.thing_iri(f"claim/{figure.claim}"),
        proposition=namespaces.thing_iri(f"proposition/{figure.id}"),
        metric=namespaces.concept_iri("metric", figure.metric),
        figure=_say_figure(figure),
        interval=str(figure.interval),
        period=figure.period,
        scopes=None if scope is None else name_scopes(scope),
        stance=figure.circumstances.stance,
    )


def _say_figure(figure: NormalizedFigure) -> str:
    stated = figure.stated
    if stated is None:
        return say_interval(str(figure.interval), None)
    return stated.date or say_interval(str(stated.interval), stated.unit)


def _describe_judgement(judgement: analysis.JudgedContradiction) -> JudgedContradiction:
    return JudgedContradiction(
        record=judgement.iri, basis=judgement.basis, judge=judgement.judge, judged=judgement.judged
    )

"""Encodes pairs of claims as triples: what the graph keeps of contradictions, tensions and repetitions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from pyoxigraph import Literal, NamedNode, Triple

from claimgraph.analysis.contradictions.explanations import explain_kind, name_scopes
from claimgraph.analysis.contradictions.listing import Contradictions
from claimgraph.analysis.contradictions.normalized_figures import NormalizedFigure
from claimgraph.analysis.contradictions.pair_rule import ContradictingPair, ContradictionKind
from claimgraph.assessment import encode_terms
from claimgraph.datasets import JointTerms, joint_terms
from claimgraph.namespaces import concept_iri, thing_iri
from claimgraph.rdf import named_node

LISTED = 1000  # pairs of each kind; there can be as many as the square of the claims
# Pairs are added after reasoning, so that what follows from their class is stated here.
_PAIR_KINDS, _SIDE_KINDS = ("cg:ClaimPair", "prov:Entity"), ("cg:PairSide",)


def encode_pairs(
    contradictions: Contradictions, terms_by_claim: Mapping[str, JointTerms]
) -> Iterator[Triple]:
    """The triples about the first pairs of each kind; what people judge is in the graph as they wrote it.

    A pair is under the terms of both its claims, which are given by id.
    """
    for kind in ContradictionKind:
        for contradiction in islice(contradictions.iterate([kind]), LISTED):
            if contradiction.pair:
                yield from _encode_pair(contradiction.pair, terms_by_claim)


def _encode_pair(pair: ContradictingPair, terms_by_claim: Mapping[str, JointTerms]) -> Iterator[Triple]:
    subject = NamedNode(thing_iri(f"claim-pair/{pair.lower.id}--{pair.upper.id}"))
    yield from encode_terms(subject, _join_terms(pair, terms_by_claim))
    yield from _state_kinds(subject, _PAIR_KINDS)
    yield Triple(subject, named_node("cg:pairKind"), NamedNode(concept_iri("pair-kind", pair.kind)))
    yield Triple(
        subject, named_node("cg:pairClass"), NamedNode(concept_iri("pair-kind", pair.kind.pair_class))
    )
    reason = Literal(explain_kind(pair.kind, pair), language="en")
    yield Triple(subject, named_node("cg:pairReason"), reason)
    for name, figure in (("first", pair.lower), ("second", pair.upper)):
        side = NamedNode(f"{subject.value}-{name}")
        yield Triple(subject, named_node(f"cg:{name}Side"), side)
        yield from _encode_side(side, figure)


def _join_terms(pair: ContradictingPair, terms_by_claim: Mapping[str, JointTerms]) -> JointTerms:
    both = (terms_by_claim[figure.claim] for figure in (pair.lower, pair.upper))
    return joint_terms((reuse, licence) for reuse, licences in both for licence in licences)


def _encode_side(side: NamedNode, figure: NormalizedFigure) -> Iterator[Triple]:
    yield from _state_kinds(side, _SIDE_KINDS)
    yield Triple(side, named_node("cg:ofClaim"), NamedNode(thing_iri(f"claim/{figure.claim}")))
    yield Triple(side, named_node("cg:figureOf"), NamedNode(thing_iri(f"proposition/{figure.id}")))
    scope = figure.circumstances.scope
    yield Triple(side, named_node("cg:comparedFigure"), Literal(str(figure.interval)))
    yield Triple(side, named_node("cg:comparedPeriod"), Literal(figure.period or "unknown"))
    scopes = "unknown" if scope is None else ", ".join(name_scopes(scope)) or "as-the-metric"
    yield Triple(side, named_node("cg:comparedScope"), Literal(scopes))


def _state_kinds(subject: NamedNode, kinds: Iterable[str]) -> Iterator[Triple]:
    for kind in kinds:
        yield Triple(subject, named_node("rdf:type"), named_node(kind))

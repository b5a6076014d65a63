"""Where a claim comes from: its utterances, those before them, their origins, and what changed on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cached_property

from pydantic import Field
from pyoxigraph import Triple

from claimgraph import model
from claimgraph.analysis import lineage as analysis
from claimgraph.documents.claim_layers import QuantityProposition, Source
from claimgraph.documents.document import Document, Ref, Resource, Span
from claimgraph.documents.from_rdf import read_document, read_reference
from claimgraph.documents.lineage_paths import (
    LineageChain,
    LineageStep,
    Loop,
    describe_chain,
    describe_loop,
    describe_step,
)
from claimgraph.documents.rdf_fields import (
    NOT_REVIEWED,
    Reviewed,
    claim_field,
    inverse_field,
    rdf_field,
    utterance_field,
)
from claimgraph.documents.retractions import Retractable
from claimgraph.documents.triple_index import TripleIndex

_ONE_STEP = 2  # utterances


class RecordedUtterance(Retractable):
    """What the graph says about an utterance, as far as a lineage shows it."""

    claim: Ref | None = utterance_field("claim", "The claim it expresses")
    speaker: Ref | None = utterance_field("speaker", "Who said it")
    said: Span | None = utterance_field("said", "When; null: unknown")
    source: Source | None = utterance_field(
        "source", "The document that shows it; null: known by report only", only="cg:Source"
    )
    modality: Ref | None = utterance_field("modality", "asserted, reported, hedged …")
    antecedent: str | None = utterance_field("antecedent", "The 'if' of a conditional")
    quote: str | None = utterance_field("quote", "The speaker's words, 25 at most")


class LineageUtterance(RecordedUtterance):
    """An utterance of the claim, or one from which these came."""

    steps: int = Field(0, description="Fewest steps back from where the lineage starts; 0: there")
    origin: bool = Field(default=False, description="True: nothing further back is recorded")


class OriginGroup(Document):
    """Origins that count once, because they share a speaker, a document or a relayed publisher."""

    origins: list[str] = Field(description="IRIs of the utterances")
    shared: list[Ref] = Field(description="What two of them share; unknown: nothing is known of several")
    seen: bool = Field(description="False: all of them are known by report only")


class RecordedClaim(Resource):
    """What the graph says about a claim, as far as a lineage shows it."""

    text: str | None = claim_field("text", "The claim in our paraphrase")
    reviewed: Reviewed = rdf_field("cg:reviewed", NOT_REVIEWED)
    quantities: list[QuantityProposition] = inverse_field(
        model.QuantityProposition, "claim", "The figures it asserts", only="cg:QuantityProposition"
    )


class Lineage(RecordedClaim):
    """Where a claim comes from, as far as that is recorded."""

    independent_origins: int = Field(0, description="Groups of origins; 0: every chain runs into a loop")
    origins: list[OriginGroup] = Field([], description="Origins in groups that each count once")
    starts: list[str] = Field([], description="IRIs of the claim's utterances that nothing else came from")
    utterances: list[LineageUtterance] = Field([], description="Those of the claim, and all before them")
    steps: list[LineageStep] = Field([], description="Which came from which")
    chains: list[LineageChain] = Field([], description="One from each start to each origin it leads to")
    loops: list[Loop] = Field([], description="Utterances that lead back to themselves")

    @property
    def has_history(self) -> bool:
        """True if there is more to it than one utterance."""
        return bool(self.steps) or len(self.utterances) > 1

    @cached_property
    def by_iri(self) -> dict[str, LineageUtterance]:
        return {utterance.iri: utterance for utterance in self.utterances}

    @property
    def hardened_steps(self) -> list[LineageStep]:
        """Steps on which the wording became harder in at least one way."""
        return [step for step in self.steps if step.wording.hardens]

    @property
    def changed_steps(self) -> list[LineageStep]:
        """Steps on which more than the words changed."""
        return [step for step in self.steps if step.wording.is_change]

    @property
    def long_chains(self) -> list[LineageChain]:
        """Chains of several steps, whose ends may differ in what no step shows."""
        return [chain for chain in self.chains if chain.wording and len(chain.utterances) > _ONE_STEP]

    @property
    def step_words(self) -> dict[str, int]:
        """How many steps each word sums up, the most frequent first."""
        return dict(Counter(step.wording.change.value for step in self.steps).most_common())

    @property
    def chains_without_figure(self) -> list[LineageChain]:
        return [chain for chain in self.chains if chain.without_figure]


def describe_lineage(triples: Iterable[Triple], iri: str) -> Lineage | None:
    """The lineage of a claim from the answer to lineage.rq; None if that does not hold the claim."""
    graph = TripleIndex(triples)
    lineage = analysis.trace_lineage(graph.triples, iri)
    if lineage is None:
        return None
    return Lineage(
        **dict(read_document(RecordedClaim, graph, iri)),
        independent_origins=lineage.independent_origins,
        origins=[_describe_origins(group, graph) for group in lineage.origin_groups],
        starts=list(lineage.starts),
        utterances=_describe_utterances(lineage, graph),
        steps=[describe_step(step) for step in lineage.steps],
        chains=[describe_chain(chain) for chain in lineage.chains],
        loops=[describe_loop(loop) for loop in lineage.loops],
    )


def _describe_utterances(lineage: analysis.Lineage, graph: TripleIndex) -> list[LineageUtterance]:
    """All utterances, the nearest first."""
    nearest_first = sorted((steps, iri) for iri, steps in lineage.distances.items())
    origins = set(lineage.origins)
    return [
        LineageUtterance(
            **dict(read_document(RecordedUtterance, graph, iri)), steps=steps, origin=iri in origins
        )
        for steps, iri in nearest_first
    ]


def _describe_origins(group: analysis.OriginGroup, graph: TripleIndex) -> OriginGroup:
    shared = [read_reference(graph, iri) for iri in group.shared]
    return OriginGroup(origins=list(group.origins), shared=shared, seen=group.has_document)

"""Where a claim comes from: its utterances, those before them, their origins, and what changed on the way."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from pydantic import Field
from pyoxigraph import Triple

from claimgraph import model
from claimgraph.analysis import lineage as traced
from claimgraph.documents.claim_layers import QuantityProposition, Source
from claimgraph.documents.document import Document, Ref, Resource, Span
from claimgraph.documents.from_rdf import read_document, read_reference
from claimgraph.documents.lineage_paths import Chain, Loop, Step
from claimgraph.documents.rdf_fields import claim_field, inverse_field, utterance_field
from claimgraph.documents.retractions import Retractable
from claimgraph.documents.triple_index import TripleIndex


class LineageUtterance(Retractable):
    """An utterance of the claim, or one from which these came."""

    claim: Ref | None = utterance_field("claim", "The claim it expresses")
    speaker: Ref | None = utterance_field("speaker", "Who said it")
    said: Span | None = utterance_field("said", "When; null: unknown")
    source: Source | None = utterance_field(
        "source", "The document that shows it; null: known by report only", only="cg:Source"
    )
    modality: Ref | None = utterance_field("modality", "asserted, reported, hedged …")
    antecedent: str | None = utterance_field("antecedent", "The 'if' of a conditional")
    quote: str | None = utterance_field("quote", "The speaker's words, 25 at most")
    steps: int = Field(0, description="Fewest steps back from where the lineage starts; 0: there")
    origin: bool = Field(default=False, description="True: nothing further back is recorded")


class OriginGroup(Document):
    """Origins that count once, because they share a speaker, a document or a relayed publisher."""

    origins: list[str] = Field(description="IRIs of the utterances")
    shared: list[Ref] = Field(description="What two of them share; unknown: nothing is known of several")
    seen: bool = Field(description="False: all of them are known by report only")


class Lineage(Resource):
    """Where a claim comes from, as far as that is recorded."""

    text: str | None = claim_field("text", "The claim in our paraphrase")
    quantities: list[QuantityProposition] = inverse_field(
        model.QuantityProposition, "claim", "The figures it asserts", only="cg:QuantityProposition"
    )
    independent_origins: int = Field(0, description="Groups of origins; 0: every chain runs into a loop")
    origins: list[OriginGroup] = Field([], description="Origins in groups that each count once")
    starts: list[str] = Field([], description="IRIs of the claim's utterances that nothing else came from")
    utterances: list[LineageUtterance] = Field([], description="Those of the claim, and all before them")
    steps: list[Step] = Field([], description="Which came from which")
    chains: list[Chain] = Field([], description="One from each start to each origin it leads to")
    loops: list[Loop] = Field([], description="Utterances that lead back to themselves")

    @property
    def has_history(self) -> bool:
        """Whether there is more to it than one utterance."""
        return bool(self.steps) or len(self.utterances) > 1

    @cached_property
    def by_iri(self) -> dict[str, LineageUtterance]:
        return {each.iri: each for each in self.utterances}

    @property
    def hardened_steps(self) -> list[Step]:
        """Steps on which the wording became harder in at least one way."""
        return [each for each in self.steps if each.wording.hardens]

    @property
    def chains_without_figure(self) -> list[Chain]:
        return [each for each in self.chains if each.without_figure]


def describe_lineage(triples: Iterable[Triple], iri: str) -> Lineage | None:
    """From the answer to lineage.rq; None where it does not hold the claim."""
    graph = TripleIndex(triples)
    found = traced.trace_lineage(graph.triples, iri)
    if found is None:
        return None
    whole = read_document(Lineage, graph, iri)
    return whole.model_copy(
        update={
            "independent_origins": found.independent_origins,
            "origins": [_group(each, graph) for each in found.origin_groups],
            "starts": list(found.starts),
            "utterances": _utterances(found, graph),
            "steps": [Step.model_validate(each) for each in found.steps],
            "chains": [Chain.model_validate(each) for each in found.chains],
            "loops": [Loop.model_validate(each) for each in found.loops],
        }
    )


def _utterances(found: traced.Lineage, graph: TripleIndex) -> list[LineageUtterance]:
    """The nearest first."""
    origins = set(found.origins)
    ordered = sorted(found.distances.items(), key=lambda each: (each[1], each[0]))
    return [
        read_document(LineageUtterance, graph, iri).model_copy(
            update={"steps": steps, "origin": iri in origins}
        )
        for iri, steps in ordered
    ]


def _group(group: traced.OriginGroup, graph: TripleIndex) -> OriginGroup:
    shared = [read_reference(graph, iri) for iri in group.shared]
    return OriginGroup(origins=list(group.origins), shared=shared, seen=group.has_document)

"""Where a claim comes from: its utterances, those before them, their origins, and what changed on the way."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import Field
from pyoxigraph import Triple

from claimgraph.checks import lineage as traced
from claimgraph.checks.lineage import Carried, Change, How
from claimgraph.web.views.description import Description
from claimgraph.web.views.parts import QuantityProposition, Source
from claimgraph.web.views.reading import Ref, Span, Thing, View, at, read, ref
from claimgraph.web.views.retractions import Retractable


class Shift(View):
    """One thing that changed in the wording."""

    aspect: str = Field(
        description="What changed: modality, condition, comparator or words", examples=["modality"]
    )
    before: str | None = Field(description="In the earlier utterance; null: nothing", examples=["hedged"])
    after: str | None = Field(description="In the later one; null: nothing", examples=["asserted"])
    change: Change = Field(description="What that does to the claim")


class Wording(View):
    """How a later utterance words what an earlier one said."""

    change: Change = Field(description="All shifts together; unknown: one of the two was not seen")
    shifts: list[Shift] = Field(description="What changed; empty where nothing did")


class LineageUtterance(Retractable):
    """An utterance of the claim, or one from which these came."""

    claim: Ref | None = at("cg:expresses", "The claim it expresses")
    speaker: Ref | None = at("prov:wasAttributedTo", "Who said it")
    said: Span | None = at("cg:saidDuring", "When; null: unknown")
    source: Source | None = at("cg:inSource", "The document that shows it; null: known by report only")
    modality: Ref | None = at("cg:modality", "asserted, reported, hedged …")
    antecedent: str | None = at("cg:antecedent", "The 'if' of a conditional")
    quote: str | None = at("oa:exact", "The speaker's words, 25 at most")
    steps: int = Field(0, description="Fewest steps back from where the lineage starts; 0: there")
    origin: bool = Field(default=False, description="True: nothing further back is recorded")


class Step(View):
    """From an utterance back to one that it repeats or quotes."""

    later: str = Field(description="IRI of the utterance that repeats or quotes")
    earlier: str = Field(description="IRI of the one that is repeated or quoted")
    how: How = Field(description="derived: in other words; quoted: in its words")
    wording: Wording = Field(description="From the earlier to the later")


class FigureAtOrigin(View):
    """What became of a figure of the claim, seen from an origin."""

    proposition: str = Field(description="IRI of the claim's proposition")
    at_origin: Carried = Field(description="Whether the claim made at the origin carries the figure")


class Chain(View):
    """The shortest way from an utterance of the claim back to an origin."""

    utterances: list[str] = Field(description="IRIs, from the utterance of the claim to the origin")
    figures: list[FigureAtOrigin] = Field(description="The claim's figures; empty where it has none")
    without_figure: bool = Field(description="True: the origin lacks a figure of the claim")
    wording: Wording | None = Field(description="From the origin to the utterance; null: they are the same")


class OriginGroup(View):
    """Origins that count once, because they share a speaker, a document or a relayed publisher."""

    origins: list[str] = Field(description="IRIs of the utterances")
    shared: list[Ref] = Field(description="What two of them share; unknown: nothing is known of several")
    seen: bool = Field(description="False: all of them are known by report only")


class Loop(View):
    """Utterances that each came from all the others."""

    utterances: list[str] = Field(description="IRIs")
    closed: bool = Field(description="True: nothing leads out of it, so that it hides any origin")


class Lineage(Thing):
    """Where a claim comes from, as far as that is recorded."""

    text: str | None = at("schema:text", "The claim in our paraphrase")
    quantities: list[QuantityProposition] = at(
        "cg:hasProposition", "The figures it asserts", only="cg:QuantityProposition"
    )
    independent_origins: int = Field(0, description="Groups of origins; 0: every chain runs into a loop")
    origins: list[OriginGroup] = Field([], description="Origins in groups that each count once")
    starts: list[str] = Field([], description="IRIs of the claim's utterances that nothing else came from")
    utterances: list[LineageUtterance] = Field([], description="Those of the claim, and all before them")
    steps: list[Step] = Field([], description="Which came from which")
    chains: list[Chain] = Field([], description="One from each start to each origin it leads to")
    loops: list[Loop] = Field([], description="Utterances that lead back to themselves")

    @property
    def tells(self) -> bool:
        """Whether there is more to it than one utterance."""
        return bool(self.steps) or len(self.utterances) > 1

    @property
    def hardened(self) -> list[Step]:
        return [each for each in self.steps if _hardens(each.wording)]


def lineage(triples: Iterable[Triple], iri: str) -> Lineage | None:
    """From the answer to lineage.rq; None where it does not hold the claim."""
    graph = Description(triples)
    found = traced.lineage(graph.triples, iri)
    if found is None:
        return None
    whole = read(Lineage, graph, iri)
    return whole.model_copy(
        update={
            "independent_origins": found.independent,
            "origins": [_group(each, graph) for each in found.groups],
            "starts": list(found.starts),
            "utterances": _utterances(found, graph),
            "steps": [_step(each) for each in found.steps],
            "chains": [_chain(each) for each in found.chains],
            "loops": [Loop(utterances=list(each.nodes), closed=each.closed) for each in found.loops],
        }
    )


def _utterances(found: traced.Lineage, graph: Description) -> list[LineageUtterance]:
    """The nearest first."""
    origins = set(found.origins)
    ordered = sorted(found.distances.items(), key=lambda each: (each[1], each[0]))
    return [
        read(LineageUtterance, graph, iri).model_copy(update={"steps": steps, "origin": iri in origins})
        for iri, steps in ordered
    ]


def _group(group: traced.Group, graph: Description) -> OriginGroup:
    shared = [ref(graph, iri) for iri in group.shared]
    return OriginGroup(origins=list(group.origins), shared=shared, seen=group.seen)


def _step(step: traced.Step) -> Step:
    return Step(later=step.later, earlier=step.earlier, how=step.how, wording=_wording(step.wording))


def _chain(chain: traced.Chain) -> Chain:
    figures = [FigureAtOrigin(proposition=iri, at_origin=each) for iri, each in chain.figures.items()]
    return Chain(
        utterances=list(chain.utterances),
        figures=figures,
        without_figure=chain.without_figure,
        wording=_wording(chain.wording) if chain.wording else None,
    )


def _wording(wording: traced.Wording) -> Wording:
    shifts = [
        Shift(aspect=each.aspect, before=each.before, after=each.after, change=each.change)
        for each in wording.shifts
    ]
    return Wording(change=wording.change, shifts=shifts)


def _hardens(wording: Wording) -> bool:
    return any(each.change is Change.HARDENED for each in wording.shifts)

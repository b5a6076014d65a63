"""What would change if a thing were withdrawn."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from claimgraph import analysis, namespaces
from claimgraph.analysis.contradictions import Contradiction, ContradictionKind
from claimgraph.assessment import ClaimVerdict
from claimgraph.documents.comparisons import (
    Comparison,
    DecidedBy,
    describe_comparison,
    describe_row,
    row_numbers,
)
from claimgraph.documents.document import AboutClaim, Document


class PropositionDecision(Document):
    """The verdict on one part of a claim."""

    proposition: str = Field(description="IRI of the part")
    verdict: str = Field(description="Slug of the verdict", examples=["contradicted"])
    decided_by: DecidedBy = Field(description="The row that decided")


class ClaimDecision(Document):
    """The verdict on a claim, with that on each of its parts."""

    verdict: str = Field(description="Slug of the verdict", examples=["contradicted"])
    decided_by: DecidedBy = Field(description="The row that decided on the whole")
    parts: list[PropositionDecision] = Field(description="Its parts")

    @property
    def rows(self) -> str:
        """The numbers of the rows that decided: on the claim, then on its parts."""
        return row_numbers(self.decided_by, (part.decided_by for part in self.parts))


class ReassessedClaim(AboutClaim):
    """A claim that would be assessed differently."""

    before: ClaimDecision = Field(description="With the thing")
    after: ClaimDecision = Field(description="Without it")
    lost: list[Comparison] = Field(description="Comparisons that would be lost")
    gained: list[Comparison] = Field(description="Comparisons that would replace them")


class LostUtterances(AboutClaim):
    """A claim that would lose utterances."""

    lost: list[str] = Field(description="IRIs of the utterances that would fall")
    left: int = Field(description="Utterances left; with 0 nobody is on record as having made the claim")


class LostEvidence(Document):
    """A line of evidence that would fall, or lose a part of what it rests on."""

    claim: str = Field(description="IRI of the claim it is for or against")
    line: str = Field(description="IRI of the line of evidence")
    lost: list[str] = Field(description="IRIs of what it rests on and would lose")
    falls: bool = Field(description="True when the line itself falls, or nothing is left that it rests on")


class LostContradiction(Document):
    """A contradiction that would vanish."""

    kind: str = Field(description="A kind of pair, as /api/v1/contradictions has it", examples=["conflicts"])
    claims: list[str] = Field(description="IRIs of the two claims")
    figures: list[str] = Field(description="IRIs of the two propositions compared, the lower first; or none")
    judgements: list[str] = Field(description="IRIs of the relations that people judged")


class Impact(Document):
    """Everything that would change if a thing were withdrawn."""

    thing: str = Field(description="IRI of the thing")
    as_of: date = Field(description="Day whose knowledge the verdicts rest on")
    retracted: bool = Field(description="True when it is retracted already, so that nothing changes")
    verdicts: list[ReassessedClaim] = Field(description="Claims of which the verdict would change")
    comparisons: list[ReassessedClaim] = Field(description="Claims whose verdict stays, on other grounds")
    utterances: list[LostUtterances] = Field(description="Claims that would lose utterances")
    evidence: list[LostEvidence] = Field(description="Evidence that would fall, or lose a part")
    contradictions: list[LostContradiction] = Field(
        description="Contradictions that would vanish; 1000 at most"
    )
    contradictions_total: dict[str, int] = Field(description="How many there are of each kind")


def describe_impact(impact: analysis.Impact) -> Impact:
    """Everything that would change; comparisons are those of an assessment."""
    return Impact(
        thing=impact.withdrawn,
        as_of=impact.as_of,
        retracted=impact.already_retracted,
        verdicts=[describe_reassessed(claim) for claim in impact.verdict_changes],
        comparisons=[describe_reassessed(claim) for claim in impact.comparison_changes],
        utterances=[_describe_lost_utterances(claim) for claim in impact.lost_utterances],
        evidence=[_describe_lost_evidence(line) for line in impact.lost_evidence],
        contradictions=[
            _describe_lost_contradiction(contradiction) for contradiction in impact.contradictions
        ],
        contradictions_total={str(kind): impact.contradiction_counts[kind] for kind in ContradictionKind},
    )


def describe_reassessed(reassessed: analysis.AssessmentChange) -> ReassessedClaim:
    content = reassessed.before.content
    return ReassessedClaim(
        claim=content.iri,
        identifier=content.claim.identifier,
        text=content.claim.text,
        before=_describe_decision(reassessed.before),
        after=_describe_decision(reassessed.after),
        lost=[describe_comparison(*comparison) for comparison in reassessed.comparisons_lost],
        gained=[describe_comparison(*comparison) for comparison in reassessed.comparisons_gained],
    )


def _describe_decision(verdict: ClaimVerdict) -> ClaimDecision:
    parts = [
        PropositionDecision(proposition=part.iri, verdict=part.verdict, decided_by=describe_row(part.row))
        for part in verdict.propositions
    ]
    return ClaimDecision(verdict=verdict.verdict, decided_by=describe_row(verdict.row), parts=parts)


def _describe_lost_utterances(claim: analysis.LostUtterances) -> LostUtterances:
    content = claim.content
    return LostUtterances(
        claim=content.iri,
        identifier=content.claim.identifier,
        text=content.claim.text,
        lost=list(claim.lost),
        left=claim.remaining,
    )


def _describe_lost_evidence(evidence: analysis.LostEvidence) -> LostEvidence:
    line = evidence.argument
    return LostEvidence(claim=line.claim, line=line.iri, lost=list(evidence.lost), falls=evidence.falls)


def _describe_lost_contradiction(contradiction: Contradiction) -> LostContradiction:
    pair = contradiction.pair
    figures = (pair.lower.id, pair.upper.id) if pair else ()
    return LostContradiction(
        kind=contradiction.kind,
        claims=[namespaces.thing_iri(f"claim/{slug}") for slug in contradiction.claims],
        figures=[namespaces.thing_iri(f"proposition/{slug}") for slug in figures],
        judgements=[judgement.iri for judgement in contradiction.judgements],
    )

"""What would change if a thing were withdrawn, as the API tells it."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from claimgraph.documents.comparisons import Comparison, DecidedBy
from claimgraph.documents.from_rdf import Document


class PartVerdict(Document):
    """The verdict on one part of a claim."""

    proposition: str = Field(description="IRI of the part")
    verdict: str = Field(description="Slug of the verdict", examples=["contradicted"])
    decided_by: DecidedBy = Field(description="The row that decided")


class Decision(Document):
    """The verdict on a claim, with that on each of its parts."""

    verdict: str = Field(description="Slug of the verdict", examples=["contradicted"])
    decided_by: DecidedBy = Field(description="The row that decided on the whole")
    parts: list[PartVerdict] = Field(description="Its parts")


class Concerned(Document):
    """A claim that something would change for."""

    claim: str = Field(description="IRI of the claim")
    identifier: str = Field(description="Identifier in the source tables", examples=["S18"])
    text: str = Field(description="Our paraphrase")


class Reassessed(Concerned):
    """A claim that would be assessed otherwise."""

    before: Decision = Field(description="With the thing")
    after: Decision = Field(description="Without it")
    lost: list[Comparison] = Field(description="Comparisons that there would be no longer")
    gained: list[Comparison] = Field(description="Comparisons that there would be instead")


class LostUtterances(Concerned):
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

    kind: str = Field(description="conflicts, different-definition, different-period, judged-only")
    claims: list[str] = Field(description="IRIs of the two claims")
    figures: list[str] = Field(description="IRIs of the two propositions compared, the lower first; or none")
    judgements: list[str] = Field(description="IRIs of the relations that people judged")


class Impact(Document):
    """Everything that would change if a thing were withdrawn."""

    thing: str = Field(description="IRI of the thing")
    as_of: date = Field(description="Day whose knowledge the verdicts rest on")
    retracted: bool = Field(description="True when it is retracted already, so that nothing changes")
    verdicts: list[Reassessed] = Field(description="Claims of which the verdict would change")
    comparisons: list[Reassessed] = Field(description="Claims whose verdict stays, on other grounds")
    utterances: list[LostUtterances] = Field(description="Claims that would lose utterances")
    evidence: list[LostEvidence] = Field(description="Evidence that would fall, or lose a part")
    contradictions: list[LostContradiction] = Field(
        description="Contradictions that would vanish; 1000 at most"
    )
    contradictions_total: dict[str, int] = Field(description="How many there are of each kind")

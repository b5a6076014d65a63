"""When, by whom and how claims were put forward: what decides whether two figures can contradict."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product

from claimgraph import namespaces
from claimgraph.analysis.contradictions.normalized_figures import Stance
from claimgraph.assessment import Knowledge, Provenance
from claimgraph.edtf import Period
from claimgraph.queries import bind_query
from claimgraph.stores import Solution

_STANCES_OF_TYPES = {"normative": Stance.WISH, "prediction": Stance.FORECAST}
_STANCES_OF_MODALITIES = {
    "goal": Stance.AIM,
    "conditional": Stance.CONDITION,
    "counterfactual": Stance.CONDITION,
    "probability": Stance.FORECAST,
}
_PRECEDENCE = (Stance.CONDITION, Stance.WISH, Stance.AIM, Stance.FORECAST)


@dataclass(frozen=True, slots=True)
class Occasions:
    """The occasions on which a claim was made, in one.

    `said`: when it was first made, None if unknown. `origins`: the utterances that make it and all that they
    come from, and each speaker in each document; two claims with a common one are of one occasion.
    `speaker`: who made it first.
    """

    stance: Stance = Stance.FACT
    said: Period | None = None
    origins: frozenset[str] = frozenset()
    speaker: str | None = None

    @property
    def year(self) -> int | None:
        """The year in which the claim was first made."""
        return self.said.earliest.year if self.said and self.said.earliest else None


@dataclass
class _Statement:
    """What the rows about one claim say."""

    stances: set[Stance] = field(default_factory=set)
    utterances: list[str] = field(default_factory=list)
    said: Period | None = None


def load_occasions(knowledge: Knowledge) -> Mapping[str, Occasions]:
    """The occasions of every claim, by its slug."""
    rows = knowledge.store.select(bind_query("claim_occasions"))
    revisions = _load_revisions(knowledge)
    return {
        claim: _sum_up(statement, revisions.get(claim, frozenset()), knowledge.provenance)
        for claim, statement in _read_statements(rows).items()
    }


def find_stance(claim_type: str | None, modalities: Iterable[str]) -> Stance:
    """How a claim is put forward: by its type, and by the words of whoever made it.

    >>> find_stance("factual-quantitative", ["reported", "goal"])
    <Stance.AIM: 'aim'>
    """
    stances = {_STANCES_OF_MODALITIES.get(modality) for modality in modalities}
    stances.add(_STANCES_OF_TYPES.get(claim_type or ""))
    return next((stance for stance in _PRECEDENCE if stance in stances), Stance.FACT)


def _read_statements(rows: Iterable[Solution]) -> dict[str, _Statement]:
    """The rows are sorted by the day of the utterance, dated ones first: the first one dates the claim."""
    statements: dict[str, _Statement] = defaultdict(_Statement)
    for row in rows:
        statement = statements[row["claim"].value.removeprefix(namespaces.thing_iri("claim/"))]
        modality = row["modality"].value.rpartition("/")[2] if "modality" in row else ""
        claim_type = row["type"].value.rpartition("/")[2] if "type" in row else None
        statement.stances.add(find_stance(claim_type, [modality]))
        if "utterance" in row:
            statement.utterances.append(row["utterance"].value)
        if "said" in row and statement.said is None:
            statement.said = Period.parse(row["said"].value)
    return statements


def _sum_up(statement: _Statement, revisions: frozenset[str], provenance: Provenance) -> Occasions:
    speakers = (
        speaker
        for utterance in statement.utterances
        if utterance in provenance.utterances
        for speaker in sorted(provenance.utterances[utterance].speakers)
    )
    origins = {name for utterance in statement.utterances for name in _name_origins(utterance, provenance)}
    return Occasions(
        stance=next((stance for stance in _PRECEDENCE if stance in statement.stances), Stance.FACT),
        said=statement.said,
        origins=revisions | origins,
        speaker=next(speakers, None),
    )


def _name_origins(utterance: str, provenance: Provenance) -> Iterator[str]:
    """An utterance and all that it comes from; and of each, who speaks in which document."""
    for iri in provenance.walk_back(utterance):
        yield iri
        origin = provenance.utterances[iri]
        for speaker, source in product(origin.speakers, origin.sources):
            yield f"{speaker} in {source}"


def _load_revisions(knowledge: Knowledge) -> Mapping[str, frozenset[str]]:
    """The judgements that one claim replaces another, by the slugs of both."""
    revisions: dict[str, set[str]] = defaultdict(set)
    for row in knowledge.store.select(bind_query("claim_revisions")):
        for side in ("later", "earlier"):
            claim = row[side].value.removeprefix(namespaces.thing_iri("claim/"))
            revisions[claim].add(row["relation"].value)
    return {claim: frozenset(relations) for claim, relations in revisions.items()}

"""The content of a proof bundle: everything its files say is read from its graph."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from pyoxigraph import Quad

from claimgraph import namespaces
from claimgraph.assessment import EvidenceQuery, Knowledge, load_claim_contents
from claimgraph.datasets import strictest_terms
from claimgraph.documents import VerdictDocument, allows_row, row_text
from claimgraph.exports.proof.dataset_terms import DatasetTerms, Values, read_dataset_terms, read_values
from claimgraph.exports.proof.manifest import CodeVersions
from claimgraph.exports.proof.quads import load_store, read_quads, sha256_hex
from claimgraph.model import Claim, Observation, Source, Utterance
from claimgraph.rdf import RecordT, read_records

_UNDATED = "~"  # sorts after every date
_EVIDENCE_QUERY = namespaces.thing_iri("check/")


@dataclass(frozen=True)
class ProofBundle:
    """A subgraph as canonical N-Quads, the verdict it gives, and the versions it was created from."""

    graph: bytes
    record: VerdictDocument
    versions: CodeVersions

    @property
    def graph_sha256(self) -> str:
        return sha256_hex(self.graph)

    @cached_property
    def quads(self) -> list[Quad]:
        return read_quads(self.graph)

    @property
    def claim_iri(self) -> str:
        return self.record.claim

    @cached_property
    def claim(self) -> Claim:
        claims = {namespaces.thing_iri(f"claim/{claim.id}"): claim for claim in self._read_records(Claim)}
        return claims[self.claim_iri]

    @property
    def claim_identifier(self) -> str:
        """The identifier in the source tables, such as S18."""
        return self.claim.identifier

    @property
    def reason(self) -> str:
        """The row of the decision table that decided, in words."""
        return row_text(self.record.decided_by)

    @cached_property
    def utterances(self) -> list[Utterance]:
        """The utterances of the claim, the earliest first."""
        utterances = (item for item in self._read_records(Utterance) if item.claim == self.claim.id)
        return sorted(utterances, key=lambda item: (item.said.text if item.said else _UNDATED, item.id))

    @cached_property
    def observations(self) -> list[Observation]:
        """The observations that a comparison used."""
        used = {iri for comparison in self.record.comparisons for iri in comparison.used}
        return [
            observation
            for observation in self._read_records(Observation)
            if namespaces.thing_iri(f"observation/{observation.id}") in used
        ]

    @cached_property
    def sources(self) -> dict[str, Source]:
        """The sources of the utterances and of the observations, by id."""
        ids = {utterance.source for utterance in self.utterances}
        ids |= {observation.source for observation in self.observations}
        return {source.id: source for source in self._read_records(Source) if source.id in ids}

    @property
    def restricted_sources(self) -> list[Source]:
        """Sources of observations whose own licence restricts reuse."""
        ids = sorted({observation.source for observation in self.observations})
        sources = (self.sources.get(id_) for id_ in ids)
        return [source for source in sources if source and not allows_row("open", source.licence or "")]

    def locate_source(self, id_: str) -> str:
        """Title and URL of a source, as far as they are known; else its id."""
        source = self.sources.get(id_)
        title = (source and source.title) or id_
        return f"{title} <{source.url}>" if source and source.url else title

    @cached_property
    def evidence_queries(self) -> dict[str, EvidenceQuery]:
        """The evidence queries that serve the claim, by file name."""
        knowledge = Knowledge.load(load_store(self.graph))
        [content] = load_claim_contents(knowledge.store, self.claim_iri)
        queries = knowledge.evidence_queries_for(content)
        return {f"checks/{query.iri.removeprefix(_EVIDENCE_QUERY)}.rq": query for query in queries}

    @cached_property
    def datasets(self) -> list[DatasetTerms]:
        """The data sets whose graphs have a triple in the bundle, by name."""
        return read_dataset_terms(self.quads, self._values)

    @property
    def reuse_and_licence(self) -> tuple[str, str]:
        """Reuse and licence of the bundle as a whole."""
        return strictest_terms((dataset.reuse, dataset.licence) for dataset in self.datasets)

    @property
    def release_day(self) -> str:
        """The last day on which one of the data sets was issued; empty if none says so."""
        return max((dataset.issued for dataset in self.datasets if dataset.issued), default="")

    @property
    def ontology_version(self) -> str:
        return self._values.get((namespaces.ROOT, namespaces.expand_iri("owl:versionInfo")), "")

    def _read_records(self, record_class: type[RecordT]) -> list[RecordT]:
        return read_records((quad.triple for quad in self.quads), record_class)

    @cached_property
    def _values(self) -> Values:
        return read_values(self.quads)

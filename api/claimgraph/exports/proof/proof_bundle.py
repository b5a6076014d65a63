"""All that a bundle's papers say, read from its graph and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad, Triple

from claimgraph import namespaces
from claimgraph.assessment.evidence_queries import EvidenceQuery
from claimgraph.assessment.knowledge import Knowledge
from claimgraph.datasets import strictest_terms
from claimgraph.documents.rights import allows_row
from claimgraph.documents.text import row_text
from claimgraph.documents.verdicts import Assessment, Brief, Part
from claimgraph.exports.proof.quads import load_store, read_quads, sha256_hex
from claimgraph.model import Claim, Observation, Source, Utterance
from claimgraph.rdf import RecordT, read_records


def decision_text(decided: Assessment | Brief | Part) -> str:
    """The row of the decision table behind a verdict or a part of it."""
    return row_text(decided.decided_by)


@dataclass(frozen=True)
class ProofBundle:
    """A graph part, the verdict it gives, and the versions of what made it."""

    graph: bytes
    record: Assessment
    versions: dict[str, str]

    @cached_property
    def quads(self) -> list[Quad]:
        return read_quads(self.graph)

    @property
    def graph_sha256(self) -> str:
        return sha256_hex(self.graph)

    @cached_property
    def claim(self) -> Claim:
        by_iri = {namespaces.thing_iri(f"claim/{each.id}"): each for each in self._records(Claim)}
        return by_iri[self.claim_iri]

    @property
    def claim_iri(self) -> str:
        return self.record.claim

    @property
    def claim_identifier(self) -> str:
        """How people call the claim."""
        return self.claim.identifier

    @property
    def reason(self) -> str:
        """The row of the decision table that decided, in words."""
        return decision_text(self.record)

    @cached_property
    def utterances(self) -> list[Utterance]:
        """Every saying of the claim, the earliest first."""
        said = [each for each in self._records(Utterance) if each.claim == self.claim.id]
        return sorted(said, key=lambda each: (each.said.text if each.said else "~", each.id))

    @cached_property
    def observations(self) -> list[Observation]:
        """Those that a comparison used."""
        used = {iri for comparison in self.record.comparisons for iri in comparison.used}
        return [
            each
            for each in self._records(Observation)
            if namespaces.thing_iri(f"observation/{each.id}") in used
        ]

    @cached_property
    def sources(self) -> dict[str, Source]:
        """What the sayings stand in and the observations were taken from, by id."""
        named = {each.source for each in self.utterances} | {each.source for each in self.observations}
        return {each.id: each for each in self._records(Source) if each.id in named}

    @property
    def restricted_sources(self) -> list[Source]:
        """Documents that observations here were taken from, and whose own terms forbid some reuse."""
        drawn = (self.sources.get(name) for name in sorted({each.source for each in self.observations}))
        return [each for each in drawn if each and not allows_row("open", each.licence or "")]

    def locate_source(self, source: str) -> str:
        """Where it can be read; of a source that is not known, that."""
        found = self.sources.get(source)
        title = (found and found.title) or source
        return f"{title} <{found.url}>" if found and found.url else title

    @cached_property
    def evidence_queries(self) -> dict[str, EvidenceQuery]:
        """The checks that serve the claim, by the name of their file."""
        found = Knowledge.load(load_store(self.graph)).evidence_queries_for(self.claim_iri)
        return {f"checks/{each.iri.removeprefix(namespaces.thing_iri('check/'))}.rq": each for each in found}

    @cached_property
    def datasets(self) -> list[dict[str, Any]]:
        """What the catalogue says of every graph that has a triple here, by name."""
        graphs = {quad.graph_name.value for quad in self.quads if isinstance(quad.graph_name, NamedNode)}
        return [self._dataset(graph) for graph in sorted(graphs)]

    @property
    def reuse_and_licence(self) -> tuple[str, str]:
        """Reuse and licence of the whole."""
        return strictest_terms((each["reuse"], each["licence"]) for each in self.datasets)

    @property
    def release_day(self) -> str:
        """The last day on which a data set that is in here was issued."""
        return max((each["issued"] for each in self.datasets if each["issued"]), default="")

    @property
    def ontology_version(self) -> str:
        return self._said(namespaces.ROOT, "owl:versionInfo") or ""

    def _records(self, record: type[RecordT]) -> list[RecordT]:
        return read_records(self._triples, record)

    @cached_property
    def _triples(self) -> list[Triple]:
        return [quad.triple for quad in self.quads]

    def _dataset(self, graph: str) -> dict[str, Any]:
        licence = self._said(graph, "dcterms:license") or ""
        return {
            "iri": graph,
            "name": graph.removeprefix(namespaces.GRAPH),
            "here": sum(quad.graph_name == NamedNode(graph) for quad in self.quads),
            "title": self._said(graph, "dcterms:title") or graph,
            "licence": self._said(licence, "rdfs:label") or licence,
            "licence_iri": licence,
            "reuse": (self._said(graph, "cg:reuse") or "").rpartition("/")[2] or "non-commercial",
            "attribution": self._said(graph, "cg:attributionText"),
            "publisher": self._said(graph, "cg:publisherAsPrinted"),
            "url": self._said(graph, "dcat:landingPage"),
            "version": self._said(graph, "dcat:version"),
            "issued": self._said(graph, "dcterms:issued"),
            "retrieved": self._said(graph, "cg:retrieved"),
        }

    def _said(self, thing: str, name: str) -> str | None:
        """The first of the values; a data set has one of each."""
        values = self._values.get((thing, namespaces.expand_iri(name)), [])
        return min(values, default=None)

    @cached_property
    def _values(self) -> dict[tuple[str, str], list[str]]:
        found: dict[tuple[str, str], list[str]] = {}
        for triple in self._triples:
            if isinstance(triple.subject, NamedNode) and isinstance(triple.object, NamedNode | Literal):
                found.setdefault((triple.subject.value, triple.predicate.value), []).append(
                    triple.object.value
                )
        return found

"""Whose word something is: the documents and agents behind utterances and measurements.

Two things share an origin if they come from one document, or if one agent speaks, publishes or is relayed
in both. Agents count by the slug of their IRI, because an organisation may be listed as publisher and as
company; what belongs to an organisation counts as that organisation, too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from claimgraph.assessment.reachability import iterate_reachable
from claimgraph.queries import bind_query
from claimgraph.sources import slugify
from claimgraph.stores import Solution, Store

_OURSELVES = "claimgraph-contributors"  # whoever compiles others' statements is not their origin
Origins = frozenset[str]  # IRIs of documents, and "agent:" with a slug


@dataclass(frozen=True, slots=True)
class UtteranceOrigin:
    """Who speaks, in which document, and after which utterances; all by IRI."""

    speakers: frozenset[str]
    sources: frozenset[str]
    antecedents: frozenset[str]


@dataclass(frozen=True)
class Provenance:
    """Who stands behind the sources, utterances and data sets of a generation; each is read once."""

    store: Store

    @cached_property
    def source_agents(self) -> Mapping[str, frozenset[str]]:
        """Who publishes each source, and whom it relays, by IRI."""
        return _group(
            (row["source"].value, row[name].value)
            for row in self._source_rows
            for name in ("publisher", "relayed")
            if name in row
        )

    @cached_property
    def source_tiers(self) -> Mapping[str, str]:
        """How near each source stands to what it reports, by IRI; "" where nobody says."""
        return {
            row["source"].value: row["tier"].value.rpartition("/")[2] if "tier" in row else ""
            for row in self._source_rows
        }

    @cached_property
    def source_publishers(self) -> Mapping[str, str]:
        """Who publishes each source, by IRI."""
        return {
            row["source"].value: row["publisher"].value for row in self._source_rows if "publisher" in row
        }

    @cached_property
    def source_relays(self) -> Mapping[str, frozenset[str]]:
        """Whom each source relays, by IRI."""
        return _group(
            (row["source"].value, row["relayed"].value) for row in self._source_rows if "relayed" in row
        )

    @cached_property
    def source_documents(self) -> Mapping[str, frozenset[str]]:
        """The documents that each source passes on, at whatever distance, by IRI."""
        return _group(
            (row["source"].value, row["document"].value) for row in self._source_rows if "document" in row
        )

    @cached_property
    def dataset_publishers(self) -> Mapping[str, str]:
        """The slug of each data set's publisher, by the data set's IRI. Our own compilations have none."""
        slugs = {row["dataset"].value: slugify(row["publisher"].value) for row in self._dataset_rows}
        return {dataset: slug for dataset, slug in slugs.items() if slug != _OURSELVES}

    @cached_property
    def dataset_titles(self) -> Mapping[str, str]:
        """What each data set is called, by IRI."""
        return {row["dataset"].value: row["title"].value for row in self._dataset_rows}

    @cached_property
    def utterances(self) -> Mapping[str, UtteranceOrigin]:
        """Where each utterance comes from, by IRI."""
        rows = list(self.store.select(bind_query("utterance_origins")))
        speakers, sources, antecedents = (
            _group((row["utterance"].value, row[name].value) for row in rows if name in row)
            for name in ("speaker", "source", "antecedent")
        )
        return {
            iri: UtteranceOrigin(
                speakers.get(iri, frozenset()),
                sources.get(iri, frozenset()),
                antecedents.get(iri, frozenset()),
            )
            for iri in {row["utterance"].value for row in rows}
        }

    def origins_of_source(self, source: str) -> Origins:
        """The document and those that it passes on, who publishes them, and whom they relay."""
        return _name(self.find_agents(source)) | self._list_documents(source)

    def origins_of_utterance(self, utterance: str) -> Origins:
        """Speaker and document of an utterance, and of all that it comes from."""
        origins: set[str] = set()
        for iri in self.walk_back(utterance):
            origin = self.utterances[iri]
            origins |= self.name_agents(origin.speakers)
            origins |= {name for source in origin.sources for name in self.origins_of_source(source)}
        return frozenset(origins)

    def name_agents(self, iris: Iterable[str]) -> Origins:
        """The agents with these IRIs and the organisations they are part of, as origins."""
        return _name(self.find_wholes(iris))

    def find_agents(self, source: str) -> set[str]:
        """Who publishes a source or is relayed by it, with the organisations they are part of, by IRI.

        So do the agents of the documents that it passes on.
        """
        documents = self._list_documents(source)
        return self.find_wholes(agent for iri in documents for agent in self.source_agents.get(iri, ()))

    def _list_documents(self, source: str) -> frozenset[str]:
        return self.source_documents.get(source, frozenset()) | {source}

    def find_wholes(self, iris: Iterable[str]) -> set[str]:
        """The agents with these IRIs and the organisations they are part of, by IRI."""
        return set(iterate_reachable(iris, lambda iri: self._agent_wholes.get(iri, ())))

    def walk_back(self, utterance: str) -> set[str]:
        """An utterance and all that it comes from, by IRI, as far as the graph holds them."""
        utterances = self.utterances
        reachable = iterate_reachable(
            [utterance], lambda iri: utterances[iri].antecedents if iri in utterances else ()
        )
        return {iri for iri in reachable if iri in utterances}

    def find_passed_on(self, withheld: frozenset[str]) -> frozenset[str]:
        """The sources and utterances that pass on what comes from something withheld, all by IRI.

        These are sources that relay a withheld agent or document, utterances that repeat or quote, at
        whatever distance, one that is withheld or stands in a withheld source, and sources of which every
        utterance is such.
        """
        relaying = {
            source
            for source in self.source_agents
            if not withheld.isdisjoint(self.find_agents(source) | self._list_documents(source))
        }
        utterances = self._find_repeats(withheld | relaying)
        passed_on: dict[str, bool] = {}
        for iri, origin in self.utterances.items():
            for source in origin.sources:
                passed_on[source] = passed_on.get(source, True) and iri in utterances
        return frozenset({*relaying, *utterances, *(source for source in passed_on if passed_on[source])})

    def _find_repeats(self, withheld: frozenset[str]) -> set[str]:
        """The utterances that are withheld, by themselves or with their source, and all that repeat them."""
        later: dict[str, set[str]] = defaultdict(set)
        for iri, origin in self.utterances.items():
            for antecedent in origin.antecedents:
                later[antecedent].add(iri)
        withheld_utterances = {
            iri
            for iri, origin in self.utterances.items()
            if iri in withheld or not withheld.isdisjoint(origin.sources)
        }
        return set(iterate_reachable(withheld_utterances, lambda iri: later.get(iri, ())))

    @cached_property
    def _agent_wholes(self) -> Mapping[str, frozenset[str]]:
        rows = self.store.select(bind_query("agent_wholes"))
        return _group((row["agent"].value, row["whole"].value) for row in rows)

    @cached_property
    def _dataset_rows(self) -> list[Solution]:
        return list(self.store.select(bind_query("dataset_publishers")))

    @cached_property
    def _source_rows(self) -> list[Solution]:
        return list(self.store.select(bind_query("source_origins")))


def _group(pairs: Iterable[tuple[str, str]]) -> Mapping[str, frozenset[str]]:
    groups: dict[str, set[str]] = defaultdict(set)
    for key, member in pairs:
        groups[key].add(member)
    return {key: frozenset(members) for key, members in groups.items()}


def _name(agents: Iterable[str]) -> Origins:
    return frozenset(f"agent:{iri.rpartition('/')[2]}" for iri in agents)


def group_origins(origins: Iterable[Origins]) -> list[Origins]:
    """Groups of origins that share none with each other: whatever shares one is in the same group."""
    groups: list[set[str]] = []
    for names in origins:
        touching = [group for group in groups if not group.isdisjoint(names)]
        groups = [group for group in groups if group.isdisjoint(names)]
        groups.append(set(names).union(*touching))
    return [frozenset(group) for group in groups]


def count_independent(origins: Iterable[Origins]) -> int:
    """How many groups remain when whatever shares an origin counts once.

    >>> count_independent([frozenset("ab"), frozenset("bc"), frozenset("d")])
    2
    """
    return len(group_origins(origins))

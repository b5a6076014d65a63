"""What the graph says of a measurement, by way of the things it rests on."""

from __future__ import annotations

from claimgraph import namespaces
from claimgraph.assessment.knowledge import Knowledge
from claimgraph.assessment.measurements import Measurement
from claimgraph.assessment.provenance import Origins
from claimgraph.assessment.scopes import ScopeSet


def find_origins(measurement: Measurement, knowledge: Knowledge) -> Origins:
    """The documents and agents that a measurement comes from."""
    return frozenset(
        origin for thing in measurement.rests_on for origin in _find_origins_of_thing(thing, knowledge)
    )


def find_tiers(measurement: Measurement, knowledge: Knowledge) -> tuple[str, ...]:
    """How near the sources of a measurement stand to what they report, sorted; none where nobody says."""
    facts = (knowledge.evidence_facts.find(thing) for thing in measurement.rests_on)
    source_tiers = knowledge.provenance.source_tiers
    tiers = {source_tiers.get(source, "") for fact in facts for source in fact.sources}
    return tuple(sorted(tiers - {""}))


def find_publisher(measurement: Measurement, knowledge: Knowledge) -> str | None:
    """Who publishes a measurement, by name, and whose it is if that is passed on.

    Where nobody is named it is the title of the data set that states it.
    """
    facts = [knowledge.evidence_facts.find(thing) for thing in measurement.rests_on]
    titles = knowledge.provenance.dataset_titles
    names = (_name_publisher(source, knowledge) for fact in facts for source in fact.sources)
    datasets = [*measurement.rests_on, *(name for fact in facts for name in fact.datasets)]
    stated = (titles[name].partition(":")[0] for name in datasets if name in titles)
    return next(filter(None, names), None) or next(stated, None)


def find_doubt(measurement: Measurement, knowledge: Knowledge) -> str | None:
    """Why something that a measurement rests on is doubted, in words; None if nothing is."""
    facts = (knowledge.evidence_facts.find(thing) for thing in measurement.rests_on)
    return next((reason for fact in facts if (reason := fact.first("cg:suspectBecause"))), None)


def find_fact(measurement: Measurement, name: str, knowledge: Knowledge) -> str | None:
    """What is said of the one thing that a measurement rests on; None if it rests on several."""
    if len(measurement.rests_on) != 1:
        return None
    return knowledge.evidence_facts.find(measurement.rests_on[0]).first(name)


def find_price_year(measurement: Measurement, knowledge: Knowledge) -> int | None:
    """The year in whose prices an amount is given, as its document or its metric says."""
    if year := find_fact(measurement, "cg:priceYear", knowledge):
        return int(year)
    return knowledge.price_years.get(measurement.metric or "")


def find_scope(measurement: Measurement, knowledge: Knowledge) -> ScopeSet:
    """What the figure of a measurement is of."""
    metric = (measurement.metric or "").removeprefix(namespaces.concept_iri("metric", ""))
    texts = (find_fact(measurement, name, knowledge) for name in ("cg:scope", "cg:definition"))
    return knowledge.scope_of_texts(metric, *texts)


def _name_publisher(source: str, knowledge: Knowledge) -> str | None:
    """Who publishes a source; of one that relays others, these first: "Bernstein (by way of Nikkei)"."""
    provenance, names = knowledge.provenance, knowledge.names
    publisher = names.get(provenance.source_publishers.get(source, ""))
    relayed = sorted(names[agent] for agent in provenance.source_relays.get(source, ()) if agent in names)
    if not relayed or not publisher:
        return publisher or " and ".join(relayed) or None
    return f"{' and '.join(relayed)} (by way of {publisher})"


def _find_origins_of_thing(thing: str, knowledge: Knowledge) -> Origins:
    facts, provenance = knowledge.evidence_facts.find(thing), knowledge.provenance
    if thing in provenance.utterances:
        return provenance.origins_of_utterance(thing)
    cited = [provenance.origins_of_source(source) for source in facts.sources]
    named = frozenset(name for origins in (*cited, provenance.name_agents(facts.agents)) for name in origins)
    datasets = (*facts.datasets, thing) if not facts.sources else ()
    publishers = provenance.dataset_publishers
    return named | {f"agent:{publishers[name]}" for name in datasets if name in publishers}

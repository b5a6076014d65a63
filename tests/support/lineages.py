"""Lineages made by hand: a few records become triples, and the shipped query reads them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

import pyoxigraph as ox
from pyoxigraph import NamedNode, Quad, RdfFormat, Triple

from claimgraph.analysis.lineage import Lineage, LineageChain, LineageStep, WordingChange, trace_lineage
from claimgraph.model import Claim, QuantityProposition, Record, Source, Utterance
from claimgraph.namespaces import thing_iri
from claimgraph.queries import bind_query
from claimgraph.rdf import encode_record
from claimgraph.source_tree import default_source_tree

CLAIM = "late"
_UNITS = default_source_tree().root / "ontology" / "vocabularies" / "units.ttl"


def claim(name: str = CLAIM) -> Claim:
    return Claim(
        id=name,
        identifier=name,
        text=f"The claim {name}.",
        language="en",
        claim_type="factual-quantitative",
        topics=("models",),
        about=("nation/us",),
        sensitive=False,
        left_unstructured=None,
        note=None,
    )


def said(name: str, *, of: str = CLAIM, **more: object) -> Utterance:
    """An utterance by somebody, in a document, of which no other says anything."""
    plain = Utterance(
        id=name,
        claim=of,
        speaker=f"person/{name}",
        speaker_as_printed=name,
        speaker_role=None,
        said=None,
        source=f"page-{name}",
        modality="asserted",
        antecedent=None,
        probability_low=None,
        probability_high=None,
        quote=None,
        attribution_confidence="high",
        derived_from=(),
        quoted_from=(),
        note=None,
    )
    return replace(plain, **more)  # type: ignore[arg-type]  # fields of an utterance


def page(name: str, **more: object) -> Source:
    plain = Source(
        id=f"page-{name}",
        kind="news-article",
        title=name,
        publisher="unknown",
        publisher_as_printed=name,
        relays=(),
        author=None,
        issued=None,
        url=None,
        archived_url=None,
        licence=None,
        tier="secondary",
        declared_interest=None,
        note=None,
    )
    return replace(plain, **more)  # type: ignore[arg-type]  # fields of a source


def figure(of: str, value: str, comparator: str = "equal", **more: object) -> QuantityProposition:
    plain = QuantityProposition(
        id=f"{of}-{value}",
        claim=of,
        metric="training-duration",
        subjects=("model/deepseek-r1",),
        partners=(),
        comparator=comparator,
        value=Decimal(value),
        low=None,
        high=None,
        date_value=None,
        unit="unit:HR",
        period=None,
        scope=None,
        definition=None,
        source_text=value,
        note=None,
    )
    return replace(plain, **more)  # type: ignore[arg-type]  # fields of a figure


def read(*records: Record, also: Iterable[Triple] = ()) -> list[Triple]:
    """What lineage.rq finds on `late`. Claims and pages that records name and nobody gives are made up."""
    given = {(type(each), each.id) for each in records}
    utterances = [each for each in records if isinstance(each, Utterance)]
    claims = {CLAIM, *(each.claim for each in utterances)}
    pages = {each.source.removeprefix("page-") for each in utterances} - {"unknown"}
    missing = [*map(claim, sorted(claims)), *map(page, sorted(pages))]
    everything = [*records, *(each for each in missing if (type(each), each.id) not in given)]
    store = ox.Store()
    store.load(path=str(_UNITS), format=RdfFormat.TURTLE)
    store.extend(Quad(*each) for record in everything for each in encode_record(record))
    store.extend(Quad(*each) for each in also)
    found = store.query(bind_query("lineage", claim=NamedNode(thing_iri(f"claim/{CLAIM}"))))
    assert isinstance(found, ox.QueryTriples)
    return list(found)


def traced(*records: Record, also: Iterable[Triple] = ()) -> Lineage:
    found = trace_lineage(read(*records, also=also), thing_iri(f"claim/{CLAIM}"))
    assert found is not None
    return found


def short(utterances: Iterable[str]) -> list[str]:
    return [each.rpartition("/")[2] for each in utterances]


def only_step(found: Lineage) -> LineageStep:
    (step,) = found.steps
    return step


def only_chain(found: Lineage) -> LineageChain:
    (chain,) = found.chains
    return chain


def shifts(wording: WordingChange | None) -> list[tuple[str, str | None, str | None, str]]:
    assert wording is not None
    return [(each.aspect, each.before, each.after, each.change.value) for each in wording.shifts]

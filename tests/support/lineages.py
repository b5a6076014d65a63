"""Lineages made by hand: a few records become triples, which the shipped query reads."""

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


def make_claim(name: str = CLAIM) -> Claim:
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


def make_utterance(name: str, *, of: str = CLAIM, **more: object) -> Utterance:
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


def make_page(name: str, **more: object) -> Source:
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


def make_figure(of: str, value: str, comparator: str = "equal", **more: object) -> QuantityProposition:
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


def query_lineage(*records: Record, also: Iterable[Triple] = ()) -> list[Triple]:
    """The answer to lineage.rq for `late`. Claims and pages that no record describes are made up."""
    described = {(type(record), record.id) for record in records}
    utterances = [record for record in records if isinstance(record, Utterance)]
    claims = {CLAIM, *(utterance.claim for utterance in utterances)}
    pages = {utterance.source.removeprefix("page-") for utterance in utterances} - {"unknown"}
    defaults = [*map(make_claim, sorted(claims)), *map(make_page, sorted(pages))]
    added = [record for record in defaults if (type(record), record.id) not in described]
    store = ox.Store()
    store.load(path=str(_UNITS), format=RdfFormat.TURTLE)
    store.extend(Quad(*triple) for record in (*records, *added) for triple in encode_record(record))
    store.extend(Quad(*triple) for triple in also)
    answer = store.query(bind_query("lineage", claim=NamedNode(thing_iri(f"claim/{CLAIM}"))))
    assert isinstance(answer, ox.QueryTriples)
    return list(answer)


def trace(*records: Record, also: Iterable[Triple] = ()) -> Lineage:
    lineage = trace_lineage(query_lineage(*records, also=also), thing_iri(f"claim/{CLAIM}"))
    assert lineage is not None
    return lineage


def slugs(utterances: Iterable[str]) -> list[str]:
    return [iri.rpartition("/")[2] for iri in utterances]


def only_step(lineage: Lineage) -> LineageStep:
    (step,) = lineage.steps
    return step


def only_chain(lineage: Lineage) -> LineageChain:
    (chain,) = lineage.chains
    return chain


def shifts_of(wording: WordingChange | None) -> list[tuple[str, str | None, str | None, str]]:
    assert wording is not None
    return [(shift.aspect, shift.before, shift.after, shift.change.value) for shift in wording.shifts]

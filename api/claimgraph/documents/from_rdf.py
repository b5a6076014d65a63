"""Fills a document from triples: each field declares the property it is read from (see rdf_fields).

A field's type says how its values are read, so that a document is one table of names, properties and
meanings, and the JSON API's schema is that same table.
"""

from __future__ import annotations

from decimal import Decimal
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin

from pyoxigraph import Literal

from claimgraph.documents.document import Ref, Resource, Span, make_span
from claimgraph.documents.rdf_fields import rdf_path
from claimgraph.documents.triple_index import NONE, UNKNOWN, TripleIndex, language_rank, local_name
from claimgraph.stores import Term

ResourceT = TypeVar("ResourceT", bound=Resource)
Ancestors = tuple[tuple[type[Resource], str], ...]


def read_document(
    model: type[ResourceT], graph: TripleIndex, iri: str, ancestors: Ancestors = ()
) -> ResourceT:
    """The document of this kind about one thing. A thing among its own `ancestors` is not read again."""
    values: dict[str, Any] = {"iri": iri}
    for name, field in model.model_fields.items():
        if source := rdf_path(field):
            terms = _find_values(graph, iri, *source)
            values[name] = _read_field(field.annotation, graph, terms, (*ancestors, (model, iri)))
    return model.model_validate(values)


def read_reference(graph: TripleIndex, iri: str) -> Ref:
    """A thing by its IRI and its label."""
    label, language = graph.label_of(iri)
    return Ref(iri=iri, label=label, language=language)


def make_reference(thing: Term, label: Term | None) -> Ref:
    """A thing by its IRI and a label, or its local name if there is no label."""
    language = label.language if isinstance(label, Literal) else None
    return Ref(iri=thing.value, label=label.value if label else local_name(thing.value), language=language)


def read_span(graph: TripleIndex, iri: str) -> Span | None:
    """The period, or None if it is cg:unknown or cg:none."""
    if iri in (UNKNOWN, NONE):
        return None
    edtf = graph.first_text(iri, "cg:edtf") or graph.label_of(iri)[0]
    return make_span(edtf, graph.first_text(iri, "cg:earliest"), graph.first_text(iri, "cg:latest"))


def _find_values(graph: TripleIndex, iri: str, path: str, class_: str | None) -> list[Term]:
    values = graph.values(iri, path.removeprefix("^"), inverse=path.startswith("^"))
    return [value for value in values if class_ is None or graph.has_type(value.value, class_)]


def _read_field(annotation: Any, graph: TripleIndex, values: list[Term], ancestors: Ancestors) -> Any:
    """All values for a list; the first, English first, or None for anything else."""
    if get_origin(annotation) is list:
        (item,) = get_args(annotation)
        values = [value for value in values if (item, value.value) not in ancestors]
        return [_read_value(item, graph, value, ancestors) for value in values]
    if get_origin(annotation) in (Union, UnionType):
        annotation = next(arm for arm in get_args(annotation) if arm is not type(None))
    value = min(values, key=language_rank, default=None)
    return None if value is None else _read_value(annotation, graph, value, ancestors)


def _read_value(kind: Any, graph: TripleIndex, value: Term, ancestors: Ancestors) -> Any:
    if kind is Ref:
        return read_reference(graph, value.value)
    if kind is Span:
        return read_span(graph, value.value)
    if isinstance(kind, type) and issubclass(kind, Resource):
        return read_document(kind, graph, value.value, ancestors)
    return Decimal(value.value) if kind is Decimal else value.value

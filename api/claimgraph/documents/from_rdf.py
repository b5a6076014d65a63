"""Fills a view from triples: each field says which property it is read from.

A field's type says how its values are read, so that a view is one table of names,
properties and meanings, and the JSON API's schema is that same table.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field

from claimgraph.documents.paths import page_path
from claimgraph.documents.triple_index import NONE, UNKNOWN, TripleIndex, language_rank
from claimgraph.stores import Term

_PATH, _CLASS = "x-rdf-path", "x-rdf-class"


class Document(BaseModel):
    """Base of what is shown. Unknown fields are errors, so a misspelt one cannot hide."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    def plain_data(self) -> dict[str, Any]:
        """The answer as JSON values. Fields that do not apply to it, and so were never set, are left out."""
        return self.model_dump(mode="json", exclude_unset=True)


class Ref(Document):
    """A thing that is named, not described: follow `iri` for more."""

    iri: str = Field(
        description="Where it is described", examples=["https://w3id.org/claimgraph/id/nation/taiwan"]
    )
    label: str = Field(description="What it is called, in English where we know", examples=["Taiwan"])
    language: str | None = Field(None, description="Language of the label", examples=["en"])

    @property
    def path(self) -> str | None:
        """Its page here; None for things of other sites."""
        return page_path(self.iri)


class Span(Document):
    """A date at the precision at which it is known. Both ends are inclusive; null is open."""

    edtf: str = Field(description="Extended Date/Time Format (ISO 8601-2)", examples=["2025-03"])
    earliest: date | None = Field(None, description="First day it may mean", examples=["2025-03-01"])
    latest: date | None = Field(None, description="Last day it may mean", examples=["2025-03-31"])


class Resource(Document):
    """A thing with its own IRI."""

    iri: str = Field(description="The thing's identifier and address")


V = TypeVar("V", bound=Resource)
Ancestors = tuple[tuple[type[Resource], str], ...]


def rdf_field(
    path: str, description: str, *, only: str | None = None, examples: list[Any] | None = None
) -> Any:
    """A field read from a property, such as "cg:about"; "^cg:expresses" reads it backwards.

    With `only`, values that are not of that class are passed over.
    """
    extra: dict[str, Any] = {_PATH: path} | ({_CLASS: only} if only else {})
    return Field(description=description, examples=examples, json_schema_extra=extra)


def read_document(model: type[V], graph: TripleIndex, iri: str, ancestors: Ancestors = ()) -> V:
    """The view of one thing. `above` are the views it is shown within: a circle ends there."""
    values: dict[str, Any] = {"iri": iri}
    for name, field in model.model_fields.items():
        extra = field.json_schema_extra
        if isinstance(extra, dict) and _PATH in extra:
            found = _at(graph, iri, str(extra[_PATH]), extra.get(_CLASS))
            values[name] = _field(field.annotation, graph, found, (*ancestors, (model, iri)))
    return model.model_validate(values)


def read_reference(graph: TripleIndex, iri: str) -> Ref:
    label, language = graph.label_of(iri)
    return Ref(iri=iri, label=label, language=language)


def read_span(graph: TripleIndex, iri: str) -> Span | None:
    """The period, or None when it is cg:unknown or cg:none."""
    if iri in (UNKNOWN, NONE):
        return None
    ends = {end: graph.first_text(iri, f"cg:{end}") for end in ("earliest", "latest")}
    return Span.model_validate({"edtf": graph.first_text(iri, "cg:edtf") or graph.label_of(iri)[0]} | ends)


def _at(graph: TripleIndex, iri: str, path: str, class_: Any) -> list[Term]:
    values = graph.values(iri, path.removeprefix("^"), inverse=path.startswith("^"))
    return [value for value in values if class_ is None or graph.has_type(value.value, class_)]


def _field(annotation: Any, graph: TripleIndex, values: list[Term], above: Ancestors) -> Any:
    """All values for a list; the first, English first, or None for anything else."""
    if get_origin(annotation) is list:
        (item,) = get_args(annotation)
        values = [value for value in values if (item, value.value) not in above]
        return [_value(item, graph, value, above) for value in values]
    if get_origin(annotation) in (Union, UnionType):
        annotation = next(arm for arm in get_args(annotation) if arm is not type(None))
    chosen = min(values, key=language_rank, default=None)
    return None if chosen is None else _value(annotation, graph, chosen, above)


def _value(kind: Any, graph: TripleIndex, value: Term, above: Ancestors) -> Any:
    if kind is Ref:
        return read_reference(graph, value.value)
    if kind is Span:
        return read_span(graph, value.value)
    if isinstance(kind, type) and issubclass(kind, Resource):
        return read_document(kind, graph, value.value, above)
    return Decimal(value.value) if kind is Decimal else value.value

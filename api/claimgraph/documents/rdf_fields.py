"""Declares fields of documents that are read from RDF, each with the property it is read from.

What a record's field holds has its property from the one mapping; a path is written here only where no
record has it. The JSON API's schema names the property of each such field, as `x-rdf-path`.
"""

from __future__ import annotations

from functools import partial
from typing import Annotated, Any

from pydantic import BeforeValidator, Field
from pydantic.fields import FieldInfo

from claimgraph import model
from claimgraph.rdf import property_path

_PATH, _CLASS = "x-rdf-path", "x-rdf-class"
NOT_REVIEWED = "False: nobody but its compiler has checked it against its sources"
# Only what is not reviewed says so in the graph.
Reviewed = Annotated[bool, BeforeValidator(lambda stated: True if stated is None else stated)]


def rdf_field(
    path: str, description: str, *, only: str | None = None, examples: list[Any] | None = None
) -> Any:
    """A field read from a property, such as "cg:about"; "^cg:expresses" reads it backwards.

    With `only`, values that are not of that class are passed over.
    """
    extra: dict[str, Any] = {_PATH: path} | ({_CLASS: only} if only else {})
    return Field(description=description, examples=examples, json_schema_extra=extra)


def record_field(
    record: type[model.Record],
    name: str,
    description: str,
    *,
    only: str | None = None,
    examples: list[Any] | None = None,
) -> Any:
    """A field that is read from the property of a record's field."""
    return rdf_field(property_path(record, name), description, only=only, examples=examples)


def inverse_field(record: type[model.Record], name: str, description: str, *, only: str | None = None) -> Any:
    """A field that lists the records which name the thing in one of their fields.

    So the utterances of a claim are those whose `claim` it is.
    """
    return rdf_field(property_path(record, name, inverse=True), description, only=only)


def rdf_path(field: FieldInfo) -> tuple[str, str | None] | None:
    """The property a field is read from, and the class of its values, if it matters; None: it is not read."""
    extra = field.json_schema_extra
    if not isinstance(extra, dict) or _PATH not in extra:
        return None
    class_ = extra.get(_CLASS)
    return str(extra[_PATH]), str(class_) if class_ else None


claim_field = partial(record_field, model.Claim)
quantity_field = partial(record_field, model.QuantityProposition)
relation_field = partial(record_field, model.RelationProposition)
utterance_field = partial(record_field, model.Utterance)
source_field = partial(record_field, model.Source)
observation_field = partial(record_field, model.Observation)
evidence_field = partial(record_field, model.EvidenceLine)
judgement_field = partial(record_field, model.ClaimRelation)
retraction_field = partial(record_field, model.Retraction)
remainder_field = partial(record_field, model.Remainder)
match_field = partial(record_field, model.IdentifierMatch)

"""The published queries of the catalogue: what each takes, returns, and is found under."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import Field

from claimgraph.documents.document import Document
from claimgraph.queries import CatalogQuery, QueryParameter, QueryVariable
from claimgraph.stores import FORMATS_BY_FORM


class NamedQueryParameter(Document):
    """A value that a query takes."""

    name: str = Field(description="Its name in the address", examples=["topic"])
    type: str = Field(description="The type of RDF term that is bound", examples=["IRI in topic", "xsd:date"])
    required: bool = Field(description="Whether the query needs it")
    description: str = Field(description="What it does; may be empty", examples=["a speaker"])
    expected: str = Field(description="How to write a value", examples=["a day (xsd:date), as YYYY-MM-DD"])
    example: str | None = Field(None, description="A value to try", examples=["fabs"])


class NamedQueryColumn(Document):
    """A variable of each solution."""

    name: str = Field(description="Its name in the results", examples=["claim"])
    type: str = Field(description="The type of its values", examples=["IRI of cg:Claim"])
    optional: bool = Field(description="Whether it may be unbound")
    description: str = Field(description="What it holds; may be empty", examples=["the speaker"])


class NamedQuery(Document):
    """A published query."""

    name: str = Field(description="Its name", examples=["claims_list"])
    summary: str = Field(description="What it answers", examples=["Claims that pass every filter"])
    group: str = Field(description="Where it belongs", examples=["Questions"])
    form: str = Field(description="SELECT, ASK or CONSTRUCT", examples=["SELECT"])
    path: str = Field(description="Where it is answered", examples=["/queries/claims_list"])
    formats: list[str] = Field(description="Endings of that path that choose a format", examples=[["csv"]])
    parameters: list[NamedQueryParameter] = Field(description="What it takes")
    columns: list[NamedQueryColumn] = Field(description="What each solution of a SELECT holds")
    notes: str = Field(description="What else to know of the result", examples=["one row per claim"])
    text: str = Field(description="The query, with example values")


class NamedQueries(Document):
    """Every published query."""

    queries: list[NamedQuery] = Field(description="The competency questions first, each group by name")


def describe_queries(queries: Iterable[CatalogQuery]) -> NamedQueries:
    return NamedQueries(queries=[describe_query(query) for query in queries])


def describe_query(query: CatalogQuery) -> NamedQuery:
    header = query.header
    return NamedQuery(
        name=query.name,
        summary=header.summary,
        group=query.group,
        form=header.form,
        path=f"/queries/{query.name}",
        formats=["html", *(result_format.name for result_format in FORMATS_BY_FORM[header.form])],
        parameters=[_describe_parameter(parameter) for parameter in header.parameters],
        columns=[_describe_column(column) for column in header.columns],
        notes=header.notes,
        text=query.text,
    )


def _describe_parameter(parameter: QueryParameter) -> NamedQueryParameter:
    return NamedQueryParameter(
        name=parameter.name,
        type=str(parameter.type),
        required=not parameter.is_optional,
        description=parameter.description,
        expected=parameter.type.expectation,
        example=parameter.example_text,
    )


def _describe_column(column: QueryVariable) -> NamedQueryColumn:
    return NamedQueryColumn(
        name=column.name,
        type=str(column.type),
        optional=column.is_optional,
        description=column.description,
    )

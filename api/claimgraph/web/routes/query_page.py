"""The page of a published query: a form for its parameters, and its result as a table."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse

from claimgraph import namespaces
from claimgraph.documents import RDF_FORMATS, Format, load_table
from claimgraph.documents.lookups import list_vocabulary_terms
from claimgraph.queries import CatalogQuery, QueryParameter, QueryParameterError
from claimgraph.stores import FORMATS_BY_FORM, ResultFormat, Store
from claimgraph.web.pages import FormatLink, render_page

_INPUT_TYPES = {"xsd:date": "date", "xsd:integer": "number"}
_TITLES = {form.media_type: form.title for form in RDF_FORMATS}


@dataclass(frozen=True, slots=True)
class FormField:
    """A parameter with the value that the form shows; `terms` are the slugs and labels to choose from."""

    parameter: QueryParameter
    value: str
    input_type: str
    terms: list[tuple[str, str]]

    @property
    def hint(self) -> str:
        """What the parameter does and how to write it."""
        description, type_ = self.parameter.description, self.parameter.type
        if description and type_.kind == "xsd:string":
            return description
        return f"{description}: {type_.expectation}" if description else type_.expectation


def render_query(request: Request, query: CatalogQuery, texts: dict[str, str]) -> HTMLResponse:
    """The page with the result for these values, or with what is wrong with them (400).

    A query that needs values and has been given none is not run: the form shows the example values.

    Raises:
        StoreError: The query was not answered.
    """
    store: Store = request.app.state.store
    problem, bound, table = None, query.text, None
    needs_values = not texts and any(not parameter.is_optional for parameter in query.header.parameters)
    if not needs_values:
        try:
            bound = query.bind_texts(texts)
            table = load_table(store, bound, query.header.form)
        except QueryParameterError as error:
            problem = error
    form_values = _example_values(query) if needs_values else texts
    return render_page(
        request,
        "query.html",
        status=HTTPStatus.BAD_REQUEST if problem else HTTPStatus.OK,
        links=_format_links(query, texts) if table else [],
        query=query,
        fields=[_form_field(store, parameter, form_values) for parameter in query.header.parameters],
        problem=problem,
        bound=bound,
        table=table,
        numeric={column.name for column in query.header.columns if column.type.is_number},
    )


def _example_values(query: CatalogQuery) -> dict[str, str]:
    return {parameter.name: parameter.example_text or "" for parameter in query.header.parameters}


def _form_field(store: Store, parameter: QueryParameter, values: dict[str, str]) -> FormField:
    vocabulary = parameter.type.in_vocabulary
    terms = list_vocabulary_terms(store, namespaces.VOCAB + vocabulary) if vocabulary else []
    input_type = _INPUT_TYPES.get(parameter.type.kind, "text")
    return FormField(parameter, values.get(parameter.name, ""), input_type, terms)


def _format_links(query: CatalogQuery, texts: dict[str, str]) -> list[FormatLink]:
    values = {name: text for name, text in texts.items() if text}
    search = f"?{urlencode(values)}" if values else ""
    return [
        FormatLink(f"/queries/{query.name}.{form.name}{search}", _as_format(form))
        for form in FORMATS_BY_FORM[query.header.form]
    ]


def _as_format(form: ResultFormat) -> Format:
    return Format(form.name, form.media_type, _TITLES.get(form.media_type, form.name.upper()))

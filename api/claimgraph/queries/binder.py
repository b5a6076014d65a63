"""Binds the parameters of a query to values: RDF terms only, never pasted text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from claimgraph.queries.errors import MissingParameterError, ParameterValueError, UnknownParameterError
from claimgraph.queries.header_variables import QueryParameter
from claimgraph.queries.term_types import Term
from claimgraph.queries.values_line import find_values_line


def bind_values(
    query: str, name: str, parameters: Iterable[QueryParameter], *rows: Mapping[str, Term | None]
) -> str:
    """The query with its parameters bound, once for each row; an optional one that is left out is UNDEF.

    `name` is what errors call the query.

    Raises:
        UnknownParameterError: A value is for no parameter.
        MissingParameterError: A required parameter has no value.
        ParameterValueError: A value is not of its parameter's type.
    """
    by_name = {parameter.name: parameter for parameter in parameters}
    for values in rows:
        _check_row(name, by_name, values)
    line = find_values_line(query)
    return line.replace(query, *rows) if line else query


def _check_row(
    query: str, parameters: Mapping[str, QueryParameter], values: Mapping[str, Term | None]
) -> None:
    for unknown in [parameter for parameter in values if parameter not in parameters]:
        raise UnknownParameterError(query, unknown, parameters)
    for parameter in parameters.values():
        _check(query, parameter, values.get(parameter.name))


def _check(query: str, parameter: QueryParameter, value: Term | None) -> None:
    if value is None and not parameter.is_optional:
        raise MissingParameterError(query, parameter.name, parameter.expectation)
    if value is not None and not parameter.type.accepts(value):
        raise ParameterValueError(query, parameter.name, str(value), parameter.expectation)


def read_values(
    name: str, parameters: Iterable[QueryParameter], texts: Mapping[str, str]
) -> dict[str, Term | None]:
    """The terms that texts mean, each read by its parameter's type. An empty text leaves its parameter out.

    Raises:
        UnknownParameterError: A text is for no parameter.
        ParameterValueError: A text means no value of its parameter's type.
    """
    by_name = {parameter.name: parameter for parameter in parameters}
    for unknown in [parameter for parameter in texts if parameter not in by_name]:
        raise UnknownParameterError(name, unknown, by_name)
    return {
        parameter: _read_value(name, by_name[parameter], text) if text else None
        for parameter, text in texts.items()
    }


def _read_value(query: str, parameter: QueryParameter, text: str) -> Term:
    try:
        return parameter.type.read(text)
    except ValueError:
        raise ParameterValueError(query, parameter.name, text, parameter.expectation) from None

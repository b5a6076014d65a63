"""The forms a query takes, and the formats its result can be written in."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import QueryResultsFormat, RdfFormat

from claimgraph.stores.errors import UnknownFormatError


@dataclass(frozen=True, slots=True)
class ResultFormat:
    """One way to write a result. `aliases` and `nicknames` are what else clients call it."""

    name: str
    media_type: str
    engine_format: QueryResultsFormat | RdfFormat
    media_type_aliases: tuple[str, ...] = ()
    name_aliases: tuple[str, ...] = ()


# The first of each is what a client gets that does not mind.
TABLE_FORMATS = (
    ResultFormat("json", "application/sparql-results+json", QueryResultsFormat.JSON, ("application/json",)),
    ResultFormat(
        "xml",
        "application/sparql-results+xml",
        QueryResultsFormat.XML,
        ("application/xml", "text/xml"),
    ),
    ResultFormat("csv", "text/csv", QueryResultsFormat.CSV),
    ResultFormat("tsv", "text/tab-separated-values", QueryResultsFormat.TSV),
)
GRAPH_FORMATS = (
    ResultFormat("ttl", "text/turtle", RdfFormat.TURTLE, name_aliases=("turtle", "n3")),
    ResultFormat("nt", "application/n-triples", RdfFormat.N_TRIPLES, name_aliases=("n-triples", "ntriples")),
    ResultFormat(
        "jsonld",
        "application/ld+json",
        RdfFormat.JSON_LD,
        ("application/json",),
        ("json-ld", "json"),
    ),
    ResultFormat(
        "rdf",
        "application/rdf+xml",
        RdfFormat.RDF_XML,
        ("application/xml", "text/xml"),
        ("rdf+xml", "rdfxml", "xml"),
    ),
)
FORMATS_BY_FORM = {
    "SELECT": TABLE_FORMATS,
    "ASK": TABLE_FORMATS,
    "CONSTRUCT": GRAPH_FORMATS,
    "DESCRIBE": GRAPH_FORMATS,
}


def formats_for(form: str) -> tuple[ResultFormat, ...]:
    """What a query of this form can be written as; `form` is a key of FORMS."""
    return FORMATS_BY_FORM[form]


def find_format(name: str | None, form: str) -> ResultFormat:
    """The format with this short name ("csv"), or the usual one for None.

    Raises:
        UnknownFormatError: A query of this form cannot be written that way.
    """
    formats = formats_for(form)
    for candidate in formats:
        if name is None or name in (candidate.name, *candidate.name_aliases):
            return candidate
    names = ", ".join(candidate.name for candidate in formats)
    raise UnknownFormatError(f"The result of {form} cannot be written as {name!r}. Choose one of: {names}.")

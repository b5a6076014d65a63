"""The forms of a query, and the formats its result can be written in."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import QueryResultsFormat, RdfFormat

from claimgraph.stores.errors import UnknownFormatError


@dataclass(frozen=True, slots=True)
class ResultFormat:
    """A serialization of results. The aliases are what else clients call it."""

    name: str
    media_type: str
    engine_format: QueryResultsFormat | RdfFormat
    media_type_aliases: tuple[str, ...] = ()
    name_aliases: tuple[str, ...] = ()


# The first of each is the usual one: for clients that do not say.
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
    ResultFormat("csv-safe", "text/csv", QueryResultsFormat.CSV),  # for spreadsheets: no text is a formula
)
GRAPH_FORMATS = (
    ResultFormat(
        "ttl",
        "text/turtle",
        RdfFormat.TURTLE,
        ("application/x-turtle", "text/n3", "text/rdf+n3"),  # Turtle is a part of Notation3
        ("turtle", "n3"),
    ),
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
    ResultFormat("trig", "application/trig", RdfFormat.TRIG, ("application/x-trig",)),
    ResultFormat("nq", "application/n-quads", RdfFormat.N_QUADS, ("text/x-nquads",), ("n-quads", "nquads")),
)
FORMATS_BY_FORM = {
    "SELECT": TABLE_FORMATS,
    "ASK": TABLE_FORMATS,
    "CONSTRUCT": GRAPH_FORMATS,
    "DESCRIBE": GRAPH_FORMATS,
}


def find_format(name: str | None, form: str) -> ResultFormat:
    """The format with this short name ("csv") for a query of a form; the usual one if `name` is None.

    Raises:
        UnknownFormatError: The result of a query of this form cannot be written that way.
    """
    formats = FORMATS_BY_FORM[form]
    for candidate in formats:
        if name is None or name in (candidate.name, *candidate.name_aliases):
            return candidate
    names = ", ".join(candidate.name for candidate in formats)
    raise UnknownFormatError(f"The result of {form} cannot be written as {name!r}. Choose one of: {names}.")

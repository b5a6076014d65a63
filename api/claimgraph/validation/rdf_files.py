"""Reads RDF files of others into rdflib graphs, strictly and without the network.

pyoxigraph parses, because it says where a file is wrong; pySHACL needs an rdflib graph.
"""

from __future__ import annotations

import logging
import re
from codecs import BOM_UTF8
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from xml.parsers import expat

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse
from rdflib import BNode, Graph, URIRef
from rdflib import Literal as RdflibLiteral
from rdflib.term import Node

from claimgraph.errors import ClaimgraphError
from claimgraph.namespaces import PREFIXES
from claimgraph.rdf import serialize_ntriples
from claimgraph.source_tree import SourceTree

FORMAT_BY_EXTENSION = {
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".trig": RdfFormat.TRIG,
    ".rdf": RdfFormat.RDF_XML,
    ".xml": RdfFormat.RDF_XML,
    ".jsonld": RdfFormat.JSON_LD,
}
_STRING = PREFIXES["xsd"] + "string"

# rdflib logs a traceback for every ill-formed literal, which the shapes report by rule and row.
logging.getLogger("rdflib.term").setLevel(logging.ERROR)


class RdfFileError(ClaimgraphError):
    """An RDF file cannot be read. `line` and `column` count from 1; None: the parser does not say."""

    def __init__(
        self, path: Path, problem: str, fix: str, *, line: int | None = None, column: int | None = None
    ) -> None:
        place = ":".join(str(part) for part in (path, line, column) if part is not None)
        super().__init__(f"{place}: {problem}. {fix}")
        self.path, self.line, self.column = path, line, column


def read_rdf_file(path: Path) -> Graph:
    """Read a file in the format of its extension. Triples of named graphs lose their graph.

    Raises:
        RdfFileError: There is no such file, no RDF format has this extension, or the content is not
            in the format.
    """
    try:
        return to_rdflib_graph(_parse_file(path))
    except _NotRdf11Error as error:
        raise _newer_rdf_error(path, error) from None


def read_ntriples(paths: Iterable[Path]) -> str:
    """Read files as `read_rdf_file` does, into sorted N-Triples: much faster where no graph is needed.

    Raises:
        RdfFileError: As for `read_rdf_file`.
    """
    triples: list[Triple] = []
    for path in paths:
        try:
            triples += map(_rdf11_triple, _parse_file(path))
        except _NotRdf11Error as error:
            raise _newer_rdf_error(path, error) from None
    return serialize_ntriples(triples).decode()


def _parse_file(path: Path) -> list[Quad]:
    if path.suffix.lower() not in FORMAT_BY_EXTENSION:
        fix = f"Use a file whose name ends in one of {', '.join(FORMAT_BY_EXTENSION)}."
        raise RdfFileError(path, f"no RDF format has the extension {path.suffix!r}", fix)
    try:
        content = path.read_bytes().removeprefix(BOM_UTF8)
    except OSError as error:
        problem = error.strerror or "cannot be read"
        raise RdfFileError(path, problem, "Check the path and its permissions.") from None
    try:
        return list(parse(content, format=FORMAT_BY_EXTENSION[path.suffix.lower()], rename_blank_nodes=True))
    except SyntaxError as error:
        raise _rdf_file_error(path, content, error) from None


def to_rdflib_graph(statements: Iterable[Quad | Triple]) -> Graph:
    """Return statements as an rdflib graph. Literals keep their lexical forms.

    Raises:
        ValueError: A statement has a triple term or a text with a direction, which RDF 1.1 lacks.
    """
    graph = Graph(bind_namespaces="none")
    for statement in statements:
        graph.add(
            (
                _to_rdflib(statement.subject),
                _to_rdflib(statement.predicate),
                _to_rdflib(statement.object),
            )
        )
    return graph


def load_shapes(source_tree: SourceTree) -> Graph:
    """Return the shapes that data must fit, in one graph.

    Raises:
        RdfFileError: A file of shapes cannot be read.
    """
    return _read_graph(source_tree.shape_files)


def load_vocabulary(source_tree: SourceTree) -> Graph:
    """Return the ontology and its vocabularies in one graph, where shapes look up classes and terms.

    Raises:
        RdfFileError: A file of the ontology cannot be read.
    """
    return _read_graph(source_tree.ontology_files)


def _read_graph(paths: Iterable[Path]) -> Graph:
    graph = Graph(bind_namespaces="none")
    for path in paths:
        graph += read_rdf_file(path)
    return graph


class _NotRdf11Error(ValueError):
    pass


def _to_rdflib(term: NamedNode | BlankNode | Literal | Triple) -> Node:
    match term:
        case NamedNode():
            return _uri(term.value)
        case BlankNode():
            return BNode(term.value)
        case Literal(direction=None):
            if term.language or term.datatype.value == _STRING:
                return RdflibLiteral(term.value, lang=term.language)
            return RdflibLiteral(term.value, datatype=_uri(term.datatype.value), normalize=False)
        case _:
            raise _newer_term(term)


@lru_cache(maxsize=2**16)  # one object for an IRI: rdflib compares two of them letter by letter, and slowly
def _uri(iri: str) -> URIRef:
    return URIRef(iri)


def _rdf11_triple(statement: Quad) -> Triple:
    value = statement.object
    if isinstance(value, Triple) or (isinstance(value, Literal) and value.direction):
        raise _newer_term(value)
    return statement.triple


def _newer_term(term: Literal | Triple) -> _NotRdf11Error:
    return _NotRdf11Error(f"{term} is a triple term or a text with a direction")


def _newer_rdf_error(path: Path, error: _NotRdf11Error) -> RdfFileError:
    return RdfFileError(path, str(error), "Write it in RDF 1.1: it has neither.")


def _rdf_file_error(path: Path, content: bytes, error: SyntaxError) -> RdfFileError:
    if "LoadDocumentCallback" in error.msg:
        fix = "Write the context into the file: contexts are never fetched from the network."
        return RdfFileError(path, "the JSON-LD @context is an address", fix)
    line, column = error.lineno, error.offset
    if line is None and FORMAT_BY_EXTENSION[path.suffix.lower()] == RdfFormat.RDF_XML:
        line, column = _locate_xml_error(content)
    problem = re.sub("^Parser error at [^:]*: ", "", error.msg)
    return RdfFileError(path, problem.rstrip("."), _suggest_fix(problem), line=line, column=column)


def _suggest_fix(problem: str) -> str:
    fixes = {
        "has not been declared": "Declare it at the top of the file: @prefix name: <address> .",
        "No scheme found": "Write the whole IRI, or declare @base at the top of the file.",
        "UTF-8": "Save the file as UTF-8.",
    }
    return next((fix for sign, fix in fixes.items() if sign in problem), "Fix the file at this place.")


def _locate_xml_error(content: bytes) -> tuple[int | None, int | None]:
    """Return line and column where XML stops being well-formed, which the RDF/XML parser does not say."""
    try:
        expat.ParserCreate().Parse(content, True)  # noqa: FBT003  # expat takes isfinal by position only
    except expat.ExpatError as error:
        return error.lineno, error.offset + 1
    return None, None

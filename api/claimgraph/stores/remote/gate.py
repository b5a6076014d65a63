"""Reads a query before it is sent to another engine, and writes it so that no engine reads anything else.

Each engine cuts text in its own way, and has functions and predicates of its own that read files, load code
or call other servers. What is sent has no comments, no escapes that stand for a mark of SPARQL, and calls
nothing but what the specification defines.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import partial
from itertools import pairwise

import pyoxigraph as ox

from claimgraph.stores.adaptation import adapt_query
from claimgraph.stores.dataset_clause import strip_dataset_clause
from claimgraph.stores.errors import QueryEvaluationError, QueryRefusedError, QuerySyntaxError
from claimgraph.stores.full_names import resolve_names
from claimgraph.stores.prologue import read_prologue
from claimgraph.stores.query_outline import QueryOutline
from claimgraph.stores.remote.layout import NO_GRAPH
from claimgraph.stores.syntax_errors import explain_syntax_error
from claimgraph.stores.tokens import Brackets, Token, tokenize

_NOBODY = ox.Variable("claimgraph_asked_by_nobody")
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_ASCII = 128
_XSD = "http://www.w3.org/2001/XMLSchema#"  # its casts are functions of SPARQL
# Schemes and namespaces in which engines keep what is no SPARQL: bif:, sql: and the like are Virtuoso's,
# java: loads a class in Jena.
_EXTENSION = re.compile(
    r"(?:bif|sql|java|xpath|tag|fn|virt\w*|define|jdbc|odbc|file)[:/#]"
    r"|https?://(?:jena\.apache\.org|jena\.hpl\.hp\.com|www\.openlinksw\.com)/",
    re.IGNORECASE,
)


def write_portable_query(
    outline: QueryOutline, base: str | None = None, named_graphs: Collection[str] = ()
) -> str:
    """The text that another engine is sent in place of a query that can be read; its dataset goes beside it.

    GRAPH with the name of a graph that is not in the dataset names one that is nowhere, so that no engine has
    to be trusted with what it must not show.

    Raises:
        QueryError: It asks for what is not passed on.
    """
    query = outline.text
    _refuse_ascii_escapes(query)
    portable = strip_dataset_clause(query, outline.form or "") if outline.dataset_clause else query
    tokens = tokenize(adapt_query(portable))
    _refuse_glued_words(query, tokens)
    iris = _resolve_names(outline, tokens, base)
    _refuse_extensions(tokens, iris)
    hidden = {place for place in _iterate_graph_names(tokens) if iris[place] not in named_graphs}
    beginning = f"BASE <{base}> " if base else ""
    return beginning + "".join(_iterate_pieces(tokens, hidden))


def require_readable(query: str, base: str | None = None) -> None:
    """Let the engine at hand read the query, and run nothing of it, however much there is to compute.

    Raises:
        QuerySyntaxError: It cannot be read.
    """
    try:
        _read_only(query, base)
    except SyntaxError as error:
        raise explain_syntax_error(query, error, partial(_read_only, base=base)) from None
    except UnicodeEncodeError as error:
        raise QuerySyntaxError(f"Character {error.start + 1} of the query is half of a character.") from None


def _read_only(query: str, base: str | None = None) -> None:
    """The engine refuses to put a value in place of a variable that is not there, after it has read all."""
    try:
        ox.Store().query(query, base_iri=base, substitutions={_NOBODY: ox.Literal("")})
    except UnicodeEncodeError:
        raise
    except (RuntimeError, ValueError):
        return


def _refuse_ascii_escapes(query: str) -> None:
    """By the specification escapes are resolved before the text is read: one may end a string."""
    for match in _ESCAPE.finditer(query):
        if int(match[1] or match[2], 16) < _ASCII:
            raise QueryRefusedError(f"{match.group()} stands for an ASCII character. Write the character.")


def _refuse_glued_words(query: str, tokens: list[Token]) -> None:
    """The engine at hand reads "GRAPHg:x" as a keyword and a name, and others as one name."""
    prefixes = read_prologue(query).prefixes
    for token in tokens:
        name = token.text.partition(":")[0]
        is_glued = _is_prefixed_name(token) and name not in prefixes
        if is_glued or (token.kind == "word" and "SERVICE" in token.text.upper()):
            raise QueryRefusedError(f"Write a space after the keyword in {token.text[:60]}.")


def _refuse_extensions(tokens: list[Token], iris: dict[int, str]) -> None:
    for iri in iris.values():
        if _EXTENSION.match(iri):
            raise QueryRefusedError(f"<{iri}> is an extension of some engine, and none is passed on.")
    for called in _iterate_called(tokens):
        iri = iris.get(called.start, _XSD)
        if not iri.startswith(_XSD):
            raise QueryEvaluationError(f"The custom function <{iri}> is not supported")


def _iterate_graph_names(tokens: list[Token]) -> Iterator[int]:
    """Where the name of a graph stands after GRAPH."""
    for keyword, name in pairwise(tokens):
        is_name = name.kind == "iri" or _is_prefixed_name(name)
        if is_name and keyword.kind == "word" and keyword.text.upper().endswith("GRAPH"):
            yield name.start


def _is_prefixed_name(token: Token) -> bool:
    return token.kind == "prefixed" and not token.text.startswith("_:")


def _iterate_called(tokens: list[Token]) -> Iterator[Token]:
    """What stands before a parenthesis that encloses arguments or another expression."""
    brackets, before = Brackets(), list[Token]()
    for token in tokens:
        brackets.follow(token, before)
        if token.text == "(" and brackets.in_expression and before:
            yield before[-1]
        before.append(token)


def _resolve_names(outline: QueryOutline, tokens: list[Token], base: str | None) -> dict[int, str]:
    """The full IRI of each name, by its place, as the engine at hand resolves it."""
    start = len(outline.prologue)
    names = [token for token in tokens if token.kind == "iri" or _is_prefixed_name(token)]
    names = [name for name in names if name.start >= start or name.kind == "iri"]
    iris = resolve_names([name.text for name in names], outline.prologue, base)
    return {name.start: iri for name, iri in zip(names, iris, strict=True)}


def _iterate_pieces(tokens: list[Token], hidden: Collection[int]) -> Iterator[str]:
    """The tokens, with one space wherever there was white space or a comment."""
    end = 0
    for token in tokens:
        text = f"<{NO_GRAPH}>" if token.start in hidden else token.text
        yield text if token.start == end else f" {text}"
        end = token.end

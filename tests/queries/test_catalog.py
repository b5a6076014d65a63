"""Every query we ship runs as it stands, keeps what its header says, and is named where it is used."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib.plugins.sparql import prepareQuery

from claimgraph.generations import Generation
from claimgraph.namespaces import expand_iri
from claimgraph.queries import (
    Catalog,
    CatalogQuery,
    DuplicateQueryError,
    TermType,
    UnknownQueryError,
    default_catalog,
    parse_header,
)
from claimgraph.source_tree import default_source_tree
from claimgraph.stores import EmbeddedStore

ROOT = default_source_tree().root
PACKAGE = ROOT / "api" / "claimgraph"
QUERIES = list(default_catalog())
ORDER = re.compile(r"ORDER BY [^{}]*$")
FORMS = {ox.QuerySolutions: "SELECT", ox.QueryTriples: "CONSTRUCT", ox.QueryBoolean: "ASK"}

any_query = pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
any_table = pytest.mark.parametrize(
    "query", [query for query in QUERIES if query.header.form == "SELECT"], ids=lambda query: query.name
)


def bound_to_examples(query: CatalogQuery) -> str:
    return query.bind({parameter.name: parameter.example for parameter in query.header.parameters})


@pytest.fixture(scope="module")
def store(generation: Generation) -> EmbeddedStore:
    return EmbeddedStore.open(generation)


@any_query
def test_a_query_is_read_by_two_engines(query: CatalogQuery) -> None:
    for text in (query.text, bound_to_examples(query)):
        ox.Store().query(text)
        prepareQuery(text)


@any_query
def test_a_query_returns_what_its_header_says(query: CatalogQuery) -> None:
    results = ox.Store().query(query.text)
    assert FORMS[type(results)] == query.header.form
    if isinstance(results, ox.QuerySolutions):
        assert [variable.value for variable in results.variables] == [
            column.name for column in query.header.columns
        ]


@any_table
def test_results_are_of_the_types_that_the_header_gives(query: CatalogQuery, store: EmbeddedStore) -> None:
    rows = store.select(query.text)
    for column in query.header.columns:
        terms = [row.get(column.name) for row in rows]
        assert column.is_optional or None not in terms, column
        assert [term for term in terms if term is not None and not column.type.accepts(term)] == []
        assert outside_of_class(column.type, {term for term in terms if term is not None}, store) == []


def outside_of_class(type_: TermType, terms: set[ox.NamedNode], store: EmbeddedStore) -> list[str]:
    """The terms that the graph describes without saying that they are of the class."""
    if type_.of_class is None:
        return []
    class_ = ox.NamedNode(expand_iri(type_.of_class))
    pattern = f"?thing ?property ?value FILTER NOT EXISTS {{ ?thing a {class_} }}"
    return [str(term) for term in terms if store.ask(f"ASK {{ VALUES ?thing {{ {term} }} {pattern} }}")]


@any_query
def test_example_values_are_of_the_class_that_the_header_gives(
    query: CatalogQuery, store: EmbeddedStore
) -> None:
    for parameter in query.header.parameters:
        examples = {parameter.example} - {None}
        assert outside_of_class(parameter.type, examples, store) == []


@any_query
def test_a_summary_is_a_sentence_without_its_full_stop(query: CatalogQuery) -> None:
    assert query.header.summary[0].isupper()
    assert not query.header.summary.endswith(".")


@any_table
def test_solutions_come_in_order(query: CatalogQuery) -> None:
    is_one_row = "one row" in query.header.notes and "GROUP BY" not in query.text
    assert ORDER.search(query.text) or is_one_row


def test_an_unknown_query_is_an_error_that_names_similar_ones() -> None:
    with pytest.raises(UnknownQueryError, match=r"'claim_list'\. Did you mean claims_list"):
        default_catalog().find("claim_list")
    for name in ("../queries/claims_list", ""):
        with pytest.raises(UnknownQueryError, match="claimgraph query --list"):
            default_catalog().find(name)


def test_a_name_stands_for_one_query(tmp_path: Path) -> None:
    for folder in ("one", "other"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "fabs.rq").write_text("ASK {}", "utf-8")
    with pytest.raises(DuplicateQueryError, match=r"fabs\.rq: .*fabs\.rq has the same name"):
        Catalog({"One": tmp_path / "one", "Other": tmp_path / "other"})


def test_every_query_file_has_a_header_that_one_parser_reads() -> None:
    catalog = {query.path for query in QUERIES}
    for path in {path for room in ("api", "ontology") for path in (ROOT / room).glob("**/*.rq")} - catalog:
        header = parse_header(path.read_text("utf-8"), str(path), required=("summary", "returns"))
        assert not header.is_exposed, f"{path} is in no folder of the catalogue"


def callers() -> dict[str, set[str]]:
    """The modules that bind each query, as `used by` writes them."""
    modules: dict[str, set[str]] = defaultdict(set)
    for path in sorted(PACKAGE.glob("**/*.py")):
        for name in bound_names(path):
            module = ".".join(path.relative_to(PACKAGE).with_suffix("").parts)
            modules[name].add(module.removesuffix(".__init__"))
    return modules


def bound_names(path: Path) -> list[str]:
    """The first argument of every call that binds a query: a literal, so that it can be searched for."""
    calls = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)]
    names = [
        call.args[0]
        for call in calls
        if isinstance(call.func, ast.Name) and call.func.id in ("bind_query", "bind_query_rows")
    ]
    assert all(isinstance(name, ast.Constant) for name in names), f"{path}: bind_query takes a literal name"
    return [name.value for name in names if isinstance(name, ast.Constant) and isinstance(name.value, str)]


def test_every_query_names_the_modules_that_use_it() -> None:
    users = callers()
    stated = {query.name: set(query.header.used_by) for query in QUERIES if query.group != "Questions"}
    wrong = [
        f"{name}: #+ used by: {', '.join(sorted(users[name])) or 'none'}"
        for name in stated | users
        if stated.get(name) != users[name]
    ]
    assert wrong == [], "Write these lines into the headers"


def test_a_query_that_nobody_uses_is_at_least_published() -> None:
    assert [query.name for query in QUERIES if not (query.header.used_by or query.header.is_exposed)] == []


def test_a_competency_question_names_its_number() -> None:
    for query in QUERIES:
        if query.group == "Questions":
            number = int(query.name[3:5])
            assert query.header.used_by == (f"competency question {number}",)

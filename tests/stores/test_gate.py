"""What the engine would do with a query is what its outline says, however the query is spelt.

The engine is the oracle: a word that it reads as a keyword cannot be replaced by another word. No request
leaves this machine: the engine refuses port 9.
"""

from __future__ import annotations

import re

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimgraph.stores import QueryError, QueryRefusedError, QuerySyntaxError, read_outline
from claimgraph.stores.dataset import resolve_from_clauses
from claimgraph.stores.service_gate import require_no_service

ADDRESS = "<http://127.0.0.1:9/>"
GAPS = st.sampled_from(("", " ", "\n", "#'\n", "."))
PREFIXES = (
    "",
    "p",
    "a",
    "true",
    "true.SERVICE",
    "SERVICE",
    "service",
    "GRAPH",
    "FROM",
    "FROMNAMED",
    "NAMED",
    "FILTER",
)
# Each may end just where a keyword begins, or seems to.
PATTERNS = (
    "", "?s ?p ?o", "?s ?p true", "?s ?p 1", "?s ?p 1.", "?s ?p 1.5", "?s ?p .5", "?s ?p 1e5", "?s ?p 1.e5",
    "?s a :", "?s a :.", "?s a :a", "?s a :a.", "?s a :a.b", "?s a p:a.b.", "?s a p:", "?s a p:a..",
    "?s a _:a", "?s a _:a.b.c.", "?s ap:x", "?s ?p :-", "?s ?p :a-", "?s ?p :%41", "?s ?p :\\#",
    "?s ?p :\\'", "?s ?p :a:", "?s ?p ?。", "?s ?p ?·", "?s ?p 'a'", '?s ?p "a"', "?s ?p 'a'@en",
    "?s ?p 'a'@en-GB", "?s ?p 'a'@en--ltr", "?s ?p 'a'^^<x:t>", "?s ?p ''", "?s ?p '''a'''",
    "?s ?p '''a''b'''", "?s ?p '''\\''''", "?s ?p 'a\\''", "?s ?p '\\\\'", "VALUES ?v {'''a'}",
    'VALUES ?v {"""a"}', "VALUES ?v {'''a'#\\\n}", "VALUES ?v {''''}", "VALUES ?v {''\"\"}",
    "VALUES ?v {'\"' \"'\"}", "FILTER(1<2)", "FILTER(?s<'a>')", "FILTER(?s<'a>'&&1<2)", "FILTER(1<2&&3>2)",
    "FILTER(?s<:f(1))", "FILTER(1<(2>1))", "FILTER :f(1<2)", "FILTER:f(1<2)", "FILTER<x:f>(1<2)",
    "FILTER(true<'>')", "FILTER(:a<'>')", "FILTER(COUNT<1)", "FILTER(1<2#>\n)", "FILTER(?s IN(1<2))",
    "FILTER(<x:,>=<x:)>)", "FILTER(STR(<x:,>)<'>')", "FILTER(''@en<'>')", "FILTER EXISTS{?a ?b <x:,>}",
    "FILTER(EXISTS{?a ?b (1<x:,>)}&&1<2)", "FILTER(<<(?s <x:,> 1)>><'>')", "BIND(1<2 AS ?b)",
    "BIND(<x:'>AS?b)", "OPTIONAL{}", "{}", "{}UNION{}", "MINUS{?s<x:'>1}", "VALUES(?v){(<x:,>)}",
    "VALUES(?v ?w){(<x:a><x:,>)}", "?s ?p (1 <x:,>)", "?s ?p (1(2<x:,>)3)", "?s ?p <x:a>", "?s ?p <x:'>",
    "?s ?p <x:#>", "?s ?p <x:\\u0041>", "?s ?p <x:service>", "?s ?p 'SERVICE'", "?s ?p service:x",
    "?s ?p ?service", "?s ?p 1 #SERVICE\n", "[?p 1]", "?s (<x:,>|^<x:b>)/p:a? ?o", "?s <x:a>?SERVICE",
    "?s ?p <<?a <x:,> 1>>", "?s ?p ?o~:r{|:x<x:,>|}", "{SELECT(1<2 AS ?z){}}",
    "{SELECT?z{}GROUP BY(1<2)HAVING(1<(2))}", "GRAPH ?g{}", "GRAPH:g{}", "?s ?p GRAPH:g", ":;",
)  # fmt: skip
CLAUSES = (
    f"SERVICE{ADDRESS}{{}}", f"SERVICESILENT{ADDRESS}{{}}", f"service silent {ADDRESS} {{}}", "SERVICE?x{}",
    "SERVICE:e{}", "SERVICE p:e {}", "SERVICEp:e{}", "SeRvIcESILENTp:e#c\n{}", "GRAPH<x:g>{}", "GRAPH?g{}",
    "graph:g{}", "GRAPHp:g{}", "",
)  # fmt: skip
ENDS = ("", "#'", '#"', "#>", "#'''", "?s?p'>'", "?s?p')'", "?s?p'#'", "?s?p'''#'''", '?s?p"""\n"""')
HEADS = (
    "SELECT*", "SELECT ?s", "SELECT DISTINCT*", "SELECTDISTINCT?s", "SELECT(1<2 AS?x)",
    "SELECT(from:f(1<2)AS?x)", "SELECT('FROM'AS?x)", "ASK", "CONSTRUCT{?s ?p :FROM}",
    "CONSTRUCT{?s ?p 1}#FROM\n", "CONSTRUCT{?s FROM:p 1.}", "DESCRIBE*", "DESCRIBE:x", "DESCRIBE FROM:x",
    "DESCRIBE<x:a>", "DESCRIBE ?s",
)  # fmt: skip
FROM_CLAUSES = (
    "FROM<x:g>", "FROM <x:g>", "from#\n<x:h>", "FROM:g", "FROMp:g", "FROM p:g", "FROMNAMED<x:g>",
    "FROM NAMED<x:h>", "FROMNAMED:g", "FROMNAMEDp:g", "FROM NAMED:g", "FROM\nnamed\np:h", "FROM<x:\\u0067>",
    "",
)  # fmt: skip


@st.composite
def prologues(draw: st.DrawFn) -> str:
    declared = draw(st.sets(st.sampled_from(PREFIXES)).map(lambda names: names | {"", "p"}))
    space = draw(st.sampled_from((" ", "", "#'\n")))
    lines = [f"PREFIX{space}{name}:<{'x:' if name else 'http://127.0.0.1:9/'}>" for name in sorted(declared)]
    return f"BASE<x:,>{space}VERSION'1.2'" * draw(st.booleans()) + space.join(lines)


@st.composite
def patterns(draw: st.DrawFn) -> str:
    before = draw(st.lists(st.sampled_from(PATTERNS), max_size=3))
    parts = [*before, draw(st.sampled_from(CLAUSES)), draw(st.sampled_from(ENDS))]
    return "{" + "".join(part + draw(GAPS) for part in parts) + "\n}"


def is_read(query: str) -> bool:
    try:
        ox.Store().query(query)
    except SyntaxError:
        return False
    except (OSError, RuntimeError, ValueError):
        pass
    return True


def holds_keyword(query: str, keyword: str) -> bool:
    return not is_read(re.sub(keyword, "z" * len(keyword), query, flags=re.IGNORECASE | re.ASCII))


@settings(max_examples=200, deadline=None)
@given(prologues(), patterns())
def test_no_spelling_hides_service_or_graph(prologue: str, pattern: str) -> None:
    query = f"{prologue}SELECT*{pattern}"
    if not is_read(query):
        return
    try:
        outline = read_outline(query)
    except QueryError:
        return
    assert not holds_keyword(query, "service")
    assert outline.uses_graph or not holds_keyword(query, "graph")


@settings(max_examples=200, deadline=None)
@given(prologues(), st.sampled_from(("SELECT*", "ASK", "CONSTRUCT{}WHERE")), patterns())
def test_the_engine_itself_tells_whether_a_query_holds_service(
    prologue: str, head: str, pattern: str
) -> None:
    query = prologue + head + pattern
    if not is_read(query):
        return
    if holds_keyword(query, "service"):
        with pytest.raises(SyntaxError):
            require_no_service(query, len(prologue))
    else:
        require_no_service(query, len(prologue))


@settings(max_examples=200, deadline=None)
@given(
    prologues(), st.sampled_from(HEADS), st.lists(st.sampled_from(FROM_CLAUSES), max_size=3), GAPS, patterns()
)
def test_from_is_read_as_the_engine_reads_it(
    prologue: str, head: str, clauses: list[str], gap: str, pattern: str
) -> None:
    query = prologue + head + gap + gap.join(clauses) + pattern
    try:
        outline = read_outline(query)
    except QueryError:
        return
    if is_read(query):
        assert outline.form == head[: len(outline.form or "")]
        assert bool(outline.dataset_clause) == holds_keyword(query, "from")


@settings(max_examples=100, deadline=None)
@given(prologues(), st.lists(st.sampled_from(FROM_CLAUSES), min_size=1, max_size=3), GAPS)
def test_from_names_the_graphs_that_the_engine_takes(prologue: str, clauses: list[str], gap: str) -> None:
    store, query = (
        ox.Store(),
        f"{prologue}SELECT*{gap}{gap.join(clauses)}{{{{?s?p?d}}UNION{{GRAPH?n{{?s?p?o}}}}}}",
    )
    if not is_read(query) or not any(clauses):
        return
    graphs = ("x:g", "x:h", "x:,g", "x::g", "x:", "http://127.0.0.1:9/g")
    for graph in graphs:
        node = ox.NamedNode(graph)
        store.add(ox.Quad(node, node, node, node))
    rows = list(store.query(query))  # type: ignore[arg-type]
    default_graphs, named_graphs = resolve_from_clauses(read_outline(query), None)
    assert {row["d"].value for row in rows if row["d"]} == set(default_graphs) & {*graphs}
    assert {row["n"].value for row in rows if row["n"]} == set(named_graphs) & {*graphs}


@pytest.mark.parametrize(
    "pattern",
    [
        "?s a :.SERVICE {} {{}}",
        "?s a :a.b.SERVICE {} {{}}",
        "?s ?p trueSERVICE{}{{}}",
        "SERVICESILENT{}{{}}",
        "FILTER(?s<'a>')SERVICE{}{{}}#'",
        "VALUES ?v {{'''a'}}SERVICE{}{{}}",
        "VALUES ?v {{'''a'#\\\n}}SERVICE{}{{}}#'''",
    ],
)
def test_service_is_found_behind_what_looks_like_a_name_or_a_string(pattern: str) -> None:
    query = f"PREFIX : <x:> SELECT * {{ {pattern.format(ADDRESS)}\n}}"
    assert is_read(query)
    with pytest.raises(QueryError):
        read_outline(query)
    with pytest.raises(SyntaxError):
        require_no_service(query, query.index("SELECT"))


@pytest.mark.parametrize("prefix", ["SERVICE", "service"])
def test_a_prefix_may_be_called_service(prefix: str) -> None:
    read_outline(f"PREFIX {prefix}: <x:> SELECT * {{ {prefix}:a {prefix}:b ?o . ?o {prefix}:c {prefix}:d }}")
    with pytest.raises(QueryRefusedError):
        read_outline(f"PREFIX {prefix}: <x:> PREFIX : <y:> SELECT * {{ {prefix}:a {{ ?s ?p ?o }} }}")


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("PREFIX e: <x:> SELECT * { ?s e:v1.2.3 ?o }", "Line 1, column 30: the engine cannot read e:v1.2.3"),
        ("SELECT * { ?s ?p '''open' }", "Line 1, column 18: this string has no closing quotation mark"),
        ('SELECT * {\n ?s ?p "a\\d" }', r"Line 2, column 8: this string has no end: \d in it is no escape"),
    ],
)
def test_what_the_engine_would_read_otherwise_than_sparql_is_refused(query: str, words: str) -> None:
    with pytest.raises(QuerySyntaxError, match=re.escape(words)):
        read_outline(query)


@pytest.mark.parametrize(
    "form", ["SELECT*{}", "ASK{}", "DESCRIBE<x:a>", "CONSTRUCT{}{}", "construct where{}"]
)
def test_a_form_needs_no_space_around_it(form: str) -> None:
    outline = read_outline(f"PREFIX ask:<x:>#SELECT\n{form}")
    assert outline.form == re.split(r"\W", form)[0].upper()
    assert outline.prologue == "PREFIX ask:<x:>#SELECT\n"


@pytest.mark.parametrize(
    "update",
    [
        "INSERT{?s ?p 1}WHERE{}",
        "BASE<x:>DELETE{}WHERE{}",
        "PREFIX ask:<x:>clear all",
        "DROPALL",
        "WITH<x:>DELETE{}WHERE{}",
    ],
)
def test_an_update_in_disguise_is_refused(update: str) -> None:
    with pytest.raises(QueryRefusedError, match="read-only"):
        read_outline(update)


def test_the_answer_to_a_query_with_a_random_function_is_volatile_without_spaces() -> None:
    assert read_outline("SELECT*{FILTERRAND()}").is_volatile
    assert not read_outline("SELECT*{?rand ?s 'NOW'}").is_volatile


def test_the_base_counts_where_the_engine_is_asked_about_service() -> None:
    require_no_service("SELECT * { <service> ?p ?o }", 0, "http://127.0.0.1/sparql")
    with pytest.raises(SyntaxError):
        require_no_service("SELECT * { <service> ?p ?o }", 0)

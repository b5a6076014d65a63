"""The header of a query is read strictly, and every mistake is named with its file and line."""

from __future__ import annotations

import re

import pytest
from pyoxigraph import Literal, NamedNode

from claimgraph.queries import QueryHeaderError, parse_header
from claimgraph.queries.header import QueryHeader

WHOLE = """\
#+ summary: Claims on a topic
#+ params: ?topic (IRI in topic): what they are about,
#+   with all narrower topics; ?speaker, ?publisher (IRI of cg:Agent, optional)
#+   ?since (xsd:date, optional): made on this day, or later
#+ returns: ?claim (IRI of cg:Claim), ?text (xsd:string); one row per claim
#+ used by: claimgraph.documents.lookups, claimgraph.cli.show
#+ expose: yes
PREFIX topic: <https://w3id.org/claimgraph/vocab/topic/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
SELECT ?claim ?text
WHERE {
  VALUES (?topic ?speaker ?publisher ?since) { (topic:fabs UNDEF UNDEF "2024-02-29"^^xsd:date) }  # params
  ?claim ?text ?topic .
}
"""


@pytest.fixture(scope="module")
def header() -> QueryHeader:
    return parse_header(WHOLE, "whole.rq")


def test_parameters_have_types_and_the_example_values_of_their_line(header: QueryHeader) -> None:
    shown = [(p.name, str(p.type), p.is_optional, p.example) for p in header.parameters]
    assert shown == [
        ("topic", "IRI in topic", False, NamedNode("https://w3id.org/claimgraph/vocab/topic/fabs")),
        ("speaker", "IRI of cg:Agent", True, None),
        ("publisher", "IRI of cg:Agent", True, None),
        ("since", "xsd:date", True, Literal("2024-02-29", datatype=NamedNode(XSD + "date"))),
    ]


XSD = "http://www.w3.org/2001/XMLSchema#"


def test_a_description_goes_on_over_lines_and_commas(header: QueryHeader) -> None:
    assert [parameter.description for parameter in header.parameters] == [
        "what they are about, with all narrower topics",
        "",
        "",
        "made on this day, or later",
    ]


def test_the_rest_of_the_header_is_typed_too(header: QueryHeader) -> None:
    assert [(column.name, str(column.type)) for column in header.columns] == [
        ("claim", "IRI of cg:Claim"),
        ("text", "xsd:string"),
    ]
    assert header.form == "SELECT"
    assert header.notes == "one row per claim"
    assert header.used_by == ("claimgraph.documents.lookups", "claimgraph.cli.show")
    assert header.is_exposed


@pytest.mark.parametrize(("returns", "form"), [("triples; sorted", "CONSTRUCT"), ("boolean", "ASK")])
def test_what_is_returned_says_which_form_the_query_has(returns: str, form: str) -> None:
    query = WHOLE.replace("?claim (IRI of cg:Claim), ?text (xsd:string); one row per claim", returns)
    assert parse_header(query, "whole.rq").form == form


def test_a_home_of_queries_may_have_keys_of_its_own_and_do_without_some() -> None:
    query = "#+ summary: A rule\n#+ returns: triples\n#+ claim: a\n#+ claim: b\nCONSTRUCT {} WHERE {}\n"
    header = parse_header(query, "rule.rq", required=("summary", "returns"), further=("claim",))
    assert header.further == {"claim": ("a", "b")}
    assert (header.parameters, header.used_by, header.is_exposed) == ((), (), False)


MISTAKES = {
    "a key that is missing": ("#+ expose: yes\n", "", 1, "lacks expose"),
    "an unknown key": ("#+ expose: yes", "#+ exposed: yes", 7, "Unknown key 'exposed'"),
    "a key twice": ("#+ expose: yes", "#+ expose: yes\n#+ expose: no", 8, "A second 'expose'"),
    "an empty value": ("claimgraph.documents.lookups, claimgraph.cli.show", "", 6, "is empty"),
    "no key at all": ("#+ expose: yes", "#+ published", 7, "Write it as"),
    "neither yes nor no": ("#+ expose: yes", "#+ expose: maybe", 7, "Write yes or no"),
    "an unknown type": ("(xsd:date, optional)", "(date, optional)", 4, "'date' is no type"),
    "a type for results": ("(xsd:date, optional)", "(literal, optional)", 2, "type literal"),
    "an unknown prefix": ("IRI of cg:Claim", "IRI of cx:Claim", 5, "unknown prefix"),
    "a parameter without a type": ("?since (xsd:date, optional)", "?since", 4, "cannot be read"),
    "prose for parameters": ("?topic (IRI in topic)", "a topic", 2, "names no variable"),
    "a parameter not in the line": ("?since (", "?until (", 2, "Name the same in both"),
    "an example of another type": ('"2024-02-29"^^xsd:date', '"2024"', 2, "is no xsd:date"),
    "no example for a required one": ("topic:fabs UNDEF", "UNDEF UNDEF", 2, "?topic is required"),
    "a line of parameters on two lines": (") { (topic:fabs", ") {\n (topic:fabs", 13, "It is one line"),
    "an example that is no term": ("topic:fabs", "fabs", 12, "example values cannot be read"),
}  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_malformed_header_is_an_error_with_file_and_line(mistake: str) -> None:
    right, wrong, line, problem = MISTAKES[mistake]
    assert WHOLE.count(right) == 1
    with pytest.raises(QueryHeaderError, match=rf"^whole\.rq:{line}: .*{re.escape(problem)}"):
        parse_header(WHOLE.replace(right, wrong), "whole.rq")

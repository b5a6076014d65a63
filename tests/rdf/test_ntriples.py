"""Lines of N-Triples and N-Quads are taken apart as a parser would take them."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse, serialize

from claimgraph import rdf
from claimgraph.namespaces import thing_iri

THING, OTHER = NamedNode(thing_iri("nation/china")), NamedNode("https://example.org/a")
NOTE, LABEL = rdf.named_node("skos:note"), rdf.named_node("rdfs:label")
GRAPH = NamedNode("https://example.org/graph")
VALUES = [
    OTHER,
    Literal(""),
    Literal("two words"),
    Literal('ends in a mark" .', language="en"),
    Literal("line\nend, carriage\rreturn, form\x0cfeed, next\x85line and line\u2028separator"),
    Literal("<https://example.org/no-iri> <x:y> ."),
    Literal("1.5", datatype=rdf.named_node("xsd:decimal")),
]
TRIPLES = [Triple(THING, NOTE, value) for value in VALUES]


@pytest.mark.parametrize("triple", TRIPLES, ids=str)
def test_a_line_is_split_into_the_terms_it_was_written_from(triple: Triple) -> None:
    (line,) = rdf.split_lines(rdf.serialize_ntriples([triple]))
    assert rdf.split_triple(line) == tuple(str(term).encode() for term in triple)


@pytest.mark.parametrize("triple", TRIPLES, ids=str)
def test_a_line_of_n_quads_is_split_into_the_terms_it_was_written_from(triple: Triple) -> None:
    line = serialize([Quad(triple.subject, triple.predicate, triple.object, GRAPH)], format=RdfFormat.N_QUADS)
    assert rdf.split_quad(line) == tuple(str(term).encode() for term in (*triple, GRAPH))


def test_what_is_split_is_joined_to_the_same_line() -> None:
    lines = rdf.split_lines(rdf.serialize_ntriples(TRIPLES))
    assert [rdf.join_triple(*rdf.split_triple(line)) for line in lines] == lines


def test_lines_in_a_graph_are_quads_of_this_graph() -> None:
    lines = rdf.split_lines(rdf.serialize_ntriples(TRIPLES))
    quads = list(parse(b"".join(rdf.add_graph(lines, GRAPH.value)), format=RdfFormat.N_QUADS))
    assert sorted(quads, key=str) == sorted(
        (Quad(triple.subject, triple.predicate, triple.object, GRAPH) for triple in TRIPLES), key=str
    )


def test_a_file_of_n_quads_is_read_line_by_line(tmp_path: Path) -> None:
    path = tmp_path / "graph.nq"
    path.write_bytes(b'<a:a> <b:b> "c d" <e:e> .\n<a:a> <b:b> <c:c> <e:f> .\n')
    assert list(rdf.read_quads(path)) == [
        (b'<a:a> <b:b> "c d" <e:e> .\n', (b"<a:a>", b"<b:b>", b'"c d"', b"<e:e>")),
        (b"<a:a> <b:b> <c:c> <e:f> .\n", (b"<a:a>", b"<b:b>", b"<c:c>", b"<e:f>")),
    ]


def test_triples_are_written_sorted_and_once() -> None:
    written = rdf.serialize_ntriples([*TRIPLES, *TRIPLES])
    assert rdf.split_lines(written) == sorted(rdf.split_lines(written))
    assert len(rdf.split_lines(written)) == len(TRIPLES)


def test_the_lines_of_a_subject_stand_where_its_span_says() -> None:
    text = rdf.serialize_ntriples([*TRIPLES, Triple(OTHER, LABEL, Literal("a")), Triple(OTHER, NOTE, THING)])
    spans = rdf.subject_spans(text)
    assert {subject: text[start:end].count(b"\n") for subject, (start, end) in spans.items()} == {
        str(THING).encode(): len(TRIPLES),
        str(OTHER).encode(): 2,
    }
    assert all(text[start:].startswith(subject) for subject, (start, _) in spans.items())


def test_subjects_are_not_looked_for_within_literals() -> None:
    text = rdf.serialize_ntriples(TRIPLES).decode()
    assert rdf.subject_tokens(text) - {""} == {str(THING)}


def test_objects_are_those_of_the_predicate_that_is_asked_for() -> None:
    text = rdf.serialize_ntriples([Triple(THING, LABEL, Literal("a b")), Triple(THING, NOTE, Literal("c"))])
    assert rdf.object_tokens(text, "rdfs:label") == {b'"a b"'}
    assert [line for line, _ in rdf.lines_with_predicate(text, "skos:note")] == rdf.split_lines(text)[1:]


def test_a_predicate_is_not_looked_for_within_literals() -> None:
    note = Literal(f"written {rdf.iri_token('rdfs:label').decode()} here")
    text = rdf.serialize_ntriples([Triple(THING, NOTE, note), Triple(THING, LABEL, note)])
    assert rdf.object_tokens(text, "rdfs:label") == {str(note).encode()}
    assert [line for line, _ in rdf.lines_with_predicate(text, "rdfs:label")] == rdf.split_lines(text)[:1]
    assert rdf.object_tokens(text.replace(b'#label> "', b'#labels> "'), "rdfs:label") == set()


def test_things_of_ours_are_mentioned_as_subjects_and_as_objects() -> None:
    text = rdf.serialize_ntriples(
        [Triple(THING, NOTE, OTHER), Triple(OTHER, NOTE, NamedNode(thing_iri("a/b")))]
    )
    assert rdf.thing_tokens(text) == {
        rdf.iri_token(thing_iri("nation/china")),
        rdf.iri_token(thing_iri("a/b")),
    }


def test_the_text_of_a_literal_is_without_marks_language_and_escapes() -> None:
    (line,) = rdf.split_lines(
        rdf.serialize_ntriples([Triple(THING, NOTE, Literal('a "b"\nc', language="en"))])
    )
    assert rdf.literal_text(rdf.split_triple(line)[2]) == 'a "b"\nc'

"""A synthetic graph is valid, repeatable, of the promised size and skew, and never held in memory."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path
from statistics import median

import pytest
from pyoxigraph import NamedNode, RdfFormat, Triple, parse

import generate
from claimgraph import namespaces
from claimgraph.model import Observation, QuantityProposition, Record
from claimgraph.rdf import encode_record, named_node, read_records
from claimgraph.source_tree import default_source_tree
from claimgraph.validation import load_shapes, load_vocabulary, to_rdflib_graph, validate_graph
from synthetic.graph import PARTS, lines, records
from synthetic.world import World

SCRIPT = generate.__file__
SMALL = World(claims=40, seed=7)
LARGER = World(claims=700, seed=7)


def told(world: World) -> dict[str, set[Triple]]:
    """The triples by graph, as a reader of the file finds them."""
    graphs: defaultdict[str, set[Triple]] = defaultdict(set)
    for quad in parse("".join(lines(world)), format=RdfFormat.N_QUADS):
        assert isinstance(quad.graph_name, NamedNode)
        graphs[quad.graph_name.value.removeprefix(namespaces.GRAPH)].add(quad.triple)
    return graphs


@pytest.fixture(scope="module")
def larger() -> set[Triple]:
    return set().union(*told(LARGER).values())


def counts(graph: set[Triple], predicate: str) -> Counter[str]:
    """How often each thing is named by a property."""
    return Counter(each.object.value for each in graph if each.predicate == named_node(predicate))  # type: ignore[union-attr]


def test_a_generated_graph_breaks_no_rule_of_the_shapes() -> None:
    source_tree, data = default_source_tree(), set().union(*told(SMALL).values())
    assert len(data) > 3000
    assert (
        validate_graph(
            to_rdflib_graph(data), load_shapes(source_tree), vocabulary=load_vocabulary(source_tree)
        )
        == []
    )


def test_what_is_written_reads_back_as_the_records_that_were_made() -> None:
    graphs = told(SMALL)
    made: defaultdict[tuple[str, type[Record]], list[Record]] = defaultdict(list)
    for name, record in records(SMALL):
        made[name, type(record)].append(record)
    for (name, kind), rows in made.items():
        again = read_records(graphs[name], kind)
        assert {each for row in again for each in encode_record(row)} == {
            each for row in rows for each in encode_record(row)
        }
        assert len(again) == len(rows)


def test_every_line_says_something_new_and_every_data_set_has_a_graph() -> None:
    written = list(lines(SMALL))
    assert len(set(written)) == len(written)
    assert set(told(SMALL)) == set(PARTS)


def test_n_triples_are_the_quads_without_their_graphs() -> None:
    plain = list(lines(SMALL, quads=False))
    read = {quad.triple for quad in parse("".join(plain), format=RdfFormat.N_TRIPLES)}
    assert len(plain) == len(read)
    assert read == set().union(*told(SMALL).values())


def test_the_same_seed_gives_the_same_bytes_and_another_seed_gives_others(tmp_path: Path) -> None:
    def written(seed: int) -> bytes:
        path = tmp_path / "graph.nq"
        arguments = [SCRIPT, "--claims", "12", "--seed", str(seed), "--output", str(path)]
        subprocess.run([sys.executable, *arguments], check=True)
        return path.read_bytes()

    once = written(1)
    assert written(1) == once
    assert written(2) != once


@pytest.mark.parametrize("wanted", [10_000, 100_000])
def test_about_as_many_triples_are_written_as_were_asked_for(wanted: int, tmp_path: Path) -> None:
    path = tmp_path / "graph.nt"
    generate.main(["--triples", str(wanted), "--format", "nt", "--output", str(path)])
    assert path.read_bytes().count(b"\n") == pytest.approx(wanted, rel=1 / 20)


def test_some_nations_and_metrics_are_named_far_more_often_than_most(larger: set[Triple]) -> None:
    subjects = counts(larger, "cg:subject") + counts(larger, "cg:assertsSubject")
    nations = Counter({iri: n for iri, n in subjects.items() if "/nation/" in iri})
    metrics = counts(larger, "cg:metric") + counts(larger, "cg:assertsMetric")
    assert [iri.rpartition("/")[2] for iri, _ in nations.most_common(2)] == ["us", "china"]
    assert max(nations.values()) >= 10 * median(nations.values())
    assert max(metrics.values()) >= 10 * median(metrics.values())


def test_a_few_models_are_named_again_and_again_and_most_never(larger: set[Triple]) -> None:
    named = {iri: n for iri, n in counts(larger, "cg:about").items() if "/model/" in iri}
    assert max(named.values()) >= 8
    assert len(named) < LARGER.size("Entity/model") / 2


def test_claims_restate_measured_figures_rightly_and_wrongly(larger: set[Triple]) -> None:
    def about(each: Observation | QuantityProposition) -> tuple[object, ...]:
        return each.metric, each.subjects, each.partners, each.period, each.unit

    measured: defaultdict[tuple[object, ...], set[object]] = defaultdict(set)
    for each in read_records(larger, Observation):
        measured[about(each)].add((each.value, each.low, each.high, each.date_value))
    stated = [each for each in read_records(larger, QuantityProposition) if about(each) in measured]
    right = sum(
        (each.value, each.low, each.high, each.date_value) in measured[about(each)] for each in stated
    )
    assert 0.05 < right / len(stated) < 0.95
    assert right > 30


def test_reports_rest_on_reports(larger: set[Triple]) -> None:
    derived = {
        each.subject: each.object for each in larger if each.predicate == named_node("prov:wasDerivedFrom")
    }
    assert any(origin in derived for origin in derived.values())
    assert counts(larger, "prov:wasQuotedFrom")


def test_four_times_the_graph_takes_no_more_memory(tmp_path: Path) -> None:
    def peak(claims: int) -> int:
        program = (
            "import resource, generate;"
            f"generate.main(['--claims', '{claims}', '--output', '{tmp_path / 'graph.nq'}']);"
            "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
        )
        command = [sys.executable, "-c", program]
        folder = Path(SCRIPT).parent
        return int(subprocess.run(command, check=True, capture_output=True, cwd=folder).stdout)

    assert peak(1000) < 1.2 * peak(250)


@pytest.mark.parametrize("size", [["--claims", "3"], ["--claims", "many"], []])
def test_a_size_that_cannot_be_is_refused(size: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        generate.main(size)
    assert "--claims" in capsys.readouterr().err

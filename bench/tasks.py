"""What is measured: each task reads a file of N-Triples and says in a few words what came of it.

"ours" is what the product calls; the named peer does the same work in the same run, for a ratio.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pyoxigraph import RdfFormat, Store, parse
from rdflib import Graph

from claimgraph.reasoning import infer_ntriples
from claimgraph.source_tree import default_source_tree
from claimgraph.validation import (
    load_shape_rules,
    load_shapes,
    load_vocabulary,
    run_pyshacl,
    to_rdflib_graph,
    validate_graph,
    validate_ntriples,
)

Task = Callable[[Path], str]


def load_oxigraph(path: Path) -> str:
    store = Store()
    store.bulk_load(path=path, format=RdfFormat.N_TRIPLES)
    return f"{len(store)} triples"


def load_rdflib(path: Path) -> str:
    return f"{len(Graph().parse(path, format='nt'))} triples"


def validate_shifty(path: Path) -> str:
    return (
        f"{len(validate_ntriples(path.read_text('utf-8'), load_shape_rules(default_source_tree())))} findings"
    )


def validate_pyshacl(path: Path) -> str:
    source_tree = default_source_tree()
    data = to_rdflib_graph(parse(path=path, format=RdfFormat.N_TRIPLES))
    found = validate_graph(
        data, load_shapes(source_tree), vocabulary=load_vocabulary(source_tree), engine=run_pyshacl
    )
    return f"{len(found)} findings"


def reason_ours(path: Path) -> str:
    ontology = load_vocabulary(default_source_tree()).serialize(format="nt", encoding="utf-8")
    return f"{len(infer_ntriples([ontology, path.read_bytes()]).splitlines())} added"


def reason_owlrl(path: Path) -> str:
    import owlrl

    graph = load_vocabulary(default_source_tree()).parse(path, format="nt")
    before = len(graph)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return f"{len(graph) - before} added"


# Each pair: ours, and the peer. Packages are named as they are installed, for their versions.
TASKS: dict[str, tuple[tuple[str, Task], tuple[str, Task]]] = {
    "load": (("pyoxigraph", load_oxigraph), ("rdflib", load_rdflib)),
    "validate": (("pyshifty", validate_shifty), ("pyshacl", validate_pyshacl)),
    "reason": (("claimgraph", reason_ours), ("owlrl", reason_owlrl)),
}

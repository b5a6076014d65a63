"""Claims that are withheld must not be named by rows that are shown."""

from __future__ import annotations

from claimgraph.errors import RowError, RowErrors
from claimgraph.pipeline.dataset_graph import DatasetGraph
from claimgraph.rdf import encode_record, iri_token, line_subject, lines_with_predicate
from claimgraph.sources import RecordRow

_CLAIM = iri_token("cg:Claim")
_FIX = "Move the row to the dataset of that claim."


def check_withheld_claims(dataset_graphs: list[DatasetGraph]) -> None:
    """Make sure that no row which is shown names a claim that is withheld.

    Raises:
        RowErrors: Rows that would reveal who made such a claim, or what bears on it.
    """
    withheld = find_withheld_claims(dataset_graphs)
    leaking = [
        graph
        for graph in dataset_graphs
        if not graph.dataset.sensitive and withheld & graph.mentioned_entities
    ]
    errors = [
        RowError(row.file, row.line, "id", f"{row.record.id!r} names a withheld claim", _FIX)
        for graph in leaking
        for row in graph.rows
        if _mentions_any(row, withheld)
    ]
    if errors:
        raise RowErrors(errors)


def find_withheld_claims(dataset_graphs: list[DatasetGraph]) -> set[bytes]:
    """Return the claims of data sets that are withheld, as tokens."""
    return {
        line_subject(line)
        for graph in dataset_graphs
        if graph.dataset.sensitive
        for line, class_ in lines_with_predicate(graph.text, "rdf:type")
        if class_ == _CLAIM
    }


def _mentions_any(row: RecordRow, entities: set[bytes]) -> bool:
    nodes = (node for subject, _, value in encode_record(row.record) for node in (subject, value))
    return any(str(node).encode() in entities for node in nodes)

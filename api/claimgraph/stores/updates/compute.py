"""Computes in a worker what a change comes to."""

from __future__ import annotations

from claimgraph.stores.dataset import LoadedGraphs
from claimgraph.stores.errors import QuerySyntaxError
from claimgraph.stores.updates.change import ChangeOutcome, ChangeRequest
from claimgraph.stores.updates.contents import read_content
from claimgraph.stores.updates.operations import read_operations
from claimgraph.stores.updates.surroundings import Surroundings, find_withheld_claims
from claimgraph.stores.updates.working_copy import WorkingCopy


def compute_change(graphs: LoadedGraphs, request: ChangeRequest) -> ChangeOutcome:
    """Carry out a change on graphs that belong to this process alone, and spoil them by that.

    Raises:
        QueryError: The change cannot be read, or carried out.
        GraphForbiddenError: It would write to a graph that its author may not write.
        MergedGraphError: It would write to a default graph that is the merge of all.
        GraphTooLargeError: A graph would become larger than any may be.
    """
    withheld_claims = find_withheld_claims(graphs)
    copy = WorkingCopy(graphs, request)
    if request.action == "update":
        for operation in read_operations(_decode(request.content), request.base):
            copy.carry_out(operation)
    else:
        copy.put(request.target, request.action, read_content(request))
    changed = copy.list_changes()
    surroundings = Surroundings(copy, frozenset(request.computed), withheld_claims)
    validations = surroundings.list_validations([graph.iri for graph in changed])
    return ChangeOutcome(tuple(changed), tuple(validations))


def _decode(content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        raise QuerySyntaxError(f"The update is not UTF-8: see byte {error.start + 1}.") from None

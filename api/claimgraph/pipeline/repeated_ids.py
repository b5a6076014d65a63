"""An imported folder says new things; the rows that other data sets have, it cannot say again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from pathlib import Path

from claimgraph import namespaces
from claimgraph.errors import RowError, RowErrors
from claimgraph.model import Entity, Speaker
from claimgraph.pipeline.dataset_graph import DatasetGraph
from claimgraph.rdf import subject_of
from claimgraph.sources import RecordRow, display_path

_MAY_ADD = (Entity, Speaker)  # what they must not say twice, the shapes know
_MEND = "Give the row an id of its own; or leave it out, since other rows can name what is there."

_MEND_NAME = (
    "If it is the same, leave the name out: the row then adds to it. If not, give it an id of its own."
)


def check_repeated_ids(parts: list[DatasetGraph], imported: Collection[Path]) -> None:
    """Make sure that no row of an imported folder has the id of another data set's row.

    Both would become one thing that nobody wrote. Only to an entity may a data set add, and where its
    name was made into an id without judging who it is, not even a name.

    Raises:
        RowErrors: Rows whose id is taken; each names the place of the other row, or of the name.
    """
    new = [part for part in parts if part.folder in imported]
    shipped = [part for part in parts if part.folder not in imported]
    errors = [
        error
        for index, part in enumerate(new)
        for other in (*shipped, *new[:index])
        for error in (*_taken(part, other), *_named(part, other))
    ]
    if errors:
        raise RowErrors(errors)


def _taken(part: DatasetGraph, other: DatasetGraph) -> Iterator[RowError]:
    """Another's rows are read only if they describe a thing that a row here describes."""
    shared = part.subject_spans.keys() & other.subject_spans.keys()
    ours = [row for row in part.rows if _thing(row) in shared] if shared else []
    if not [row for row in ours if not isinstance(row.record, _MAY_ADD)]:
        return
    theirs = defaultdict(list)
    for row in other.rows:
        theirs[_thing(row)].append(row)
    for row in ours:
        if first := next((each for each in theirs[_thing(row)] if _clash(row, each)), None):
            problem = f"{row.record.id!r} is already in {first.file}:{first.line}"
            yield RowError(row.file, row.line, "id", problem, _MEND)


def _named(part: DatasetGraph, other: DatasetGraph) -> Iterator[RowError]:
    if not other.minted.keys() & {
        thing.decode()[1:-1].removeprefix(namespaces.ID) for thing in part.subject_spans
    }:
        return
    for row in part.rows:
        if isinstance(row.record, Entity) and row.record.name and row.record.id in other.minted:
            name, place = other.minted[row.record.id]
            problem = f"{row.record.id} is what {display_path(other.folder)}/{place} calls {name!r}"
            yield RowError(row.file, row.line, "name", problem, _MEND_NAME)


def _clash(row: RecordRow, other: RecordRow) -> bool:
    """An entity may have rows in several tables, such as a chip's facts; nothing else has two."""
    if type(row.record) is type(other.record):
        return not isinstance(row.record, _MAY_ADD)
    return (
        _thing(row).decode().removeprefix(f"<{namespaces.ID}").partition("/")[0]
        not in namespaces.ENTITY_KINDS
    )


def _thing(row: RecordRow) -> bytes:
    return str(subject_of(row.record)).encode()

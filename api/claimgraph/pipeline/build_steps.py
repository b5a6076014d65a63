"""The steps of a build that look at the graph as a whole. Each uses what an earlier build noted."""

from __future__ import annotations

from collections.abc import Iterable

from claimgraph.errors import ClaimgraphError
from claimgraph.pipeline.assess import encode_verdict_lines
from claimgraph.pipeline.code_digest import digest_code
from claimgraph.pipeline.dataset_graph import DatasetGraph
from claimgraph.pipeline.locate import LocatedViolation, locate_violations
from claimgraph.pipeline.note_cache import NoteCache, compute_digest
from claimgraph.pipeline.publish import GraphTexts
from claimgraph.reasoning import check_consistency, infer_ntriples
from claimgraph.source_tree import SourceTree
from claimgraph.validation import ShapeRules, validate_ntriples

_LISTED = 200  # violations in an error message; a rule that every row breaks would fill the screen


class InvalidDataError(ClaimgraphError):
    """The data break rules of the shapes; each violation says where and how to fix it."""

    def __init__(self, violations: list[LocatedViolation]) -> None:
        lines = [str(violation) for violation in violations[:_LISTED]]
        if len(violations) > _LISTED:
            lines.append(f"… and {len(violations) - _LISTED} more.")
        super().__init__("\n".join(lines))
        self.violations = violations


class InconsistentOntologyError(ClaimgraphError):
    """The ontology contradicts itself."""


def refuse_invalid(violations: Iterable[LocatedViolation]) -> list[LocatedViolation]:
    """The violations, if all of them are warnings.

    Raises:
        InvalidDataError: Some are not.
    """
    warnings = list(violations)
    if blocking := [violation for violation in warnings if violation.is_blocking]:
        raise InvalidDataError(blocking)
    return warnings


def check_ontology(source_tree: SourceTree, notes: NoteCache) -> str | None:
    """Make sure that the ontology is consistent; why the check was skipped, if it cannot run here.

    Raises:
        InconsistentOntologyError: The ontology contradicts itself, or a class of it can have no member.
    """
    files = source_tree.ontology_files
    key = compute_digest(digest_code(check_consistency), *(path.read_bytes() for path in files))
    if notes.has_passed("consistency", key):
        return None
    result = check_consistency(files)
    if result.inconsistent or result.unsatisfiable:
        classes = ", ".join(result.unsatisfiable) or "the ontology as a whole"
        raise InconsistentOntologyError(
            f"ontology/core.ttl: no member is possible for {classes}. Look at its axioms."
        )
    if result.skipped_because is None:
        notes.note_passed("consistency", key)
    return result.skipped_because


def infer_graph(dataset_graphs: list[DatasetGraph], ontology: bytes, notes: NoteCache) -> bytes:
    """What follows from all graphs but the withheld ones: what follows from these must not be shown."""
    public = [*(graph.text for graph in dataset_graphs if not graph.dataset.sensitive), ontology]
    key = compute_digest(digest_code(infer_ntriples), *public)
    return notes.get_text("reason", key, lambda: infer_ntriples(public))


def compute_verdicts(dataset_graphs: list[DatasetGraph], texts: GraphTexts, notes: NoteCache) -> bytes:
    """The verdicts on all claims that are shown. The catalogue in `texts` says since when data are known."""
    key = compute_digest(digest_code(encode_verdict_lines), *texts.values())
    return notes.get_text("assess", key, lambda: encode_verdict_lines(dataset_graphs, texts))


def check_catalog(text: bytes, rules: ShapeRules) -> None:
    """Hold the catalogue to the rules for data sets.

    Raises:
        InvalidDataError: It breaks one.
    """
    refuse_invalid(locate_violations(validate_ntriples(text.decode(), rules), [], rules))

"""Answers: one document for each, built from what was computed or read from triples, and how it is shown.

The command line, HTTP, pages and proof bundles all use these documents; none of them knows HTTP. The
names of the schemas in /openapi.json are those of the classes. `documents.lookups` loads them from a store.
"""

from claimgraph.documents.archives import Archive, Exports, describe_exports
from claimgraph.documents.catalog_addresses import CATALOG, add_addresses, void_document
from claimgraph.documents.claims import Claim, ClaimPage, ClaimSummary
from claimgraph.documents.comparisons import Comparison, measured_figure_text
from claimgraph.documents.contradictions import (
    ContradictingFigure,
    Contradiction,
    ContradictionPage,
    describe_contradiction_page,
    describe_contradictions,
)
from claimgraph.documents.display import format_figure, format_number, format_span, html_datetime
from claimgraph.documents.document import Document, Ref, Resource, Span
from claimgraph.documents.entities import Entity
from claimgraph.documents.facets import FilterValues, describe_filters
from claimgraph.documents.figures import shorten_decimals, shorten_numbers
from claimgraph.documents.formats import (
    CLAIM_REVIEW,
    HTML,
    JSON,
    PAGE_FORMATS,
    RDF_FORMATS,
    RESOURCE_FORMATS,
    Format,
    negotiate_format,
    split_suffix,
)
from claimgraph.documents.gaps import (
    CoverageGaps,
    MissingMeasurement,
    UncheckedClaim,
    UnclaimedMetric,
    UnsourcedClaim,
    WantedMeasurement,
    describe_gaps,
)
from claimgraph.documents.impact import (
    Impact,
    LostContradiction,
    LostEvidence,
    LostUtterances,
    ReassessedClaim,
    describe_impact,
)
from claimgraph.documents.lineage import Lineage, LineageUtterance
from claimgraph.documents.lineage_paths import LineageChain, Wording
from claimgraph.documents.named_queries import NamedQueries, NamedQueryParameter, describe_queries
from claimgraph.documents.ontology import describe_scheme
from claimgraph.documents.paths import page_path, web_address
from claimgraph.documents.predictions import Prediction, Predictions, SpeakerScore, describe_predictions
from claimgraph.documents.query_examples import describe_examples
from claimgraph.documents.query_results import load_table
from claimgraph.documents.rdf_writer import write_document
from claimgraph.documents.release_diff import ReleaseDiff, ValueChange, describe_release_diff
from claimgraph.documents.resources import describe_resource
from claimgraph.documents.retractions import Retraction, read_retractions
from claimgraph.documents.rights import (
    ASSESSMENTS_GRAPH,
    INFERRED_GRAPH,
    REUSE_LEVELS,
    allowed_graphs,
    allows_graph,
    allows_reuse,
    allows_row,
    manifest_entry,
)
from claimgraph.documents.sensitivity import Sensitivity, describe_sensitivity
from claimgraph.documents.sensitivity_text import (
    explain_sensitivity,
    loss_text,
    piece_text,
    specification_text,
    turning_text,
    variant_text,
)
from claimgraph.documents.text import explain_verdict, mark_unreviewed, opinion_text, row_text
from claimgraph.documents.triple_index import TripleIndex, local_name
from claimgraph.documents.verdicts import VerdictDocument, describe_policy, describe_verdict

__all__ = [
    "ASSESSMENTS_GRAPH",
    "CATALOG",
    "CLAIM_REVIEW",
    "HTML",
    "INFERRED_GRAPH",
    "JSON",
    "PAGE_FORMATS",
    "RDF_FORMATS",
    "RESOURCE_FORMATS",
    "REUSE_LEVELS",
    "Archive",
    "Claim",
    "ClaimPage",
    "ClaimSummary",
    "Comparison",
    "ContradictingFigure",
    "Contradiction",
    "ContradictionPage",
    "CoverageGaps",
    "Document",
    "Entity",
    "Exports",
    "FilterValues",
    "Format",
    "Impact",
    "Lineage",
    "LineageChain",
    "LineageUtterance",
    "LostContradiction",
    "LostEvidence",
    "LostUtterances",
    "MissingMeasurement",
    "NamedQueries",
    "NamedQueryParameter",
    "Prediction",
    "Predictions",
    "ReassessedClaim",
    "Ref",
    "ReleaseDiff",
    "Resource",
    "Retraction",
    "Sensitivity",
    "Span",
    "SpeakerScore",
    "TripleIndex",
    "UncheckedClaim",
    "UnclaimedMetric",
    "UnsourcedClaim",
    "ValueChange",
    "VerdictDocument",
    "WantedMeasurement",
    "Wording",
    "add_addresses",
    "allowed_graphs",
    "allows_graph",
    "allows_reuse",
    "allows_row",
    "describe_contradiction_page",
    "describe_contradictions",
    "describe_examples",
    "describe_exports",
    "describe_filters",
    "describe_gaps",
    "describe_impact",
    "describe_policy",
    "describe_predictions",
    "describe_queries",
    "describe_release_diff",
    "describe_resource",
    "describe_scheme",
    "describe_sensitivity",
    "describe_verdict",
    "explain_sensitivity",
    "explain_verdict",
    "format_figure",
    "format_number",
    "format_span",
    "html_datetime",
    "load_table",
    "local_name",
    "loss_text",
    "manifest_entry",
    "mark_unreviewed",
    "measured_figure_text",
    "negotiate_format",
    "opinion_text",
    "page_path",
    "piece_text",
    "read_retractions",
    "row_text",
    "shorten_decimals",
    "shorten_numbers",
    "specification_text",
    "split_suffix",
    "turning_text",
    "variant_text",
    "void_document",
    "web_address",
    "write_document",
]

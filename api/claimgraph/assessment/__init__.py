"""Verdicts on claims: what was measured, how it compares, and what follows from that, as of any day.

A `Knowledge` is a loaded generation. An `Assessor` on top of it assesses claims under a `Policy`: it
runs the evidence queries that serve a claim, compares their measurements with what the claim's
propositions assert, and reads the verdict from the decision table.
"""

from claimgraph.assessment.assessor import Assessor, assess_claim, assess_claims
from claimgraph.assessment.claim_contents import (
    ClaimContent,
    Proposition,
    load_claim_contents,
    proposition_figure,
    proposition_iri,
)
from claimgraph.assessment.conclusions import Lean, Reason, Strength
from claimgraph.assessment.decision_table import (
    CLAIM_TABLE,
    PROPOSITION_TABLE,
    Circumstances,
    ClaimCircumstances,
    DecisionRow,
    Verdict,
    find_deciding_row,
)
from claimgraph.assessment.errors import EvidenceQueryError
from claimgraph.assessment.evidence_queries import EvidenceQuery, bind_evidence_query
from claimgraph.assessment.evidence_query_files import (
    EvidenceQueryFile,
    encode_evidence_queries,
    read_evidence_queries,
)
from claimgraph.assessment.formula_words import say_formula
from claimgraph.assessment.gates import Gate, GateMark, Standing
from claimgraph.assessment.history import (
    VerdictChange,
    VerdictHistory,
    load_verdict_history,
    possible_change_days,
    verdict_history,
    verdict_when_said,
)
from claimgraph.assessment.human_verdicts import HumanVerdict, load_human_verdicts
from claimgraph.assessment.knowledge import Knowledge
from claimgraph.assessment.measurement_facts import find_publisher, find_scope
from claimgraph.assessment.measurements import Measurement, read_measurement
from claimgraph.assessment.needs import Need, find_need
from claimgraph.assessment.own_formulas import FormulaCheck, check_formulas
from claimgraph.assessment.plain_figures import attach_unit, round_to_digits, say_figure, trim_zeros
from claimgraph.assessment.policy import (
    TIERS,
    Policy,
    PolicyError,
    evidence_exclusions,
    exclusions,
    is_described,
    read_policy,
)
from claimgraph.assessment.propositions import find_claimed_scope, list_measured
from claimgraph.assessment.provenance import Provenance
from claimgraph.assessment.reachability import iterate_reachable
from claimgraph.assessment.readings import Reading
from claimgraph.assessment.record_as_of import Argument, RecordAsOf, load_arguments, load_record
from claimgraph.assessment.scope import Scope
from claimgraph.assessment.sensitivity import Sensitivity, analyse_sensitivity
from claimgraph.assessment.sensitivity_curve import Specification
from claimgraph.assessment.sensitivity_loss import SmallestLoss
from claimgraph.assessment.sensitivity_turning import Bound, TurningFigure
from claimgraph.assessment.sensitivity_variants import Axis, Variant
from claimgraph.assessment.sentences import SentenceWriter
from claimgraph.assessment.stored_verdicts import (
    StoredVerdict,
    day_of_data,
    find_differing_verdicts,
    load_stored_verdicts,
)
from claimgraph.assessment.terms_of_use import (
    encode_terms,
    find_terms_of_claim,
    find_terms_of_verdict,
    list_price_observations,
)
from claimgraph.assessment.verdict_triples import COMPUTED, WHEN_SAID, encode_verdict, list_observations_used
from claimgraph.assessment.verdicts import RULES_VERSION, ClaimVerdict, PropositionVerdict
from claimgraph.assessment.weighing import EvidenceWeight, Side

__all__ = [
    "CLAIM_TABLE",
    "COMPUTED",
    "PROPOSITION_TABLE",
    "RULES_VERSION",
    "TIERS",
    "WHEN_SAID",
    "Argument",
    "Assessor",
    "Axis",
    "Bound",
    "Circumstances",
    "ClaimCircumstances",
    "ClaimContent",
    "ClaimVerdict",
    "DecisionRow",
    "EvidenceQuery",
    "EvidenceQueryError",
    "EvidenceQueryFile",
    "EvidenceWeight",
    "FormulaCheck",
    "Gate",
    "GateMark",
    "HumanVerdict",
    "Knowledge",
    "Lean",
    "Measurement",
    "Need",
    "Policy",
    "PolicyError",
    "Proposition",
    "PropositionVerdict",
    "Provenance",
    "Reading",
    "Reason",
    "RecordAsOf",
    "Scope",
    "Sensitivity",
    "SentenceWriter",
    "Side",
    "SmallestLoss",
    "Specification",
    "Standing",
    "StoredVerdict",
    "Strength",
    "TurningFigure",
    "Variant",
    "Verdict",
    "VerdictChange",
    "VerdictHistory",
    "analyse_sensitivity",
    "assess_claim",
    "assess_claims",
    "attach_unit",
    "bind_evidence_query",
    "check_formulas",
    "day_of_data",
    "encode_evidence_queries",
    "encode_terms",
    "encode_verdict",
    "evidence_exclusions",
    "exclusions",
    "find_claimed_scope",
    "find_deciding_row",
    "find_differing_verdicts",
    "find_need",
    "find_publisher",
    "find_scope",
    "find_terms_of_claim",
    "find_terms_of_verdict",
    "is_described",
    "iterate_reachable",
    "list_measured",
    "list_observations_used",
    "list_price_observations",
    "load_arguments",
    "load_claim_contents",
    "load_human_verdicts",
    "load_record",
    "load_stored_verdicts",
    "load_verdict_history",
    "possible_change_days",
    "proposition_figure",
    "proposition_iri",
    "read_evidence_queries",
    "read_measurement",
    "read_policy",
    "round_to_digits",
    "say_figure",
    "say_formula",
    "trim_zeros",
    "verdict_history",
    "verdict_when_said",
]

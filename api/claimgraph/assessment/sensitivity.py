"""How much hangs on what: the verdict read in every way, without some evidence, and with other figures.

Everything follows from the readings of a verdict; no query is run.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from claimgraph.assessment.knowledge import Knowledge
from claimgraph.assessment.sensitivity_curve import Specification, list_specifications
from claimgraph.assessment.sensitivity_loss import SmallestLoss, find_smallest_loss
from claimgraph.assessment.sensitivity_turning import TurningFigure, list_turning_figures
from claimgraph.assessment.sensitivity_variants import Variant, list_variants
from claimgraph.assessment.verdicts import ClaimVerdict
from claimgraph.assessment.weighing import Side


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """What a verdict hangs on.

    `specifications`: the ways to read the claim, each on its own. `variants`: the verdict if one thing were
    read otherwise. `loss`: the evidence it cannot do without. `turning_figures`: the claimed figures at
    which the verdict on a proposition changes.
    """

    verdict: ClaimVerdict
    specifications: tuple[Specification, ...]
    variants: tuple[Variant, ...]
    loss: SmallestLoss
    turning_figures: tuple[TurningFigure, ...]

    @property
    def side_counts(self) -> Counter[Side | None]:
        """In how many specifications the claim is true (FOR), false (AGAINST) or open (None)."""
        return Counter(specification.side for specification in self.specifications)


def analyse_sensitivity(verdict: ClaimVerdict, knowledge: Knowledge) -> Sensitivity:
    """What the verdict on a claim hangs on."""
    return Sensitivity(
        verdict,
        tuple(list_specifications(verdict)),
        tuple(list_variants(verdict, knowledge)),
        find_smallest_loss(verdict, knowledge),
        tuple(turning for part in verdict.propositions for turning in list_turning_figures(part)),
    )

"""Where a claim comes from: back from its utterances, by what they repeat and quote, to their origins.

docs/reference/model.md, "Lineage", says by which rules; this package is a literal reading of it.
"""

from claimgraph.analysis.lineage.carried_figures import Carried
from claimgraph.analysis.lineage.chains import Chain, How, Lineage, Step, lineage
from claimgraph.analysis.lineage.hedging import Change
from claimgraph.analysis.lineage.loops import Loop
from claimgraph.analysis.lineage.nodes import Node
from claimgraph.analysis.lineage.origins import Group
from claimgraph.analysis.lineage.wording import Shift, Wording

__all__ = [
    "Carried", "Chain", "Change", "Group", "How", "Lineage", "Loop", "Node", "Shift", "Step", "Wording",
    "lineage",
]  # fmt: skip

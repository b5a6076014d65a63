"""Where a claim comes from: back from its utterances, by what they repeat and quote, to their origins.

docs/model.md, "Lineage", says by which rules; this package is a literal reading of it.
"""

from claimgraph.checks.lineage.chains import Chain, How, Lineage, Step, lineage
from claimgraph.checks.lineage.figures import Carried
from claimgraph.checks.lineage.loops import Loop
from claimgraph.checks.lineage.nodes import Node
from claimgraph.checks.lineage.origins import Group
from claimgraph.checks.lineage.scales import Change
from claimgraph.checks.lineage.wording import Shift, Wording

__all__ = [
    "Carried", "Chain", "Change", "Group", "How", "Lineage", "Loop", "Node", "Shift", "Step", "Wording",
    "lineage",
]  # fmt: skip

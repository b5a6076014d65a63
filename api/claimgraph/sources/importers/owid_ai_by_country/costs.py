"""hardware-and-energy-cost-to-train-notable-ai-systems.csv: left out, with its account.

These are Epoch AI's costs in a revision that the file does not name. Epoch AI's own files have the costs of
named revisions, with other values for some models: the same figure must not be there twice.
"""

from __future__ import annotations

from claimgraph.sources.intake import Intake
from claimgraph.sources.table import TableSchema

REPEATED = "Cost by Epoch AI in a revision that is not named; its own files have those of named revisions"
SCHEMA = TableSchema(
    "hardware-and-energy-cost-to-train-notable-ai-systems.csv",
    columns={},
    ignored=dict.fromkeys(("Entity", "Day", "Cost", "Domain"), REPEATED),
)


def ignore_costs(intake: Intake) -> None:
    """Account for each model."""
    for row in intake.read_rows(SCHEMA):
        intake.ignore_row(row, REPEATED)

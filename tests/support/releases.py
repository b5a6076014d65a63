"""A small series: the number of notable models of some nations in 2025, and a claim on India's."""

from __future__ import annotations

import csv
from datetime import date

from claimgraph.model import Observation, columns_of
from claimgraph.source_tree import SourceTree
from tests.support.source_trees import add, claim_models

CLAIM = "example-india-40"
DESCRIPTION = """\
title = "Models by nation"
description = "An example."
publisher = "Example"
version = "{day}"
issued = {day}
licence = "CC0-1.0"
attribution = "Example"
reuse = "open"

[series]
id = "example"
title = "Models by nation"
complete = true
"""


def add_release(source_tree: SourceTree, slug: str, day: date, **values: str) -> None:
    """A release that gives the number of notable models of some nations in 2025."""
    folder = source_tree.root / "data" / slug
    folder.mkdir()
    (folder / "dataset.toml").write_text(DESCRIPTION.format(day=day), "utf-8")
    with (folder / "observations.csv").open("w", encoding="utf-8", newline="") as table:
        writer = csv.DictWriter(table, columns_of(Observation), lineterminator="\n")
        writer.writeheader()
        for nation, value in values.items():
            writer.writerow(
                {
                    "id": f"{slug}-{nation}",
                    "metric": "notable-ai-models",
                    "subjects": f"nation/{nation}",
                    "value": value,
                    "unit": "models",
                    "period": "2025",
                    "known_since": day.isoformat(),
                    "source": "1ai-net-2024-tsmc-2nm",
                    "source_text": value,
                }
            )


def claim_of_india(source_tree: SourceTree) -> None:
    """Add a claim that India had 40 notable models in 2025, said on the first day of 2026."""
    claim_models(
        source_tree, CLAIM, "India had 40 models.", "factual-quantitative", comparator="equal", value="40",
        period="2025", subjects="nation/india",
    )  # fmt: skip
    add(
        source_tree, "utterances.csv", id=CLAIM, claim=CLAIM, speaker="person/elon-musk",
        speaker_as_printed="Elon Musk", said="2026-01-01", source="unknown", modality="asserted",
        attribution_confidence="high",
    )  # fmt: skip

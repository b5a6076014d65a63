"""The figures of evidence-2026-11 that are ours are worked out again, and relays are named."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from claimgraph.model import Observation, Source
from claimgraph.source_tree import default_source_tree
from claimgraph.sources import read_record_table

FOLDER = default_source_tree().root / "data" / "evidence-2026-11"


def read_records(path: Path, record_class: type[Any]) -> dict[str, Any]:
    return {row.record.id: row.record for row in read_record_table(path, record_class)}


OBSERVATIONS = read_records(FOLDER / "observations.csv", Observation)
SOURCES = read_records(FOLDER / "sources.csv", Source)


@pytest.mark.parametrize(
    ("observation", "value"),
    [
        ("e1-cloudscene-2026-multiple", Decimal(5427) / Decimal(529)),
        ("e1-dcm-2026-multiple", Decimal(3960) / Decimal(498)),
        ("e1-ft-ascend-targets-2025", Decimal(100_000 + 300_000)),
        ("e1-bloomberg-910c-2025", Decimal(600_000) / 2),
    ],
)
def test_a_figure_of_ours_follows_from_its_method(observation: str, value: Decimal) -> None:
    stated = OBSERVATIONS[observation].value or OBSERVATIONS[observation].low
    assert stated is not None
    assert abs(stated - value) <= Decimal("0.005")


def test_no_measurement_stands_in_two_folders() -> None:
    curated = read_records(FOLDER.parent / "curated" / "observations.csv", Observation)
    texts = {observation.source_text for observation in curated.values()}
    assert texts.isdisjoint(observation.source_text for observation in OBSERVATIONS.values())


@pytest.mark.parametrize(
    ("source", "relayed"),
    [
        ("binance-2025-gatekeeper", "government/us-attorney-southern-district-of-texas"),
        ("reportify-2025-trendforce-3q25", "company/tsmc"),
        ("cna-2025-asml-mistral", "company/mistral-ai"),
        ("sovereign-compute-2026-a-fifth", "person/martin-casado"),
    ],
)
def test_a_page_that_tells_what_a_party_says_names_it(source: str, relayed: str) -> None:
    assert relayed in SOURCES[source].relays

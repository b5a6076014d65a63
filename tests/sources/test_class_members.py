"""Classes of chips and families of models: what is known to belong to them is linked to them."""

import csv
from collections import defaultdict

import pytest

from claimgraph.datasets import read_dataset
from claimgraph.model import EntityReading, ModelFacts
from claimgraph.source_tree import default_source_tree
from claimgraph.sources import DatasetRows, read_dataset_rows

DATA = default_source_tree().root / "data"
# Classes that a claim names by what chips are for, not by what they are called: nobody says which they are.
OPEN_CLASSES = {
    "chip-class/advanced-ai-chips",
    "chip-class/advanced-chips",
    "chip-class/ai-accelerators",
    "chip-class/ai-servers",
    "chip-class/high-end-chips",
    "chip-class/leading-ai-chips",
}
# Epoch AI does not say whether it means the board or the chips on it.
UNCLEAR_CLASSES = {"chip-class/nvidia-gb200", "chip-class/nvidia-gb300"}


@pytest.fixture(scope="module")
def parts() -> dict[str, set[str]]:
    """The parts of every entity, by all tables of entities; each whole has those of its parts, too."""
    wholes: dict[str, set[str]] = defaultdict(set)
    for path in sorted(DATA.glob("*/entities.csv")):
        with path.open(encoding="utf-8", newline="") as table:
            for row in csv.DictReader(table):
                wholes[row["id"]] |= set(filter(None, row["part_of"].split("|")))
    parts: dict[str, set[str]] = {entity: set() for entity in wholes}
    for entity, direct in wholes.items():
        pending = set(direct)
        while pending:
            whole = pending.pop()
            parts.setdefault(whole, set()).add(entity)
            pending |= wholes.get(whole, set())
    return parts


@pytest.fixture(scope="module")
def models() -> DatasetRows:
    folder = DATA / "epoch-models-chips-costs"
    return read_dataset_rows(folder, read_dataset(folder))


def test_every_class_of_chips_with_a_name_of_its_own_has_members(parts: dict[str, set[str]]) -> None:
    empty = {entity for entity in parts if entity.startswith("chip-class/") and not parts[entity]}
    assert empty == OPEN_CLASSES | UNCLEAR_CLASSES


@pytest.mark.parametrize(
    ("whole", "part"),
    [
        ("chip-class/nvidia-a100", "chip/nvidia-a100-sxm4-80-gb"),
        ("chip-class/nvidia-a800", "chip/nvidia-a800-sxm"),
        ("chip-class/nvidia-h800", "chip/nvidia-h800-pcie"),
        ("chip-class/nvidia-hopper", "chip-class/nvidia-h800"),
        ("chip-class/nvidia-hopper", "chip/nvidia-h800-sxm5"),
        ("chip-class/nvidia-hopper", "chip/nvidia-hgx-h20"),
        ("chip-class/nvidia-h100-h200", "chip/nvidia-h200-sxm"),
        ("chip-class/nvidia-blackwell", "chip/nvidia-b300"),
        ("chip-class/huawei-ascend", "chip/huawei-ascend-910b3"),
        ("model-family/llama", "model/llama-13b"),
        ("model-family/claude", "model/claude-opus-4"),
    ],
)
def test_a_whole_has_this_part(parts: dict[str, set[str]], whole: str, part: str) -> None:
    assert part in parts[whole]


def test_the_chips_of_epochs_table_with_the_name_of_a_class_belong_to_it(
    parts: dict[str, set[str]], models: DatasetRows
) -> None:
    names = {
        "nvidia-a100": "chip-class/nvidia-a100",
        "nvidia-a800": "chip-class/nvidia-a800",
        "nvidia-h100": "chip-class/nvidia-h100",
        "nvidia-h800": "chip-class/nvidia-h800",
        "huawei-ascend": "chip-class/huawei-ascend",
    }
    chips = {row.record.id for row in models.rows if getattr(row.record, "id", "").startswith("chip/")}
    assert {
        chip
        for chip in chips
        for name, whole in names.items()
        if chip.startswith(f"chip/{name}") and chip not in parts[whole]
    } == set()


def test_the_model_that_chatbit_was_made_from_is_a_llama(
    parts: dict[str, set[str]], models: DatasetRows
) -> None:
    facts = {row.record.id: row.record for row in models.rows if isinstance(row.record, ModelFacts)}
    assert facts["model/chatbit"].based_on == ("model/llama-13b",)
    assert facts["model/chatbit"].based_on_as_printed == "LLaMA-13B"


def test_the_chinese_owners_of_chips_are_read_as_china_on_an_assumption() -> None:
    folder = DATA / "epoch-ai-chip-counts"
    rows = read_dataset_rows(folder, read_dataset(folder)).rows
    (reading,) = (row.record for row in rows if isinstance(row.record, EntityReading))
    assert (reading.id, reading.read_as) == ("unnamed/chinese-owners-in-chip-counts", "nation/china")
    assert "smuggled" in reading.assumption

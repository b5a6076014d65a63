"""Epoch AI's models, compared with the file read another way; and what is said of spoilt copies."""

import csv
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from claimgraph.datasets import read_dataset
from claimgraph.errors import ClaimgraphError
from claimgraph.model import Entity, Involvement, ModelFacts, Observation, Remainder
from claimgraph.source_tree import default_source_tree
from claimgraph.sources import DatasetRows, read_dataset_rows
from claimgraph.sources.importers.epoch_models_chips_costs.list_pairing import learn_values, possible_values
from tests.support.source_trees import dataset_copy

ROOT = default_source_tree().root
FOLDER = ROOT / "data/epoch-models-chips-costs"
FILE = "all_ml_systems.csv"
KINDS = (Entity, Involvement, ModelFacts, Observation, Remainder)

Rows = list[dict[str, str]]
Records = dict[type, list[Any]]


@pytest.fixture(scope="module")
def gathered() -> DatasetRows:
    return read_dataset_rows(FOLDER, read_dataset(FOLDER))


@pytest.fixture(scope="module")
def found(gathered: DatasetRows) -> Records:
    rows = [row.record for row in gathered.rows if row.file_name == FILE]
    return {kind: [each for each in rows if isinstance(each, kind)] for kind in KINDS}


@pytest.fixture(scope="module")
def printed() -> Rows:
    """The rows but the older one of the model that is there twice."""
    with (FOLDER / FILE).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 1892
    return [row for row in rows if (row["Model"], row["Last modified"]) != ("P-LLama3", "2025-05-01 10:42")]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return dataset_copy(FOLDER, tmp_path)


def figures(found: Records, metric: str) -> dict[str, Observation]:
    return {each.subjects[0]: each for each in found[Observation] if each.metric == metric}


def values(found: Records, metric: str) -> dict[str, float]:
    figured = figures(found, metric).items()
    return {model: float(each.value) for model, each in figured if each.value is not None}


def facts(found: Records, model: str) -> ModelFacts:
    by_id: dict[str, ModelFacts] = {each.id: each for each in found[ModelFacts]}
    return by_id[f"model/{model}"]


def involved(found: Records, model: str) -> dict[str, Involvement]:
    return {each.agent_as_printed: each for each in found[Involvement] if each.thing == f"model/{model}"}


def test_each_row_read_has_one_fate(gathered: DatasetRows) -> None:
    account = gathered.accounts[FILE]
    twice = {"the model is in the table twice; the row modified last is kept": 1}
    assert (account.read, account.imported, account.rejected) == (1892, 1891, twice)


def test_of_the_model_that_is_there_twice_the_row_modified_last_is_kept(found: Records) -> None:
    compute = figures(found, "training-compute")["model/p-llama3"]
    assert getattr(compute.known_since, "text", None) == "2025-05-23"


def test_models_count_once_for_each_nation_however_many_organisations_it_has_in_them(
    found: Records, printed: Rows
) -> None:
    expected = Counter(
        nation
        for row in printed
        for nation in {part.strip() for part in row["Country (of organization)"].split(",")}
    )
    counted = Counter(nation for each in found[ModelFacts] for nation in each.developed_in)
    assert counted["nation/us"] == expected["United States of America"] == 1069
    assert counted["nation/south-korea"] == expected["Korea (Republic of)"]
    assert counted["region/multinational"] == expected["Multinational"]
    del expected[""]
    assert sorted(counted.values()) == sorted(expected.values())


def test_models_of_a_nation_and_year_are_those_of_the_file(found: Records, printed: Rows) -> None:
    nations = {each.id: each.developed_in for each in found[ModelFacts]}
    released = {each.id: each.released.text[:4] for each in found[Entity]}
    counted = Counter(released[model] for model, places in nations.items() if "nation/china" in places)
    cells = [(row["Publication date"][:4], row["Country (of organization)"].split(",")) for row in printed]
    assert counted == Counter(year for year, places in cells if "China" in places)


def test_models_by_accessibility_are_those_of_the_file(found: Records, printed: Rows) -> None:
    counted = Counter(each.accessibility for each in found[ModelFacts])
    expected = Counter(row["Model accessibility"] for row in printed)
    assert sorted(counted.values()) == sorted(expected.values())
    assert counted["open-weights-non-commercial"] == expected["Open weights (non-commercial)"]


def test_the_largest_models_are_those_of_the_file_in_the_same_order(found: Records, printed: Rows) -> None:
    expected = [float(row["Training compute (FLOP)"]) for row in printed if row["Training compute (FLOP)"]]
    compute = values(found, "training-compute")
    assert sorted(compute.values()) == sorted(expected)
    assert max(compute, key=lambda model: compute[model]) == "model/grok-3"


@pytest.mark.parametrize(
    ("metric", "column"),
    [
        ("model-parameters", "Parameters"),
        ("training-data-size", "Training dataset size (datapoints)"),
        ("training-duration", "Training time (hours)"),
        ("training-chips-used", "Hardware quantity"),
        ("training-chip-hours", "Training chip-hours"),
        ("training-power-draw", "Training power draw (W)"),
        ("training-compute-cost-epoch", "Training compute cost (2023 USD)"),
        ("training-batch-size", "Batch size"),
        ("training-epochs", "Epochs"),
        ("model-citations", "Citations"),
        ("rank-by-training-compute", "Compute rank when published"),
        ("post-training-compute", "Post-training compute (FLOP)"),
    ],
)
def test_the_figures_of_a_column_are_all_there(
    found: Records, printed: Rows, metric: str, column: str
) -> None:
    expected = sorted(float(row[column].strip("$")) for row in printed if row[column])
    assert sorted(values(found, metric).values()) == expected


def test_bounds_without_an_estimate_are_an_observation_too(found: Records, printed: Rows) -> None:
    low, value, high = (f"Training compute {each}" for each in ("lower bound", "(FLOP)", "upper bound"))
    compute = figures(found, "training-compute")
    bounded = [each for each in compute.values() if each.bounds == "stated-range"]
    wrong = {"GLM-4V-9B", "ConvS2S (ensemble of 8 models)"}
    expected = [row for row in printed if (row[low] or row[high]) and row["Model"] not in wrong]
    assert len(bounded) == len(expected) == 49
    assert sum(each.value is None for each in bounded) == sum(not row[value] for row in expected)
    assert all((each.low or 0) <= each.value <= (each.high or each.value) for each in bounded if each.value)


def test_grok_3_has_the_bounds_method_and_confidence_of_its_row(found: Records) -> None:
    grok = figures(found, "training-compute")["model/grok-3"]
    assert (float(grok.low or 0), float(grok.high or 0)) == (2.1e26, 1.1299999999999998e27)
    assert (grok.confidence, grok.unit, grok.bounds) == ("confident", "flop", "stated-range")
    assert grok.source_text == (
        "Training compute lower bound: 2.1e+26; Training compute (FLOP): 4.6400000000000005e+26; "
        "Training compute upper bound: 1.1299999999999998e+27"
    )


def test_figures_that_cannot_be_right_are_kept_as_text_only(found: Records, printed: Rows) -> None:
    one_digit = [
        row for row in printed if len(row["Finetune compute (FLOP)"]) == 1 and row["Model"] != "FunSearch"
    ]
    left = [each for each in found[Remainder] if each.field == "Finetune compute (FLOP)"]
    tuned = figures(found, "fine-tuning-compute")
    assert len(left) == len(one_digit) == 74
    assert len(tuned) + len(left) == sum(bool(row["Finetune compute (FLOP)"]) for row in printed)
    assert tuned["model/funsearch"].value == 0  # "No finetuning", says its note
    assert {each.text for each in found[Remainder] if each not in left} == {
        "5.42",
        "72.0",
        "5.65000000001e+19",
    }


def test_an_organisation_with_several_nations_has_them_wherever_it_took_part(found: Records) -> None:
    parts = involved(found, "internlm2-20b")
    assert parts["Chinese University of Hong Kong (CUHK)"].nations == ("nation/china", "nation/hong-kong")
    assert parts["SenseTime"].nations == ("nation/china", "nation/hong-kong")
    assert parts["Fudan University"].nations == ("nation/china",)
    assert facts(found, "internlm2-20b").developed_in == ("nation/china", "nation/hong-kong")


def test_a_laboratory_is_not_its_group(found: Records) -> None:
    parts = involved(found, "txgemma-27b")
    assert parts["Google DeepMind"].agent == "company/google-deepmind"
    assert parts["Google Research"].agent == "company/google-research"


def test_nations_that_cannot_be_told_apart_are_left_empty_with_a_note(found: Records) -> None:
    unclear = [each for each in found[Involvement] if "nations" in (each.note or "")]
    assert {each.thing for each in unclear} == {
        f"model/{each}" for each in ("amber", "crystalcoder", "starcoder", "ulm-fit")
    }
    assert all(each.nations == () for each in unclear)
    assert facts(found, "ulm-fit").developed_in == ("nation/ireland", "nation/us")


def test_every_row_s_nations_are_those_of_its_organisations(found: Records) -> None:
    together: dict[str, set[str]] = defaultdict(set)
    unclear = {each.thing for each in found[Involvement] if "nations" in (each.note or "")}
    for each in found[Involvement]:
        together[each.thing] |= set(each.nations)
    for each in found[ModelFacts]:
        assert each.id in unclear or together[each.id] == set(each.developed_in), each.id


def test_each_row_s_organisations_are_developers_in_their_sector(found: Records, printed: Rows) -> None:
    developers = [each for each in found[Involvement] if each.role == "developer"]
    rows = [next(csv.reader([row["Organization"]])) for row in printed if row["Organization"]]
    assert len(developers) == sum(map(len, rows)) == 3148
    assert involved(found, "gpt-4")["OpenAI"].sector == "industry"
    aramco = involved(found, "aramco-metabrain-ai")["Saudi Aramco"]
    assert (aramco.sector, aramco.agent) == (None, None)
    assert aramco.note == "The table puts it in several sectors: industry, government."


def test_a_name_with_a_comma_in_it_is_one_organisation(found: Records) -> None:
    assert "SambaNova Systems, Inc" in {each.agent_as_printed for each in found[Involvement]}


def test_base_models_and_chips_are_things_where_a_table_describes_them(found: Records) -> None:
    janus, llama = facts(found, "janus-pro-7b"), facts(found, "llama-3-1-405b")
    assert janus.based_on == ("model/siglip-400m",)
    assert janus.based_on_as_printed == "DeepSeek LLM 7B,SigLIP 400M"
    assert llama.trained_on == ("chip/nvidia-h100-sxm5-80gb",)
    assert figures(found, "training-chips-used")["model/llama-3-1-405b"].partners == llama.trained_on


def test_models_of_like_names_are_two_models(found: Records) -> None:
    names = {each.id: each.name for each in found[Entity]}
    assert (names["model/calm-2022"], names["model/calm-2023"]) == ("CaLM", "CALM")
    assert "model/claude" in names  # and not the family of that name
    assert len(names) == 1891


def test_models_that_data_entities_describes_are_the_same_and_agree(found: Records, printed: Rows) -> None:
    with (ROOT / "data/entities/entities.csv").open(encoding="utf-8", newline="") as file:
        ours = {
            row["id"]: row
            for row in csv.DictReader(file)
            if row["released"] and row["id"].startswith("model/")
        }
    theirs = {each.id: each for each in found[Entity]}
    assert len(ours) == 141
    for model, row in ours.items():
        each = theirs[model]
        assert (each.released.text, each.name, each.homepage) == (row["released"], None, None)
        assert set(filter(None, row["developers"].split("|"))) <= set(each.developers), model


def test_values_that_stand_beside_a_name_elsewhere_cut_a_list() -> None:
    rows = [
        (["A"], ["x", "y"]),
        (["A", "B"], ["x", "y", "z"]),
        (["C", "B"], ["z"]),
        (["D", "E"], ["x", "y", "z"]),
    ]
    known = learn_values(rows)
    assert known == {"A": ("x", "y"), "B": ("z",), "C": ()}
    assert possible_values(["D", "E"], ["x", "y", "z"], known) == [{("x",), ("x", "y")}, {("z",), ("y", "z")}]
    assert not all(possible_values(["A", "B"], ["x", "z"], known))


Spoil = Callable[[Rows], None]


def line_of(rows: Rows, model: str) -> dict[str, str]:
    return next(row for row in rows if row["Model"] == model)


def another_unit(rows: Rows) -> None:
    line_of(rows, "Grok-3")["Training time (hours)"] = "90 days"


def an_unknown_nation(rows: Rows) -> None:
    line_of(rows, "Grok-3")["Country (of organization)"] = "Atlantis"


def no_nation(rows: Rows) -> None:
    line_of(rows, "Grok-3")["Country (of organization)"] = ""


def no_nation_for_an_organisation_of_one_row(rows: Rows) -> None:
    assert sum(row["Organization"] == "Recraft" for row in rows) == 1
    next(row for row in rows if row["Organization"] == "Recraft")["Country (of organization)"] = ""


def one_nation_less(rows: Rows) -> None:
    line_of(rows, "InternLM2-20B")["Country (of organization)"] = "China,Hong Kong,China,China"


def an_unknown_category(rows: Rows) -> None:
    line_of(rows, "Grok-3")["Model accessibility"] = "Open source"


def an_unknown_confidence(rows: Rows) -> None:
    line_of(rows, "Grok-3")["Confidence"] = "Certain"


def the_same_row_twice(rows: Rows) -> None:
    rows.append(line_of(rows, "Grok-3"))


def a_new_column(rows: Rows) -> None:
    for row in rows:
        row["Training energy (kWh)"] = ""


def a_renamed_unit(rows: Rows) -> None:
    for row in rows:
        row["Training time (days)"] = row.pop("Training time (hours)")


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (another_unit, "column 'Training time (hours)': '90 days' is not a number"),
        (an_unknown_nation, "column 'Country (of organization)': 'Atlantis' is no name we know"),
        (no_nation, "column 'Country (of organization)': no nation for 'xAI'"),
        (
            no_nation_for_an_organisation_of_one_row,
            "column 'Country (of organization)': no nation for 'Recraft'",
        ),
        (
            one_nation_less,
            "column 'Country (of organization)': the cell does not fit 'Shanghai AI Lab,SenseTime,",
        ),
        (an_unknown_category, "column 'Model accessibility': 'Open source' is not a category we know"),
        (an_unknown_confidence, "column 'Confidence': 'Certain' is not a category we know"),
        (the_same_row_twice, "column 'Model': 'Grok-3', '2025-05-29 13:22' is already in line"),
        (a_new_column, "unknown columns ['Training energy (kWh)']"),
        (
            a_renamed_unit,
            "unknown columns ['Training time (days)'] and missing columns ['Training time (hours)']",
        ),
    ],
)
def test_a_spoilt_copy_is_refused_with_file_line_and_column(copy: Path, spoil: Spoil, told: str) -> None:
    path = copy / FILE
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    spoil(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    with pytest.raises(ClaimgraphError) as error:
        read_dataset_rows(copy, read_dataset(copy))
    lines = str(error.value).splitlines()
    assert sum(told in line and f"{FILE}:" in line for line in lines) == 1
    assert any("the SHA-256 is" in line for line in lines)
    assert len(lines) == 2

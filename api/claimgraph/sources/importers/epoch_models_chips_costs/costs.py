"""Imports model_costs.csv and model_costs_updated.csv: what training a model cost, by four definitions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from claimgraph.edtf import Period
from claimgraph.model import Observation
from claimgraph.sources.cells import CellParser, parse_number
from claimgraph.sources.figures import optional_figure_parsers
from claimgraph.sources.importers.epoch_models_chips_costs.cells import parse_name
from claimgraph.sources.intake import Intake
from claimgraph.sources.records import make_record
from claimgraph.sources.slugs import slugify
from claimgraph.sources.table import TableRow, TableSchema

_UNSTATED = "US dollars as computed by Epoch AI; the table does not say of which year"


@dataclass(frozen=True, slots=True)
class Costs:
    """A table of costs. `metrics`: what each column of it is."""

    file: str
    metrics: Mapping[str, str]
    source: str
    known: Period
    definition: str

    @property
    def table(self) -> TableSchema:
        """The columns, all of them used."""
        takes: dict[str, CellParser] = {"Model": parse_name}
        takes |= optional_figure_parsers(dict.fromkeys(self.metrics, parse_number))
        return TableSchema(self.file, takes, key=("Model",))


TABLES = (
    Costs(
        "model_costs.csv",
        {
            "Cloud_Cost": "training-cost-cloud-rental",
            "Hardware_Acquisition_Cost": "training-cost-hardware-acquisition",
            "Hardware_Capex_Energy_Cost": "training-cost-amortised",
        },
        "epoch-ai-2025-model-costs",
        Period.parse("2025-07-04"),  # as the source is dated
        _UNSTATED,
    ),
    Costs(
        "model_costs_updated.csv",
        {"Cost": "training-cost-amortised-updated"},
        "epoch-ai-2026-model-costs-updated",
        Period.parse("2026-04-01"),  # the state of the repository; the file itself has no date
        f"{_UNSTATED}, nor which definition of cost",
    ),
)

_UNKNOWN = "the model is not in all_ml_systems.csv, and nobody judged which model it is"
_EMPTY = "the row gives no cost"


def import_costs(intake: Intake) -> None:
    """Take the costs of models that all_ml_systems.csv describes: import that table first."""
    models = {name: entity for entity, (name, _) in intake.names.minted.items()}
    for costs in TABLES:
        for row in intake.read_rows(costs.table):
            model = intake.names.find_entity(row["Model"]) or models.get(row["Model"])
            if not model:
                intake.reject_row(row, _UNKNOWN)
            elif found := list(_figures(row, costs, model)):
                intake.import_row(row, *found)
            else:
                intake.ignore_row(row, _EMPTY)


def _figures(row: TableRow, costs: Costs, model: str) -> Iterator[Observation]:
    for column, metric in costs.metrics.items():
        if cell := row[column]:
            yield make_record(
                Observation,
                id=slugify("epoch-cost", model.partition("/")[2], metric),
                metric=metric,
                subjects=(model,),
                value=cell.value,
                unit="unit:CCY_USD",
                known_since=costs.known,
                source=costs.source,
                method="Estimate of Epoch AI",
                definition=costs.definition,
                source_text=cell.source_text,
            )

"""The chain: stages, the inputs that chips are made with, and what goes into what."""

from __future__ import annotations

from claimgraph.model import Entity, InputFacts
from claimgraph.sources.cells import CellError, optional, parse_text, term_of
from claimgraph.sources.importers.eto_chip_explorer.cells import parse_year
from claimgraph.sources.importers.eto_chip_explorer.chain_node import MARKET_COLUMNS, ChainNode, read_node
from claimgraph.sources.importers.eto_chip_explorer.market_sizes import size_observations
from claimgraph.sources.intake import Intake
from claimgraph.sources.records import make_record
from claimgraph.sources.table import TableRow, TableSchema

INPUT_TYPES = {
    "tool_resource": "tool",
    "material_resource": "material",
    "process": "process",
    "design_resource": "design-resource",
    "ultimate_output": "final-product",
}
STAGES = TableSchema(
    "stages.csv",
    {"stage_id": parse_text, "stage_name": parse_text, "description": parse_text, **MARKET_COLUMNS},
    key=("stage_id",),
)
INPUTS = TableSchema(
    "inputs.csv",
    {
        "input_id": parse_text,
        "input_name": parse_text,
        "type": term_of(INPUT_TYPES),
        "stage_name": optional(parse_text),
        "stage_id": optional(parse_text),
        "description": parse_text,
        "year": optional(parse_year),
        **MARKET_COLUMNS,
    },
    key=("input_id",),
)
LINK_COLUMNS = {"goes_into": "goes_into_id", "is_type_of": "is_type_of_id"}
SEQUENCE = TableSchema(
    "sequence.csv",
    {
        "input_name": parse_text,
        "input_id": parse_text,
        **{f"{link}_{suffix}": optional(parse_text) for link in LINK_COLUMNS for suffix in ("name", "id")},
    },
    key=("input_id", *LINK_COLUMNS.values()),
)


def import_chain(intake: Intake) -> dict[str, ChainNode]:
    """Import all stages and inputs; return them by the publisher's id."""
    stages = {row["stage_id"]: _import_stage(intake, row) for row in intake.read_rows(STAGES)}
    rows = list(intake.read_rows(INPUTS))
    inputs = {row["input_id"]: read_node(intake, row, "input") for row in rows}
    _link_inputs(intake, inputs)
    for row in rows:
        _import_input(intake, row, inputs[row["input_id"]], stages)
    return stages | inputs


def _import_stage(intake: Intake, row: TableRow) -> ChainNode:
    stage = read_node(intake, row, "stage")
    identifiers, note = (f"eto:{row['stage_id']}",), row["description"]
    entity = make_record(Entity, id=stage.path, identifiers=identifiers, name=stage.name, note=note)
    intake.import_row(row, entity, *size_observations(intake, row, stage, None))
    return stage


def _link_inputs(intake: Intake, inputs: dict[str, ChainNode]) -> None:
    """Note on each input what it goes into and what it is a kind of."""
    for row in intake.read_rows(SEQUENCE):
        ends = {"input": row["input_id"]}
        ends |= {link: row[column] for link, column in LINK_COLUMNS.items() if row[column]}
        try:
            _check_ends(row, ends, inputs)
        except CellError as error:
            intake.report_error(row, "goes_into_id", error.problem, error.fix)
            continue
        for link in LINK_COLUMNS.keys() & ends.keys():
            inputs[row["input_id"]].links[link].append(inputs[ends[link]].path)
        intake.import_row(row)


def _check_ends(row: TableRow, ends: dict[str, str], inputs: dict[str, ChainNode]) -> None:
    fix = "Each row links two inputs of inputs.csv, by id and name."
    if len(ends) == 1:
        raise CellError("the input goes into nothing and is a kind of nothing", fix)
    for link, end in ends.items():
        if end not in inputs or inputs[end].name != row[f"{link}_name"]:
            raise CellError(f"{link}_id {end!r} is not that of {row[f'{link}_name']!r}", fix)


def _import_input(intake: Intake, row: TableRow, node: ChainNode, stages: dict[str, ChainNode]) -> None:
    stage = stages.get(row["stage_id"])
    if (stage.name if stage else None) != row["stage_name"]:
        problem = f"{row['stage_name']!r} is not the name of stage {row['stage_id']!r}"
        intake.report_error(row, "stage_name", problem, "Name a stage of stages.csv, or none.")
        return
    identifiers = (f"eto:{row['input_id']}",)
    entity = make_record(Entity, id=node.path, identifiers=identifiers, name=node.name)
    facts = _input_facts(row, node, stage)
    intake.import_row(row, entity, facts, *size_observations(intake, row, node, row["year"]))


def _input_facts(row: TableRow, node: ChainNode, stage: ChainNode | None) -> InputFacts:
    return make_record(
        InputFacts,
        id=node.path,
        input_type=row["type"],
        stage=stage.path if stage else None,
        goes_into=tuple(node.links["goes_into"]),
        variant_of=tuple(node.links["is_type_of"]),
        description=row["description"],
        market_size_text=node.size.printed if node.size else None,
    )

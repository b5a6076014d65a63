"""The tables a dataset folder may hold: which file holds which record."""

from __future__ import annotations

from pathlib import Path

from claimgraph.errors import TableError
from claimgraph.model import (
    Assessment,
    Bridge,
    ChipFacts,
    Claim,
    ClaimRelation,
    Entity,
    EntityReading,
    EvidenceLine,
    Fab,
    Formula,
    IdentifierMatch,
    InputFacts,
    Involvement,
    ModelFacts,
    NameMatch,
    Observation,
    OwnMetric,
    OwnTopic,
    OwnUnit,
    QuantityProposition,
    Record,
    RelationProposition,
    Remainder,
    Retraction,
    SiteFacts,
    Source,
    Speaker,
    SuspectObservation,
    Utterance,
)
from claimgraph.sources.reconcile import ALIASES_FILE
from claimgraph.sources.records import RecordRow, read_record_table

RECORD_TABLES: dict[str, type[Record]] = {
    "claims.csv": Claim,
    "quantity_propositions.csv": QuantityProposition,
    "relation_propositions.csv": RelationProposition,
    "formulas.csv": Formula,
    "utterances.csv": Utterance,
    "sources.csv": Source,
    "speakers.csv": Speaker,
    "observations.csv": Observation,
    "suspect_observations.csv": SuspectObservation,
    "evidence.csv": EvidenceLine,
    "claim_relations.csv": ClaimRelation,
    "bridges.csv": Bridge,
    "assessments.csv": Assessment,
    "retractions.csv": Retraction,
    "left_as_text.csv": Remainder,
    "entities.csv": Entity,
    "identifier_matches.csv": IdentifierMatch,
    "entity_readings.csv": EntityReading,
    "fabs.csv": Fab,
    "model_facts.csv": ModelFacts,
    "chip_facts.csv": ChipFacts,
    "site_facts.csv": SiteFacts,
    "input_facts.csv": InputFacts,
    "involvements.csv": Involvement,
    "name_matches.csv": NameMatch,
    "metrics.csv": OwnMetric,
    "units.csv": OwnUnit,
    "topics.csv": OwnTopic,
}


_BESIDE_TABLES = frozenset({ALIASES_FILE})


def read_record_tables(folder: Path, publisher_files: frozenset[str] = frozenset()) -> list[RecordRow]:
    """Read every table of ours in a dataset folder, in the order of RECORD_TABLES.

    `publisher_files`: those that are not ours, even if they have the name of one of our tables.

    Raises:
        TableError: No table has the name of a CSV file there, or a table cannot be read.
        RowErrors: Cells that cannot be read.
    """
    tables = {name: record for name, record in RECORD_TABLES.items() if name not in publisher_files}
    for path in sorted(folder.glob("*.csv")):
        if path.name not in {*tables, *publisher_files, *_BESIDE_TABLES}:
            names = f"Tables: {', '.join(RECORD_TABLES)}."
            fix = f"{names} A publisher's file is listed under [[files]] in dataset.toml."
            raise TableError(str(path), "no table has this name", fix)
    present = [(folder / name, record) for name, record in tables.items() if (folder / name).exists()]
    return [row for path, record in present for row in read_record_table(path, record)]

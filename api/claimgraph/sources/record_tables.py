"""The tables a dataset folder may hold: which file holds which record."""

from __future__ import annotations

from pathlib import Path

from claimgraph.errors import TableError
from claimgraph.model import (
    Assessment,
    ChipFacts,
    Claim,
    ClaimRelation,
    Entity,
    EvidenceLine,
    Fab,
    IdentifierMatch,
    InputFacts,
    Involvement,
    ModelFacts,
    NameMatch,
    Observation,
    QuantityProposition,
    Record,
    RelationProposition,
    Remainder,
    Retraction,
    SiteFacts,
    Source,
    Speaker,
    Utterance,
)
from claimgraph.sources.table import RecordRow, read_record_table

RECORD_TABLES: dict[str, type[Record]] = {
    "claims.csv": Claim,
    "quantity_propositions.csv": QuantityProposition,
    "relation_propositions.csv": RelationProposition,
    "utterances.csv": Utterance,
    "sources.csv": Source,
    "speakers.csv": Speaker,
    "observations.csv": Observation,
    "evidence.csv": EvidenceLine,
    "claim_relations.csv": ClaimRelation,
    "assessments.csv": Assessment,
    "retractions.csv": Retraction,
    "left_as_text.csv": Remainder,
    "entities.csv": Entity,
    "identifier_matches.csv": IdentifierMatch,
    "fabs.csv": Fab,
    "model_facts.csv": ModelFacts,
    "chip_facts.csv": ChipFacts,
    "site_facts.csv": SiteFacts,
    "input_facts.csv": InputFacts,
    "involvements.csv": Involvement,
    "name_matches.csv": NameMatch,
}


OTHERS = frozenset({"aliases.csv"})  # read by names.py, for every data set


def read_record_tables(folder: Path, publishers: frozenset[str] = frozenset()) -> list[RecordRow]:
    """Read every table of a dataset folder, in the order of TABLES. `publishers`: files that are not ours.

    Raises:
        TableError: A CSV file whose name no table has.
        RowErrors: Cells that cannot be read.
    """
    tables = {name: record for name, record in RECORD_TABLES.items() if name not in publishers}
    for path in sorted(folder.glob("*.csv")):
        if path.name not in {*tables, *publishers, *OTHERS}:
            tables_are = f"Tables: {', '.join(RECORD_TABLES)}."
            fix = f"{tables_are} A publisher's file is listed under [[files]] in dataset.toml."
            raise TableError(str(path), "no table has this name", fix)
    present = [(folder / name, record) for name, record in tables.items() if (folder / name).exists()]
    return [row for path, record in present for row in read_record_table(path, record)]

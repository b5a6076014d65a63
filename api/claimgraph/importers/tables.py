"""The tables a dataset folder may hold: which file holds which record."""

from __future__ import annotations

from pathlib import Path

from claimgraph.errors import TableError
from claimgraph.importers.rows import Row, read_table
from claimgraph.model import (
    Claim,
    ClaimRelation,
    Entity,
    EvidenceLine,
    Fab,
    IdentifierMatch,
    Observation,
    QuantityProposition,
    Record,
    RelationProposition,
    Remainder,
    Source,
    Speaker,
    Utterance,
)

TABLES: dict[str, type[Record]] = {
    "claims.csv": Claim,
    "quantity_propositions.csv": QuantityProposition,
    "relation_propositions.csv": RelationProposition,
    "utterances.csv": Utterance,
    "sources.csv": Source,
    "speakers.csv": Speaker,
    "observations.csv": Observation,
    "evidence.csv": EvidenceLine,
    "claim_relations.csv": ClaimRelation,
    "left_as_text.csv": Remainder,
    "entities.csv": Entity,
    "identifier_matches.csv": IdentifierMatch,
    "fabs.csv": Fab,
}


def read_folder(folder: Path) -> list[Row]:
    """Read every table of a dataset folder, in the order of TABLES.

    Raises:
        TableError: A CSV file whose name no table has.
        RowErrors: Cells that cannot be read.
    """
    for path in sorted(folder.glob("*.csv")):
        if path.name not in TABLES:
            raise TableError(str(path), "no table has this name", f"Tables: {', '.join(TABLES)}.")
    present = [(folder / name, record) for name, record in TABLES.items() if (folder / name).exists()]
    return [row for path, record in present for row in read_table(path, record)]

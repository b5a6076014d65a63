"""epoch_capabilities_index.csv: one row per version of a model, with its score if it has one.

The index is fitted anew with every release, so scores of two releases are never compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from claimgraph.edtf import Period
from claimgraph.model import UNKNOWN, Entity, ModelFacts, Observation, Record
from claimgraph.sources.cells import (
    CellParser,
    keep_text,
    list_of,
    optional,
    parse_iso_day,
    parse_number,
    parse_text,
    term_of,
)
from claimgraph.sources.figures import optional_figure_parsers
from claimgraph.sources.intake import Intake
from claimgraph.sources.involvements import make_involvement
from claimgraph.sources.records import make_record
from claimgraph.sources.slugs import short_hash, slugify
from claimgraph.sources.table import TableRow, TableSchema

VERSION, MODEL, SCORE, RELEASED = "Model version", "Model name", "ECI Score", "Release date"
ORGANIZATION, NATION, ACCESS = "Organization", "Country", "Model accessibility"
METRIC = "epoch-capabilities-index"
DESCRIBED_LATER = "a later release describes the models"
NO_SCORE = "No score: the index does not rate this version"
FAMILIES = {"Claude": "model-family/claude", "Llama": "model-family/llama"}
# Models that claims name and that no other table describes.
NAMED_BY_CLAIMS = frozenset(("model/deepseek-v3-1", "model/llama-2-13b"))
ACCESSIBILITY = {
    "API access": "api-access",
    "Hosted access (no API)": "hosted-access",
    "Open weights (non-commercial)": "open-weights-non-commercial",
    "Open weights (restricted use)": "open-weights-restricted-use",
    "Open weights (unrestricted)": "open-weights-unrestricted",
    "Unreleased": "unreleased",
}
IGNORED = {
    "Training compute (FLOP)": "another table of the same publisher has it, with its notes",
    "Confidence": "how sure the training compute is",
    "Description": "Epoch AI's sentence on the model",
    "Display name": "the name on the chart; on a third of the rows",
}


@dataclass(frozen=True, slots=True)
class IndexRelease:
    """A release of the index: the day, the document, and whether it describes the models that it rates."""

    day: Period
    source: str
    describes_models: bool


def import_scores(intake: Intake, release: IndexRelease) -> None:
    """Import each version that has a score; a model is described once, by its first row."""
    described: set[str] = set()
    for row in intake.read_rows(_schema(intake.names.require_entity, release)):
        if not row[SCORE]:
            intake.ignore_row(row, NO_SCORE)
            continue
        model = intake.names.mint_entity("model", row[MODEL], row.place)
        if release.describes_models and model not in described:
            intake.import_row(row, *_describe_model(intake, row, model))
        described.add(model)
        intake.import_row(row, _make_observation(row, model, release))


def _schema(require_entity: CellParser, release: IndexRelease) -> TableSchema:
    columns: dict[str, CellParser] = {
        VERSION: parse_text,
        MODEL: keep_text,
        RELEASED: optional(lambda cell: Period.parse(parse_iso_day(cell).isoformat())),
    }
    ignored = dict(IGNORED)
    if release.describes_models:
        columns |= {
            ORGANIZATION: list_of(parse_text),
            NATION: list_of(require_entity),
            ACCESS: optional(term_of(ACCESSIBILITY)),
        }
    else:
        ignored |= dict.fromkeys((ORGANIZATION, NATION, ACCESS), DESCRIBED_LATER)
    columns |= optional_figure_parsers({SCORE: parse_number})
    return TableSchema("epoch_capabilities_index.csv", columns, ignored, key=(VERSION,))


def _describe_model(intake: Intake, row: TableRow, model: str) -> Iterator[Record]:
    """Yield who developed a model and where; name and facts only if no other table has them."""
    if is_new := model in intake.names.minted:
        family = FAMILIES.get(row[MODEL].partition(" ")[0])
        yield make_record(Entity, id=model, name=row[MODEL], part_of=(family,) if family else ())
    if is_new or model in NAMED_BY_CLAIMS:
        yield make_record(
            ModelFacts,
            id=model,
            developed_in=tuple(sorted(set(row[NATION]))),
            accessibility=row[ACCESS],
            estimate_confidence=UNKNOWN,
        )
    for name in dict.fromkeys(row[ORGANIZATION]):
        yield make_involvement(
            "eci",
            model,
            "developer",
            intake.names.resolve_entity(name, row.place),
            name,
            # With several developers, the row does not say which of them is where.
            nations=tuple(sorted(set(row[NATION]))) if len(row[ORGANIZATION]) == 1 else (),
        )


def _make_observation(row: TableRow, model: str, release: IndexRelease) -> Observation:
    return make_record(
        Observation,
        # Some versions differ only in letters that a slug cannot have.
        id=f"{slugify('eci', row[VERSION], release.day.text)}-{short_hash(row[VERSION])}",
        metric=METRIC,
        subjects=(model,),
        value=row[SCORE].value,
        unit="index-points",
        period=row[RELEASED],
        known_since=release.day,
        source=release.source,
        method=f"Version {row[VERSION]}",
        definition=f"Release of {release.day.text}",
        source_text=row[SCORE].source_text,
    )
